// Text is UTF-8 everywhere; case folding, accents and widths come from utf8proc's tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace perennial {

/// The byte offset of the first invalid UTF-8 sequence (overlong, surrogate, beyond U+10FFFF, cut off), or
/// nullopt.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);
bool is_ascii(std::string_view text);

/// Next code point at `at` (before the end), which is moved behind it; U+FFFD and one byte for an invalid
/// sequence.
char32_t next_code_point(std::string_view text, std::size_t& at);
/// U+FFFD for what is no code point.
void append_utf8(std::string& out, char32_t code_point);

/// Without white space (Unicode's, NBSP and BOM included) at either end.
std::string_view trim(std::string_view text);
/// Trimmed, and every run of white space inside one space.
std::string squeeze(std::string_view text);
/// No control characters except (when `multiline`) line feed; CRLF, CR and Unicode's line separators become
/// LF. Where they may not stand, tabs and line ends become spaces. Accents typed as marks of their own are
/// composed (NFC), and invalid UTF-8 becomes U+FFFD.
std::string clean_text(std::string_view text, bool multiline);
/// At most `max_bytes`, cut between code points.
std::string_view truncate_utf8(std::string_view text, std::size_t max_bytes);

/// Without difference of case and width (NFKC, case-folded), accents kept: "ＭÜLLER" as "müller".
std::string fold_case(std::string_view text);
/// For comparing and searching: fold_case without accents, "ł" as "l", "ß" as "ss", curly quotes and long
/// dashes as straight and short ones. Marks that make another letter stay: Japanese voicing, Indic and Thai
/// vowels.
std::string fold(std::string_view text);
/// For sorting names by its bytes: fold(text) from its first letter or digit on; empty text sorts last by the
/// caller's choice.
std::string sort_key(std::string_view text);

/// Lower-case (fold_case), trimmed e-mail; nullopt unless it is one address: one @, something before it,
/// a dot-separated domain after it, no spaces or control characters, at most 254 bytes.
std::optional<std::string> normalise_email(std::string_view text);
/// Digits with a leading + when the text has one (or starts with 00, a trunk "(0)" behind it dropped);
/// nullopt with fewer than 3 or more than 20 digits or with characters no phone number has. Extensions ("ext
/// 12", "x12", "#12") are kept as ";12".
std::optional<std::string> normalise_phone(std::string_view text);
/// A number another system gave: trimmed, and "17850.0" (a spreadsheet's idea of an integer) as "17850".
std::string normalise_external_number(std::string_view text);

char32_t to_upper(char32_t code_point);
bool is_letter(char32_t code_point);
bool is_letter_or_digit(char32_t code_point);
/// A letter as wide as it is high: Han, kana, Hangul.
bool is_wide_letter(char32_t code_point);
/// Columns the text takes in a terminal: 2 for wide letters and emoji, 0 for marks.
std::size_t display_width(std::string_view text);

/// The pieces between separators; one empty piece for an empty text.
std::vector<std::string_view> split(std::string_view text, char separator);
/// "S, M, L".
std::string joined(std::span<const std::string> texts, std::string_view between = ", ");
/// Letters and digits of ASCII and what `plain` says stand for themselves, every other byte as "%C5".
std::string percent_encoded(std::string_view text, bool (*plain)(char));
/// By fold_case.
bool equals_ignoring_case(std::string_view a, std::string_view b);

}  // namespace perennial
