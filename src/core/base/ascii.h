// ASCII letters and digits, for the files of this room that read and write texts of fixed form.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace perennial {

inline constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline constexpr char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
inline constexpr char ascii_upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
inline constexpr bool is_ascii_letter(char c) { return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z'; }

/// The number that exactly `count` digits at `at` write (at most 9 digits); `at` is moved behind them.
inline std::optional<int> take_digits(std::string_view text, std::size_t& at, std::size_t count) {
    if (at + count > text.size()) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(at, count)) {
        if (!is_digit(c)) return std::nullopt;
        value = value * 10 + (c - '0');
    }
    at += count;
    return value;
}

/// Moves `at` behind `c` when it stands there.
inline bool take_char(std::string_view text, std::size_t& at, char c) {
    if (at >= text.size() || text[at] != c) return false;
    ++at;
    return true;
}

/// How many digits stand at `at`.
inline std::size_t count_digits(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end - at;
}

/// With zeros in front up to `width` digits.
inline void append_padded(std::string& out, std::uint64_t value, std::size_t width) {
    std::array<char, 20> digits;
    std::size_t first = digits.size();
    do {
        digits[--first] = static_cast<char>('0' + value % 10);
        value /= 10;
    } while (value > 0);
    const std::size_t count = digits.size() - first;
    if (count < width) out.append(width - count, '0');
    out.append(digits.data() + first, count);
}

}  // namespace perennial
