#include "core/app/purchase_table.h"

#include <doctest/doctest.h>

#include "tests/support/data_file.h"

namespace perennial {
namespace {

TEST_CASE("purchases are read by the names of their columns, whatever the order and the form of numbers") {
    const auto table = read_purchase_table(as_bytes_of("Amount;Note;Date;Customer\n12,50;x;03.02.2026;Ana\n7,"
                                                       "25;;04.02.2026;Bo\n1,00;;05.02.2026;Ana\n\n"),
                                           "p.csv");
    REQUIRE(table.has_value());
    CHECK(table->customers == std::vector<std::string>{"Ana", "Bo"});
    REQUIRE(table->purchases.size() == 3);
    CHECK(table->purchases[0].amount == 12.5);
    CHECK(table->purchases[0].day == *Day::parse("2026-02-03"));
    CHECK(table->purchases[2].customer == 0);
    CHECK(table->has_amounts);
}

TEST_CASE("histories are read as they are") {
    const auto table = read_purchase_table(
        as_bytes_of("ID,frequency,recency,T\n7,2,30.43,38.86\n8,0,0.00,38.86\n"), "h.csv");
    REQUIRE(table.has_value());
    CHECK(table->customers == std::vector<std::string>{"7", "8"});
    REQUIRE(table->histories.size() == 2);
    CHECK(table->histories[0] == analytics::PurchaseHistory{2, 30.43, 38.86, 0});
    CHECK_FALSE(table->has_amounts);
}

TEST_CASE("what cannot be read is named with line and column") {
    struct Case {
        const char* text;
        std::int64_t line;
        const char* column;
    };
    for (const Case& c : {Case{"a,b\n1,2\n", 1, ""}, Case{"customer,date\nAna,2026-02-30\n", 2, "date"},
                          Case{"customer,date,amount\nAna,2026-02-03,1\nAna,2026-02-03,much\n", 3, "amount"},
                          Case{"frequency,recency,T\n1,x,3\n", 2, "recency"},
                          Case{"frequency,recency,T\n1\n", 2, "recency"}}) {
        CAPTURE(c.text);
        const auto table = read_purchase_table(as_bytes_of(c.text), "t.csv");
        REQUIRE_FALSE(table.has_value());
        CHECK(table.error().place == Place{"t.csv", c.line, c.column});
    }
}

}  // namespace
}  // namespace perennial
