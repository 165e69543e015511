#include <utf8proc.h>

#include <cstring>

#include "core/base/text.h"

namespace perennial {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// The length of the code point at `at`; 0 when the sequence there is invalid.
std::size_t decode(std::string_view text, std::size_t at, char32_t& code_point) {
    utf8proc_int32_t decoded = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
    const auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &decoded);
    if (length <= 0) return 0;
    code_point = static_cast<char32_t>(decoded);
    return static_cast<std::size_t>(length);
}

/// The end of the run of ASCII that begins at `at`, eight bytes at a time.
std::size_t skip_ascii(std::string_view text, std::size_t at) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080;
    while (at + sizeof(std::uint64_t) <= text.size()) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, sizeof word);
        if ((word & kHighBits) != 0) break;
        at += sizeof word;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
    return at;
}

constexpr bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

bool is_ascii(std::string_view text) { return skip_ascii(text, 0) == text.size(); }

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
    char32_t ignored = 0;
    for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
        const std::size_t length = decode(text, at, ignored);
        if (length == 0) return at;
        at += length;
    }
    return std::nullopt;
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) {
        ++at;
        return first;
    }
    char32_t code_point = kReplacement;
    const std::size_t length = decode(text, at, code_point);
    at += length == 0 ? 1 : length;
    return code_point;
}

void append_utf8(std::string& out, char32_t code_point) {
    if (code_point < 0x80) {
        out.push_back(static_cast<char>(code_point));
        return;
    }
    const bool valid = utf8proc_codepoint_valid(static_cast<utf8proc_int32_t>(code_point)) != 0;
    utf8proc_uint8_t bytes[4];
    const auto length =
        utf8proc_encode_char(static_cast<utf8proc_int32_t>(valid ? code_point : kReplacement), bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::string_view truncate_utf8(std::string_view text, std::size_t max_bytes) {
    if (text.size() <= max_bytes) return text;
    std::size_t end = max_bytes;
    // Back over at most three bytes: more continuations in a row belong to no code point.
    for (int i = 0; i < 3 && end > 0 && is_continuation(text[end]); ++i) --end;
    return text.substr(0, is_continuation(text[end]) ? max_bytes : end);
}

}  // namespace perennial
