#include "core/analytics/forecast.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "core/analytics/kpi_parts.h"

namespace perennial::analytics {
namespace {

using Months = std::span<const std::int64_t>;

double sum_of(Months months) {
    return static_cast<double>(std::accumulate(months.begin(), months.end(), std::int64_t{0}));
}

std::optional<double> mean_of_last(Months months, std::size_t count) {
    if (months.size() < count) return std::nullopt;
    return sum_of(months.last(count)) / static_cast<double>(count);
}
std::optional<double> mean_of_three(Months months) { return mean_of_last(months, 3); }
std::optional<double> mean_of_year(Months months) { return mean_of_last(months, 12); }
std::optional<double> last_year_grown(Months months) {
    if (months.size() < 24) return std::nullopt;
    const double year = sum_of(months.last(12)), year_before = sum_of(months.last(24).first(12));
    if (year_before <= 0) return std::nullopt;
    return static_cast<double>(months[months.size() - 12]) * year / year_before;
}

struct Method {
    std::string_view words;
    std::optional<double> (*forecast)(Months);
};
constexpr std::array<Method, 3> kMethods{
    {{"the mean of the last three months", mean_of_three},
     {"the mean of the last twelve months", mean_of_year},
     {"the same month a year ago times the year's growth", last_year_grown}}};

struct Tried {
    const Method* method = nullptr;
    std::vector<BackTestMonth> months;
    double squares = 0;
};

/// nullopt when the method lacked months before one of the twelve.
std::optional<Tried> back_test(const Method& method, Months months) {
    Tried tried{&method, {}, 0};
    for (std::size_t at = months.size() - kBackTestMonths; at < months.size(); ++at) {
        const auto forecast = method.forecast(months.first(at));
        if (!forecast) return std::nullopt;
        tried.months.push_back({months[at], std::llround(*forecast)});
        const double error = static_cast<double>(months[at]) - *forecast;
        tried.squares += error * error;
    }
    return tried;
}

}  // namespace

RevenueForecast forecast_revenue(std::span<const std::int64_t> months, Currency currency) {
    RevenueForecast out{.figure = {.key = "revenue_forecast",
                                   .label = "Revenue forecast",
                                   .unit = Unit::money,
                                   .n = static_cast<std::int64_t>(months.size()),
                                   .currency = currency},
                        .method = {},
                        .back_test = {}};
    if (months.size() < kLeastMonths) {
        out.figure = not_available(
            std::move(out.figure),
            phrase("A forecast wants {} whole months with sales; here are {}.", kLeastMonths, months.size()));
        return out;
    }
    std::optional<Tried> best;
    for (const Method& method : kMethods) {
        auto tried = back_test(method, months);
        if (tried && (!best || tried->squares < best->squares)) best = std::move(tried);
    }
    const double value = *best->method->forecast(months);
    // Student's t with twelve degrees of freedom, 97.5 %.
    const double half = 2.178812829663418 * std::sqrt(best->squares / static_cast<double>(kBackTestMonths));
    out.method = best->method->words;
    out.back_test = std::move(best->months);
    for (const BackTestMonth& month : out.back_test) {
        out.mean_error += static_cast<double>(std::abs(month.actual - month.forecast)) /
                          static_cast<double>(kBackTestMonths);
    }
    out.figure.value = std::round(value);
    out.figure.interval = Interval{std::max(0.0, value - half), value + half, 0.95, "back-test"};
    out.figure.formula = std::string(out.method) + equals_value(out.figure);
    out.figure.reason = phrase("In the twelve months before it was wrong by {} on average.",
                               money_text(std::llround(out.mean_error), currency));
    return out;
}

}  // namespace perennial::analytics
