#include "core/app/records.h"

#include <algorithm>
#include <map>

#include "core/app/lists.h"
#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/base/text.h"
#include "core/storage/table_layout.h"

namespace perennial {
namespace {

struct Keyed {
    RowNo row = RowNo::none;
    bool absent = false;
    std::int64_t number = 0;
    std::string text;
};

/// How files were read is kept among the settings, and is none that a person sets.
std::string_view listed_rows(TableId table) {
    return table == TableId::setting ? " WHERE deleted = 0 AND name NOT LIKE 'import/%' ORDER BY row"
                                     : " WHERE deleted = 0 ORDER BY row";
}

Result<std::vector<Keyed>> read_keys(Workspace& workspace, const Table& description, FieldNo sort) {
    TRY_ASSIGN(Statement statement, workspace.reader().prepare(
                                        "SELECT row, " + quoted(description.fields[sort].name) + " FROM " +
                                        quoted(description.name) + std::string(listed_rows(description.id))));
    std::vector<Keyed> keys;
    while (true) {
        TRY_ASSIGN(const bool found, statement.step());
        if (!found) return keys;
        Keyed key{row_column(statement, 0), statement.is_null(1), 0, {}};
        if (statement.is_integer(1)) {
            key.number = statement.integer(1);
        } else {
            key.text = sort_key(statement.text(1));
        }
        keys.push_back(std::move(key));
    }
}

Result<std::vector<RowNo>> sorted_rows(Workspace& workspace, const RecordListQuery& query) {
    TRY_ASSIGN(auto keys, read_keys(workspace, table(query.table), *query.sort));
    const auto before = [&](const Keyed& a, const Keyed& b) {
        if (a.absent != b.absent) return b.absent;
        if (a.number != b.number) return (a.number < b.number) != query.descending;
        if (a.text != b.text) return (a.text < b.text) != query.descending;
        return false;
    };
    std::ranges::stable_sort(keys, before);
    std::vector<RowNo> rows;
    rows.reserve(keys.size());
    for (const Keyed& key : keys) rows.push_back(key.row);
    return rows;
}

Result<std::vector<RowNo>> rows_as_known(Workspace& workspace, TableId table_id) {
    TRY_ASSIGN(Statement statement,
               workspace.reader().prepare("SELECT row FROM " + quoted(table(table_id).name) +
                                          std::string(listed_rows(table_id))));
    std::vector<RowNo> rows;
    while (true) {
        TRY_ASSIGN(const bool found, statement.step());
        if (!found) return rows;
        rows.push_back(row_column(statement, 0));
    }
}

Result<std::vector<RowNo>> all_rows(Workspace& workspace, const RecordListQuery& query) {
    if (!query.sort) return rows_as_known(workspace, query.table);
    if (query.table != TableId::contact || *query.sort != contact_field::name)
        return sorted_rows(workspace, query);
    ListView by_name;
    by_name.sorts = {{"name", query.descending}};
    by_name.columns = {"name"};  // No sums.
    TRY_ASSIGN(ListRows list, list_rows(workspace, {ListKind::contacts, by_name, Day{}, 0}));
    return std::move(list.rows);
}

std::vector<const Table*> member_tables(TableId owner) {
    std::vector<const Table*> tables;
    for (const Table& description : catalogue()) {
        if (description.kind == TableKind::member && description.owner == owner)
            tables.push_back(&description);
    }
    return tables;
}

Status append_history(Workspace& workspace, const Table& description, RowNo row, const std::string& prefix,
                      std::vector<FieldChange>& changes) {
    TRY_ASSIGN(const auto entries, history(workspace, description.id, row));
    std::map<std::optional<FieldNo>, Value> before;
    for (const HistoryEntry& entry : entries) {
        const Field* field = entry.field ? &description.fields[*entry.field] : nullptr;
        Value& last = before[entry.field];
        std::string name = prefix.empty() ? "" : prefix + " ";
        name += field ? field->name : std::string_view("deleted");
        // A row begins alive; that is worth no line.
        const bool born = !field && absent(last) && entry.value == Value{std::int64_t{0}};
        if (!born && !(absent(last) && absent(entry.value))) {
            changes.push_back({std::move(name), field, last, entry.value, entry.change});
        }
        last = entry.value;
    }
    return {};
}

}  // namespace

Result<std::vector<RowNo>> record_list(Workspace& workspace, const RecordListQuery& query) {
    if (table(query.table).kind == TableKind::member) {
        return fail(ErrorCode::invalid_input, "A " + singular_words(table(query.table)) +
                                                  " is part of its contact. List the contacts.");
    }
    TRY_ASSIGN(auto rows, all_rows(workspace, query));
    const auto limit = static_cast<std::size_t>(std::max<std::int64_t>(0, query.limit));
    if (limit > 0 && rows.size() > limit) rows.resize(limit);
    return rows;
}

Result<Currency> currency_of_record(Workspace& workspace, TableId table_id, const FieldValues& values) {
    if (const auto own = table(table_id).currency_field)
        return Currency::parse(text_of(values, *own)).value_or(Currency{});
    const auto order = reference_of(values, order_line_field::order);
    if (table_id != TableId::order_line || !order) return Currency{};
    TRY_ASSIGN(const auto code,
               one_text(workspace.reader(), "SELECT currency FROM \"order\" WHERE id = ?1", *order));
    return Currency::parse(code.value_or("")).value_or(Currency{});
}

Result<RecordView> record_view(Workspace& workspace, TableId table_id, RowNo row) {
    TRY_ASSIGN(Record record, workspace.record(table_id, row));
    RecordView view;
    view.table = table_id;
    view.id = record.id;
    view.values = std::move(record.values);
    TRY_ASSIGN(view.currency, currency_of_record(workspace, table_id, view.values));
    for (const Table* members : member_tables(table_id)) {
        TRY_ASSIGN(auto living, workspace.members(members->id, row));
        for (MemberRecord& member : living) {
            view.members.push_back({members->id, std::move(member.key), std::move(member.values)});
        }
    }
    return view;
}

Result<std::vector<FieldChange>> record_history(Workspace& workspace, TableId table_id, RowNo row) {
    std::vector<FieldChange> changes;
    TRY(append_history(workspace, table(table_id), row, "", changes));
    for (const Table* description : member_tables(table_id)) {
        TRY_ASSIGN(const auto members, workspace.members(description->id, row, true));
        for (const MemberRecord& member : members) {
            const std::string prefix = std::string(description->nested) + " " + member.key;
            TRY(append_history(workspace, *description, member.row, prefix, changes));
        }
    }
    std::ranges::stable_sort(changes, {}, &FieldChange::change);
    return changes;
}

}  // namespace perennial
