#include "core/analytics/rfm.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "core/base/random.h"

namespace perennial::analytics {
namespace {

ShopFacts shop_of(const std::vector<std::vector<OrderFact>>& customers) {
    ShopFacts facts;
    facts.customers.resize(customers.size());
    for (std::size_t i = 0; i < customers.size(); ++i) {
        for (OrderFact order : customers[i]) {
            order.customer = static_cast<std::int32_t>(i);
            facts.orders.push_back(order);
        }
    }
    return facts;
}

TEST_CASE("ten different customers fill five steps of two, and the order of values is the order of scores") {
    std::vector<std::vector<OrderFact>> customers;
    for (int i = 0; i < 10; ++i) {
        customers.push_back(
            std::vector<OrderFact>(static_cast<std::size_t>(i + 1), OrderFact{0, Day{100 + i}, 50, true}));
    }
    const auto scored = rfm(shop_of(customers), Day{1000});
    REQUIRE(scored.size() == 10);
    for (int i = 0; i < 10; ++i) {
        const RfmCustomer& one = scored[static_cast<std::size_t>(i)];
        CHECK(one.recency == 1 + i / 2);
        CHECK(one.frequency == 1 + i / 2);
        CHECK(one.monetary == 1 + i / 2);
        CHECK(one.purchases == i + 1);
    }
    CHECK(scored.back().group == RfmGroup::champions);
    CHECK(scored.front().group == RfmGroup::lost);
}

TEST_CASE("equal values have the same score, however many there are") {
    // Seven bought once, two twice, one three times: 1; 1 + floor(5 * 7/10) = 4; 1 + floor(5 * 9/10) = 5.
    std::vector<std::vector<OrderFact>> customers(10, {OrderFact{0, Day{10}, 100, true}});
    customers[7].push_back({0, Day{20}, 100, true});
    customers[8].push_back({0, Day{20}, 100, true});
    customers[9].assign(3, {0, Day{20}, 100, true});
    const auto scored = rfm(shop_of(customers), Day{1000});
    for (std::size_t i = 0; i < 7; ++i) CHECK(scored[i].frequency == 1);
    CHECK(scored[7].frequency == 4);
    CHECK(scored[8].frequency == 4);
    CHECK(scored[9].frequency == 5);

    Random random(9);
    std::vector<std::vector<OrderFact>> many;
    for (int i = 0; i < 300; ++i) {
        many.push_back(std::vector<OrderFact>(
            1 + random.below(4), OrderFact{0, Day{static_cast<std::int32_t>(random.below(30))},
                                           static_cast<std::int64_t>(random.below(3)) * 100, true}));
    }
    std::map<std::int64_t, int> by_purchases;
    for (const RfmCustomer& one : rfm(shop_of(many), Day{1000})) {
        CHECK(by_purchases.try_emplace(one.purchases, one.frequency).first->second == one.frequency);
        CHECK(one.frequency >= 1);
        CHECK(one.frequency <= 5);
    }
}

TEST_CASE("what came later, and who never bought, is left out; a credit note lowers the money only") {
    const auto facts = shop_of({{{0, Day{10}, 500, true}, {0, Day{30}, 900, true}},
                                {},
                                {{0, Day{12}, -100, false}},
                                {{0, Day{5}, 400, true}, {0, Day{15}, -300, false}}});
    const auto scored = rfm(facts, Day{20});
    REQUIRE(scored.size() == 2);
    CHECK(scored[0].spent == 500);
    CHECK(scored[0].last == Day{10});
    CHECK(scored[1].customer == 3);
    CHECK(scored[1].spent == 100);
    CHECK(scored[1].last == Day{5});
    CHECK(rfm(facts, Day{4}).empty());
}

TEST_CASE("every pair of scores has one group, each group is reached, and each has a play") {
    std::map<RfmGroup, int> reached;
    for (int recency = 1; recency <= 5; ++recency) {
        for (int frequency = 1; frequency <= 5; ++frequency) ++reached[rfm_group(recency, frequency)];
    }
    CHECK(reached.size() == kRfmGroups);
    for (const auto& [group, count] : reached) {
        CHECK_FALSE(rfm_group_text(group).label.empty());
        CHECK(rfm_group_text(group).play.ends_with("."));
    }
    CHECK(rfm_group(1, 5) == RfmGroup::must_not_lose);
    CHECK(rfm_group(5, 1) == RfmGroup::fresh);
}

}  // namespace
}  // namespace perennial::analytics
