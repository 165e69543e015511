#include "ui/theme/tokens.h"

namespace perennial::ui {

namespace {

constexpr Colour opaque(std::uint32_t rgb) { return {rgb << 8U | 0xFFU}; }
constexpr Colour clear(std::uint32_t rgb, std::uint32_t ten_thousandths) {
    return {rgb << 8U | (255U * ten_thousandths + 5000U) / 10000U};
}
constexpr Tokens::Pair pair(std::uint32_t back, std::uint32_t ink) { return {opaque(back), opaque(ink)}; }

constexpr Tokens kLight{
    .nav = opaque(0xF2F4EF),
    .surface = opaque(0xFFFFFF),
    .sunken = opaque(0xF8F9F6),
    .hover = opaque(0xF1F4EE),
    .pressed = opaque(0xE4E9E1),
    .selected = opaque(0xE6F1EA),
    .line = opaque(0xE2E6DF),
    .line_strong = opaque(0xCBD1C9),
    .control = opaque(0x7E8881),
    .text = opaque(0x16201B),
    .text_2 = opaque(0x47524C),
    .text_3 = opaque(0x5F6A63),
    .accent = opaque(0x17684C),
    .accent_hover = opaque(0x11543D),
    .accent_active = opaque(0x0C4330),
    .accent_text = opaque(0x17684C),
    .accent_soft = opaque(0xE3F0E8),
    .on_accent = opaque(0xFFFFFF),
    .warn = opaque(0x8A5800),
    .warn_soft = opaque(0xFCF1DA),
    .warn_line = opaque(0xE7CE97),
    .danger = opaque(0xB42A1F),
    .danger_soft = opaque(0xFCECE9),
    .danger_line = opaque(0xEFBDB6),
    .on_danger = opaque(0xFFFFFF),
    .info = opaque(0x2B5FA3),
    .info_soft = opaque(0xE9F0FA),
    .info_line = opaque(0xBCD1EC),
    .memo = opaque(0xFBF6E7),
    .memo_line = opaque(0xEADFBD),
    .bar = opaque(0x1B2620),
    .bar_text = opaque(0xFFFFFF),
    .bar_text_2 = opaque(0xBFCAC3),
    .bar_line = opaque(0x3A4740),
    .bar_accent = opaque(0x8FD8B4),
    .scrim = clear(0x121A16, 4200),
    .shadow = {clear(0x121A16, 700), clear(0x121A16, 350), clear(0x121A16, 350), clear(0x121A16, 200)},
    .chart = {opaque(0x17684C), opaque(0xBE842E), opaque(0x306CCD), opaque(0x8B4074), opaque(0x8A2A0C),
              opaque(0x2999A7)},
    .heat = {opaque(0xF4F6F2), opaque(0xE3F0E8), opaque(0xC6E2D3), opaque(0x9CCDB4), opaque(0x69B08E),
             opaque(0x2F8463), opaque(0x17684C), opaque(0x0D4A36)},
    .avatar = {pair(0xDCEBE2, 0x14563F), pair(0xF6E7C9, 0x6E4700), pair(0xDDE8F6, 0x234F89),
               pair(0xF2DFEA, 0x7A2F5D), pair(0xF8E0D6, 0x8C3616), pair(0xDAECEB, 0x1F5A57),
               pair(0xE6E3F4, 0x4B3F8C), pair(0xE6E9E3, 0x414B45)},
    .dark = false,
};

constexpr Tokens kDark{
    .nav = opaque(0x0F1311),
    .surface = opaque(0x161B18),
    .sunken = opaque(0x1B211E),
    .hover = opaque(0x202723),
    .pressed = opaque(0x29322D),
    .selected = opaque(0x1D3329),
    .line = opaque(0x272F2A),
    .line_strong = opaque(0x3A443E),
    .control = opaque(0x737F78),
    .text = opaque(0xECF1ED),
    .text_2 = opaque(0xB6C0B9),
    .text_3 = opaque(0x929E97),
    .accent = opaque(0x4FB88C),
    .accent_hover = opaque(0x66C79D),
    .accent_active = opaque(0x3FA67B),
    .accent_text = opaque(0x63C69B),
    .accent_soft = opaque(0x1B3429),
    .on_accent = opaque(0x07140E),
    .warn = opaque(0xE9B95A),
    .warn_soft = opaque(0x33290F),
    .warn_line = opaque(0x5A4718),
    .danger = opaque(0xF0887C),
    .danger_soft = opaque(0x3A1E1B),
    .danger_line = opaque(0x6B332D),
    .on_danger = opaque(0x1C0806),
    .info = opaque(0x8DB8F0),
    .info_soft = opaque(0x1B2A40),
    .info_line = opaque(0x2E486C),
    .memo = opaque(0x2A2618),
    .memo_line = opaque(0x453D24),
    .bar = opaque(0x2C3530),
    .bar_text = opaque(0xF2F6F3),
    .bar_text_2 = opaque(0xB6C0B9),
    .bar_line = opaque(0x48534C),
    .bar_accent = opaque(0x8FD8B4),
    .scrim = clear(0x000000, 5600),
    .shadow = {clear(0x000000, 3000), clear(0x000000, 1800), clear(0x000000, 1800), clear(0x000000, 1000)},
    .chart = {opaque(0x4FB88C), opaque(0xF4CD6A), opaque(0x3D86E0), opaque(0xA56F93), opaque(0xD95A3A),
              opaque(0x7AE8EA)},
    .heat = {opaque(0x1B211E), opaque(0x1C2F26), opaque(0x1F4033), opaque(0x245642), opaque(0x2C7257),
             opaque(0x3E9A74), opaque(0x5DBE95), opaque(0x8EDBB8)},
    .avatar = {pair(0x1F3A2E, 0x9ADBBB), pair(0x3B2F12, 0xEBC677), pair(0x1E3150, 0xA9CAF5),
               pair(0x3D2233, 0xEBB0D2), pair(0x412419, 0xF2B196), pair(0x18393A, 0x9ADAD7),
               pair(0x2D2950, 0xC3BBF5), pair(0x2B322E, 0xC4CEC7)},
    .dark = true,
};

// Edges become text and soft fills vanish; supporting text is as strong as main text.
constexpr Tokens contrasted(Tokens tokens) {
    for (Colour* edge : {&tokens.line, &tokens.line_strong, &tokens.control, &tokens.warn_line,
                         &tokens.danger_line, &tokens.info_line, &tokens.memo_line})
        *edge = tokens.text;
    for (Colour* soft : {&tokens.nav, &tokens.sunken, &tokens.accent_soft, &tokens.warn_soft,
                         &tokens.danger_soft, &tokens.info_soft, &tokens.memo})
        *soft = tokens.surface;
    tokens.text_2 = tokens.text;
    tokens.text_3 = tokens.text;
    tokens.bar_text_2 = tokens.bar_text;
    tokens.bar_line = tokens.bar_text;
    for (Tokens::Pair& avatar : tokens.avatar) avatar = {tokens.pressed, tokens.text};
    return tokens;
}

constexpr Tokens kLightContrasted = contrasted(kLight);
constexpr Tokens kDarkContrasted = contrasted(kDark);

}  // namespace

const Tokens& tokens_for(bool dark, bool high_contrast) {
    if (high_contrast) return dark ? kDarkContrasted : kLightContrasted;
    return dark ? kDark : kLight;
}

}  // namespace perennial::ui
