#include "ui/text/scripts.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "core/base/text.h"

namespace perennial::ui {

namespace {

struct Range {
    char32_t first, last;
};

bool within(std::span<const Range> ranges, char32_t c) {
    const auto* after =
        std::upper_bound(ranges.data(), ranges.data() + ranges.size(), c,
                         [](char32_t value, const Range& range) { return value < range.first; });
    return after != ranges.data() && c <= (after - 1)->last;
}

// Ascending. Marks, joiners, variation selectors and modifiers are here too: they change what stands before them.
constexpr std::array<Range, 43> kShaped{{
    {0x0300, 0x036F},   {0x0483, 0x0489},   {0x0590, 0x08FF},   {0x0900, 0x0DFF},   {0x0E00, 0x0FFF},
    {0x1000, 0x109F},   {0x135D, 0x135F},   {0x1700, 0x18AF},   {0x1900, 0x1C4F},   {0x1CD0, 0x1CFF},
    {0x1DC0, 0x1DFF},   {0x200C, 0x200F},   {0x202A, 0x202E},   {0x2066, 0x2069},   {0x20D0, 0x20FF},
    {0x302A, 0x302F},   {0x3099, 0x309A},   {0xA66F, 0xA67D},   {0xA6F0, 0xA6F1},   {0xA800, 0xA82F},
    {0xA840, 0xA87F},   {0xA880, 0xA8FF},   {0xA900, 0xA92F},   {0xA930, 0xA95F},   {0xA980, 0xA9FF},
    {0xAA00, 0xAADF},   {0xAAE0, 0xAAFF},   {0xABC0, 0xABFF},   {0xFB1D, 0xFDFF},   {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F},   {0xFE70, 0xFEFE},   {0x10800, 0x10FFF}, {0x11000, 0x11FFF}, {0x16A40, 0x16B8F},
    {0x1BC00, 0x1BCAF}, {0x1D165, 0x1D1AD}, {0x1E000, 0x1E02A}, {0x1E100, 0x1E2FF}, {0x1E800, 0x1EFFF},
    {0x1F1E6, 0x1F1FF}, {0x1F3FB, 0x1F3FF}, {0xE0020, 0xE01EF},
}};

// What attaches to the character before it.
constexpr std::array<Range, 17> kExtends{{
    {0x0300, 0x036F},
    {0x0483, 0x0489},
    {0x0591, 0x05BD},
    {0x064B, 0x065F},
    {0x0670, 0x0670},
    {0x06D6, 0x06ED},
    {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF},
    {0x200C, 0x200D},
    {0x20D0, 0x20FF},
    {0x302A, 0x302F},
    {0x3099, 0x309A},
    {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F},
    {0x1F3FB, 0x1F3FF},
    {0xE0020, 0xE007F},
    {0xE0100, 0xE01EF},
}};

constexpr std::array<Range, 10> kBreakable{{
    {0x2E80, 0x2FFF},
    {0x3000, 0x303F},
    {0x3040, 0x30FF},
    {0x3100, 0x31FF},
    {0x3200, 0x33FF},
    {0x3400, 0x9FFF},
    {0xAC00, 0xD7AF},
    {0xF900, 0xFAFF},
    {0xFF00, 0xFFEF},
    {0x20000, 0x3FFFF},
}};

constexpr char32_t kJoiner = 0x200D;

bool is_regional(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

bool is_neutral(char32_t c) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return (c < 0x80 && !letter) || (c >= 0xA0 && c <= 0xBF && c != 0xAA && c != 0xB5 && c != 0xBA) ||
           (c >= 0x2000 && c <= 0x206F);
}

enum class Kind : std::uint8_t { plain, neutral, shaped };

Kind kind_of(std::string_view cluster) {
    std::size_t at = 0;
    bool neutral = true;
    while (at < cluster.size()) {
        const char32_t c = next_code_point(cluster, at);
        if (needs_shaping(c)) return Kind::shaped;
        neutral = neutral && is_neutral(c);
    }
    return neutral ? Kind::neutral : Kind::plain;
}

// Every code point that needs shaping is encoded with a lead byte of 0xCC or more.
bool surely_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0xCC; });
}

}  // namespace

bool needs_shaping(char32_t code_point) { return within(kShaped, code_point); }
bool breaks_anywhere(char32_t code_point) { return within(kBreakable, code_point); }

std::size_t first_cluster(std::string_view text) {
    std::size_t at = 0;
    if (text.empty()) return 0;
    char32_t before = next_code_point(text, at);
    bool pair = is_regional(before);
    while (at < text.size()) {
        std::size_t next = at;
        const char32_t c = next_code_point(text, next);
        const bool joined = before == kJoiner || within(kExtends, c) || (pair && is_regional(c));
        if (!joined) break;
        if (is_regional(c)) pair = false;
        before = c;
        at = next;
    }
    return at;
}

std::vector<Piece> split_pieces(std::string_view text) {
    std::vector<Piece> pieces;
    if (text.empty()) return pieces;
    if (surely_plain(text)) {
        pieces.push_back({text, false});
        return pieces;
    }
    std::size_t piece_start = 0;  // Of the piece being made.
    std::size_t shaped_end = 0;   // End of its last cluster that needs shaping.
    bool in_shaped = false;
    const auto flush = [&](std::size_t end, bool whole) {
        if (end > piece_start) pieces.push_back({text.substr(piece_start, end - piece_start), whole});
        piece_start = end;
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = at + first_cluster(text.substr(at));
        const Kind kind = kind_of(text.substr(at, end - at));
        if (kind == Kind::shaped) {
            if (!in_shaped) flush(at, false);
            in_shaped = true;
            shaped_end = end;
        } else if (kind == Kind::plain && in_shaped) {
            flush(shaped_end, true);
            in_shaped = false;
        }
        at = end;
    }
    if (in_shaped) flush(shaped_end, true);
    flush(text.size(), false);
    return pieces;
}

}  // namespace perennial::ui
