#include "ui/charts/picture.h"

#include <cmath>

#include "ui/charts/picture_parts.h"

namespace perennial::ui {
namespace {

constexpr float kGap = 8;
constexpr Ink kLabel{.of = Ink::Of::text_3};

struct Range {
    double low = 0, high = 0;
    void take(double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
};

/// From 0 to what is drawn: of a stacked chart the sums.
Range range_of(const Chart& chart) {
    Range range;
    if (chart.kind == ChartKind::stacked) {
        for (std::size_t category = 0; category < chart.categories.size(); ++category) {
            double above = 0, below = 0;
            for (const ChartSeries& series : chart.series) {
                const double value = series.points[category].value.value_or(0);
                (value > 0 ? above : below) += value;
            }
            range.take(above);
            range.take(below);
        }
        return range;
    }
    for (const ChartSeries& series : chart.series) {
        for (const ChartPoint& point : series.points) {
            for (const auto& value : {point.value, point.low, point.high})
                if (value) range.take(*value);
        }
    }
    return range;
}

void lay_categories(Canvas& canvas) {
    const Chart& chart = canvas.chart;
    float widest = 0;
    for (const std::string& category : chart.categories) widest = std::max(widest, canvas.measure(category));
    // Every second, third, ... label where all have no room; the last always stands.
    const auto every = static_cast<std::size_t>(std::max(1.0F, std::ceil((widest + 6) / canvas.slot())));
    constexpr std::size_t kFewWords = 6;
    const bool words = chart.categories.size() <= kFewWords;
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
        if (words) {  // Too few to leave one out: what has no room is cut.
            Rect slot = canvas.slot_of(i);
            canvas.text({slot.x + 2, canvas.plot.bottom() + kGap - 2, slot.w - 4, canvas.room.line},
                        chart.categories[i], kLabel, Mark::Anchor::middle);
            continue;
        }
        if ((chart.categories.size() - 1 - i) % every != 0) continue;
        const Rect slot = canvas.slot_of(i);
        canvas.text({slot.x - slot.w, canvas.plot.bottom() + kGap - 2, 3 * slot.w, canvas.room.line},
                    chart.categories[i], kLabel, Mark::Anchor::middle);
    }
}

}  // namespace

Colour colour_of(const Ink& ink, const Tokens& tokens) {
    Colour colour = tokens.text;
    switch (ink.of) {
        case Ink::Of::grid: colour = tokens.line; break;
        case Ink::Of::edge: colour = tokens.line_strong; break;
        case Ink::Of::text: colour = tokens.text; break;
        case Ink::Of::text_2: colour = tokens.text_2; break;
        case Ink::Of::text_3: colour = tokens.text_3; break;
        case Ink::Of::surface: colour = tokens.surface; break;
        case Ink::Of::series: colour = tokens.chart[ink.number % tokens.chart.size()]; break;
        case Ink::Of::heat: colour = tokens.heat[ink.number % tokens.heat.size()]; break;
        // Deep ink from the sixth step up.
        case Ink::Of::on_heat: colour = ink.number >= 5 ? tokens.on_accent : tokens.text; break;
    }
    if (ink.percent < 100) colour.rgba = (colour.rgba & 0xFFFFFF00U) | (255U * ink.percent + 50U) / 100U;
    return colour;
}

std::vector<double> axis_ticks(double low, double high) {
    if (high <= low) high = low + 1;
    constexpr int kSteps = 4;
    const double rough = (high - low) / kSteps;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = power * 10;
    for (const double nice : {1.0, 2.0, 2.5, 5.0}) {
        if (nice * power >= rough) {
            step = nice * power;
            break;
        }
    }
    std::vector<double> ticks;
    const double from = std::floor(low / step);
    for (double i = from; true; ++i) {
        ticks.push_back(i * step);
        if (i * step >= high && ticks.size() > 1) return ticks;
    }
}

void lay_axes(Canvas& canvas) {
    const Range range = range_of(canvas.chart);
    canvas.ticks = axis_ticks(range.low, range.high);
    float widest = 0;
    for (const double tick : canvas.ticks)
        widest = std::max(widest, canvas.measure(chart_axis_text(canvas.chart, tick)));
    const float line = canvas.room.line;
    canvas.plot = {widest + kGap, line / 2, canvas.room.width - widest - kGap, canvas.room.plot_height};
    for (const double tick : canvas.ticks) {
        const float y = canvas.y(tick);
        canvas.line({{canvas.plot.x, y}, {canvas.plot.right(), y}},
                    {tick == 0 ? Ink::Of::edge : Ink::Of::grid}, 1);
        canvas.text({0, y - line / 2, widest, line}, chart_axis_text(canvas.chart, tick), kLabel,
                    Mark::Anchor::end);
    }
    canvas.picture.height = canvas.plot.bottom() + kGap / 2;
    if (canvas.chart.kind == ChartKind::scatter) return;
    lay_categories(canvas);
    canvas.picture.height += line + 2;
}

void lay_legend(Canvas& canvas) {
    if (canvas.chart.series.size() < 2 || canvas.chart.kind == ChartKind::heat) return;
    const float line = canvas.room.line;
    float x = 0, y = canvas.picture.height + kGap;
    for (std::size_t i = 0; i < canvas.chart.series.size(); ++i) {
        const std::string& name = canvas.chart.series[i].name;
        const float width = canvas.measure(name) + 14;
        if (x > 0 && x + width > canvas.room.width) {
            x = 0;
            y += line + 4;
        }
        const Ink ink{Ink::Of::series, static_cast<std::uint8_t>(i % 6)};
        if (canvas.chart.kind == ChartKind::line) {
            canvas.line({{x, y + line / 2}, {x + 9, y + line / 2}}, ink, 2);
            canvas.dot({x + 4.5F, y + line / 2}, 3, ink, i % 2 == 1);
        } else {
            canvas.fill({x, y + (line - 8) / 2, 8, 8}, ink, 2);
        }
        canvas.text({x + 14, y, width, line}, name, {Ink::Of::text_2}, Mark::Anchor::start);
        x += width + 14;
    }
    canvas.picture.height = y + line;
}

Picture picture_of(const Chart& chart, const PictureRoom& room, const Measure& measure) {
    Canvas canvas{.chart = chart, .room = room, .measure = measure};
    canvas.picture.width = room.width;
    if (chart_trouble(chart)) return std::move(canvas.picture);
    if (chart.kind == ChartKind::heat) {
        lay_heat(canvas);
        return std::move(canvas.picture);
    }
    lay_axes(canvas);
    switch (chart.kind) {
        case ChartKind::line: lay_lines(canvas); break;
        case ChartKind::scatter: lay_scatter(canvas); break;
        default: lay_bars(canvas); break;
    }
    lay_legend(canvas);
    return std::move(canvas.picture);
}

}  // namespace perennial::ui
