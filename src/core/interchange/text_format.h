// What kind of text a file is: encoding, delimiter, decimal mark and order of dates, found by reading it, changeable by
// the person before anything is written.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/money.h"
#include "core/base/result.h"
#include "core/base/time.h"

namespace perennial {

enum class Encoding : std::uint8_t { utf8, utf16_le, utf16_be, windows_1252 };
std::string_view encoding_label(Encoding encoding);

/// ',' ';' '\t' '|' or ' ' for columns separated by runs of spaces.
using Delimiter = char;
std::string_view delimiter_label(Delimiter delimiter);

struct TextFormat {
    Encoding encoding = Encoding::utf8;
    Delimiter delimiter = ',';
    bool has_header = true;
    DecimalMark decimal_mark = DecimalMark::point;
    DateOrder date_order = DateOrder::year_month_day;
    bool operator==(const TextFormat&) const = default;
};

/// As much of a file as is looked at to find its format.
inline constexpr std::size_t kSniffedBytes = 256 * 1024;

/// Looks at the beginning (up to 256 KiB) of a file. Errors, each with the place: malformed (binary content such as a
/// picture, PDF, ZIP or spreadsheet file, with what to do instead: "Save it as CSV in your spreadsheet program"; JSON;
/// vCard ...), invalid_input (empty file).
Result<TextFormat> sniff_text_format(std::span<const std::byte> beginning, std::string_view file_name);

/// The encoding alone: by byte order mark, by zero bytes, and UTF-8 unless the text is more likely Windows-1252.
/// A whole file may be given: plain ASCII costs less than a nanosecond a byte.
Encoding sniff_encoding(std::span<const std::byte> bytes);

/// Turns a file's bytes into UTF-8 piece by piece, without its byte order mark. Errors: malformed with the byte's line
/// when the text is not valid in the encoding or holds a zero byte.
class TextDecoder {
public:
    /// `bytes` must outlive the decoder; `file_name` is for errors.
    TextDecoder(std::span<const std::byte> bytes, Encoding encoding, std::string_view file_name = {});
    /// Appends about `max_bytes` more of decoded text; false at the end of the file.
    Result<bool> decode_more(std::string& out, std::size_t max_bytes);
    /// Bytes of the file read so far.
    std::size_t position() const { return position_; }

private:
    Status decode_utf8(std::string& out, std::string_view piece);
    Status decode_utf16(std::string& out, std::span<const std::byte> piece);
    std::unexpected<Error> invalid_at(std::size_t offset, std::string_view what) const;

    std::span<const std::byte> bytes_;
    Encoding encoding_;
    std::string file_name_;
    std::size_t position_ = 0;
};

}  // namespace perennial
