// What the layouts of the kinds of charts share; for them alone.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "ui/charts/picture.h"

namespace perennial::ui {

/// A picture in the making: the plot's place and the scale of its values.
struct Canvas {
    const Chart& chart;
    const PictureRoom& room;
    const Measure& measure;
    Picture picture = {};
    Rect plot = {};
    std::vector<double> ticks = {};

    /// Pixels from the top for a value.
    float y(double value) const {
        const double share = (value - ticks.front()) / (ticks.back() - ticks.front());
        return plot.bottom() - static_cast<float>(share) * plot.h;
    }
    float slot() const {
        return plot.w / static_cast<float>(std::max<std::size_t>(1, chart.categories.size()));
    }
    Rect slot_of(std::size_t category) const {
        return {plot.x + static_cast<float>(category) * slot(), plot.y, slot(), plot.h};
    }
    Ink series_ink(std::size_t series, std::size_t category) const {
        return {Ink::Of::series, static_cast<std::uint8_t>(series % 6),
                static_cast<std::uint8_t>(is_unfinished(chart, series, category) ? 55 : 100)};
    }
    void fill(Rect rect, Ink ink, float radius = 0) {
        picture.marks.push_back({.kind = Mark::Kind::fill, .ink = ink, .rect = rect, .size = radius});
    }
    void edge(Rect rect, Ink ink, float radius = 0) {
        picture.marks.push_back({.kind = Mark::Kind::edge, .ink = ink, .rect = rect, .size = radius});
    }
    void line(std::vector<Point> points, Ink ink, float width) {
        picture.marks.push_back(
            {.kind = Mark::Kind::line, .ink = ink, .points = std::move(points), .size = width});
    }
    void text(Rect rect, std::string words, Ink ink, Mark::Anchor anchor) {
        picture.marks.push_back(
            {.kind = Mark::Kind::text, .ink = ink, .rect = rect, .text = std::move(words), .anchor = anchor});
    }
    void dot(Point at, float radius, Ink ink, bool hollow) {
        picture.marks.push_back({.kind = hollow ? Mark::Kind::ring : Mark::Kind::dot,
                                 .ink = ink,
                                 .rect = {at.x - radius, at.y - radius, 2 * radius, 2 * radius},
                                 .size = radius});
    }
};

/// Axis of values with its grid, and the categories below; leaves the plot's place in the canvas.
void lay_axes(Canvas& canvas);
/// Names of the series in their colours, below everything, wrapped.
void lay_legend(Canvas& canvas);
void lay_bars(Canvas& canvas);
void lay_lines(Canvas& canvas);
void lay_scatter(Canvas& canvas);
void lay_heat(Canvas& canvas);

}  // namespace perennial::ui
