#include "core/analytics/value_score.h"

#include <doctest/doctest.h>

namespace perennial::analytics {
namespace {

TEST_CASE("a score is the weighted mean of percentiles that stay visible") {
    const std::vector<ValueFacts> customers{{10, {100.0, 1.0, 0.0}},
                                            {11, {200.0, 1.0, std::nullopt}},
                                            {12, {300.0, 5.0, 2.0}},
                                            {13, {400.0, std::nullopt, std::nullopt}}};
    const auto scores = value_scores(customers, {});
    REQUIRE(scores.has_value());
    // Worth: four different values, (below + 1/2) / 4.
    CHECK((*scores)[0].percentiles[0] == 12.5);
    CHECK((*scores)[3].percentiles[0] == 87.5);
    // Engagement: one without a value is below; two are equal: (1 + 2/2) / 4.
    CHECK((*scores)[0].percentiles[1] == 50);
    CHECK((*scores)[1].percentiles[1] == 50);
    CHECK((*scores)[3].percentiles[1] == 0);
    CHECK((*scores)[2].score == doctest::Approx(0.6 * 62.5 + 0.25 * 87.5 + 0.15 * 87.5));
    CHECK((*scores)[2].customer == 12);
}

TEST_CASE("tiers are shares of the customers, and equal scores are in the better one") {
    std::vector<ValueFacts> customers;
    for (int i = 0; i < 10; ++i)
        customers.push_back({i, {static_cast<double>(i), std::nullopt, std::nullopt}});
    const auto tiers = [&] {
        std::vector<int> counts(3);
        for (const ValueScore& score : *value_scores(customers, {}))
            ++counts[static_cast<std::size_t>(score.tier)];
        return counts;
    };
    CHECK(tiers() == std::vector<int>{2, 3, 5});
    // The second to fifth best are equal: all are high, and the middle tier has nobody left.
    for (std::size_t i = 5; i < 9; ++i) customers[i].parts[0] = 8.0;
    CHECK(tiers() == std::vector<int>{5, 0, 5});
}

TEST_CASE("weights that say nothing are refused") {
    const std::vector<ValueFacts> one{{0, {1.0, 1.0, 1.0}}};
    for (const ValueWeights& wrong : {ValueWeights{.parts = {0, 0, 0}}, ValueWeights{.parts = {-1, 2, 2}},
                                      ValueWeights{.high_percent = 60, .middle_percent = 41}}) {
        const auto scores = value_scores(one, wrong);
        REQUIRE_FALSE(scores.has_value());
        CHECK(scores.error().code == ErrorCode::invalid_input);
    }
    CHECK(value_scores(one, {.parts = {0, 0, 1}}).has_value());
    CHECK(value_scores({}, {})->empty());
}

}  // namespace
}  // namespace perennial::analytics
