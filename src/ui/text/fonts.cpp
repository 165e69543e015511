#include "ui/text/fonts.h"

#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

namespace perennial::ui {

namespace {

std::uint32_t big_endian(std::span<const std::byte> bytes) {
    std::uint32_t value = 0;
    for (const std::byte byte : bytes) value = value << 8U | std::to_integer<std::uint32_t>(byte);
    return value;
}

// The table's bytes from its start, or nothing.
std::optional<std::span<const std::byte>> table_of(std::span<const std::byte> file, std::string_view tag) {
    if (file.size() < 12) return std::nullopt;
    const std::size_t count = big_endian(file.subspan(4, 2));
    for (std::size_t n = 0; n < count && 12 + (n + 1) * 16 <= file.size(); ++n) {
        const auto entry = file.subspan(12 + n * 16, 16);
        if (std::memcmp(entry.data(), tag.data(), 4) != 0) continue;
        const std::size_t offset = big_endian(entry.subspan(8, 4));
        if (offset < file.size()) return file.subspan(offset);
    }
    return std::nullopt;
}

// ImGui keeps a pointer into the bytes and never writes to them.
void set_data(ImFontConfig& config, std::span<const std::byte> bytes) {
    config.FontData = const_cast<std::byte*>(bytes.data());
    config.FontDataSize = static_cast<int>(bytes.size());
    config.FontDataOwnedByAtlas = false;
}

}  // namespace

FontMetrics read_font_metrics(std::span<const std::byte> file) {
    const auto head = table_of(file, "head");
    const auto hhea = table_of(file, "hhea");
    if (!head || !hhea || head->size() < 20 || hhea->size() < 8) return {};
    const auto em = static_cast<float>(big_endian(head->subspan(18, 2)));
    const auto ascent = static_cast<std::int16_t>(big_endian(hhea->subspan(4, 2)));
    const auto descent = static_cast<std::int16_t>(big_endian(hhea->subspan(6, 2)));
    if (em <= 0 || ascent - descent <= 0) return {};
    return {static_cast<float>(ascent) / em, -static_cast<float>(descent) / em};
}

Fonts::Fonts(FontFiles files, GlyphRasterizer* rasterizer)
    : files_(std::move(files)),
      metrics_(read_font_metrics(files_.regular)),
      sources_{GlyphSource{rasterizer, FontWeight::regular}, GlyphSource{rasterizer, FontWeight::medium},
               GlyphSource{rasterizer, FontWeight::semibold}} {
    text_[0] = add_text_font(files_.regular, sources_[0]);
    text_[1] = add_text_font(files_.medium, sources_[1]);
    text_[2] = add_text_font(files_.semibold, sources_[2]);
    if (files_.icons.empty()) return;
    ImFontConfig config;
    set_data(config, files_.icons);
    const FontMetrics metrics = read_font_metrics(files_.icons);
    config.ExtraSizeScale = metrics.ascent + metrics.descent;
    icons_ = ImGui::GetIO().Fonts->AddFont(&config);
}

// ImGui's sizes are heights from ascent to descent; ExtraSizeScale makes them ems, as CSS counts.
ImFont* Fonts::add_text_font(std::span<const std::byte> file, GlyphSource& source) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    ImFont* font = nullptr;
    if (!file.empty()) {
        ImFontConfig config;
        set_data(config, file);
        const FontMetrics metrics = read_font_metrics(file);
        config.ExtraSizeScale = metrics.ascent + metrics.descent;
        font = atlas.AddFont(&config);
    }
    ImFontConfig rest;
    rest.FontData = &source;
    rest.FontDataSize = static_cast<int>(sizeof source);
    rest.FontDataOwnedByAtlas = false;
    rest.FontLoader = &glyph_source_loader();
    rest.MergeMode = font != nullptr;
    rest.DstFont = font;
    ImFont* whole = atlas.AddFont(&rest);
    return font != nullptr ? font : whole;
}

void Fonts::set_density(float density) {
    for (ImFont* font : text_) font->CurrentRasterizerDensity = density;
    if (icons_ != nullptr) icons_->CurrentRasterizerDensity = density;
}

}  // namespace perennial::ui
