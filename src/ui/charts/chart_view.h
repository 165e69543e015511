// A chart on screen: title, unit, picture and legend; the same as a table for whoever cannot see it, and arrows to read its points
// one by one. Its menu hands it over as a picture or as data.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ui/charts/picture.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

enum class ChartFile : std::uint8_t { svg, png, csv };

struct ChartState {
    /// The point that is being read: its place in Picture::points; -1: none yet.
    int reading = -1;
    bool menu_open = false;
};

struct ChartLook {
    float plot_height = 264;
    bool with_menu = true;
};

/// How high draw_chart() will be at this width.
float chart_height(Ui& ui, const Chart& chart, float width, const ChartLook& look = {});
/// Draws it from the top of `area`, as high as it needs; returns what the person wants it as.
std::optional<ChartFile> draw_chart(Ui& ui, Rect area, const Chart& chart, ChartState& state,
                                    const ChartLook& look = {});

/// A small line of how something went, its last point marked; not recorded.
void draw_sparkline(Ui& ui, Rect rect, const std::vector<std::optional<double>>& values);

}  // namespace perennial::ui
