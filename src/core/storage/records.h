// Reading records generically, by the catalogue's layout, through any connection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/storage/stored_value.h"
#include "core/storage/table_layout.h"
#include "core/storage/workspace.h"

namespace perennial {

struct FoundRow {
    RowNo row = RowNo::none;
    bool known = true;  ///< false: only referred to.
};
/// By id, rows that are only referred to included.
Result<std::optional<FoundRow>> find_row(Connection& connection, const TableLayout& layout, const Id& id);
Result<std::optional<RowNo>> find_member(Connection& connection, const TableLayout& layout, RowNo owner,
                                         std::string_view key);

/// The row a reference to `id` holds; made as only referred to when the id is not known yet.
Result<std::int64_t> referred_row(Connection& connection, const TableLayout& layout, const Id& id);

/// The id behind a row number; empty when there is none.
Result<Id> id_of(Connection& connection, const TableLayout& layout, std::int64_t row);

/// A stored value as the catalogue has it, references as ids.
Result<Value> load_value(Connection& connection, const Layouts& layouts, const Field& field,
                         StoredValue value);
/// The fields of the row that stands ready, absent ones left out; the first field is in `first_column`.
Result<FieldValues> load_fields(Connection& connection, const Layouts& layouts, const TableLayout& layout,
                                const Statement& row, int first_column);

Result<Record> read_record(Connection& connection, const Layouts& layouts, TableId table, RowNo row);
Result<std::vector<MemberRecord>> read_members(Connection& connection, const Layouts& layouts, TableId table,
                                               RowNo owner, bool with_deleted);

}  // namespace perennial
