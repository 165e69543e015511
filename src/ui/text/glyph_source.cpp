#include "ui/text/glyph_source.h"

#include <imgui_internal.h>

#include <cmath>
#include <cstring>
#include <string>

#include "core/base/text.h"

namespace perennial::ui {

namespace {

constexpr int kLargestPicture = 1024;  // Device pixels a side; beyond it something is wrong with the picture.

const GlyphSource& source_of(const ImFontConfig& config) {
    return *static_cast<const GlyphSource*>(config.FontData);
}

bool is_blank(ImWchar c) {
    return c == ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x2060 || c == 0x3000 || c == 0xFEFF || c == 0xAD;
}

// The shape of a character that nothing can draw: a hollow box, 0.55 em wide.
GlyphPicture box(ImWchar c, float px) {
    GlyphPicture picture;
    picture.advance = px * 0.55F;
    if (is_blank(c)) return picture;
    picture.width = std::max(2, static_cast<int>(px * 0.45F));
    picture.height = std::max(2, static_cast<int>(px * 0.7F));
    picture.offset_x = std::floor(px * 0.05F);
    picture.offset_y = -static_cast<float>(picture.height);
    picture.rgba.assign(
        static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height) * 4, 0);
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x) {
            const bool rim = x == 0 || y == 0 || x == picture.width - 1 || y == picture.height - 1;
            const auto at = static_cast<std::size_t>(y * picture.width + x) * 4;
            if (rim) std::memset(&picture.rgba[at], 0xFF, 4);
        }
    return picture;
}

GlyphPicture picture_of(const GlyphSource& source, ImWchar c, float px) {
    if (source.rasterizer == nullptr) return box(c, px);
    std::string text;
    append_utf8(text, static_cast<char32_t>(c));
    return source.rasterizer->rasterize(text, px, source.weight);
}

bool is_usable(const GlyphPicture& picture) {
    const auto pixels = static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
    return picture.width > 0 && picture.height > 0 && picture.width <= kLargestPicture &&
           picture.height <= kLargestPicture && picture.rgba.size() >= pixels * 4;
}

bool has_character(ImFontAtlas*, ImFontConfig*, ImWchar c) { return c >= 32; }

bool start_size(ImFontAtlas*, ImFontConfig* config, ImFontBaked* baked, void*) {
    if (!config->MergeMode) {
        baked->Ascent = std::ceil(baked->Size * 0.8F);
        baked->Descent = -std::floor(baked->Size * 0.2F);
    }
    return true;
}

bool load_character(ImFontAtlas* atlas, ImFontConfig* config, ImFontBaked* baked, void*, ImWchar c,
                    ImFontGlyph* glyph, float* only_advance) {
    if (c < 32) return false;
    const float density = config->RasterizerDensity * baked->RasterizerDensity;
    const GlyphPicture picture = picture_of(source_of(*config), c, baked->Size * density);
    if (only_advance != nullptr) {
        *only_advance = picture.advance / density;
        return true;
    }
    glyph->Codepoint = c & 0x3FFFFFFU;
    glyph->AdvanceX = picture.advance / density;
    if (!is_usable(picture)) return true;
    const ImFontAtlasRectId place = ImFontAtlasPackAddRect(atlas, picture.width, picture.height);
    if (place == ImFontAtlasRectId_Invalid) return true;
    const ImTextureRect* rect = ImFontAtlasPackGetRect(atlas, place);
    glyph->X0 = picture.offset_x / density;
    glyph->Y0 = picture.offset_y / density + std::round(baked->Ascent);
    glyph->X1 = glyph->X0 + static_cast<float>(picture.width) / density;
    glyph->Y1 = glyph->Y0 + static_cast<float>(picture.height) / density;
    glyph->Visible = 1;
    glyph->Colored = picture.coloured ? 1 : 0;
    glyph->PackId = place;
    copy_picture(picture, *atlas->TexData, rect->x, rect->y);
    ImFontAtlasTextureBlockQueueUpload(atlas, atlas->TexData, rect->x, rect->y, rect->w, rect->h);
    return true;
}

ImFontLoader make_loader() {
    ImFontLoader loader;
    loader.Name = "missing characters";
    loader.FontSrcContainsGlyph = has_character;
    loader.FontBakedInit = start_size;
    loader.FontBakedLoadGlyph = load_character;
    return loader;
}

}  // namespace

const ImFontLoader& glyph_source_loader() {
    static const ImFontLoader loader = make_loader();
    return loader;
}

void copy_picture(const GlyphPicture& picture, ImTextureData& texture, int x, int y) {
    for (int row = 0; row < picture.height; ++row) {
        const std::uint8_t* from = &picture.rgba[static_cast<std::size_t>(row * picture.width) * 4];
        auto* to = static_cast<std::uint8_t*>(texture.GetPixelsAt(x, y + row));
        for (int column = 0; column < picture.width; ++column, from += 4, to += 4) {
            std::memcpy(to, from, 4);
            if (!picture.coloured) std::memset(to, 0xFF, 3);
        }
    }
}

}  // namespace perennial::ui
