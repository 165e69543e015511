// Reads a table of text row by row, as RFC 4180 says and as the world writes it: any delimiter, quotes doubled inside
// quotes, spaces before an opening quote, line ends LF, CRLF or CR, line breaks inside quotes, blank lines skipped, runs
// of spaces, Excel's "sep=;" line. Cells come as they stand: whether a row has too few is for its reader to judge.
// Memory is bounded by the longest row; a row over 1 MiB or over 1,000 columns, or an unclosed quote, is an error with its
// line.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/interchange/text_format.h"

namespace perennial {

inline constexpr std::size_t kMaxRowBytes = 1024 * 1024;
inline constexpr std::size_t kMaxColumns = 1000;

struct CsvRow {
    std::int64_t line = 0;                ///< Of the file, from 1, where the row begins.
    std::vector<std::string_view> cells;  ///< Valid until the next row is read.
};

class CsvReader {
public:
    /// `bytes` must outlive the reader; `file_name` is for errors.
    CsvReader(std::span<const std::byte> bytes, const TextFormat& format, std::string_view file_name = {});

    /// The next row, header included; nullptr at the end.
    /// Errors: malformed (unclosed quote, text after a closing quote, invalid encoding), too_large. No row can be read
    /// after an error.
    Result<const CsvRow*> next();
    /// Of the file, about; grows up to bytes_total().
    std::size_t bytes_read() const;
    std::size_t bytes_total() const { return total_; }

private:
    struct Cell {
        std::size_t begin = 0, end = 0;  ///< In buffer_, without the quotes around it.
        bool quoted = false;
        bool has_doubled_quotes = false;
    };
    enum class CellEnd : std::uint8_t { whole, cut_off, unclosed, text_after_quote };
    enum class RowEnd : std::uint8_t { whole, cut_off };

    Result<RowEnd> scan_row();
    CellEnd scan_cell(Cell& cell);
    CellEnd scan_quoted(Cell& cell);
    void scan_plain(Cell& cell);
    /// Moves behind the line end at scan_at_; false when the buffer ends in the middle of one.
    bool pass_line_end();
    Status read_more();
    void skip_separator_line();
    void take_cells();
    std::size_t skip_gap(std::size_t at) const;
    std::unexpected<Error> quote_error(const Cell& cell, CellEnd end) const;
    std::unexpected<Error> error_at(ErrorCode code, std::int64_t line, std::string message) const;

    TextDecoder decoder_;
    Delimiter delimiter_;
    std::string file_name_;
    std::size_t total_ = 0;
    std::array<bool, 256> ends_cell_{};  ///< By byte: line ends and the delimiter.
    std::string buffer_;                 ///< Decoded text; everything before at_ has been given out.
    std::size_t at_ = 0;                 ///< Where the row being read begins.
    std::int64_t line_ = 1;              ///< Of at_.
    std::size_t scan_at_ = 0;            ///< Within the row being read.
    std::int64_t scan_line_ = 1;
    bool ended_ = false;  ///< Nothing is left to decode.
    bool begun_ = false;
    std::vector<Cell> cells_;
    CsvRow row_;
};

/// Appends cells as RFC 4180 writes them, with CRLF; a cell that a spreadsheet would take for a formula gets a leading
/// apostrophe, which our own import takes away again (see unguarded). Plain numbers such as -12.50 are left alone.
void append_csv_row(std::string& out, std::span<const std::string> cells, Delimiter delimiter = ',');

/// The cell without the apostrophe that append_csv_row put before it, if there is one.
std::string_view unguarded(std::string_view cell);

}  // namespace perennial
