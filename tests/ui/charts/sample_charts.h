// Small charts of each kind, for tests.
#pragma once

#include "ui/charts/chart.h"

namespace perennial::ui {

inline ChartPoint valued(double value, std::int64_t n = -1) {
    ChartPoint point;
    point.value = value;
    point.n = n;
    return point;
}

inline Chart stacked_chart() {
    Chart chart;
    chart.kind = ChartKind::stacked;
    chart.title = "Revenue by year of first order";
    chart.unit = "€ a month";
    chart.caveat = "June is not over.";
    chart.n = 1204;
    chart.n_words = "orders";
    chart.number = ChartNumber::money;
    chart.currency = *Currency::parse("EUR");
    chart.category_words = "month";
    chart.categories = {"Apr", "May", "Jun"};
    chart.series = {{.name = "2025", .points = {valued(10'000), valued(12'000), valued(3'000)}},
                    {.name = "2026", .points = {valued(5'000), valued(6'000), valued(2'000)}}};
    chart.unfinished_from = 2;
    return chart;
}

/// The last cell of each row is of the month that is not over; the second row rests on 12.
inline Chart heat_chart() {
    Chart chart;
    chart.kind = ChartKind::heat;
    chart.title = "Came back & stayed";
    chart.unit = "% who ordered again";
    chart.n = 52;
    chart.n_words = "customers";
    chart.number = ChartNumber::percent;
    chart.category_words = "month";
    chart.categories = {"1", "2", "3"};
    chart.series = {{.name = "Jan 26", .points = {valued(0.4, 40), valued(0.2, 40), valued(0.1, 40)}, .n = 40},
                    {.name = "Feb 26", .points = {valued(0.5, 12), valued(0.25, 12), {}}, .n = 12}};
    chart.unfinished_from = 0;
    return chart;
}

inline Chart line_chart() {
    Chart chart;
    chart.kind = ChartKind::line;
    chart.title = "Visits";
    chart.unit = "a month";
    chart.n = 60;
    chart.n_words = "visits";
    chart.category_words = "month";
    chart.categories = {"Jan", "Feb", "Mar"};
    chart.series = {{.name = "visits", .points = {valued(10), valued(20), valued(30)}}};
    chart.series.front().points[2].low = 20;
    chart.series.front().points[2].high = 40;
    return chart;
}

inline Chart scatter_chart() {
    Chart chart;
    chart.kind = ChartKind::scatter;
    chart.title = "Orders and spending";
    chart.unit = "each dot is a customer";
    chart.n = 2;
    chart.n_words = "customers";
    chart.x_words = "orders";
    chart.y_words = "spent";
    chart.series = {{.name = "customers", .points = {valued(12), valued(30)}}};
    chart.series.front().points[0].x = 1;
    chart.series.front().points[1].x = 4;
    return chart;
}

}  // namespace perennial::ui
