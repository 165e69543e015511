// The heat table: a row of cells for each series, with its n; the deeper, the more. Cells on few records or of a time that is not
// over are outlined.
#include <cmath>

#include "ui/charts/picture_parts.h"

namespace perennial::ui {
namespace {

constexpr float kRow = 24, kGap = 2, kMostCell = 64;
constexpr int kSteps = 8;
constexpr Ink kLabel{.of = Ink::Of::text_3};

struct Scale {
    double low = 0, high = 0;
    bool any = false;

    /// The first step is almost the surface: it is kept for nothing at all.
    std::uint8_t step(double value) const {
        if (!any || high <= low) return 3;
        const double share = (value - low) / (high - low);
        return static_cast<std::uint8_t>(
            std::clamp(1 + static_cast<int>(share * (kSteps - 1)), 1, kSteps - 1));
    }
};

Scale scale_of(const Chart& chart) {
    Scale scale;
    for (std::size_t row = 0; row < chart.series.size(); ++row) {
        for (std::size_t i = 0; i < chart.series[row].points.size(); ++i) {
            const auto& value = chart.series[row].points[i].value;
            if (!value || is_outlined(chart, row, i)) continue;
            scale.low = scale.any ? std::min(scale.low, *value) : *value;
            scale.high = scale.any ? std::max(scale.high, *value) : *value;
            scale.any = true;
        }
    }
    return scale;
}

/// In a cell: percent and currency stand in the unit.
std::string cell_text(const Chart& chart, double value) {
    std::string text = chart_axis_text(chart, value);
    if (chart.number == ChartNumber::percent) text.resize(text.size() - 2);
    return text;
}

struct Columns {
    float names = 0, counts = 0, cell = 0;
    float x(std::size_t category) const {
        return names + counts + static_cast<float>(category) * (cell + kGap);
    }
};

Columns columns_of(const Canvas& canvas) {
    Columns columns;
    for (const ChartSeries& row : canvas.chart.series) {
        columns.names = std::max(columns.names, canvas.measure(row.name) + 8);
        if (row.n >= 0) columns.counts = std::max(columns.counts, canvas.measure(std::to_string(row.n)) + 16);
    }
    const auto count = static_cast<float>(std::max<std::size_t>(1, canvas.chart.categories.size()));
    columns.cell = std::min(kMostCell, (canvas.room.width - columns.names - columns.counts) / count - kGap);
    return columns;
}

void lay_cell(Canvas& canvas, const Scale& scale, std::size_t row, std::size_t category, Rect cell) {
    const double value = *canvas.chart.series[row].points[category].value;
    const std::uint8_t step = scale.step(value);
    const bool outlined = is_outlined(canvas.chart, row, category);
    if (outlined)
        canvas.edge(cell, {Ink::Of::edge}, 3);
    else
        canvas.fill(cell, {Ink::Of::heat, step}, 3);
    const std::string text = cell_text(canvas.chart, value);
    if (canvas.measure(text) <= cell.w)
        canvas.text(cell, text, outlined ? kLabel : Ink{Ink::Of::on_heat, step}, Mark::Anchor::middle);
    canvas.picture.points.push_back({row, category, cell});
}

/// From the least to the most, and what an outline means.
void lay_scale(Canvas& canvas, const Scale& scale, float y) {
    if (!scale.any) return;
    const float line = canvas.room.line;
    float x = 0;
    for (std::uint8_t step = 1; step < kSteps; ++step, x += 18)
        canvas.fill({x, y + (line - 8) / 2, 16, 8}, {Ink::Of::heat, step});
    const std::string ends =
        chart_axis_text(canvas.chart, scale.low) + " to " + chart_axis_text(canvas.chart, scale.high);
    canvas.text({x + 8, y, canvas.measure(ends), line}, ends, {Ink::Of::text_2}, Mark::Anchor::start);
    const std::string outlined =
        canvas.chart.unfinished_from ? "outlined: n under 30, or not over" : "outlined: n under 30";
    const float width = canvas.measure(outlined);
    const bool below = x + 8 + canvas.measure(ends) + 16 + width > canvas.room.width;
    canvas.text({below ? 0 : canvas.room.width - width, below ? y + line + 4 : y, width, line}, outlined,
                {Ink::Of::text_2}, Mark::Anchor::start);
    canvas.picture.height = y + line + (below ? line + 4 : 0);
}

}  // namespace

void lay_heat(Canvas& canvas) {
    const Chart& chart = canvas.chart;
    const Scale scale = scale_of(chart);
    const Columns columns = columns_of(canvas);
    const float line = canvas.room.line;
    if (columns.counts > 0)
        canvas.text({columns.names, 0, columns.counts - 8, line}, "n", kLabel, Mark::Anchor::end);
    for (std::size_t i = 0; i < chart.categories.size(); ++i)
        canvas.text({columns.x(i), 0, columns.cell, line}, chart.categories[i], kLabel, Mark::Anchor::middle);
    float y = line + 4;
    for (std::size_t row = 0; row < chart.series.size(); ++row, y += kRow + kGap) {
        canvas.text({0, y, columns.names, kRow}, chart.series[row].name, {Ink::Of::text}, Mark::Anchor::start);
        if (chart.series[row].n >= 0)
            canvas.text({columns.names, y, columns.counts - 8, kRow}, std::to_string(chart.series[row].n),
                        kLabel, Mark::Anchor::end);
        for (std::size_t i = 0; i < chart.categories.size(); ++i) {
            if (chart.series[row].points[i].value)
                lay_cell(canvas, scale, row, i, {columns.x(i), y, columns.cell, kRow});
        }
    }
    canvas.picture.height = y;
    lay_scale(canvas, scale, y + 6);
}

}  // namespace perennial::ui
