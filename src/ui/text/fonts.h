// The bundled fonts inside ImGui's atlas: three weights of text, each completed by the characters it lacks, and icons.
// Needs ImGui's context to be current. Sizes are CSS pixels to the em; glyphs are drawn at the screen's density.
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include <imgui.h>

#include "ui/glyphs.h"
#include "ui/stage.h"
#include "ui/text/glyph_source.h"

namespace perennial::ui {

/// Of a font file, in ems: ascent up, descent down, both positive.
struct FontMetrics {
    float ascent = 0.96875F, descent = 0.2412F;
};
/// From the tables `head` and `hhea`; Inter's own when the bytes are no font.
FontMetrics read_font_metrics(std::span<const std::byte> file);

class Fonts {
public:
    Fonts(FontFiles files, GlyphRasterizer* rasterizer);
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

    /// Device pixels to a CSS pixel, for what is drawn from now on.
    void set_density(float density);
    ImFont& text(FontWeight weight) const { return *text_[static_cast<std::size_t>(weight)]; }
    /// Null without an icon font.
    ImFont* icons() const { return icons_; }
    const FontMetrics& metrics() const { return metrics_; }

private:
    ImFont* add_text_font(std::span<const std::byte> file, GlyphSource& source);

    FontFiles files_;
    FontMetrics metrics_;
    std::array<GlyphSource, 3> sources_;
    std::array<ImFont*, 3> text_{};
    ImFont* icons_ = nullptr;
};

}  // namespace perennial::ui
