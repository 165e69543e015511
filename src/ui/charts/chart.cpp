#include "ui/charts/chart.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/analytics/figure.h"
#include "core/base/phrase.h"
#include "core/interchange/csv_reader.h"
#include "ui/views/format.h"

namespace perennial::ui {
namespace {

using analytics::number_text;

const ChartPoint* point_at(const Chart& chart, std::size_t series, std::size_t category) {
    if (series >= chart.series.size() || category >= chart.series[series].points.size()) return nullptr;
    return &chart.series[series].points[category];
}

std::int64_t whole(double value) { return std::llround(value); }

double major_units(const Chart& chart, double minor) {
    return minor / std::pow(10, chart.currency.minor_digits());
}

/// "12k", "1.5M": at most three characters and a letter.
std::string short_number(double value) {
    const double size = std::abs(value);
    if (size >= 999'500) return number_text(value / 1e6, size < 9.95e6 ? 1 : 0) + "M";
    if (size >= 1000) return number_text(value / 1000, size < 9950 ? 1 : 0) + "k";
    return number_text(value, size < 10 ? 1 : 0);
}

/// A number of a CSV cell: "" for none.
std::string cell(const Chart& chart, const std::optional<double>& value) {
    if (!value) return {};
    if (chart.number == ChartNumber::money) return amount_text({whole(*value), chart.currency});
    return number_text(*value, chart.number == ChartNumber::count ? 0 : 6);
}

std::string name_of(const Chart& chart, std::size_t series, std::size_t category) {
    const std::string& category_name =
        category < chart.categories.size() ? chart.categories[category] : std::string();
    if (chart.kind == ChartKind::heat)
        return phrase("{}, {} {}", chart.series[series].name, chart.category_words, category_name);
    return chart.series.size() > 1 ? phrase("{}, {}", category_name, chart.series[series].name)
                                   : category_name;
}

}  // namespace

std::optional<std::string> chart_trouble(const Chart& chart) {
    if (chart.title.empty()) return "A chart needs a title.";
    if (chart.unit.empty()) return "A chart needs its unit.";
    if (chart.n_words.empty()) return "A chart needs to say what it counts.";
    const bool scatter = chart.kind == ChartKind::scatter;
    for (const ChartSeries& series : chart.series) {
        if (!scatter && series.points.size() != chart.categories.size())
            return "Every series needs a point for each category.";
        for (const ChartPoint& point : series.points) {
            for (const auto& value : {point.value, point.low, point.high, std::optional(point.x)})
                if (value && !std::isfinite(*value)) return "A value is not a number.";
        }
    }
    return std::nullopt;
}

std::string chart_value_text(const Chart& chart, double value) {
    switch (chart.number) {
        case ChartNumber::count: return count_text(whole(value));
        case ChartNumber::percent: return number_text(100 * value, 1) + " %";
        case ChartNumber::money: return money_text({whole(value), chart.currency});
        case ChartNumber::plain: break;
    }
    return number_text(value, 1);
}

std::string chart_axis_text(const Chart& chart, double value) {
    if (chart.number == ChartNumber::percent) return number_text(100 * value, 0) + " %";
    if (chart.number != ChartNumber::money) return short_number(value);
    if (value != 0) return short_number(major_units(chart, value));
    const std::string zero = money_text({0, chart.currency});
    return zero.starts_with('0') ? "0" : zero.substr(0, zero.find('.'));
}

bool is_unfinished(const Chart& chart, std::size_t series, std::size_t category) {
    if (!chart.unfinished_from) return false;
    if (chart.kind != ChartKind::heat) return category >= *chart.unfinished_from;
    // The cell of the month that is not over is the last of its row.
    const auto& points = chart.series[series].points;
    return category + 1 == points.size() || !points[category + 1].value;
}

bool is_outlined(const Chart& chart, std::size_t series, std::size_t category) {
    const ChartPoint* point = point_at(chart, series, category);
    if (point == nullptr || !point->value) return false;
    const bool few = point->n >= 0 && point->n < kFewRecords;
    return few || (chart.kind == ChartKind::heat && is_unfinished(chart, series, category));
}

std::string point_words(const Chart& chart, std::size_t series, std::size_t category) {
    const ChartPoint* point = point_at(chart, series, category);
    if (point == nullptr || !point->value) return {};
    std::string words =
        chart.kind == ChartKind::scatter
            ? phrase("{} {}, {} {}", chart.x_words, number_text(point->x, 1), chart.y_words,
                     chart_value_text(chart, *point->value))
            : name_of(chart, series, category) + ": " + chart_value_text(chart, *point->value);
    if (point->low && point->high)
        words += phrase(", 95 %: {} to {}", chart_value_text(chart, *point->low),
                        chart_value_text(chart, *point->high));
    if (point->n >= 0) words += ", n " + count_text(point->n);
    if (is_unfinished(chart, series, category)) words += ", not over yet";
    return words;
}

std::string chart_subtitle(const Chart& chart) {
    std::string text = chart.unit;
    if (!text.ends_with('.') && !text.ends_with("…")) text += ".";
    if (!chart.caveat.empty()) text += " " + chart.caveat;
    return text + phrase(" n {} {}", count_text(chart.n), chart.n_words);
}

std::string chart_csv(const Chart& chart) {
    if (chart_trouble(chart)) return {};
    std::string csv;
    const bool scatter = chart.kind == ChartKind::scatter;
    append_csv_row(csv, std::array<std::string, 6>{scatter ? chart.x_words : chart.category_words, "series",
                                                   "value", "low", "high", "n"});
    for (const ChartSeries& series : chart.series) {
        for (std::size_t i = 0; i < series.points.size(); ++i) {
            const ChartPoint& point = series.points[i];
            if (!point.value) continue;
            append_csv_row(csv, std::array<std::string, 6>{
                                    scatter ? number_text(point.x, 6) : chart.categories[i], series.name,
                                    cell(chart, point.value), cell(chart, point.low), cell(chart, point.high),
                                    point.n >= 0 ? std::to_string(point.n) : std::string()});
        }
    }
    return csv;
}

}  // namespace perennial::ui
