#include "core/domain/order_math.h"

#include <doctest/doctest.h>

#include <limits>
#include <vector>

#include "core/base/random.h"

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

TEST_CASE("the foot of an order adds up, with what an imported total holds besides") {
    const std::vector<LineAmount> lines{{1500, 0, 333, 0}, {3000, 1000, 1999, 500}};
    const auto totals = order_totals(lines, 250, 499, 21);
    REQUIRE(totals.has_value());
    CHECK(*totals == OrderTotals{500 + 3498, 250, 499, 21, 500 + 3498 - 250 + 499 + 21});
    CHECK(line_total(lines[0]) == 500);
    CHECK(line_total(lines[1]) == 3498);
}

TEST_CASE("a hundred lines of odd weights are each rounded once") {
    std::vector<LineAmount> lines;
    std::int64_t expected = 0;
    for (std::int64_t i = 1; i <= 100; ++i) {
        lines.push_back({i * 7, 0, i * 13, 0});
        expected += (i * 7 * i * 13 + 500) / 1000;
    }
    CHECK(order_totals(lines, 0, 0)->subtotal == expected);
}

TEST_CASE("what is too large is an error that names its place") {
    const std::vector<LineAmount> line{{1000, 0, 1, 0}, {kMost, 0, kMost, 0}};
    CHECK(order_totals(line, 0, 0).error().message.starts_with("Line 2 is too large"));
    const std::vector<LineAmount> sum{{1000, 0, kMost, 0}, {1000, 0, 1, 0}};
    CHECK(order_totals(sum, 0, 0).error().message.starts_with("The sum of the lines"));
    const std::vector<LineAmount> total{{1000, 0, kMost, 0}};
    CHECK(order_totals(total, 0, 1).error().message.starts_with("The order's total"));
    CHECK(order_totals(total, 0, 0, 1).error().code == ErrorCode::too_large);
    CHECK(order_totals(total, 0, 0)->total == kMost);
}

TEST_CASE("what is left of a discount is its share, to the nearest cent, and nothing when nothing is left") {
    struct Case {
        std::int64_t amount, part, whole, share;
    };
    for (const Case& c :
         {Case{500, 1, 2, 250}, Case{100, 1, 3, 33}, Case{100, 2, 3, 67}, Case{1, 1, 2, 1},
          Case{-1, 1, 2, -1}, Case{500, 0, 3, 0}, Case{500, 3, 3, 500}, Case{500, 4, 3, 500},
          Case{500, 1, 0, 500}, Case{500, -1, 3, 500}, Case{kMost, kMost - 1, kMost, kMost - 1}}) {
        CAPTURE(c.amount);
        CAPTURE(c.part);
        CHECK(share_of(c.amount, c.part, c.whole) == c.share);
    }
}

TEST_CASE("shares of random discounts never leave the discount, and grow with what stays") {
    constexpr std::uint64_t kSeed = 4711;
    INFO("seed " << kSeed);
    Random random(kSeed);
    for (int i = 0; i < 1000; ++i) {
        const auto whole = static_cast<std::int64_t>(random.below(1'000'000)) + 1;
        const auto part = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(whole)));
        const auto amount = static_cast<std::int64_t>(random.below(1'000'000));
        const std::int64_t share = share_of(amount, part, whole);
        CHECK(share >= 0);
        CHECK(share <= amount);
        CHECK(share_of(amount, part + 1, whole) >= share);
    }
}

}  // namespace
}  // namespace perennial
