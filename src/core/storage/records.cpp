#include "core/storage/records.h"

namespace perennial {

Result<std::optional<FoundRow>> find_row(Connection& connection, const TableLayout& layout, const Id& id) {
    TRY_ASSIGN(auto statement, connection.prepare(layout.find_sql));
    bind_id(statement, 1, id);
    TRY_ASSIGN(const bool found, statement.step());
    if (!found) return std::nullopt;
    return FoundRow{static_cast<RowNo>(statement.integer(0)), statement.integer(1) != 2};
}

Result<std::optional<RowNo>> find_member(Connection& connection, const TableLayout& layout, RowNo owner,
                                         std::string_view key) {
    TRY_ASSIGN(auto statement, connection.prepare(layout.find_sql));
    TRY_ASSIGN(const bool found, statement.bind(1, static_cast<std::int64_t>(owner)).bind(2, key).step());
    if (!found) return std::nullopt;
    return static_cast<RowNo>(statement.integer(0));
}

Result<std::int64_t> referred_row(Connection& connection, const TableLayout& layout, const Id& id) {
    TRY_ASSIGN(const auto found, find_row(connection, layout, id));
    if (found) return static_cast<std::int64_t>(found->row);
    TRY_ASSIGN(auto insert, connection.prepare(layout.stub_sql));
    bind_id(insert, 1, id);
    TRY(insert.run());
    return connection.last_insert_row();
}

Result<Id> id_of(Connection& connection, const TableLayout& layout, std::int64_t row) {
    TRY_ASSIGN(auto statement, connection.prepare("SELECT id FROM " + layout.name + " WHERE row = ?1"));
    TRY_ASSIGN(const bool found, statement.bind(1, row).step());
    return found ? id_column(statement, 0) : Id{};
}

Result<Value> load_value(Connection& connection, const Layouts& layouts, const Field& field,
                         StoredValue value) {
    if (field.type != FieldType::reference) return loaded(field, std::move(value));
    const auto* row = std::get_if<std::int64_t>(&value);
    if (row == nullptr) return Value{};
    TRY_ASSIGN(const Id id, id_of(connection, layouts[field.target], *row));
    return Value{id};
}

Result<FieldValues> load_fields(Connection& connection, const Layouts& layouts, const TableLayout& layout,
                                const Statement& row, int first_column) {
    FieldValues values;
    const auto fields = layout.table->fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const int column = first_column + static_cast<int>(i);
        if (row.is_null(column)) continue;
        TRY_ASSIGN(Value value, load_value(connection, layouts, fields[i], stored_column(row, column)));
        values.emplace_back(static_cast<FieldNo>(i), std::move(value));
    }
    return values;
}

Result<Record> read_record(Connection& connection, const Layouts& layouts, TableId table, RowNo row) {
    const TableLayout& layout = layouts[table];
    TRY_ASSIGN(auto statement, connection.prepare(layout.read_sql));
    TRY_ASSIGN(const bool found, statement.bind(1, static_cast<std::int64_t>(row)).step());
    if (!found || statement.integer(read_column::deleted) == 2) {
        return fail(ErrorCode::not_found, "There is no such " + std::string(layout.table->name) +
                                              " here any more. Go back to the list and choose another.");
    }
    Record record;
    record.row = row;
    record.deleted = statement.integer(read_column::deleted) == 1;
    if (!layout.member()) record.id = id_column(statement, read_column::id);
    TRY_ASSIGN(record.values,
               load_fields(connection, layouts, layout, statement, read_column::field(layout, 0)));
    return record;
}

Result<std::vector<MemberRecord>> read_members(Connection& connection, const Layouts& layouts, TableId table,
                                               RowNo owner, bool with_deleted) {
    const TableLayout& layout = layouts[table];
    std::string sql = layout.columns_sql + " WHERE owner = ?1 AND deleted <= ?2 ORDER BY ";
    if (find_field(*layout.table, "rank")) sql += "rank IS NULL, rank, ";
    TRY_ASSIGN(auto statement, connection.prepare(sql + "key"));
    statement.bind(1, static_cast<std::int64_t>(owner)).bind(2, std::int64_t{with_deleted});

    std::vector<MemberRecord> members;
    for (;;) {
        TRY_ASSIGN(const bool more, statement.step());
        if (!more) return members;
        MemberRecord& member = members.emplace_back();
        member.row = static_cast<RowNo>(statement.integer(0));
        member.deleted = statement.integer(1 + read_column::deleted) == 1;
        member.key = statement.text(1 + read_column::key);
        TRY_ASSIGN(member.values,
                   load_fields(connection, layouts, layout, statement, 1 + read_column::field(layout, 0)));
    }
}

}  // namespace perennial
