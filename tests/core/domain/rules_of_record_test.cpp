#include "core/domain/rules_of_record.h"

#include <doctest/doctest.h>

#include <limits>
#include <vector>

namespace perennial {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

TEST_CASE("an order's total is its lines, less what came back and discounts, plus shipping") {
    struct Case {
        const char* why;
        std::vector<LineAmount> lines;
        std::int64_t discount, shipping;
        std::optional<std::int64_t> total;
    };
    for (const Case& c : {
             Case{"no lines", {}, 0, 0, 0},
             Case{"shipping alone", {}, 0, 490, 490},
             Case{"six pieces", {{6000, 0, 255, 0}}, 0, 0, 1530},
             Case{"two of six returned", {{6000, 2000, 255, 0}}, 0, 0, 1020},
             Case{"all returned", {{6000, 6000, 255, 0}}, 0, 490, 490},
             Case{"a credit note", {{-2000, 0, 255, 0}}, 0, 0, -510},
             Case{"line and order discount", {{1000, 0, 5000, 500}, {1000, 0, 300, 0}}, 800, 0, 4000},
             Case{"half a cent rounds up", {{500, 0, 1, 0}}, 0, 0, 1},
             Case{"minus half a cent rounds down", {{-500, 0, 1, 0}}, 0, 0, -1},
             Case{"less than half a cent is nothing", {{499, 0, 1, 0}}, 0, 0, 0},
             Case{"each line is rounded by itself", {{1500, 0, 333, 0}, {1500, 0, 333, 0}}, 0, 0, 1000},
             Case{"one line too large", {{kMost, 0, kMost, 0}}, 0, 0, std::nullopt},
             Case{"quantities too far apart", {{kMost, -kMost, 1, 0}}, 0, 0, std::nullopt},
             Case{"sum too large", {{1000, 0, kMost, 0}, {1000, 0, 1, 0}}, 0, 0, std::nullopt},
             Case{"discount too large", {{1000, 0, -kMost, 0}}, 2, 0, std::nullopt},
             Case{"shipping too large", {{1000, 0, kMost, 0}}, 0, 1, std::nullopt},
             Case{"the largest that fits", {{1000, 0, kMost - 1, 0}}, 0, 1, kMost},
         }) {
        CAPTURE(c.why);
        CHECK(order_total(c.lines, c.discount, c.shipping) == c.total);
    }
}

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
