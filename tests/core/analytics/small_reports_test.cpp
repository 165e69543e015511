#include "core/analytics/small_reports.h"

#include <doctest/doctest.h>

namespace perennial::analytics {
namespace {

TEST_CASE("the quadrant goes by the last purchase and the last touch that the person began") {
    constexpr Day kToday{1000};
    CHECK(quadrant(Day{821}, Day{821}, kToday) == Quadrant::devoted);
    CHECK(quadrant(Day{821}, Day{820}, kToday) == Quadrant::habitual);
    CHECK(quadrant(Day{820}, Day{1000}, kToday) == Quadrant::friendly);
    CHECK(quadrant(std::nullopt, std::nullopt, kToday) == Quadrant::fading);
    CHECK(quadrant(Day{1001}, Day{1001}, kToday) == Quadrant::fading);
    CHECK(quadrant(Day{990}, Day{990}, kToday, 10) == Quadrant::fading);
    for (const auto one : {Quadrant::devoted, Quadrant::habitual, Quadrant::friendly, Quadrant::fading}) {
        CHECK_FALSE(quadrant_label(one).empty());
    }
}

TEST_CASE("what is bought together is counted by customer, from five customers on") {
    std::vector<std::pair<std::int32_t, std::int32_t>> baskets;
    // Of 20 customers: 1 is bought by ten, 2 by five of them and no other, 3 by all, 4 by four of them.
    for (std::int32_t customer = 0; customer < 20; ++customer) {
        baskets.emplace_back(customer, 3);
        if (customer < 10) baskets.emplace_back(customer, 1);
        if (customer < 5) baskets.emplace_back(customer, 2);
        if (customer < 5) baskets.emplace_back(customer, 2);  // Again.
        if (customer < 4) baskets.emplace_back(customer, 4);
    }
    const auto pairs = cross_sell(baskets, 20, 10);
    REQUIRE(pairs.size() == 3);
    CHECK(pairs[0].first == 1);
    CHECK(pairs[0].second == 2);
    CHECK(pairs[0].support == 5);
    CHECK(pairs[0].lift == 2);  // 5 * 20 / (10 * 5)
    CHECK(pairs[1].lift == 1);
    CHECK(pairs[1].support == 10);
    CHECK(pairs[2].support == 5);
    CHECK(cross_sell(baskets, 20, 1).size() == 1);
    CHECK(cross_sell({}, 0, 10).empty());
}

TEST_CASE("dwell is the median with its quartiles") {
    const auto out = dwell({4, 1, 3, 2});
    REQUIRE(out.has_value());
    CHECK(out->n == 4);
    CHECK(out->lower_quartile == 1.75);
    CHECK(out->median == 2.5);
    CHECK(out->upper_quartile == 3.25);
    CHECK(dwell({7})->upper_quartile == 7);
    CHECK_FALSE(dwell({}).has_value());
}

}  // namespace
}  // namespace perennial::analytics
