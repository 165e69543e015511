// Where the catalogue's fields stand in the database's tables, and the statements that follow from it.
// Standard columns: row, then id (an entity) or owner and key (a member), then the fields, then deleted and
// clock; fields that later migrations add stand behind them.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/domain/catalogue.h"
#include "core/merge/snapshot.h"
#include "core/storage/connection.h"

namespace perennial {

struct TableLayout {
    const Table* table = nullptr;
    std::string name;  ///< Quoted for SQL.

    // Column numbers within the table, for capture.
    std::vector<int> field_columns;
    int deleted_column = 0, clock_column = 0, column_count = 0;

    /// Parameters: id, or owner and key; then the fields; then the clock. Does nothing when the row exists.
    std::string insert_sql;
    /// Fills a row that was only referred to. Parameters: as insert_sql, the id first.
    std::string fill_sql;
    /// Makes a row that is only referred to. Parameter: id. Empty for members.
    std::string stub_sql;
    /// Columns: deleted, clock, id | owner and key, fields. Parameter: row.
    std::string read_sql;
    /// The same columns without the condition: row first, then as read_sql.
    std::string columns_sql;
    /// Columns: row, deleted. Parameters: id | owner and key.
    std::string find_sql;

    bool member() const { return table->kind == TableKind::member; }
    /// Columns that name the row: 1 for an entity, 2 for a member.
    int name_columns() const { return member() ? 2 : 1; }
    RegisterNo register_count() const { return static_cast<RegisterNo>(table->fields.size() + 1); }
    /// The column behind a register, quoted.
    std::string register_name(RegisterNo number) const;
};

/// Columns of read_sql.
namespace read_column {
inline constexpr int deleted = 0, clock = 1, id = 2, owner = 2, key = 3;
inline int field(const TableLayout& layout, FieldNo field) { return 2 + layout.name_columns() + field; }
}  // namespace read_column

class Layouts {
public:
    /// Errors: corrupt when a table or a column of the catalogue is missing.
    static Result<Layouts> load(Connection& connection);
    const TableLayout& operator[](TableId id) const { return layouts_[static_cast<std::size_t>(id)]; }
    const std::array<TableLayout, kTableCount>& all() const { return layouts_; }

private:
    std::array<TableLayout, kTableCount> layouts_;
};

/// A name as SQL wants it when it might be a keyword.
std::string quoted(std::string_view name);

}  // namespace perennial
