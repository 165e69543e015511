#include "platform/native/cli/columns.h"

#include <algorithm>

#include "core/app/lists.h"
#include "core/app/records.h"
#include "core/base/text.h"

namespace perennial::cli {
namespace {

constexpr std::string_view kCustom = "custom.";

struct AddressPart {
    std::string_view name;
    std::string Address::* part;
};
constexpr AddressPart kParts[] = {{"street", &Address::street},
                                  {"city", &Address::city},
                                  {"region", &Address::region},
                                  {"postal_code", &Address::postal_code},
                                  {"country", &Address::country}};

Column field_column(const Table& description, FieldNo number) {
    Column column;
    column.name = description.fields[number].name;
    column.kind = Column::Kind::field;
    column.field = number;
    return column;
}

Column id_column_of_record() {
    Column column;
    column.name = "id";
    return column;
}

Column member_column(std::string_view name, TableId members, Column::Kind kind) {
    Column column;
    column.name = name;
    column.kind = kind;
    column.members = members;
    return column;
}

std::vector<Column> address_columns(const Table& description) {
    std::vector<Column> columns;
    for (std::size_t number = 0; number < description.fields.size(); ++number) {
        if (description.fields[number].type != FieldType::address) continue;
        for (const AddressPart& part : kParts) {
            Column column = field_column(description, static_cast<FieldNo>(number));
            column.name = part.name;
            column.kind = Column::Kind::address_part;
            column.part = part.part;
            columns.push_back(std::move(column));
        }
    }
    return columns;
}

std::vector<Column> known_columns(TableId table_id) {
    std::vector<Column> columns = all_columns(table_id);
    std::ranges::move(address_columns(table(table_id)), std::back_inserter(columns));
    if (table_id == TableId::contact) {
        columns.push_back(member_column("email", TableId::contact_email, Column::Kind::main_member));
        columns.push_back(member_column("phone", TableId::contact_phone, Column::Kind::main_member));
    }
    return columns;
}

/// What the list on screen shows and the catalogue does not say: figures, and names in place of ids.
void add_listed(TableId table_id, std::vector<Column>& columns) {
    const auto list = list_of(table_id);
    if (!list) return;
    for (const ListColumn& shown : built_in_columns(*list)) {
        const auto same = std::ranges::find(columns, shown.name, &Column::name);
        Column column;
        column.name = shown.name;
        column.kind = Column::Kind::listed;
        column.listed = shown.name;
        if (same == columns.end()) {
            columns.push_back(std::move(column));
        } else if (same->kind == Column::Kind::field &&
                   table(table_id).fields[same->field].type == FieldType::reference) {
            column.name += ".name";
            columns.push_back(std::move(column));
        }
    }
}

const Value* value_of(const FieldValues& values, FieldNo field) {
    const auto found = std::ranges::find(values, field, &FieldValues::value_type::first);
    return found == values.end() ? nullptr : &found->second;
}

std::string members_text(const Column& column, const RecordView& record) {
    const bool main_only = column.kind == Column::Kind::main_member;
    std::string text;
    for (const RecordView::Member& member : record.members) {
        if (member.table != column.members) continue;
        const Value* value = value_of(member.values, member_field::value);
        if (!value) continue;
        if (!text.empty()) text += "; ";
        if (column.members == TableId::contact_custom) text += member.key + ": ";
        text += value_text(table(column.members).fields[member_field::value], *value, record.currency);
        if (main_only) break;
    }
    return text;
}

}  // namespace

std::vector<Column> all_columns(TableId table_id) {
    const Table& description = table(table_id);
    std::vector<Column> columns{id_column_of_record()};
    for (std::size_t number = 0; number < description.fields.size(); ++number) {
        columns.push_back(field_column(description, static_cast<FieldNo>(number)));
    }
    for (const Table& members : catalogue()) {
        if (members.kind != TableKind::member || members.owner != table_id) continue;
        columns.push_back(member_column(members.nested, members.id, Column::Kind::members));
    }
    return columns;
}

std::vector<Column> short_columns(TableId table_id) {
    if (table_id != TableId::contact) return all_columns(table_id);
    std::vector<Column> columns = known_columns(table_id);
    constexpr std::string_view kShown[] = {"id", "name", "email", "phone", "city", "external_id", "tags"};
    std::erase_if(columns, [&](const Column& column) {
        return std::ranges::find(kShown, column.name) == std::end(kShown);
    });
    std::ranges::stable_sort(columns, {}, [&](const Column& column) {
        return std::ranges::find(kShown, column.name) - std::begin(kShown);
    });
    return columns;
}

Attempt<std::vector<Column>> chosen_columns(TableId table_id, std::string_view names) {
    std::vector<Column> known = known_columns(table_id);
    add_listed(table_id, known);
    std::vector<Column> columns;
    for (const std::string_view part : split(names, ',')) {
        const std::string_view name = trim(part);
        const auto found = std::ranges::find(known, name, &Column::name);
        if (found != known.end()) {
            columns.push_back(*found);
            continue;
        }
        if (table_id == TableId::contact && name.starts_with(kCustom)) {
            Column column;
            column.name = column.listed = name;
            column.kind = Column::Kind::listed;
            columns.push_back(std::move(column));
            continue;
        }
        std::string all;
        for (const Column& column : known) all += (all.empty() ? "" : ", ") + column.name;
        return usage_error("There is no column \"" + std::string(name) + "\". Columns are " + all + ".");
    }
    return columns;
}

std::string column_text(const Column& column, const RecordView& record) {
    switch (column.kind) {
        case Column::Kind::id: return record.id.to_string();
        case Column::Kind::members:
        case Column::Kind::main_member: return members_text(column, record);
        case Column::Kind::listed: return {};
        case Column::Kind::field:
        case Column::Kind::address_part: break;
    }
    const Value* value = value_of(record.values, column.field);
    if (!value) return {};
    if (column.kind == Column::Kind::field)
        return value_text(table(record.table).fields[column.field], *value, record.currency);
    const auto* address = std::get_if<Address>(value);
    return address ? address->*column.part : std::string{};
}

Attempt<void> check_custom_columns(Workspace& workspace, const std::vector<Column>& columns) {
    TRY_ASSIGN(const auto known, list_columns(workspace, ListKind::contacts));
    for (const Column& column : columns) {
        if (!column.listed.starts_with(kCustom)) continue;
        if (std::ranges::find(known, column.listed, &ListColumn::name) != known.end()) continue;
        return usage_error("This workspace has no custom field \"" + column.listed.substr(kCustom.size()) +
                           "\".");
    }
    return {};
}

Result<std::vector<std::vector<std::string>>> texts_of_rows(Workspace& workspace, TableId table_id,
                                                            const std::vector<Column>& columns,
                                                            std::span<const RowNo> rows, int offset_minutes) {
    std::vector<std::vector<std::string>> texts(rows.size(), std::vector<std::string>(columns.size()));
    std::vector<std::string> listed;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].kind != Column::Kind::listed) continue;
        listed.push_back(columns[i].listed);
        places.push_back(i);
    }
    for (std::size_t row = 0; row < rows.size() && listed.size() < columns.size(); ++row) {
        TRY_ASSIGN(const RecordView record, record_view(workspace, table_id, rows[row]));
        for (std::size_t i = 0; i < columns.size(); ++i) texts[row][i] = column_text(columns[i], record);
    }
    const auto list = list_of(table_id);
    if (listed.empty() || !list) return texts;
    TRY_ASSIGN(auto cells, list_cells(workspace, *list, listed, rows, offset_minutes));
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (std::size_t i = 0; i < places.size(); ++i)
            texts[row][places[i]] = std::move(cells[row].cells[i].text);
    }
    return texts;
}

}  // namespace perennial::cli
