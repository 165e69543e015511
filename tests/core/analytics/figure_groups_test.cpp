#include "core/analytics/figure_groups.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace perennial::analytics {
namespace {

Day day(std::string_view iso) { return *Day::parse(iso); }

/// One buys every month and goes on, one stops, one is new; four answers.
ShopFacts shop() {
    ShopFacts facts;
    facts.currency = *Currency::parse("EUR");
    facts.customers.resize(3);
    facts.customers[2].referred = true;
    for (const char* iso :
         {"2025-10-01", "2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01"})
        facts.orders.push_back({0, day(iso), 1000, true});
    for (const char* iso : {"2025-10-01", "2025-11-01", "2025-12-01"})
        facts.orders.push_back({1, day(iso), 500, true});
    facts.orders.push_back({2, day("2026-03-10"), 700, true});
    using Kind = ResponseFact::Kind;
    facts.responses = {{Kind::nps, day("2026-02-01"), 10},
                       {Kind::nps, day("2026-02-02"), 7},
                       {Kind::csat, day("2026-02-03"), 5},
                       {Kind::nps, day("2026-02-04"), 2}};
    return facts;
}

const Period kQuarter{Day{20454}, Day{20543}};  // 1 January to 31 March 2026.

std::vector<FigureGroup> groups(std::string_view key) {
    const ShopFacts facts = shop();
    auto found = figure_groups(facts, kQuarter, count_shop(facts, kQuarter), key);
    REQUIRE(found.has_value());
    return *std::move(found);
}

}  // namespace

TEST_CASE(
    "the first group of every figure is what the command line calls its rows, and every figure says what it "
    "is") {
    REQUIRE(kQuarter.from == day("2026-01-01"));
    const ShopFacts facts = shop();
    for (const std::string_view key : kpi_keys()) {
        CAPTURE(key);
        const auto found = groups(key);
        REQUIRE_FALSE(found.empty());
        CHECK(found.front().rows.places == kpi_rows(facts, kQuarter, key)->places);
        CHECK(found.front().rows.of == kpi_rows(facts, kQuarter, key)->of);
        for (const FigureGroup& group : found) CHECK_FALSE(group.words.empty());
        CHECK(figure_definition(key).ends_with('.'));
    }
    CHECK(figure_definition("nothing").empty());
    const auto missing = figure_groups(facts, kQuarter, count_shop(facts, kQuarter), "nothing");
    REQUIRE_FALSE(missing.has_value());
    CHECK(missing.error().code == ErrorCode::not_found);
}

TEST_CASE("the groups of the retention rate are its S, E and N, and who left") {
    const auto found = groups("retention_rate");
    REQUIRE(found.size() == 4);
    CHECK(found[0].symbol == "S");
    CHECK(found[0].rows.places == std::vector<std::int32_t>{0, 1});
    CHECK(found[1].symbol == "E");
    CHECK(found[1].rows.places == std::vector<std::int32_t>{0, 2});
    CHECK(found[2].symbol == "N");
    CHECK(found[2].rows.places == std::vector<std::int32_t>{2});
    CHECK(found[3].rows.places == std::vector<std::int32_t>{1});
}

TEST_CASE("answers are told apart by their scores") {
    const auto nps = groups("net_promoter_score");
    REQUIRE(nps.size() == 4);
    CHECK(nps[0].rows.places == std::vector<std::int32_t>{0, 1, 3});
    CHECK(nps[1].rows.places == std::vector<std::int32_t>{0});
    CHECK(nps[2].rows.places == std::vector<std::int32_t>{1});
    CHECK(nps[3].rows.places == std::vector<std::int32_t>{3});
    CHECK(groups("customer_satisfaction")[1].rows.places == std::vector<std::int32_t>{2});
}

TEST_CASE("counting in steps ends where counting at once does") {
    ShopFacts facts;
    facts.customers.resize(3000);
    for (std::int32_t i = -1; i < 3000; ++i) {
        const int orders = i < 0 ? 25'000 : 9;
        for (int k = 0; k < orders; ++k)
            facts.orders.push_back({i, Day{20'000 + (k * 61 + i) % 600}, 100 + k, k % 5 != 0});
        const auto own = std::span(facts.orders).last(static_cast<std::size_t>(orders));
        std::ranges::stable_sort(own, {}, &OrderFact::day);
    }
    const Period period{Day{20'200}, Day{20'564}};
    ShopCounting counting(facts, period);
    int steps = 1;
    while (!counting.step()) ++steps;
    CHECK(steps == 6);  // 52,000 orders.
    CHECK(counting.fraction() == 1);
    const ShopCounts stepped = counting.take();
    const Retention kept = retention_over(facts, period);
    CHECK(stepped.retention.at_start == kept.at_start);
    CHECK(stepped.retention.gained == kept.gained);
    CHECK(stepped.retention.lost == kept.lost);
    const auto in_period =
        std::ranges::count_if(facts.orders, [&](const OrderFact& order) { return period.has(order.day); });
    CHECK(static_cast<std::ptrdiff_t>(stepped.orders.size()) == in_period);
    CHECK(std::ranges::is_sorted(stepped.orders));
}

}  // namespace perennial::analytics
