#include "core/analytics/cohorts.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/support/cdnow.h"

namespace perennial::analytics {
namespace {

TEST_CASE("months are numbered through the turn of the year and written as people do") {
    const std::int64_t december = month_number(*Day::parse("1997-12-31"));
    CHECK(month_text(december) == "1997-12");
    CHECK(month_text(december + 1) == "1998-01");
    CHECK(first_of_month(december + 1) == *Day::parse("1998-01-01"));
    CHECK(month_number(first_of_month(december)) == december);
}

TEST_CASE("a cohort counts each customer once a month and all of their revenue") {
    ShopFacts facts;
    facts.customers.resize(3);
    const auto day = [](std::string_view iso) { return *Day::parse(iso); };
    facts.orders = {{0, day("2025-11-05"), -50, false}, {0, day("2025-12-05"), 100, true},
                    {0, day("2025-12-20"), 200, true},  {0, day("2026-02-01"), 400, true},
                    {0, day("2026-02-03"), -30, false}, {1, day("2025-12-31"), 70, true},
                    {2, day("2026-02-28"), 10, true},   {2, day("2026-03-01"), 10, true}};
    const auto out = cohorts(facts, day("2026-02-28"));
    REQUIRE(out.size() == 3);
    CHECK(month_text(out[0].month) == "2025-12");
    CHECK(out[0].size == 2);
    REQUIRE(out[0].months.size() == 3);
    CHECK(out[0].months[0].customers == 2);
    CHECK(out[0].months[0].revenue == 370);
    CHECK(out[0].months[1].customers == 0);
    CHECK(out[0].months[2].customers == 1);
    CHECK(out[0].months[2].revenue == 370);
    CHECK(out[1].size == 0);
    CHECK(out[2].months.size() == 1);
    CHECK(out[2].months[0].customers == 1);
    CHECK(cohorts(facts, day("2025-11-30")).empty());
}

TEST_CASE("the cohorts of the CDNOW log equal a count by sets") {
    ShopFacts facts;
    std::map<std::int64_t, Day> first;
    std::map<std::pair<std::int64_t, std::int64_t>, std::set<std::int64_t>> buyers;
    std::vector<Purchase> purchases = cdnow_purchases(CdnowPart::sample);
    std::ranges::sort(purchases, {}, [](const Purchase& p) { return std::pair(p.customer, p.day); });
    for (const Purchase& purchase : purchases) {
        first.try_emplace(purchase.customer, purchase.day);
        const std::int64_t cohort = month_number(first[purchase.customer]);
        buyers[{cohort, month_number(purchase.day)}].insert(purchase.customer);
        facts.orders.push_back({static_cast<std::int32_t>(purchase.customer), purchase.day,
                                static_cast<std::int64_t>(purchase.amount * 100 + 0.5), true});
    }
    facts.customers.resize(2358);
    const auto out = cohorts(facts, *Day::parse("1998-06-30"));
    // Everybody's first purchase is in the first quarter of 1997.
    CHECK(out.size() == 18);
    std::int64_t all = 0;
    for (const Cohort& cohort : out) {
        all += cohort.size;
        for (std::size_t i = 0; i < cohort.months.size(); ++i) {
            const auto found = buyers.find({cohort.month, cohort.month + static_cast<std::int64_t>(i)});
            CHECK(cohort.months[i].customers ==
                  (found == buyers.end() ? 0 : static_cast<std::int64_t>(found->second.size())));
        }
    }
    CHECK(all == 2357);
    CHECK(out[0].size + out[1].size + out[2].size == 2357);
}

}  // namespace
}  // namespace perennial::analytics
