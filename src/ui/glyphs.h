// The port that draws what the bundled font lacks: the browser's own canvas, so that any script and emoji show.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace perennial::ui {

/// A picture of a character or a run: straight RGBA, 4 bytes a pixel; `coloured` when it is not to be tinted (emoji).
struct GlyphPicture {
    int width = 0, height = 0;  ///< Device pixels; 0 for blanks.
    float offset_x = 0,
          offset_y = 0;  ///< From pen position and baseline to the picture's top left, device pixels.
    float advance = 0;   ///< Device pixels.
    bool coloured = false;
    std::vector<std::uint8_t> rgba;
};

enum class FontWeight : std::uint8_t { regular = 0, medium = 1, semibold = 2 };

class GlyphRasterizer {
public:
    virtual ~GlyphRasterizer() = default;
    /// Draws `text` (one code point, or a whole run for joining scripts) at `px` device pixels to the em.
    virtual GlyphPicture rasterize(std::string_view text, float px, FontWeight weight) = 0;
};

}  // namespace perennial::ui
