// The next month's revenue, with an interval from how wrong the same method was in each of the twelve months before.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/analytics/figure.h"

namespace perennial::analytics {

struct BackTestMonth {
    std::int64_t actual = 0, forecast = 0;  ///< Minor units; the forecast knew only the months before.
};
struct RevenueForecast {
    Figure figure;                         ///< "revenue_forecast".
    std::string_view method;               ///< In words.
    std::vector<BackTestMonth> back_test;  ///< Twelve, oldest first; empty when the figure is n/a.
    double mean_error = 0;                 ///< Mean of |actual - forecast| over them, minor units.
};

inline constexpr std::size_t kBackTestMonths = 12;
inline constexpr std::size_t kLeastMonths = 15;

/// `months`: revenue of whole months, oldest first, none left out. Of three methods (the mean of the last three months; that of the
/// last twelve; the same month a year ago times the year's growth) the one that would have been least wrong in the last twelve
/// months, as far as there were months enough before each. n/a below 15 months.
RevenueForecast forecast_revenue(std::span<const std::int64_t> months, Currency currency);

}  // namespace perennial::analytics
