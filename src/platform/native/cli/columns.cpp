#include "platform/native/cli/columns.h"

#include <algorithm>

#include "core/base/text.h"

namespace perennial::cli {
namespace {

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
    const std::vector<Column> known = known_columns(table_id);
    std::vector<Column> columns;
    for (const std::string_view part : split(names, ',')) {
        const std::string_view name = trim(part);
        const auto found = std::ranges::find(known, name, &Column::name);
        if (found != known.end()) {
            columns.push_back(*found);
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

}  // namespace perennial::cli
