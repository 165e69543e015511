#include "core/storage/table_layout.h"

#include <algorithm>

namespace perennial {
namespace {

/// The names of a table's columns, in order.
Result<std::vector<std::string>> columns_of(Connection& connection, std::string_view table) {
    TRY_ASSIGN(auto statement, connection.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid"));
    statement.bind(1, table);
    std::vector<std::string> columns;
    for (;;) {
        TRY_ASSIGN(const bool row, statement.step());
        if (!row) return columns;
        columns.emplace_back(statement.text(0));
    }
}

Result<int> position(const std::vector<std::string>& columns, const Table& table, std::string_view name) {
    const auto found = std::ranges::find(columns, name);
    if (found == columns.end()) {
        return fail(ErrorCode::corrupt, "The workspace's table " + std::string(table.name) +
                                            " has no column " + std::string(name) +
                                            ". Restore it from a backup or a share file.");
    }
    return static_cast<int>(found - columns.begin());
}

std::string field_list(const Table& table) {
    std::string list;
    for (const Field& field : table.fields) list += ", " + quoted(field.name);
    return list;
}

std::string parameters(int first, int count) {
    std::string list;
    for (int i = 0; i < count; ++i) list += (i == 0 ? "?" : ", ?") + std::to_string(first + i);
    return list;
}

void write_statements(TableLayout& layout) {
    const Table& table = *layout.table;
    const int count = static_cast<int>(table.fields.size());
    const std::string names = layout.member() ? "owner, key" : "id";
    const std::string fields = field_list(table);
    layout.insert_sql = "INSERT INTO " + layout.name + " (" + names + fields + ", clock) VALUES (" +
                        parameters(1, layout.name_columns() + count + 1) + ") ON CONFLICT DO NOTHING";
    layout.columns_sql = "SELECT row, deleted, clock, " + names + fields + " FROM " + layout.name;
    layout.read_sql = "SELECT deleted, clock, " + names + fields + " FROM " + layout.name + " WHERE row = ?1";
    layout.find_sql = "SELECT row, deleted FROM " + layout.name +
                      (layout.member() ? " WHERE owner = ?1 AND key = ?2" : " WHERE id = ?1");
    if (layout.member()) return;
    layout.stub_sql = "INSERT INTO " + layout.name + " (id, deleted, clock) VALUES (?1, 2, 0)";
    layout.fill_sql = "UPDATE " + layout.name + " SET (" + fields.substr(2) + ", clock, deleted) = (" +
                      parameters(2, count + 1) + ", 0) WHERE id = ?1 AND deleted = 2";
}

Result<TableLayout> load_table(Connection& connection, const Table& table) {
    TRY_ASSIGN(const auto columns, columns_of(connection, table.name));
    TableLayout layout;
    layout.table = &table;
    layout.name = quoted(table.name);
    layout.column_count = static_cast<int>(columns.size());
    for (const Field& field : table.fields) {
        TRY_ASSIGN(const int column, position(columns, table, field.name));
        layout.field_columns.push_back(column);
    }
    TRY_ASSIGN(layout.deleted_column, position(columns, table, "deleted"));
    TRY_ASSIGN(layout.clock_column, position(columns, table, "clock"));
    write_statements(layout);
    return layout;
}

}  // namespace

std::string quoted(std::string_view name) { return "\"" + std::string(name) + "\""; }

std::string TableLayout::register_name(RegisterNo number) const {
    return number == kLivesRegister ? "deleted" : quoted(table->fields[number - 1u].name);
}

Result<Layouts> Layouts::load(Connection& connection) {
    Layouts layouts;
    for (const Table& table : catalogue()) {
        TRY_ASSIGN(layouts.layouts_[static_cast<std::size_t>(table.id)], load_table(connection, table));
    }
    return layouts;
}

}  // namespace perennial
