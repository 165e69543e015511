// A font source that has every character: what the bundled font lacks is drawn by the GlyphRasterizer and packed into the
// same atlas. Without a rasterizer every character is a box, so that tests need no font.
#pragma once

#include <imgui.h>

#include "ui/glyphs.h"

namespace perennial::ui {

/// What ImFontConfig::FontData of such a source points to; must outlive the atlas.
struct GlyphSource {
    GlyphRasterizer* rasterizer = nullptr;
    FontWeight weight = FontWeight::regular;
};

/// The loader to put into ImFontConfig::FontLoader.
const ImFontLoader& glyph_source_loader();

/// Writes a picture's pixels into the atlas at a rectangle of its size: alpha only, unless it is coloured.
void copy_picture(const GlyphPicture& picture, ImTextureData& texture, int x, int y);

}  // namespace perennial::ui
