#include "ui/views/numbers/numbers_charts.h"

#include <algorithm>

#include "core/base/phrase.h"
#include "ui/views/format.h"
#include "ui/views/numbers/numbers_words.h"

namespace perennial::ui {
namespace {

using namespace analytics;

constexpr std::int64_t kCohorts = 11, kCohortMonths = 10;

/// "Jul".
std::string month_name(std::int64_t month) {
    const std::string day = full_day_text(first_of_month(month));  // "1 Jul 2026"
    return day.substr(2, 3);
}
/// "Jul 25".
std::string month_and_year(std::int64_t month) {
    return phrase("{} {}", month_name(month), zero_padded(month / 12 % 100, 2));
}
std::string full_month(std::int64_t month) {
    const Day first = first_of_month(month);
    const std::string text = period_text(first, Day{first.days + 100});  // "July 2026"
    return text.substr(0, text.find(' '));
}

/// "€", or the code of a currency without a sign.
std::string currency_mark(Currency currency) {
    const std::string zero = money_text({0, currency});
    return zero.starts_with('0') ? std::string(currency.code()) : zero.substr(0, zero.find('0'));
}

bool month_is_over(Day day) { return month_number(Day{day.days + 1}) != month_number(day); }

std::string not_over(Day day) {
    return month_is_over(day) ? std::string() : full_month(month_number(day)) + " is not over.";
}

ChartSeries cohort_row(const Cohort& cohort, bool revenue) {
    ChartSeries row{.name = month_and_year(cohort.month), .points = {}, .n = cohort.size};
    for (std::int64_t i = 1; i <= kCohortMonths; ++i) {
        const auto at = static_cast<std::size_t>(i);
        ChartPoint& point = row.points.emplace_back();
        if (cohort.size == 0 || at >= cohort.months.size()) continue;
        const CohortMonth& month = cohort.months[at];
        point.value = revenue ? static_cast<double>(month.revenue)
                              : static_cast<double>(month.customers) / static_cast<double>(cohort.size);
        point.n = cohort.size;
    }
    return row;
}

/// How many answers of a kind in the period have each score.
Chart answers_chart(const NumbersBoard& board, ResponseFact::Kind kind, std::int64_t least,
                    std::int64_t most) {
    Chart chart{.kind = ChartKind::histogram, .title = {}, .unit = "answers", .n_words = "answers"};
    chart.category_words = "score";
    ChartSeries& counts = chart.series.emplace_back(ChartSeries{.name = "answers", .points = {}});
    std::vector<std::int64_t> sums(static_cast<std::size_t>(most - least + 1));
    for (const ResponseFact& answer : board.facts->facts.responses) {
        const bool counted = answer.kind == kind && board.query.period.has(answer.day) &&
                             answer.score >= least && answer.score <= most;
        if (!counted) continue;
        ++sums[static_cast<std::size_t>(answer.score - least)];
        ++chart.n;
    }
    for (std::int64_t score = least; score <= most; ++score) {
        chart.categories.push_back(std::to_string(score));
        counts.points.push_back({.value = static_cast<double>(sums[static_cast<std::size_t>(score - least)])});
    }
    return chart;
}

}  // namespace

Chart cohort_chart(const NumbersBoard& board, bool revenue) {
    const Currency currency = board.facts->facts.currency;
    Chart chart{.kind = ChartKind::heat,
                .title = revenue ? "Revenue, by month of first order" : "Came back, by month of first order",
                .unit = revenue ? currency_mark(currency) + " that they paid in month 1, 2, 3…"
                                : "% who ordered again in month 1, 2, 3…",
                .n_words = "customers"};
    chart.number = revenue ? ChartNumber::money : ChartNumber::percent;
    chart.currency = currency;
    chart.category_words = "month";
    if (!month_is_over(board.query.period.to)) chart.unfinished_from = 0;
    for (std::int64_t i = 1; i <= kCohortMonths; ++i) chart.categories.push_back(std::to_string(i));
    const std::int64_t last = month_number(board.query.period.to);
    for (const Cohort& cohort : board.cohorts) {
        if (cohort.month < last - kCohorts || cohort.month >= last || cohort.size == 0) continue;
        chart.series.push_back(cohort_row(cohort, revenue));
        chart.n += cohort.size;
    }
    return chart;
}

Chart revenue_chart(const NumbersBoard& board) {
    const RevenueByFirstYear& by_year = board.by_first_year;
    Chart chart{.kind = ChartKind::stacked,
                .title = "Revenue by year of first order",
                .unit = currency_mark(board.facts->facts.currency) + " a month, after returns",
                .caveat = not_over(board.query.period.to),
                .n = by_year.n,
                .n_words = "orders"};
    chart.number = ChartNumber::money;
    chart.currency = board.facts->facts.currency;
    chart.category_words = "month";
    const std::size_t months = by_year.series.empty() ? 0 : by_year.series.front().amounts.size();
    for (std::size_t i = 0; i < months; ++i)
        chart.categories.push_back(month_name(by_year.first + static_cast<std::int64_t>(i)));
    if (!by_year.last_is_whole && months > 0) chart.unfinished_from = months - 1;
    for (const RevenueByFirstYear::Series& one : by_year.series) {
        ChartSeries series{.name = one.year ? std::to_string(*one.year) : "Without a customer", .points = {}};
        if (one.and_before) series.name += " and before";
        for (const std::int64_t amount : one.amounts)
            series.points.push_back({.value = static_cast<double>(amount)});
        chart.series.push_back(std::move(series));
    }
    return chart;
}

std::optional<Chart> forecast_chart(const NumbersBoard& board) {
    const RevenueForecast& forecast = board.forecast;
    if (!forecast.figure.value || !forecast.figure.interval) return std::nullopt;
    Chart chart{.kind = ChartKind::line,
                .title = "Revenue forecast",
                .unit = currency_mark(forecast.figure.currency) + " a month",
                .caveat = screen_text(phrase("By {}. {}", forecast.method, forecast.figure.reason),
                                      forecast.figure.currency),
                .n = forecast.figure.n,
                .n_words = "whole months"};
    chart.number = ChartNumber::money;
    chart.currency = forecast.figure.currency;
    chart.category_words = "month";
    ChartSeries actual{.name = "Revenue", .points = {}},
        said{.name = "Forecast, each from the months before", .points = {}};
    const std::int64_t next =
        board.counts.months.first + static_cast<std::int64_t>(board.counts.months.amounts.size());
    const auto count = static_cast<std::int64_t>(forecast.back_test.size());
    for (std::int64_t i = 0; i < count; ++i) {
        const BackTestMonth& month = forecast.back_test[static_cast<std::size_t>(i)];
        chart.categories.push_back(month_name(next - count + i));
        actual.points.push_back({.value = static_cast<double>(month.actual)});
        said.points.push_back({.value = static_cast<double>(month.forecast)});
    }
    chart.categories.push_back(month_name(next));
    actual.points.emplace_back();
    said.points.push_back({.value = forecast.figure.value,
                           .low = forecast.figure.interval->low,
                           .high = forecast.figure.interval->high});
    chart.series = {std::move(actual), std::move(said)};
    return chart;
}

Chart tenure_chart(const NumbersBoard& board) {
    const Figure& figure = *board.figure("order_value_by_tenure");
    Chart chart{.kind = ChartKind::bar,
                .title = "Order value by tenure",
                .unit = currency_mark(figure.currency) + " a purchase, by time since the first one",
                .n = figure.n,
                .n_words = "purchases"};
    chart.number = ChartNumber::money;
    chart.currency = figure.currency;
    chart.category_words = "tenure";
    ChartSeries series{.name = "order value", .points = {}};
    for (const Figure::Part& part : figure.parts) {
        chart.categories.push_back(part.name);
        series.points.push_back({.value = part.value, .n = part.n});
    }
    chart.series.push_back(std::move(series));
    return chart;
}

Chart recommendation_chart(const NumbersBoard& board) {
    Chart chart = answers_chart(board, ResponseFact::Kind::nps, 0, 10);
    chart.title = "How likely they are to recommend you";
    chart.unit = "answers, by score from 0 to 10";
    return chart;
}

Chart satisfaction_chart(const NumbersBoard& board) {
    Chart chart = answers_chart(board, ResponseFact::Kind::csat, 1, 5);
    chart.title = "How satisfied they are";
    chart.unit = "answers, by score from 1 to 5";
    return chart;
}

NumbersCharts numbers_charts(const NumbersBoard& board) {
    return {cohort_chart(board, false),  cohort_chart(board, true), revenue_chart(board), tenure_chart(board),
            recommendation_chart(board), satisfaction_chart(board), forecast_chart(board)};
}

}  // namespace perennial::ui
