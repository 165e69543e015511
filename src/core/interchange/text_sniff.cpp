#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/base/phrase.h"
#include "core/base/text.h"
#include "core/interchange/cell_kind.h"
#include "core/interchange/csv_reader.h"
#include "core/interchange/other_files.h"
#include "core/interchange/text_format.h"

namespace perennial {
namespace {

constexpr std::size_t kSampledRows = 300;

using Rows = std::vector<std::vector<std::string>>;

/// Rows up to the first mistake.
Rows sample_rows(std::span<const std::byte> beginning, const TextFormat& format) {
    Rows rows;
    CsvReader reader(beginning, format);
    while (rows.size() < kSampledRows) {
        const auto row = reader.next();
        if (!row || *row == nullptr) break;
        rows.emplace_back((*row)->cells.begin(), (*row)->cells.end());
    }
    return rows;
}

/// At most kSniffedBytes, up to the end of a line, so that neither a row nor a character is cut in two.
std::span<const std::byte> whole_lines(std::span<const std::byte> bytes) {
    if (bytes.size() < kSniffedBytes) return bytes;
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), kSniffedBytes);
    const std::size_t end = text.find_last_of("\r\n");
    if (end == std::string_view::npos) return bytes.first(kSniffedBytes);
    const bool little_utf16 = end + 1 < text.size() && text[end + 1] == '\0';
    return bytes.first(end + (little_utf16 ? 2 : 1));
}

/// How much a delimiter makes a table of the rows: the share of rows with the commonest number of cells, weighed by
/// that number. 0: it does not.
double table_score(const Rows& rows) {
    std::map<std::size_t, std::size_t> rows_by_width;
    for (const auto& row : rows) ++rows_by_width[row.size()];
    std::size_t width = 1, count = 0;
    for (const auto& [cells, times] : rows_by_width) {
        if (cells > 1 && times >= count) {
            width = cells;
            count = times;
        }
    }
    const double share =
        static_cast<double>(count) / static_cast<double>(std::max<std::size_t>(rows.size(), 1));
    if (width < 2 || share < 0.3) return 0;
    const double header = rows[0].size() == width ? 1.0 : 0.7;
    return share * header * std::log2(1.0 + static_cast<double>(width));
}

/// Words of a sentence are separated by spaces too; columns of spaces line up and hold numbers.
bool is_table_of_spaces(const Rows& rows) {
    if (rows.size() < 2 || rows[0].size() < 2) return false;
    const std::size_t width = rows.back().size();
    std::vector<std::size_t> numbers(width);
    for (const auto& row : rows) {
        if (row.size() != width) return false;
        for (std::size_t i = 0; i < width; ++i) {
            const CellKind kind = cell_kind(row[i]);
            numbers[i] += kind == CellKind::integer || kind == CellKind::decimal || kind == CellKind::date;
        }
    }
    return std::ranges::any_of(numbers, [&](std::size_t count) { return count + 1 >= rows.size(); });
}

/// "sep=;" names the delimiter.
std::optional<Delimiter> stated_delimiter(std::string_view text) {
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    if (line.size() != 5 || !equals_ignoring_case(line.substr(0, 4), "sep=")) return std::nullopt;
    return std::string_view(",;\t|").contains(line[4]) ? std::optional(line[4]) : std::nullopt;
}

Delimiter sniff_delimiter(std::span<const std::byte> beginning, TextFormat format) {
    constexpr std::array kCandidates{',', ';', '\t', '|'};
    Delimiter best = ',';
    double best_score = 0;
    for (const Delimiter candidate : kCandidates) {
        format.delimiter = candidate;
        const double score = table_score(sample_rows(beginning, format));
        if (score > best_score) {
            best = candidate;
            best_score = score;
        }
    }
    format.delimiter = ' ';
    if (best_score == 0 && is_table_of_spaces(sample_rows(beginning, format))) return ' ';
    return best;
}

bool is_data(CellKind kind) { return kind != CellKind::empty && kind != CellKind::text; }

/// What nearly all cells below the first row are; text when they are mixed.
CellKind kind_of_column(const Rows& rows, std::size_t column) {
    std::array<std::size_t, 6> counts{};
    std::size_t filled = 0;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const CellKind kind = column < rows[i].size() ? cell_kind(rows[i][column]) : CellKind::empty;
        filled += kind != CellKind::empty;
        ++counts[static_cast<std::size_t>(kind)];
    }
    for (const CellKind kind : {CellKind::integer, CellKind::decimal, CellKind::date, CellKind::email}) {
        if (filled > 0 && counts[static_cast<std::size_t>(kind)] * 5 >= filled * 4) return kind;
    }
    return CellKind::text;
}

/// Each column of numbers, dates or e-mails says whether its first cell is one too.
bool sniff_header(const Rows& rows) {
    if (rows.empty()) return true;
    const auto& first = rows[0];
    if (rows.size() == 1) {
        return std::ranges::none_of(first, [](const std::string& cell) { return is_data(cell_kind(cell)); });
    }
    int votes = 0;
    for (std::size_t column = 0; column < first.size(); ++column) {
        const CellKind head = cell_kind(first[column]), below = kind_of_column(rows, column);
        if (!is_data(below) || head == CellKind::empty) continue;
        if (!is_data(head)) ++votes;
        if (head == below) --votes;
    }
    return votes >= 0;
}

/// Whether the cell can only be read with this mark: "12,5" needs the comma, "1,284" does not.
bool needs_mark(std::string_view cell, char mark) {
    const std::size_t at = cell.rfind(mark);
    if (at == std::string_view::npos) return false;
    const std::string_view after = cell.substr(at + 1);
    const std::size_t digits = std::min(after.find_first_not_of("0123456789"), after.size());
    const std::string_view before = cell.substr(0, at);
    const bool other_before = before.contains(mark == ',' ? '.' : ',');
    const bool zero_before = before.empty() || before == "0" || before == "-0";
    return cell.find(mark) == at && digits > 0 && (digits != 3 || other_before || zero_before);
}

DecimalMark sniff_decimal_mark(const Rows& rows, Delimiter delimiter) {
    std::size_t comma = 0, point = 0, unclear_comma = 0, unclear_point = 0;
    for (const auto& row : rows) {
        for (const std::string& cell : row) {
            const bool has_mark = cell.contains(',') || cell.contains('.');
            if (!has_mark || cell_kind(cell) != CellKind::decimal) continue;
            comma += needs_mark(cell, ',');
            point += needs_mark(cell, '.');
            unclear_comma += cell.contains(',');
            unclear_point += cell.contains('.');
        }
    }
    if (comma != point) return comma > point ? DecimalMark::comma : DecimalMark::point;
    // Where the decimal mark is a comma, the list separator is a semicolon.
    const bool semicolon = delimiter == ';' && unclear_comma > unclear_point;
    return semicolon ? DecimalMark::comma : DecimalMark::point;
}

struct DateClues {
    std::size_t year_first = 0, day_first = 0, month_first = 0, dots = 0, slashes = 0;
    std::array<Day, 2> earliest{Day{INT32_MAX}, Day{INT32_MAX}};  ///< Read day first, and month first.
    std::array<Day, 2> latest{Day{INT32_MIN}, Day{INT32_MIN}};
};

void note_date(DateClues& clues, std::string_view text) {
    const std::size_t second = text.find_first_of("/.-");
    if (second == 4 || second == std::string_view::npos) {
        ++clues.year_first;
        return;
    }
    constexpr std::array kOrders{DateOrder::day_month_year, DateOrder::month_day_year};
    const auto days = std::array{parse_loose_day(text, kOrders[0]), parse_loose_day(text, kOrders[1])};
    clues.dots += text[second] == '.';
    clues.slashes += text[second] != '.';
    clues.day_first += days[0] && !days[1];
    clues.month_first += days[1] && !days[0];
    for (std::size_t i = 0; i < 2 && days[0] && days[1]; ++i) {
        clues.earliest[i] = std::min(clues.earliest[i], *days[i]);
        clues.latest[i] = std::max(clues.latest[i], *days[i]);
    }
}

DateOrder sniff_date_order(const Rows& rows, DecimalMark mark) {
    DateClues clues;
    for (const auto& row : rows) {
        for (const std::string& cell : row) {
            if (cell_kind(cell) == CellKind::date) note_date(clues, trim(cell));
        }
    }
    const std::size_t others = clues.dots + clues.slashes;
    if (others == 0) return DateOrder::year_month_day;
    if (clues.day_first != clues.month_first) {
        return clues.day_first > clues.month_first ? DateOrder::day_month_year : DateOrder::month_day_year;
    }
    // No day above 12: the file covers few days, and the wrong order spreads them over the months.
    const std::int64_t day_first_span = std::int64_t{clues.latest[0].days} - clues.earliest[0].days;
    const std::int64_t month_first_span = std::int64_t{clues.latest[1].days} - clues.earliest[1].days;
    if (day_first_span * 2 < month_first_span) return DateOrder::day_month_year;
    if (month_first_span * 2 < day_first_span) return DateOrder::month_day_year;
    const bool continental = clues.dots > clues.slashes || mark == DecimalMark::comma;
    return continental ? DateOrder::day_month_year : DateOrder::month_day_year;
}

std::unexpected<Error> not_a_table(const OtherFile& other, std::string_view file_name) {
    const std::string name = file_name.empty() ? "This file" : phrase("“{}”", file_name);
    return fail_at(ErrorCode::malformed,
                   phrase("{} is {}, not a table of text. {}", name, other.what, other.advice),
                   Place{.file = std::string(file_name), .line = 1, .column = ""});
}

std::unexpected<Error> nothing_in_it(std::string_view file_name) {
    const std::string name = file_name.empty() ? "This file" : phrase("“{}”", file_name);
    return fail_at(ErrorCode::invalid_input,
                   phrase("{} is empty. Export it again, or choose another file.", name),
                   Place{.file = std::string(file_name), .line = 1, .column = ""});
}

}  // namespace

Result<TextFormat> sniff_text_format(std::span<const std::byte> beginning, std::string_view file_name) {
    beginning = whole_lines(beginning);
    if (beginning.empty()) return nothing_in_it(file_name);
    if (const auto other = other_file(beginning)) return not_a_table(*other, file_name);

    TextFormat format;
    format.encoding = sniff_encoding(beginning);
    std::string text;
    TRY(TextDecoder(beginning, format.encoding, file_name).decode_more(text, 8 * 1024));
    if (const auto other = other_text(text)) return not_a_table(*other, file_name);

    const bool blank = trim(text).empty() &&
                       std::ranges::none_of(beginning.subspan(std::min<std::size_t>(4, beginning.size())),
                                            [](std::byte byte) { return byte > std::byte{' '}; });
    if (blank) return nothing_in_it(file_name);

    format.delimiter = stated_delimiter(text).value_or(sniff_delimiter(beginning, format));
    const Rows rows = sample_rows(beginning, format);
    format.has_header = sniff_header(rows);
    format.decimal_mark = sniff_decimal_mark(rows, format.delimiter);
    format.date_order = sniff_date_order(rows, format.decimal_mark);
    return format;
}

}  // namespace perennial
