#include "core/interchange/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <limits>

namespace perennial {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

bool must_escape(char character) {
    return static_cast<unsigned char>(character) < 0x20 || character == '"' || character == '\\';
}

void append_escaped(std::string& out, char character) {
    switch (character) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\b': out += "\\b"; return;
        case '\f': out += "\\f"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default: break;
    }
    const auto byte = static_cast<unsigned char>(character);
    out += "\\u00";
    out += kHexDigits[byte >> 4];
    out += kHexDigits[byte & 15];
}

std::optional<std::uint64_t> parse_digits(std::string_view digits) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return number;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t at = 0;
    while (at < text.size()) {
        const auto* const begin = text.data() + at;
        const auto* const plain_end = std::find_if(begin, text.data() + text.size(), must_escape);
        out.append(begin, plain_end);
        at = static_cast<std::size_t>(plain_end - text.data());
        if (at < text.size()) append_escaped(out, text[at++]);
    }
    out += '"';
}

void append_json_key(std::string& out, std::string_view name) {
    if (!out.empty() && out.back() != '{') out += ',';
    out += '"';
    out += name;
    out += "\":";
}

void append_json_integer(std::string& out, std::int64_t number) {
    std::array<char, 24> digits{};
    const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    out.append(digits.data(), result.ptr);
}

void append_thousandths(std::string& out, std::int64_t thousandths) {
    // The magnitude of the smallest integer has no signed counterpart.
    const auto bits = static_cast<std::uint64_t>(thousandths);
    const std::uint64_t magnitude = thousandths < 0 ? 0 - bits : bits;
    if (thousandths < 0) out += '-';
    append_json_integer(out, static_cast<std::int64_t>(magnitude / 1000));
    auto fraction = static_cast<int>(magnitude % 1000);
    if (fraction == 0) return;
    out += '.';
    for (int place = 100; fraction != 0; fraction %= place, place /= 10) {
        out += static_cast<char>('0' + fraction / place);
    }
}

std::optional<std::int64_t> parse_thousandths(std::string_view number) {
    const bool negative = number.starts_with('-');
    if (negative) number.remove_prefix(1);
    const std::size_t point = number.find('.');
    std::string digits(number.substr(0, point));
    const std::string_view decimals = point == std::string_view::npos ? "" : number.substr(point + 1);
    if (digits.empty() || decimals.size() > 3 || (point != std::string_view::npos && decimals.empty()))
        return std::nullopt;
    digits += decimals;
    digits.append(3 - decimals.size(), '0');
    const auto magnitude = parse_digits(digits);
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (!magnitude || *magnitude > kMost + (negative ? 1 : 0)) return std::nullopt;
    return static_cast<std::int64_t>(negative ? 0 - *magnitude : *magnitude);
}

}  // namespace perennial
