#include "core/interchange/csv_reader.h"

#include <algorithm>

#include "core/base/phrase.h"
#include "core/base/text.h"

namespace perennial {
namespace {

constexpr std::size_t kPieceBytes = 256 * 1024;

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

/// "sep=;" in the first line is Excel's, not a row.
bool is_separator_line(std::string_view line) {
    return line.size() == 5 && equals_ignoring_case(line.substr(0, 4), "sep=");
}

/// In place; returns the new length.
std::size_t halve_quotes(std::span<char> text) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        text[length++] = text[i];
        if (text[i] == '"') ++i;
    }
    return length;
}

}  // namespace

CsvReader::CsvReader(std::span<const std::byte> bytes, const TextFormat& format, std::string_view file_name)
    : decoder_(bytes, format.encoding, file_name),
      delimiter_(format.delimiter),
      file_name_(file_name),
      total_(bytes.size()) {
    for (const char c : {'\n', '\r', delimiter_, delimiter_ == ' ' ? '\t' : delimiter_}) {
        ends_cell_[static_cast<unsigned char>(c)] = true;
    }
}

std::size_t CsvReader::bytes_read() const {
    return decoder_.position() - std::min(decoder_.position(), buffer_.size() - at_);
}

Result<const CsvRow*> CsvReader::next() {
    if (!begun_) {
        begun_ = true;
        TRY(read_more());
        skip_separator_line();
    }
    for (;;) {
        if (at_ == buffer_.size() && ended_) return nullptr;
        TRY_ASSIGN(const RowEnd end, scan_row());
        const std::size_t length = scan_at_ - at_;
        if (length > kMaxRowBytes) {
            return error_at(ErrorCode::too_large, line_,
                            phrase("The row in line {} is longer than 1 MiB. This is not a table, or its "
                                   "delimiter or quotes are wrong.",
                                   line_));
        }
        if (end == RowEnd::cut_off) {
            TRY(read_more());
            continue;
        }
        const std::int64_t line = line_;
        take_cells();
        at_ = scan_at_;
        line_ = scan_line_;
        const bool blank = cells_.size() == 1 && !cells_[0].quoted && trim(row_.cells[0]).empty();
        if (blank) continue;
        row_.line = line;
        return &row_;
    }
}

Result<CsvReader::RowEnd> CsvReader::scan_row() {
    cells_.clear();
    scan_at_ = at_;
    scan_line_ = line_;
    if (delimiter_ == ' ') scan_at_ = skip_gap(scan_at_);
    for (;;) {
        Cell& cell = cells_.emplace_back();
        const std::int64_t cell_line = scan_line_;
        const CellEnd end = scan_cell(cell);
        if (end == CellEnd::text_after_quote || end == CellEnd::unclosed) {
            scan_line_ = cell_line;
            return quote_error(cell, end);
        }
        if (end == CellEnd::cut_off) return RowEnd::cut_off;
        if (delimiter_ == ' ') scan_at_ = skip_gap(scan_at_);
        if (scan_at_ == buffer_.size()) return ended_ ? RowEnd::whole : RowEnd::cut_off;
        if (is_line_end(buffer_[scan_at_])) return pass_line_end() ? RowEnd::whole : RowEnd::cut_off;
        if (delimiter_ != ' ') ++scan_at_;
        if (cells_.size() == kMaxColumns) {
            return error_at(ErrorCode::too_large, line_,
                            phrase("The row in line {} has more than {} columns. This is not a table, or its "
                                   "delimiter is wrong.",
                                   line_, kMaxColumns));
        }
    }
}

CsvReader::CellEnd CsvReader::scan_cell(Cell& cell) {
    const std::size_t begin = scan_at_;
    const std::int64_t line = scan_line_;
    const std::size_t first = delimiter_ == '\t' ? begin : skip_gap(begin);
    if (first < buffer_.size() && buffer_[first] == '"') {
        scan_at_ = first + 1;
        const CellEnd end = scan_quoted(cell);
        // ` "Best" cake` is text that happens to hold quotes; `"Best" cake` is a mistake.
        if (end != CellEnd::text_after_quote || first == begin) return end;
        cell = Cell{};
        scan_at_ = begin;
        scan_line_ = line;
    }
    scan_plain(cell);
    return scan_at_ == buffer_.size() && !ended_ ? CellEnd::cut_off : CellEnd::whole;
}

void CsvReader::scan_plain(Cell& cell) {
    const std::string_view text = buffer_;
    std::size_t at = scan_at_;
    while (at < text.size() && !ends_cell_[static_cast<unsigned char>(text[at])]) ++at;
    cell.begin = scan_at_;
    cell.end = at;
    scan_at_ = at;
}

CsvReader::CellEnd CsvReader::scan_quoted(Cell& cell) {
    cell.quoted = true;
    cell.begin = scan_at_;
    for (;;) {
        const std::size_t quote = buffer_.find('"', scan_at_);
        const std::size_t stop = std::min(quote, buffer_.size());
        for (std::size_t i = scan_at_; i < stop; ++i) {
            const bool lone_return =
                buffer_[i] == '\r' && !(i + 1 < buffer_.size() && buffer_[i + 1] == '\n');
            if (buffer_[i] == '\n' || lone_return) ++scan_line_;
        }
        scan_at_ = stop;
        if (stop == buffer_.size()) {
            const bool endless = ended_ || stop - at_ > kMaxRowBytes;
            return endless ? CellEnd::unclosed : CellEnd::cut_off;
        }
        if (stop + 1 == buffer_.size() && !ended_) return CellEnd::cut_off;
        if (stop + 1 < buffer_.size() && buffer_[stop + 1] == '"') {
            cell.has_doubled_quotes = true;
            scan_at_ = stop + 2;
            continue;
        }
        cell.end = stop;
        scan_at_ = delimiter_ == ' ' || delimiter_ == '\t' ? stop + 1 : skip_gap(stop + 1);
        if (scan_at_ == buffer_.size()) return ended_ ? CellEnd::whole : CellEnd::cut_off;
        const bool at_end = ends_cell_[static_cast<unsigned char>(buffer_[scan_at_])];
        return at_end ? CellEnd::whole : CellEnd::text_after_quote;
    }
}

bool CsvReader::pass_line_end() {
    const bool is_return = buffer_[scan_at_] == '\r';
    if (is_return && scan_at_ + 1 == buffer_.size() && !ended_) return false;
    const bool pair = is_return && scan_at_ + 1 < buffer_.size() && buffer_[scan_at_ + 1] == '\n';
    scan_at_ += pair ? 2 : 1;
    ++scan_line_;
    return true;
}

Status CsvReader::read_more() {
    buffer_.erase(0, at_);
    at_ = 0;
    TRY_ASSIGN(const bool more, decoder_.decode_more(buffer_, kPieceBytes));
    ended_ = !more;
    return {};
}

void CsvReader::skip_separator_line() {
    const std::size_t end = buffer_.find_first_of("\r\n");
    if (end == std::string::npos || !is_separator_line(std::string_view(buffer_).substr(0, end))) return;
    scan_at_ = end;
    scan_line_ = line_;
    if (!pass_line_end()) return;
    at_ = scan_at_;
    line_ = scan_line_;
}

void CsvReader::take_cells() {
    row_.cells.clear();
    for (const Cell& cell : cells_) {
        char* const begin = buffer_.data() + cell.begin;
        const std::size_t length = cell.end - cell.begin;
        row_.cells.emplace_back(begin, cell.has_doubled_quotes ? halve_quotes({begin, length}) : length);
    }
}

std::size_t CsvReader::skip_gap(std::size_t at) const {
    const bool tabs_too = delimiter_ == ' ';
    while (at < buffer_.size() && (buffer_[at] == ' ' || (tabs_too && buffer_[at] == '\t'))) ++at;
    return at;
}

std::unexpected<Error> CsvReader::quote_error(const Cell& cell, CellEnd end) const {
    const std::string start(truncate_utf8(std::string_view(buffer_).substr(cell.begin, 40), 30));
    const std::string shown = start.substr(0, start.find_first_of("\r\n"));
    if (end == CellEnd::unclosed) {
        return error_at(
            ErrorCode::malformed, scan_line_,
            phrase("A quote opens in line {} before “{}” and is never closed. Close it in the file, "
                   "or take it away, and choose the file again.",
                   scan_line_, shown));
    }
    return error_at(
        ErrorCode::malformed, scan_line_,
        phrase("In line {} the quote before “{}” is closed, but more text follows before the next "
               "column. A quote inside quoted text is written twice; correct it in the file and "
               "choose the file again.",
               scan_line_, shown));
}

std::unexpected<Error> CsvReader::error_at(ErrorCode code, std::int64_t line, std::string message) const {
    return fail_at(code, std::move(message), Place{.file = file_name_, .line = line, .column = ""});
}

namespace {

bool begins_formula(std::string_view cell) {
    return !cell.empty() && std::string_view("=+-@\t\r").contains(cell[0]);
}

/// "-12.50", "+3": a sign and digits with at most separators between them.
bool is_plain_number(std::string_view cell) {
    const std::string_view digits = cell.substr(cell.starts_with('-') || cell.starts_with('+') ? 1 : 0);
    return !digits.empty() && digits[0] >= '0' && digits[0] <= '9' &&
           digits.find_first_not_of("0123456789.,") == std::string_view::npos;
}

/// Apostrophes before a formula are guarded by one more, so that taking one away always gives the cell back.
bool needs_guard(std::string_view cell) {
    const std::size_t apostrophes = std::min(cell.find_first_not_of('\''), cell.size());
    const std::string_view rest = cell.substr(apostrophes);
    return begins_formula(rest) && (apostrophes > 0 || !is_plain_number(rest));
}

bool needs_quotes(std::string_view cell, Delimiter delimiter) {
    if (cell.empty()) return delimiter == ' ';
    const bool edge_space =
        cell.front() == ' ' || cell.back() == ' ' || cell.front() == '\t' || cell.back() == '\t';
    const bool special = std::ranges::any_of(cell, [&](char c) {
        return c == delimiter || c == '"' || is_line_end(c) || (delimiter == ' ' && c == '\t');
    });
    return edge_space || special;
}

void append_cell(std::string& out, std::string_view cell, bool guard, Delimiter delimiter, bool alone) {
    // A lone cell that looks blank would be read as a blank line.
    const bool quotes = needs_quotes(cell, delimiter) || (alone && trim(cell).empty());
    if (quotes) out += '"';
    if (guard) out += '\'';
    for (const char c : cell) {
        if (c == '"') out += '"';
        out += c;
    }
    if (quotes) out += '"';
}

}  // namespace

void append_csv_row(std::string& out, std::span<const std::string> cells, Delimiter delimiter) {
    bool first = true;
    for (const std::string& cell : cells) {
        if (!first) out += delimiter;
        first = false;
        append_cell(out, cell, needs_guard(cell), delimiter, cells.size() == 1);
    }
    out += "\r\n";
}

std::string_view unguarded(std::string_view cell) {
    if (!cell.starts_with('\'')) return cell;
    const std::string_view rest = cell.substr(1);
    const std::size_t apostrophes = std::min(rest.find_first_not_of('\''), rest.size());
    return begins_formula(rest.substr(apostrophes)) ? rest : cell;
}

}  // namespace perennial
