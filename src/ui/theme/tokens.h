// The colour tokens of the look, light and dark, and its measures. Colour means something: green acts or is chosen, red is
// late or refused, amber asks to look, all else is neutral.
#pragma once

#include <array>
#include <cstdint>

namespace perennial::ui {

/// Straight alpha, 0xRRGGBBAA.
struct Colour {
    std::uint32_t rgba = 0;
    bool operator==(const Colour&) const = default;
};

struct Tokens {
    Colour nav, surface, sunken, hover, pressed, selected, line, line_strong, control, text, text_2, text_3,
        accent, accent_hover, accent_active, accent_text, accent_soft, on_accent, warn, warn_soft, warn_line,
        danger, danger_soft, danger_line, on_danger, info, info_soft, info_line, memo, memo_line, bar,
        bar_text, bar_text_2, bar_line, bar_accent, scrim;
    std::array<Colour, 4> shadow;  ///< Of the four stacked rectangles of lift, nearest first.
    std::array<Colour, 6> chart;
    std::array<Colour, 8> heat;
    struct Pair {
        Colour back, ink;
    };
    std::array<Pair, 8> avatar;
    bool dark = false;
};

/// `high_contrast`: edges become text, soft fills vanish.
const Tokens& tokens_for(bool dark, bool high_contrast);

namespace measure {
inline constexpr float kNavigation = 224, kNavigationIcons = 56, kTopBar = 52, kTopBarNarrow = 56,
                       kBottomBar = 64, kPageHead = 60, kMargin = 24, kMarginNarrow = 16, kControl = 32,
                       kControlTouch = 44, kSmall = 28, kRow = 40, kRowCompact = 32, kRowTouch = 52,
                       kRowTwoLine = 52, kRowTwoLineTouch = 64, kTableHead = 36, kTableFoot = 36,
                       kNavRow = 30, kNavRowTouch = 48, kChip = 28, kTag = 20, kDialog = 440,
                       kWideFrom = 1200, kMediumFrom = 720;
}  // namespace measure

}  // namespace perennial::ui
