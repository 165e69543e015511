#include "core/app/import_report.h"

#include <algorithm>
#include <unordered_map>

#include "core/interchange/json_text.h"

namespace perennial {
namespace {

constexpr std::size_t kRefusedBytes = std::size_t{16} << 20;

void append_counts(std::string& json, const TableCounts& counts) {
    append_json_key(json, "added");
    append_json_integer(json, counts.added);
    append_json_key(json, "updated");
    append_json_integer(json, counts.updated);
    append_json_key(json, "unchanged");
    append_json_integer(json, counts.unchanged);
    append_json_key(json, "refused");
    append_json_integer(json, counts.refused);
}

/// Without the apostrophe before what looks like a formula, which is put there again when it is written.
std::vector<std::string> as_read(std::span<const std::string_view> cells) {
    std::vector<std::string> read;
    read.reserve(cells.size() + kRefusedHeaders.size());
    for (const std::string_view cell : cells) read.emplace_back(unguarded(cell));
    return read;
}

}  // namespace

std::vector<std::pair<TableId, TableCounts>> counted_tables(const ImportContext& context) {
    std::vector<std::pair<TableId, TableCounts>> tables;
    for (const Table& table : catalogue()) {
        const TableCounts& counts = context.counts[static_cast<std::size_t>(table.id)];
        if (counts.added + counts.updated + counts.unchanged + counts.refused > 0)
            tables.emplace_back(table.id, counts);
    }
    return tables;
}

std::vector<ListedProblem> listed_problems(std::span<const RowProblem> problems) {
    std::vector<ListedProblem> refusals, warnings;
    std::unordered_map<std::string, std::size_t> known;  // Of warnings: column and sentence.
    for (std::size_t i = 0; i < problems.size(); ++i) {
        if (problems[i].refused) {
            refusals.push_back({i, 1});
            continue;
        }
        const auto [entry, fresh] =
            known.try_emplace(problems[i].column + '\n' + problems[i].message, warnings.size());
        if (fresh) {
            warnings.push_back({i, 1});
        } else {
            ++warnings[entry->second].rows;
        }
    }
    refusals.insert(refusals.end(), warnings.begin(), warnings.end());
    return refusals;
}

std::string import_detail(const ImportRequest& request, const ImportReport& report) {
    TableCounts sum;
    for (const auto& [table_id, counts] : report.tables) {
        sum.added += counts.added;
        sum.updated += counts.updated;
        sum.unchanged += counts.unchanged;
        sum.refused += counts.refused;
    }
    std::string json = "{";
    append_json_key(json, "file");
    append_json_string(json, request.file_name);
    append_json_key(json, "rows");
    append_json_integer(json, report.rows);
    append_counts(json, sum);
    append_json_key(json, "tables");
    json += "{";
    for (const auto& [table_id, counts] : report.tables) {
        append_json_key(json, table(table_id).name);
        json += "{";
        append_counts(json, counts);
        json += "}";
    }
    return json + "}}";
}

RefusedRows::RefusedRows(const ImportRequest& request, std::vector<std::int64_t> lines,
                         std::span<const RowProblem> problems)
    : layout_(request.layout),
      reader_(*request.bytes, request.layout.format, request.file_name),
      delimiter_(request.layout.format.delimiter == ' ' ? ',' : request.layout.format.delimiter),
      lines_(std::move(lines)),
      problems_(problems),
      header_wanted_(request.layout.format.has_header) {
    std::ranges::sort(lines_);
}

Result<bool> RefusedRows::read_some(int rows) {
    for (; rows > 0; --rows) {
        const bool full = csv_.size() > kRefusedBytes;
        if (full || (next_ == lines_.size() && !header_wanted_)) return true;
        TRY_ASSIGN(const CsvRow* row, reader_.next());
        if (!row) return true;
        if (header_wanted_) {
            header_wanted_ = false;
            append_header(*row);
        } else if (row->line == lines_[next_]) {
            ++next_;
            append(*row);
        }
    }
    return false;
}

void RefusedRows::append_header(const CsvRow& row) {
    std::vector<std::string> cells = as_read(row.cells);
    if (!layout_.mended) cells.insert(cells.end(), kRefusedHeaders.begin(), kRefusedHeaders.end());
    append_csv_row(csv_, cells, delimiter_);
}

/// A row with too few cells keeps them: filled up it would be another row.
void RefusedRows::append(const CsvRow& row) {
    const OwnCells own = own_cells(layout_, row);
    std::vector<std::string> cells = as_read(own.cells);
    if (layout_.format.has_header) {
        ImportedRow refused;
        refused.was = own.was;
        refused.content_hash = content_hash_of(own.cells);
        cells.push_back(reason(row.line));
        cells.push_back(refused_row_name(identities_.of(refused)));
    }
    append_csv_row(csv_, cells, delimiter_);
}

std::string RefusedRows::reason(std::int64_t line) const {
    std::string text;
    for (const RowProblem& problem : std::ranges::equal_range(problems_, line, {}, &RowProblem::line)) {
        if (!problem.refused) continue;
        if (!text.empty()) text += ' ';
        if (!problem.column.empty()) text += problem.column + ": ";
        text += problem.message;
    }
    return text;
}

}  // namespace perennial
