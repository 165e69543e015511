// The charts of the Numbers screen, as values made from the board. Pure.
#pragma once

#include <optional>
#include <string>

#include "core/app/numbers_board.h"
#include "ui/charts/chart.h"

namespace perennial::ui {

/// The cohorts of the last eleven months. `revenue`: what they paid in each month; else the share who ordered again.
Chart cohort_chart(const NumbersBoard& board, bool revenue);
/// Twelve months, stacked by the year of the first order.
Chart revenue_chart(const NumbersBoard& board);
/// The last twelve whole months, what the method would have said of each, and what it says of the next. nullopt when there is no
/// forecast; the figure says why.
std::optional<Chart> forecast_chart(const NumbersBoard& board);
/// What a purchase comes to, by tenure.
Chart tenure_chart(const NumbersBoard& board);
/// How many answered what in the period.
Chart recommendation_chart(const NumbersBoard& board);
Chart satisfaction_chart(const NumbersBoard& board);

/// All of them.
struct NumbersCharts {
    Chart cohorts, cohort_revenue, revenue, tenure, recommendation, satisfaction;
    std::optional<Chart> forecast;
};
NumbersCharts numbers_charts(const NumbersBoard& board);

}  // namespace perennial::ui
