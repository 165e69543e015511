// Cohorts: customers by the month of their first purchase, and how many of them bought, and for how much, in each month since.
#pragma once

#include <cstdint>
#include <vector>

#include "core/analytics/facts.h"

namespace perennial::analytics {

/// Months since year 0: 12 * year + month - 1.
std::int64_t month_number(Day day);
/// "1997-01".
std::string month_text(std::int64_t month);
Day first_of_month(std::int64_t month);

struct CohortMonth {
    std::int64_t customers = 0;  ///< Of the cohort, who bought in that month.
    std::int64_t revenue = 0;    ///< Counted amounts of the cohort's orders in that month, minor units.
};
struct Cohort {
    std::int64_t month = 0;           ///< Of the first purchase.
    std::int64_t size = 0;            ///< Customers.
    std::vector<CohortMonth> months;  ///< The first is the month of the first purchase; up to that of `as_of`.
};
/// By month; months without new customers have an empty cohort between. Credit notes before the first purchase are left out.
std::vector<Cohort> cohorts(const ShopFacts& facts, Day as_of);

}  // namespace perennial::analytics
