// Orders of an import: gathers the rows of one order, refuses it as a whole when one of them is refused, and hands it on
// to be written.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/app/import_context.h"
#include "core/app/import_order_writer.h"

namespace perennial {

class ImportOrders {
public:
    ImportOrders(ImportContext& context, ImportPeople& people)
        : context_(context), writer_(context, people) {}

    /// Takes one row. Must not be called while writing() is true.
    Status take(ImportedRow row);
    /// A row that could not be read, which has been counted as refused already: its whole order stays out.
    void take_refused(std::int64_t line, const std::string& number);
    /// There are no more rows.
    Status end() { return close(); }

    /// Whether lines of the order just gathered wait to be written.
    bool writing() const { return writer_.writing(); }
    /// Writes about `lines` of them.
    Status write_some(int lines) { return writer_.write_some(lines); }

    /// The table whose rows the file holds: order lines, or orders when it has no columns of lines.
    static TableId table_of_rows(const ImportLayout& layout);

private:
    Status close();
    void refuse(const ImportedRow& row, std::int64_t because_of);
    void refuse_gathered(std::int64_t because_of);

    ImportContext& context_;
    ImportOrderWriter writer_;
    std::string number_;  ///< Of the order being gathered; "" when there is none.
    std::vector<ImportedRow> gathered_;
    std::int64_t last_refused_ = 0;                          ///< Where the row that was refused last begins.
    std::unordered_map<std::string, std::int64_t> refused_;  ///< Orders left out, and the line to blame.
    RowIdentities row_identities_;
};

}  // namespace perennial
