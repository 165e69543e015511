#include "core/interchange/text_format.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/base/phrase.h"
#include "core/base/text.h"

namespace perennial {
namespace {

/// Windows-1252 differs from Latin-1 only here; its five unassigned bytes stay the control characters of Latin-1.
constexpr std::array<char16_t, 32> kWindows1252High{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

std::string_view as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::size_t mark_length(std::string_view text, Encoding encoding) {
    switch (encoding) {
        case Encoding::utf8: return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        case Encoding::utf16_le: return text.starts_with("\xFF\xFE") ? 2 : 0;
        case Encoding::utf16_be: return text.starts_with("\xFE\xFF") ? 2 : 0;
        case Encoding::windows_1252: return 0;
    }
    return 0;
}

/// Bytes before the first one that is not ASCII.
std::size_t ascii_length(std::string_view text) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080;
    std::size_t at = 0;
    for (; at + 32 <= text.size(); at += 32) {
        std::array<std::uint64_t, 4> words;
        std::memcpy(words.data(), text.data() + at, sizeof words);
        if (((words[0] | words[1] | words[2] | words[3]) & kHighBits) != 0) break;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
    return at;
}

struct Utf8Census {
    std::size_t characters = 0;  ///< Beyond ASCII.
    std::size_t invalid = 0;
};

/// Stops at the `patience`-th invalid byte.
Utf8Census count_utf8(std::string_view text, std::size_t patience) {
    Utf8Census census;
    std::size_t at = 0;
    while (census.invalid < patience) {
        at += ascii_length(text.substr(at));
        if (at >= text.size()) break;
        const std::size_t before = at;
        if (next_code_point(text, at) == U'\uFFFD' && at == before + 1) {
            ++census.invalid;
        } else {
            ++census.characters;
        }
    }
    return census;
}

/// Length without a code point that the end of the piece cuts off.
std::size_t whole_characters(std::string_view piece) {
    std::size_t start = piece.size();
    for (int back = 0; back < 4 && start > 0; ++back) {
        const auto byte = static_cast<unsigned char>(piece[--start]);
        if (byte < 0x80) return piece.size();
        if (byte < 0xC0) continue;
        const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
        return start + length > piece.size() ? start : piece.size();
    }
    return piece.size();
}

void append_windows_1252(std::string& out, std::string_view piece) {
    while (!piece.empty()) {
        const std::size_t plain = ascii_length(piece);
        out.append(piece.substr(0, plain));
        if (plain == piece.size()) return;
        const auto byte = static_cast<unsigned char>(piece[plain]);
        append_utf8(out, byte < 0xA0 ? kWindows1252High[byte - 0x80U] : char32_t{byte});
        piece.remove_prefix(plain + 1);
    }
}

/// Zero bytes in one half of the pairs only are what Latin letters look like in UTF-16.
std::optional<Encoding> utf16_without_mark(std::string_view text) {
    const std::string_view sample =
        text.substr(0, std::min<std::size_t>(text.size(), 4096) & ~std::size_t{1});
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < sample.size(); ++i) {
        if (sample[i] == '\0') ++zeros[i % 2];
    }
    const std::size_t many = sample.size() / 2 - sample.size() / 8;
    if (sample.size() < 4) return std::nullopt;
    if (zeros[1] >= many && zeros[0] == 0) return Encoding::utf16_le;
    if (zeros[0] >= many && zeros[1] == 0) return Encoding::utf16_be;
    return std::nullopt;
}

std::int64_t line_of(std::string_view text, std::size_t offset) {
    std::int64_t line = 1;
    for (std::size_t i = 0; i < offset; ++i) {
        const bool lone_return = text[i] == '\r' && (i + 1 >= text.size() || text[i + 1] != '\n');
        if (text[i] == '\n' || lone_return) ++line;
    }
    return line;
}

std::int64_t line_of_utf16(std::string_view text, std::size_t offset, bool little) {
    std::int64_t line = 1;
    for (std::size_t i = 0; i + 1 < offset; i += 2) {
        if (text[i + (little ? 0 : 1)] == '\n' && text[i + (little ? 1 : 0)] == '\0') ++line;
    }
    return line;
}

}  // namespace

std::string_view encoding_label(Encoding encoding) {
    switch (encoding) {
        case Encoding::utf8: return "UTF-8";
        case Encoding::utf16_le: return "UTF-16 (little endian)";
        case Encoding::utf16_be: return "UTF-16 (big endian)";
        case Encoding::windows_1252: return "Windows-1252";
    }
    return "";
}

std::string_view delimiter_label(Delimiter delimiter) {
    switch (delimiter) {
        case ',': return "Comma";
        case ';': return "Semicolon";
        case '\t': return "Tab";
        case '|': return "Vertical bar";
        case ' ': return "Spaces";
        default: return "Other";
    }
}

Encoding sniff_encoding(std::span<const std::byte> bytes) {
    const std::string_view text = as_text(bytes);
    if (mark_length(text, Encoding::utf8) != 0) return Encoding::utf8;
    if (mark_length(text, Encoding::utf16_le) != 0) return Encoding::utf16_le;
    if (mark_length(text, Encoding::utf16_be) != 0) return Encoding::utf16_be;
    if (const auto utf16 = utf16_without_mark(text)) return *utf16;
    // A UTF-8 file with a few damaged bytes is still UTF-8: reading it then names the line instead of importing
    // every accent wrongly.
    constexpr std::size_t kPatience = 100, kCharactersPerInvalidByte = 20;
    const std::size_t whole = text.size() >= kSniffedBytes ? whole_characters(text) : text.size();
    const Utf8Census census = count_utf8(text.substr(0, whole), kPatience);
    const bool damaged_only = census.characters >= census.invalid * kCharactersPerInvalidByte;
    return census.invalid == 0 || damaged_only ? Encoding::utf8 : Encoding::windows_1252;
}

TextDecoder::TextDecoder(std::span<const std::byte> bytes, Encoding encoding, std::string_view file_name)
    : bytes_(bytes),
      encoding_(encoding),
      file_name_(file_name),
      position_(mark_length(as_text(bytes), encoding)) {}

Result<bool> TextDecoder::decode_more(std::string& out, std::size_t max_bytes) {
    if (position_ >= bytes_.size()) return false;
    std::size_t length = std::min(std::max<std::size_t>(max_bytes, 8), bytes_.size() - position_);
    const bool last = position_ + length == bytes_.size();
    const bool utf16 = encoding_ == Encoding::utf16_le || encoding_ == Encoding::utf16_be;
    if (!last && utf16) length &= ~std::size_t{1};
    const std::string_view rest = as_text(bytes_).substr(position_, length);
    if (!last && encoding_ == Encoding::utf8) length = whole_characters(rest);
    const std::string_view piece = rest.substr(0, length);

    if (utf16) {
        TRY(decode_utf16(out, bytes_.subspan(position_, length)));
        return true;
    }
    if (const void* zero = std::memchr(piece.data(), '\0', piece.size())) {
        const auto offset = static_cast<std::size_t>(static_cast<const char*>(zero) - piece.data());
        return invalid_at(position_ + offset, "holds a zero byte, which no text file has");
    }
    if (encoding_ == Encoding::utf8) {
        TRY(decode_utf8(out, piece));
    } else {
        append_windows_1252(out, piece);
    }
    position_ += piece.size();
    return true;
}

Status TextDecoder::decode_utf8(std::string& out, std::string_view piece) {
    if (const auto invalid = find_invalid_utf8(piece))
        return invalid_at(position_ + *invalid, "is not valid UTF-8");
    out.append(piece);
    return {};
}

Status TextDecoder::decode_utf16(std::string& out, std::span<const std::byte> piece) {
    const bool little = encoding_ == Encoding::utf16_le;
    const auto unit = [&](std::size_t at) {
        const auto first = std::to_integer<std::uint32_t>(piece[at]);
        const auto second = std::to_integer<std::uint32_t>(piece[at + 1]);
        return static_cast<char16_t>(little ? first | second << 8 : second | first << 8);
    };
    constexpr std::string_view kWhat = "is not valid UTF-16";
    std::size_t at = 0;
    while (at + 1 < piece.size()) {
        const char16_t high = unit(at);
        char32_t code_point = high;
        std::size_t length = 2;
        if (high >= 0xD800 && high < 0xE000) {
            // A pair that this piece cuts in two waits for the next piece.
            const bool more = position_ + piece.size() < bytes_.size();
            if (high < 0xDC00 && at + 3 >= piece.size() && more) break;
            const char16_t low = at + 3 < piece.size() ? unit(at + 2) : char16_t{0};
            if (high >= 0xDC00 || low < 0xDC00 || low >= 0xE000) return invalid_at(position_ + at, kWhat);
            code_point = 0x10000U + ((high - 0xD800U) << 10) + (low - 0xDC00U);
            length = 4;
        }
        if (code_point == 0)
            return invalid_at(position_ + at, "holds a zero character, which no text file has");
        append_utf8(out, code_point);
        at += length;
    }
    if (at + 1 == piece.size()) return invalid_at(position_ + at, kWhat);
    position_ += at;
    return {};
}

std::unexpected<Error> TextDecoder::invalid_at(std::size_t offset, std::string_view what) const {
    const std::string_view text = as_text(bytes_);
    const bool utf16 = encoding_ == Encoding::utf16_le || encoding_ == Encoding::utf16_be;
    const std::int64_t line =
        utf16 ? line_of_utf16(text, offset, encoding_ == Encoding::utf16_le) : line_of(text, offset);
    const std::string_view advice =
        encoding_ == Encoding::utf8
            ? "If a Windows program wrote the file, choose Windows-1252 as its encoding; "
              "otherwise export it again."
            : "Choose another encoding, or export the file again.";
    return fail_at(ErrorCode::malformed, phrase("Line {} {}. {}", line, what, advice),
                   Place{.file = file_name_, .line = line, .column = ""});
}

}  // namespace perennial
