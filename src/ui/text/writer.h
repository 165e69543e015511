// Measures and draws text and icons: letters from the fonts, runs of joining scripts as pictures.
// Positions are CSS pixels; lines begin on a device pixel and their baseline is where a browser puts it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "ui/geometry.h"
#include "ui/text/fonts.h"
#include "ui/text/run_cache.h"
#include "ui/text/type_scale.h"

namespace perennial::ui {

ImU32 packed(Colour colour);

class Writer {
public:
    Writer(FontFiles files, GlyphRasterizer* rasterizer)
        : fonts_(std::move(files), rasterizer), runs_(rasterizer) {}

    void begin_frame(float density);
    float width(std::string_view text, const Type& type);
    /// One line whose line box has its top left at `at`; nothing is cut. Returns its width.
    float line(ImDrawList& list, Point at, std::string_view text, const Type& type, Colour colour);
    std::string cut(std::string_view text, const Type& type, float width);
    std::vector<std::string_view> wrap(std::string_view text, const Type& type, float width);
    /// Centres the icon, `px` square, in `rect`.
    void icon(ImDrawList& list, Rect rect, const char* icon, float px, Colour colour);
    float density() const { return density_; }

private:
    float plain_width(std::string_view text, const Type& type);

    Fonts fonts_;
    RunCache runs_;
    float density_ = 1;
};

}  // namespace perennial::ui
