// A chart laid out: marks in their order of drawing, in CSS pixels from the top left of its area. Pure, and the one layout that
// the screen and the SVG share. Colours are names of tokens, so that a theme is chosen last.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/charts/chart.h"
#include "ui/geometry.h"
#include "ui/text/wrap.h"
#include "ui/theme/tokens.h"

namespace perennial::ui {

/// A token, with its number for series (0 to 5) and heat (0 to 7).
struct Ink {
    enum class Of : std::uint8_t { grid, edge, text, text_2, text_3, surface, series, heat, on_heat };
    Of of = Of::text;
    std::uint8_t number = 0;
    std::uint8_t percent = 100;  ///< Opacity.
    bool operator==(const Ink&) const = default;
};
Colour colour_of(const Ink& ink, const Tokens& tokens);

struct Mark {
    enum class Kind : std::uint8_t {
        fill,  ///< `rect`, rounded by `size`.
        edge,  ///< The outline of `rect`.
        line,  ///< Through `points`, `size` wide.
        band,  ///< Four `points`, filled.
        dot,   ///< At the middle of `rect`, `size` in radius.
        ring,  ///< The same, hollow: filled with the surface.
        text,  ///< One caption in `rect`.
    };
    enum class Anchor : std::uint8_t { start, middle, end };
    Kind kind = Kind::fill;
    Ink ink;
    Rect rect = {};
    std::vector<Point> points = {};
    float size = 0;
    std::string text = {};
    Anchor anchor = Anchor::start;
};

/// Where a point stands, for the pointer and for reading.
struct PlacedPoint {
    std::size_t series = 0, category = 0;
    Rect rect;
};

struct Picture {
    float width = 0, height = 0;
    std::vector<Mark> marks;
    std::vector<PlacedPoint>
        points;  ///< By category, then series; of a heat table by row. Only those with a value.
};

struct PictureRoom {
    float width = 480;
    float plot_height = 280;  ///< Without labels and legend. A heat table is as high as its rows.
    float line = 16;          ///< Height of a caption.
};
/// `measure`: how wide a caption is.
Picture picture_of(const Chart& chart, const PictureRoom& room, const Measure& measure);

/// Round steps from 0 (or below) to the highest value: at most six ticks, at least two.
std::vector<double> axis_ticks(double low, double high);

}  // namespace perennial::ui
