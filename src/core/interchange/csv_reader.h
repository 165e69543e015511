// Reads a table of text row by row, as RFC 4180 says and as the world writes it: any delimiter, quotes doubled inside
// quotes, line ends LF, CRLF or CR, line breaks inside quotes, blank lines skipped, short rows padded, runs of spaces.
// Memory is bounded by the longest row; a row over 1 MiB, over 1,000 columns, or an unclosed quote is an error with its line.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/interchange/text_format.h"

namespace perennial {

struct CsvRow {
    std::int64_t line = 0;  ///< Of the file, from 1, where the row begins.
    std::vector<std::string_view> cells;  ///< Valid until the next row is read.
};

class CsvReader {
public:
    /// `bytes` must outlive the reader.
    CsvReader(std::span<const std::byte> bytes, const TextFormat& format);

    /// The next row, header included; nullptr at the end.
    /// Errors: malformed (unclosed quote, text after a closing quote, invalid encoding), too_large.
    Result<const CsvRow*> next();
    std::size_t bytes_read() const;
    std::size_t bytes_total() const;

private:
    TextDecoder decoder_;
    Delimiter delimiter_;
    std::string buffer_;
    std::size_t at_ = 0;
    std::int64_t line_ = 1;
    bool ended_ = false;
    std::size_t total_ = 0;
    CsvRow row_;
    std::vector<std::string> unquoted_;
};

/// Writes cells as RFC 4180 with CRLF; a cell that a spreadsheet would take for a formula gets a leading apostrophe,
/// which our own import takes away again.
void append_csv_row(std::string& out, std::span<const std::string> cells);

}  // namespace perennial
