// Text is UTF-8 everywhere; case folding, accents and widths come from utf8proc's tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perennial {

/// The byte offset of the first invalid UTF-8 sequence (overlong, surrogate, beyond U+10FFFF, cut off), or nullopt.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// Next code point at `at`, which is moved behind it; U+FFFD and one byte for an invalid sequence.
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, char32_t code_point);

/// Without white space (Unicode's, NBSP and BOM included) at either end.
std::string_view trim(std::string_view text);
/// Trimmed, and every run of white space inside one space.
std::string squeeze(std::string_view text);
/// No control characters except (when `multiline`) line feed; CRLF and CR become LF.
std::string clean_text(std::string_view text, bool multiline);
/// At most `max_bytes`, cut between code points.
std::string_view truncate_utf8(std::string_view text, std::size_t max_bytes);

/// For comparing and searching: compatibility-decomposed, case-folded, marks dropped, "ł" as "l", "ß" as "ss".
std::string fold(std::string_view text);
/// For sorting names: fold(text) with digits runs left as they are; empty text sorts last by the caller's choice.
std::string sort_key(std::string_view text);

/// Lower-case, trimmed e-mail with its domain folded; nullopt unless it is one address: one @, something before it,
/// a dot-separated domain after it, no spaces or control characters, at most 254 bytes.
std::optional<std::string> normalise_email(std::string_view text);
/// Digits with a leading + when the text has one (or starts with 00); nullopt with fewer than 3 or more than 20 digits
/// or with characters no phone number has. Extensions ("ext 12", "x12") are kept as ";12".
std::optional<std::string> normalise_phone(std::string_view text);
/// A number another system gave: trimmed, and "17850.0" (a spreadsheet's idea of an integer) as "17850".
std::string normalise_external_number(std::string_view text);

std::vector<std::string_view> split(std::string_view text, char separator);
bool equals_ignoring_case(std::string_view a, std::string_view b);

}  // namespace perennial
