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

/// {"file","rows","added","updated","unchanged","refused","tables":{...}}: sums over the tables, then each table's own.
std::string import_detail(const ImportRequest& request, const ImportReport& report);

/// Reads the file once more for the rows that were refused. Sliced.
class RefusedRows {
public:
    /// `lines`: where they begin, in any order.
    RefusedRows(const ImportRequest& request, std::vector<std::int64_t> lines);
    /// Reads about `rows` rows; true at the end. Errors: those of reading.
    Result<bool> read_some(int rows);
    /// Header and rows as they stood.
    std::string take() { return std::move(csv_); }

private:
    void append(const CsvRow& row);

    CsvReader reader_;
    Delimiter delimiter_;
    std::vector<std::int64_t> lines_;
    std::size_t next_ = 0;
    bool header_wanted_;
    std::string csv_;
};

}  // namespace perennial
