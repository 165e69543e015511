// Columns of lists and CSV files: generically from the catalogue ("id", fields, parts of an address, lists of members), and
// those that the lists on screen have besides. Where a field holds a record's id, as `contact` of an order does, its name
// is the column "contact.name".
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/interchange/record_json.h"
#include "core/storage/workspace.h"
#include "platform/native/cli/outcome.h"

namespace perennial::cli {

struct Column {
    enum class Kind : std::uint8_t { id, field, address_part, members, main_member, listed };
    std::string name;
    Kind kind = Kind::id;
    FieldNo field = 0;
    std::string Address::* part = nullptr;
    TableId members = TableId::contact_email;
    std::string listed = {};  ///< The list's own column.
};

/// Every column of a table: id, fields, lists.
std::vector<Column> all_columns(TableId table);
/// What a list shows when nothing is chosen.
std::vector<Column> short_columns(TableId table);
/// "name,email,city". Errors: usage.
Attempt<std::vector<Column>> chosen_columns(TableId table, std::string_view names);

/// The rows' texts beside `columns`. `offset_minutes`: of the reader's clock, for days of instants.
Result<std::vector<std::vector<std::string>>> texts_of_rows(Workspace& workspace, TableId table,
                                                            const std::vector<Column>& columns,
                                                            std::span<const RowNo> rows, int offset_minutes);
/// Errors: usage, when a column names a custom field that the workspace does not have.
Attempt<void> check_custom_columns(Workspace& workspace, const std::vector<Column>& columns);

/// "" when absent and for columns of lists; a list's values are joined by "; ", custom fields as "key: value".
std::string column_text(const Column& column, const RecordView& record);

}  // namespace perennial::cli
