// A chart as a picture file: SVG with its title, unit, caveat and n, in the colours of a theme.
#pragma once

#include <string>

#include "ui/charts/chart.h"
#include "ui/theme/tokens.h"

namespace perennial::ui {

struct ChartFileSize {
    float width = 0, height = 0;  ///< CSS pixels.
};
struct ChartSvg {
    std::string text;  ///< The file, UTF-8.
    ChartFileSize size;
};
/// `width`: CSS pixels, at least 200. Text is measured by a rule of thumb, since no font is at hand: it never overlaps, and may
/// have more room than it needs. Empty when the chart cannot be shown.
ChartSvg chart_svg(const Chart& chart, const Tokens& tokens, float width);

}  // namespace perennial::ui
