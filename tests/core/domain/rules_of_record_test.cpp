#include "core/domain/rules_of_record.h"

#include <doctest/doctest.h>

namespace perennial {
namespace {

TEST_CASE("cancelled orders count for nothing, refunded ones only as credit") {
    struct Case {
        std::string_view status;
        std::int64_t total, counted;
        bool purchase;
    };
    for (const Case& c : {Case{"placed", 500, 500, true}, Case{"paid", 500, 500, true},
                          Case{"shipped", 500, 500, true}, Case{"delivered", -500, -500, true},
                          Case{"refunded", 500, 0, false}, Case{"refunded", -500, -500, false},
                          Case{"cancelled", 500, 0, false}, Case{"cancelled", -500, 0, false}}) {
        CAPTURE(c.status);
        CHECK(counted_amount(c.status, c.total) == c.counted);
        CHECK(counts_as_purchase(c.status) == c.purchase);
    }
}

TEST_CASE("the statuses the rules know are those of the catalogue") {
    const Field& status = table(TableId::order).fields[order_field::status];
    int purchases = 0;
    for (const std::string_view choice : status.choices) purchases += counts_as_purchase(choice) ? 1 : 0;
    CHECK(status.choices.size() == 6);
    CHECK(purchases == 4);
}

}  // namespace
}  // namespace perennial
