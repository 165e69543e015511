// The GlyphRasterizer on the browser's 2D canvas.
#pragma once

#include "ui/glyphs.h"

namespace perennial::web {

class CanvasGlyphs final : public ui::GlyphRasterizer {
public:
    ui::GlyphPicture rasterize(std::string_view text, float px, ui::FontWeight weight) override;
};

}  // namespace perennial::web
