// The chart model: one value that is drawn on screen, exported as SVG, PNG and CSV, and read as a table.
// Invariants (held by chart_trouble, which every way out asks first): a title, a unit and n are there; every series has a point for
// each category; values are finite.
// Funnel and flow join as kinds of their own, with what they need besides, when journeys are drawn.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/money.h"

namespace perennial::ui {

enum class ChartKind : std::uint8_t {
    line,       ///< One point for each category and series, joined; intervals as a band.
    bar,        ///< Beside each other, from 0.
    stacked,    ///< On each other, from 0; legend in stack order.
    heat,       ///< A row of cells for each series.
    histogram,  ///< Bars of the first series without room between them.
    scatter,    ///< Points of the first series at (x, value).
};

/// How values are written.
enum class ChartNumber : std::uint8_t {
    count,
    percent,  ///< 0 to 1, shown as percent.
    money,    ///< Minor units of the chart's currency.
    plain,    ///< With one digit after the point.
};

struct ChartPoint {
    std::optional<double> value = std::nullopt;  ///< None: nothing is known there, and nothing drawn.
    std::optional<double> low = std::nullopt, high = std::nullopt;  ///< Interval; both or neither.
    std::int64_t n = -1;  ///< Records it rests on; below 0: the chart's n says it.
    double x = 0;         ///< Of a scatter.
};

struct ChartSeries {
    std::string name;
    std::vector<ChartPoint> points;  ///< Beside the categories; of a scatter as many as there are.
    std::int64_t n = -1;             ///< Of a row of a heat table; below 0: not shown.
};

struct Chart {
    ChartKind kind = ChartKind::bar;
    std::string title;
    std::string unit;         ///< "€ a month, after returns".
    std::string caveat = {};  ///< "June is not over."
    std::int64_t n = 0;       ///< Records behind the whole.
    std::string n_words;      ///< "orders".
    ChartNumber number = ChartNumber::count;
    Currency currency = {};
    std::string category_words = {};           ///< What the categories are: "month".
    std::vector<std::string> categories = {};  ///< Below the axis, or above a heat table.
    std::vector<ChartSeries> series = {};
    /// Categories from this place on are not over: drawn at 55 %. Of a heat table the last cell of each row is meant.
    std::optional<std::size_t> unfinished_from = std::nullopt;
    std::string x_words = {}, y_words = {};  ///< Of a scatter: what its axes are.
};

/// Cells and bars that rest on fewer records are outlined, never filled.
inline constexpr std::int64_t kFewRecords = 30;
/// More series than that are drawn as "Other" by whoever makes the chart.
inline constexpr std::size_t kMostSeries = 4;

/// Why it cannot be shown; nullopt when it can.
std::optional<std::string> chart_trouble(const Chart& chart);

/// A value as the reader of the chart sees it: "42 %", "€1,284".
std::string chart_value_text(const Chart& chart, double value);
/// Where there is little room: "12k".
std::string chart_axis_text(const Chart& chart, double value);
bool is_unfinished(const Chart& chart, std::size_t series, std::size_t category);
/// Known, but on few records or not over.
bool is_outlined(const Chart& chart, std::size_t series, std::size_t category);
/// The point in words: "Jul 25, month 1: 42 %, n 176". "" where nothing is known.
std::string point_words(const Chart& chart, std::size_t series, std::size_t category);
/// "€ a month, after returns. June is not over. n 1,204 orders".
std::string chart_subtitle(const Chart& chart);

/// Its points as CSV, one a line, with a header; amounts as decimals, shares as fractions.
std::string chart_csv(const Chart& chart);

}  // namespace perennial::ui
