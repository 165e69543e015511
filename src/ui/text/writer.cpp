#include "ui/text/writer.h"

#include <cmath>

#include "core/base/text.h"
#include "ui/text/scripts.h"
#include "ui/text/wrap.h"

namespace perennial::ui {

ImU32 packed(Colour colour) {
    const std::uint32_t c = colour.rgba;
    return IM_COL32(c >> 24U, c >> 16U & 0xFFU, c >> 8U & 0xFFU, c & 0xFFU);
}

void Writer::begin_frame(float density) {
    density_ = density;
    fonts_.set_density(density);
    runs_.begin_frame();
}

float Writer::plain_width(std::string_view text, const Type& type) {
    ImFontBaked* baked = fonts_.text(type.weight).GetFontBaked(type.px);
    float width = 0;
    for (std::size_t at = 0; at < text.size();) width += baked->GetCharAdvance(next_code_point(text, at));
    return width;
}

float Writer::width(std::string_view text, const Type& type) {
    float width = 0;
    for (const Piece& piece : split_pieces(text))
        width += piece.whole ? runs_.width(piece.text, type.px, density_, type.weight)
                             : plain_width(piece.text, type);
    return width;
}

float Writer::line(ImDrawList& list, Point at, std::string_view text, const Type& type, Colour colour) {
    // As in the pictures of the look: ascent and descent are rounded to device pixels, a descent that was rounded down
    // takes a pixel from the ascent, and both together are centred in the line box.
    float ascent = std::round(fonts_.metrics().ascent * type.px * density_);
    float descent = std::round(fonts_.metrics().descent * type.px * density_);
    if (descent < fonts_.metrics().descent * type.px * density_) {
        ++descent;
        --ascent;
    }
    const float top = std::round(at.y * density_);
    const float baseline =
        (top + std::floor((type.line * density_ - ascent - descent) / 2) + ascent) / density_;
    ImFont& font = fonts_.text(type.weight);
    const float rise = std::round(font.GetFontBaked(type.px)->Ascent);
    const float start = std::round(at.x * density_) / density_;
    float x = start;
    for (const Piece& piece : split_pieces(text)) {
        if (piece.whole) {
            runs_.draw(list, {x, baseline}, piece.text, type.px, density_, type.weight, packed(colour));
            x += runs_.width(piece.text, type.px, density_, type.weight);
        } else {
            const char* begin = piece.text.data();
            list.AddText(&font, type.px, ImVec2(x, baseline - rise), packed(colour), begin,
                         begin + piece.text.size());
            x += plain_width(piece.text, type);
        }
    }
    return x - start;
}

std::string Writer::cut(std::string_view text, const Type& type, float available) {
    return cut_text(text, available, [&](std::string_view part) { return width(part, type); });
}

std::vector<std::string_view> Writer::wrap(std::string_view text, const Type& type, float available) {
    return wrap_text(text, available, [&](std::string_view part) { return width(part, type); });
}

void Writer::icon(ImDrawList& list, Rect rect, const char* icon, float px, Colour colour) {
    ImFont* font = fonts_.icons();
    if (font == nullptr || icon == nullptr) return;
    const std::string_view text(icon);
    std::size_t at = 0;
    const char32_t code_point = next_code_point(text, at);
    ImFontBaked* baked = font->GetFontBaked(px);
    // The em box is centred, not the ink: icons that sit off centre in their square are meant to.
    const ImVec2 corner(std::round((rect.x + (rect.w - px) / 2) * density_) / density_,
                        std::round((rect.y + (rect.h - px) / 2) * density_) / density_);
    const float rise = std::round(baked->Ascent);
    font->RenderChar(&list, px, ImVec2(corner.x, corner.y + px - rise), packed(colour),
                     static_cast<ImWchar>(code_point));
}

}  // namespace perennial::ui
