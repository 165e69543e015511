// What an import leaves behind: the counts as its change's detail, and the refused rows as a file to mend.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/app/import_context.h"
#include "core/interchange/csv_reader.h"

namespace perennial {

/// Counts by table, in the catalogue's order, tables without any left out.
std::vector<std::pair<TableId, TableCounts>> counted_tables(const ImportContext& context);

/// Refusals as they come, then warnings: those of one column with the same sentence are one.
std::vector<ListedProblem> listed_problems(std::span<const RowProblem> problems);

/// {"file","rows","added","updated","unchanged","refused","tables":{...}}: sums over the tables, then each table's own.
std::string import_detail(const ImportRequest& request, const ImportReport& report);

/// Reads the file once more for the rows that were refused. Sliced.
class RefusedRows {
public:
    /// `lines`: where they begin, in any order. `problems`: by line; they outlive this.
    RefusedRows(const ImportRequest& request, std::vector<std::int64_t> lines,
                std::span<const RowProblem> problems);
    /// Reads about `rows` rows; true at the end. Errors: those of reading.
    Result<bool> read_some(int rows);
    /// Header and rows as they stood, with kRefusedHeaders behind them when there is a header.
    std::string take() { return std::move(csv_); }

private:
    void append_header(const CsvRow& row);
    void append(const CsvRow& row);
    std::string reason(std::int64_t line) const;

    const ImportLayout& layout_;
    CsvReader reader_;
    Delimiter delimiter_;
    std::vector<std::int64_t> lines_;
    std::span<const RowProblem> problems_;
    RowIdentities identities_;
    std::size_t next_ = 0;
    bool header_wanted_;
    std::string csv_;
};

}  // namespace perennial
