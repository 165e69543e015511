#include "ui/text/run_cache.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/phrase.h"
#include "ui/text/glyph_source.h"

namespace perennial::ui {

namespace {

constexpr int kLargestRun = 4096;  // Device pixels; the atlas is at most twice as wide.

// Without a rasterizer: nothing to see, as wide as boxes would be.
GlyphPicture blank(std::string_view text, float px) {
    const auto letters = std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; });
    return {.advance = 0.55F * px * static_cast<float>(letters), .rgba = {}};
}

}  // namespace

float RunCache::width(std::string_view text, float px, float density, FontWeight weight) {
    return find_or_make(text, px * density, weight).advance / density;
}

void RunCache::draw(ImDrawList& list, Point baseline, std::string_view text, float px, float density,
                    FontWeight weight, ImU32 colour) {
    const Run& run = find_or_make(text, px * density, weight);
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    ImFontAtlasRect rect;
    if (run.place == ImFontAtlasRectId_Invalid || !atlas.GetCustomRect(run.place, &rect)) return;
    const ImVec2 from(std::round(baseline.x * density + run.offset_x) / density,
                      std::round(baseline.y * density + run.offset_y) / density);
    const ImVec2 to(from.x + static_cast<float>(run.width) / density,
                    from.y + static_cast<float>(run.height) / density);
    list.AddImage(atlas.TexRef, from, to, rect.uv0, rect.uv1, run.coloured ? colour | 0x00FFFFFFU : colour);
}

RunCache::Run& RunCache::find_or_make(std::string_view text, float px, FontWeight weight) {
    std::string key = phrase("{} {} {}", std::lround(px * 100), static_cast<int>(weight), text);
    if (const auto found = runs_.find(key); found != runs_.end()) {
        found->second.used = frame_;
        return found->second;
    }
    make_room();
    const GlyphPicture picture =
        rasterizer_ != nullptr ? rasterizer_->rasterize(text, px, weight) : blank(text, px);
    Run run{.width = picture.width,
            .height = picture.height,
            .offset_x = picture.offset_x,
            .offset_y = picture.offset_y,
            .advance = picture.advance,
            .coloured = picture.coloured,
            .used = frame_};
    const auto bytes = static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height) * 4;
    if (bytes > 0 && picture.rgba.size() >= bytes && picture.width <= kLargestRun &&
        picture.height <= kLargestRun) {
        ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
        ImFontAtlasRect rect;
        run.place = atlas.AddCustomRect(picture.width, picture.height, &rect);
        if (run.place != ImFontAtlasRectId_Invalid) {
            copy_picture(picture, *atlas.TexData, rect.x, rect.y);
            if (run.coloured) atlas.TexPixelsUseColors = atlas.TexData->UseColors = true;
        }
    }
    return runs_.emplace(std::move(key), run).first->second;
}

// A quarter goes at a time, the longest unused first; nothing that this frame has drawn.
void RunCache::make_room() {
    if (runs_.size() < kCapacity) return;
    std::vector<std::uint64_t> ages;
    ages.reserve(runs_.size());
    for (const auto& [key, run] : runs_) ages.push_back(run.used);
    const auto quarter = ages.begin() + static_cast<std::ptrdiff_t>(ages.size() / 4);
    std::ranges::nth_element(ages, quarter);
    const std::uint64_t limit = std::min(*quarter + 1, frame_);
    std::erase_if(runs_, [&](const auto& entry) {
        const Run& run = entry.second;
        if (run.used >= limit) return false;
        if (run.place != ImFontAtlasRectId_Invalid) ImGui::GetIO().Fonts->RemoveCustomRect(run.place);
        return true;
    });
}

}  // namespace perennial::ui
