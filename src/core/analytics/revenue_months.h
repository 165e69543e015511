// Revenue by month, whole and by the year in which customers bought first.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/analytics/facts.h"

namespace perennial::analytics {

struct RevenueMonths {
    std::int64_t first = 0;             ///< Number of the first month (cohorts.h).
    std::vector<std::int64_t> amounts;  ///< Minor units, one for each month, none left out.
};
/// From the month of the first purchase to the last whole one up to the period's end: its last month counts when it ends with the
/// period.
RevenueMonths revenue_months(const ShopFacts& facts, const Period& period);

/// The same, told one order after the other in any order.
class RevenueMonthsCount {
public:
    void add(const OrderFact& order);
    RevenueMonths result(const Period& period) const;

private:
    std::optional<Day> first_purchase_;
    std::int64_t first_ = 0;  ///< Number of the first month in amounts_.
    std::vector<std::int64_t> amounts_;
};

/// Revenue of the last months, told apart by when those who paid it had bought first.
struct RevenueByFirstYear {
    struct Series {
        std::optional<int> year;  ///< Of the first purchase; none: orders of nobody.
        bool and_before = false;  ///< That year and all before it.
        std::vector<std::int64_t> amounts;
    };
    std::int64_t first = 0;      ///< Number of the first month.
    bool last_is_whole = false;  ///< Whether `as_of` is the last day of its month.
    std::vector<Series>
        series;  ///< Oldest first, orders of nobody last; at most four. Those without revenue are left out.
    std::int64_t n = 0;  ///< Orders in these months.
};
/// The `count` months up to that of `as_of`.
RevenueByFirstYear revenue_by_first_year(const ShopFacts& facts, Day as_of, std::int64_t count);

}  // namespace perennial::analytics
