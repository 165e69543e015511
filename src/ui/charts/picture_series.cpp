// Bars, stacks, histograms, lines and scatters.
#include <cmath>

#include "ui/charts/picture_parts.h"

namespace perennial::ui {
namespace {

constexpr float kWidestBar = 32;
constexpr float kHitRadius = 8;

/// A bar between two values, outlined where it rests on few records.
Rect lay_bar(Canvas& canvas, std::size_t series, std::size_t category, float x, float width, double from,
             double to) {
    const float top = canvas.y(std::max(from, to)), bottom = canvas.y(std::min(from, to));
    const Rect bar{x, top, width, std::max(1.0F, bottom - top)};
    if (from == to) return bar;
    const Ink ink = canvas.series_ink(series, category);
    const bool stacked = canvas.chart.kind == ChartKind::stacked;
    if (is_outlined(canvas.chart, series, category) && !stacked)
        canvas.edge(bar, ink);
    else
        canvas.fill(bar, ink);
    return bar;
}

void lay_whisker(Canvas& canvas, const ChartPoint& point, float x) {
    if (!point.low || !point.high) return;
    const float low = canvas.y(*point.low), high = canvas.y(*point.high);
    const Ink ink{Ink::Of::text};
    canvas.line({{x, high}, {x, low}}, ink, 1);  // Downwards, as lines on the screen go.
    canvas.line({{x - 4, low}, {x + 4, low}}, ink, 1);
    canvas.line({{x - 4, high}, {x + 4, high}}, ink, 1);
}

void lay_stack(Canvas& canvas, std::size_t category, float x, float width) {
    double above = 0, below = 0;
    for (std::size_t series = 0; series < canvas.chart.series.size(); ++series) {
        const double value = canvas.chart.series[series].points[category].value.value_or(0);
        if (value == 0) continue;
        double& from = value > 0 ? above : below;
        Rect bar = lay_bar(canvas, series, category, x, width, from, from + value);
        if (from != 0) {  // A gap of one pixel to the bar below it.
            Rect gap = value > 0 ? bar.take_bottom(1) : bar.take_top(1);
            canvas.fill(gap, {Ink::Of::surface});
        }
        from += value;
        canvas.picture.points.push_back({series, category, bar});
    }
}

void lay_category(Canvas& canvas, std::size_t category) {
    const bool dense = canvas.chart.kind == ChartKind::histogram;
    const Rect slot = canvas.slot_of(category);
    const float room = dense ? slot.w - 1
                             : std::min(slot.w * 0.66F, kWidestBar * static_cast<float>(std::max<std::size_t>(
                                                                         1, canvas.chart.series.size())));
    const float left = slot.x + (slot.w - room) / 2;
    if (canvas.chart.kind == ChartKind::stacked) return lay_stack(canvas, category, left, room);
    const float width = room / static_cast<float>(std::max<std::size_t>(1, canvas.chart.series.size()));
    for (std::size_t series = 0; series < canvas.chart.series.size(); ++series) {
        const ChartPoint& point = canvas.chart.series[series].points[category];
        if (!point.value) continue;
        const float x = left + static_cast<float>(series) * width;
        const Rect bar =
            lay_bar(canvas, series, category, x,
                    width - (series + 1 < canvas.chart.series.size() ? 1.0F : 0.0F), 0, *point.value);
        lay_whisker(canvas, point, x + width / 2);
        canvas.picture.points.push_back({series, category, bar});
    }
}

struct Placed {
    std::size_t category;
    Point at;
    const ChartPoint* point;
};

std::vector<Placed> placed_points(const Canvas& canvas, const ChartSeries& series) {
    std::vector<Placed> out;
    for (std::size_t i = 0; i < series.points.size(); ++i) {
        const ChartPoint& point = series.points[i];
        if (!point.value) continue;
        const Rect slot = canvas.slot_of(i);
        out.push_back({i, {slot.x + slot.w / 2, canvas.y(*point.value)}, &point});
    }
    return out;
}

/// The interval: a band between neighbours that have one, and a mark at each.
void lay_band(Canvas& canvas, const std::vector<Placed>& points, std::size_t series) {
    Ink soft = canvas.series_ink(series, 0);
    soft.percent = 18;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const ChartPoint& here = *points[i].point;
        if (!here.low || !here.high) continue;
        const float x = points[i].at.x, low = canvas.y(*here.low), high = canvas.y(*here.high);
        const bool joined = i > 0 && points[i - 1].category + 1 == points[i].category;
        if (joined) {
            const ChartPoint& before = *points[i - 1].point;
            const float was_low = canvas.y(before.low.value_or(*before.value)),
                        was_high = canvas.y(before.high.value_or(*before.value));
            canvas.picture.marks.push_back(
                {.kind = Mark::Kind::band,
                 .ink = soft,
                 .points = {
                     {points[i - 1].at.x, was_high}, {x, high}, {x, low}, {points[i - 1].at.x, was_low}}});
        }
        lay_whisker(canvas, here, x);
    }
}

}  // namespace

void lay_bars(Canvas& canvas) {
    for (std::size_t category = 0; category < canvas.chart.categories.size(); ++category)
        lay_category(canvas, category);
}

void lay_lines(Canvas& canvas) {
    for (std::size_t series = 0; series < canvas.chart.series.size(); ++series) {
        const std::vector<Placed> points = placed_points(canvas, canvas.chart.series[series]);
        lay_band(canvas, points, series);
        for (std::size_t i = 1; i < points.size(); ++i) {
            if (points[i - 1].category + 1 != points[i].category) continue;
            canvas.line({points[i - 1].at, points[i].at}, canvas.series_ink(series, points[i].category), 2);
        }
        // Every second series has hollow points: told apart without its colour.
        for (const Placed& placed : points) {
            canvas.dot(placed.at, 3, canvas.series_ink(series, placed.category), series % 2 == 1);
            canvas.picture.points.push_back(
                {series,
                 placed.category,
                 {placed.at.x - kHitRadius, placed.at.y - kHitRadius, 2 * kHitRadius, 2 * kHitRadius}});
        }
    }
    std::ranges::stable_sort(canvas.picture.points, {}, &PlacedPoint::category);
}

void lay_scatter(Canvas& canvas) {
    const auto& points = canvas.chart.series.front().points;
    double low = 0, high = 0;
    for (const ChartPoint& point : points) low = std::min(low, point.x), high = std::max(high, point.x);
    const std::vector<double> ticks = axis_ticks(low, high);
    const auto x = [&](double value) {
        return canvas.plot.x +
               static_cast<float>((value - ticks.front()) / (ticks.back() - ticks.front())) * canvas.plot.w;
    };
    const float line = canvas.room.line;
    for (const double tick : ticks) {
        Chart axis;
        canvas.text({x(tick) - 30, canvas.plot.bottom() + 6, 60, line}, chart_axis_text(axis, tick),
                    {Ink::Of::text_3}, Mark::Anchor::middle);
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!points[i].value) continue;
        const Point at{x(points[i].x), canvas.y(*points[i].value)};
        Ink ink = canvas.series_ink(0, i);
        ink.percent = 70;
        canvas.dot(at, 3, ink, false);
        canvas.picture.points.push_back({0, i, {at.x - 4, at.y - 4, 8, 8}});
    }
    canvas.text({canvas.plot.x, canvas.plot.bottom() + 6 + line, canvas.plot.w, line}, canvas.chart.x_words,
                {Ink::Of::text_3}, Mark::Anchor::end);
    canvas.picture.height = canvas.plot.bottom() + 8 + 2 * line;
}

}  // namespace perennial::ui
