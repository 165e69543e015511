#include "core/base/text.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/base/unicode.h"

namespace perennial {
namespace {

bool is_white_space(char32_t c) {
    constexpr char32_t kNextLine = 0x85;
    constexpr char32_t kByteOrderMark = 0xFEFF;
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
    return c == kNextLine || c == kByteOrderMark || is_separator(c);
}

bool is_line_end(char32_t c) { return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029; }

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }

/// Where the last code point of a text that is not empty begins.
std::size_t last_code_point(std::string_view text) {
    std::size_t at = text.size() - 1;
    for (int i = 0; i < 3 && at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; ++i) --at;
    return at;
}

/// Whether no byte can belong to anything that clean_text changes: controls, separators, marks.
bool is_clean(std::string_view text) {
    const auto harmless = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= ' ' && byte != 0x7F && byte != 0xC2 && byte != 0xCC && byte != 0xCD && byte != 0xE2 &&
               byte != 0xE3;
    };
    return std::ranges::all_of(text, harmless) && !find_invalid_utf8(text);
}

}  // namespace

std::string_view trim(std::string_view text) {
    for (std::size_t at = 0; !text.empty() && is_white_space(next_code_point(text, at)); at = 0) {
        text.remove_prefix(at);
    }
    while (!text.empty()) {
        const std::size_t last = last_code_point(text);
        std::size_t at = last;
        if (!is_white_space(next_code_point(text, at)) || at != text.size()) break;
        text = text.substr(0, last);
    }
    return text;
}

std::string squeeze(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool gap = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        if (is_white_space(next_code_point(text, at))) {
            gap = true;
            continue;
        }
        if (gap && !out.empty()) out += ' ';
        gap = false;
        out += text.substr(start, at - start);
    }
    return out;
}

std::string clean_text(std::string_view text, bool multiline) {
    if (is_clean(text)) return std::string(text);
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        if (c == '\r' && at < text.size() && text[at] == '\n') continue;
        if (is_line_end(c)) {
            out += multiline ? '\n' : ' ';
        } else if (c == '\t') {
            out += ' ';
        } else if (!is_control(c)) {
            append_utf8(out, c);
        }
    }
    return compose(std::move(out));
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> pieces;
    std::size_t start = 0;
    for (std::size_t end = text.find(separator); end != std::string_view::npos;
         end = text.find(separator, start)) {
        pieces.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    pieces.push_back(text.substr(start));
    return pieces;
}

std::string joined(std::span<const std::string> texts, std::string_view between) {
    std::string out;
    for (const std::string& text : texts) {
        if (&text != texts.data()) out += between;
        out += text;
    }
    return out;
}

std::string percent_encoded(std::string_view text, bool (*plain)(char)) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (is_digit(c) || is_ascii_letter(c) || plain(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    }
    return out;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
    if (!is_ascii(a) || !is_ascii(b)) return fold_case(a) == fold_case(b);
    return std::ranges::equal(a, b, {}, ascii_lower, ascii_lower);
}

}  // namespace perennial
