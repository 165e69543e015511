// Pictures of whole runs (scripts whose letters join or reorder), kept in ImGui's atlas. Bounded: what was not drawn
// lately makes room for what is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include <imgui.h>

#include "ui/geometry.h"
#include "ui/glyphs.h"

namespace perennial::ui {

class RunCache {
public:
    static constexpr std::size_t kCapacity = 512;

    explicit RunCache(GlyphRasterizer* rasterizer) : rasterizer_(rasterizer) {}

    void begin_frame() { ++frame_; }
    /// `px`: CSS pixels to the em; width in CSS pixels.
    float width(std::string_view text, float px, float density, FontWeight weight);
    /// Draws with the pen at `baseline`; alpha of `colour` applies to coloured pictures too.
    void draw(ImDrawList& list, Point baseline, std::string_view text, float px, float density,
              FontWeight weight, ImU32 colour);
    std::size_t size() const { return runs_.size(); }

private:
    struct Run {
        ImFontAtlasRectId place = ImFontAtlasRectId_Invalid;
        int width = 0, height = 0;
        float offset_x = 0, offset_y = 0, advance = 0;
        bool coloured = false;
        std::uint64_t used = 0;
    };
    Run& find_or_make(std::string_view text, float px, FontWeight weight);
    void make_room();

    GlyphRasterizer* rasterizer_;
    std::unordered_map<std::string, Run> runs_;
    std::uint64_t frame_ = 0;
};

}  // namespace perennial::ui
