#include "core/analytics/revenue_months.h"

#include <doctest/doctest.h>

#include "core/analytics/cohorts.h"

namespace perennial::analytics {
namespace {

Day day(std::string_view iso) { return *Day::parse(iso); }

}  // namespace

TEST_CASE("months run from the first purchase to the last whole one, none left out") {
    ShopFacts facts;
    facts.customers.resize(1);
    facts.orders = {{-1, day("2025-11-30"), -50, false},
                    {0, day("2025-12-05"), 100, true},
                    {0, day("2026-02-01"), 300, true},
                    {0, day("2026-03-31"), 400, true}};
    const RevenueMonths whole = revenue_months(facts, {day("2026-01-01"), day("2026-03-31")});
    CHECK(month_text(whole.first) == "2025-12");
    CHECK(whole.amounts == std::vector<std::int64_t>{100, 0, 300, 400});
    CHECK(revenue_months(facts, {day("2026-01-01"), day("2026-03-30")}).amounts ==
          std::vector<std::int64_t>{100, 0, 300});
    CHECK(revenue_months(facts, {day("2025-01-01"), day("2025-11-30")}).amounts.empty());
}

TEST_CASE("revenue is told apart by the year of the first purchase, and adds up to all of it") {
    ShopFacts facts;
    facts.customers.resize(4);
    facts.orders = {{-1, day("2026-02-10"), 70, true},  {0, day("2023-04-01"), 900, true},
                    {0, day("2026-01-15"), 100, true},  {1, day("2025-06-01"), 40, true},
                    {1, day("2026-01-20"), -10, false}, {2, day("2026-02-02"), 30, true},
                    {3, day("2024-09-09"), 5, true},    {3, day("2026-02-03"), 6, true}};
    const RevenueByFirstYear found = revenue_by_first_year(facts, day("2026-02-20"), 2);
    CHECK(month_text(found.first) == "2026-01");
    CHECK_FALSE(found.last_is_whole);
    CHECK(found.n == 5);
    REQUIRE(found.series.size() == 4);
    CHECK(found.series[0].year == 2024);
    CHECK(found.series[0].and_before);
    CHECK(found.series[0].amounts == std::vector<std::int64_t>{100, 6});
    CHECK(found.series[1].year == 2025);
    CHECK(found.series[1].amounts == std::vector<std::int64_t>{-10, 0});
    CHECK(found.series[2].amounts == std::vector<std::int64_t>{0, 30});
    CHECK_FALSE(found.series[3].year.has_value());
    CHECK(found.series[3].amounts == std::vector<std::int64_t>{0, 70});
    CHECK(revenue_by_first_year(facts, day("2026-02-28"), 2).last_is_whole);
}

}  // namespace perennial::analytics
