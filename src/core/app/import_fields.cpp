#include "core/app/import_fields.h"

#include <algorithm>
#include <unordered_map>

#include "core/app/sql.h"
#include "core/base/text.h"

namespace perennial {
namespace {

const Field& field_of(FieldNo no) { return table(TableId::custom_field).fields[no]; }

/// The catalogue's own word for a type, which lives as long as the program.
std::string_view known_type(std::string_view name) {
    const auto& types = field_of(custom_field_field::type).choices;
    const auto found = std::ranges::find(types, name);
    return found == types.end() ? std::string_view("text") : *found;
}

Result<std::unordered_map<std::string, std::string_view>> defined_types(Connection& connection) {
    TRY_ASSIGN(
        Statement fields,
        connection.prepare("SELECT key, type FROM custom_field WHERE deleted = 0 AND key IS NOT NULL"));
    std::unordered_map<std::string, std::string_view> types;
    while (true) {
        TRY_ASSIGN(const bool found, fields.step());
        if (!found) return types;
        types.emplace(text_column(fields, 0), known_type(fields.text(1)));
    }
}

}  // namespace

Status adopt_custom_types(Workspace& workspace, ImportLayout& layout) {
    TRY_ASSIGN(const auto types, defined_types(workspace.reader()));
    for (ColumnMapping& column : layout.columns) {
        if (column.to != ColumnMapping::To::custom_field) continue;
        const auto found = types.find(custom_key_of(column));
        if (found != types.end()) column.custom_type = found->second;
    }
    return {};
}

ImportFields::ImportFields(ImportContext& context) : context_(context) {
    const auto& columns = context.request.layout.columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].to == ColumnMapping::To::custom_field)
            columns_.push_back({i, custom_key_of(columns[i]), false, {}});
    }
}

void ImportFields::note(const CsvRow& row) {
    for (Column& column : columns_) {
        if (column.at < row.cells.size())
            column.guess.note(row.cells[column.at], context_.request.layout.format);
    }
}

std::string_view ImportFields::type_of(std::size_t at) const {
    const auto column = std::ranges::find(columns_, at, &Column::at);
    if (column == columns_.end()) return "";
    return column->defined ? context_.request.layout.columns[at].custom_type : column->guess.type();
}

Status ImportFields::define() {
    TRY_ASSIGN(auto types, defined_types(context_.connection()));
    for (Column& column : columns_) {
        column.defined = types.contains(column.key);
        if (column.defined) continue;
        TRY_ASSIGN(
            const auto used,
            one_integer(context_.connection(),
                        "SELECT 1 FROM contact_custom WHERE key = ?1 AND deleted = 0 LIMIT 1", column.key));
        if (!used) continue;
        TRY(define(column));
        types.emplace(column.key, column.guess.type());
    }
    return {};
}

/// The id is made of the key, so that two laptops that import the same file hold the same field.
Status ImportFields::define(const Column& column) {
    const Id id = derived_id("custom_field", "", column.key);
    context_.count(TableId::custom_field, RowFate::added);
    TRY_ASSIGN(const auto row, context_.transaction.find(TableId::custom_field, id));
    if (row) return context_.transaction.set_lives(TableId::custom_field, *row, true);

    using namespace custom_field_field;
    TRY_ASSIGN(const auto last, one_integer(context_.connection(),
                                            "SELECT max(position) FROM custom_field WHERE deleted = 0"));
    const std::string& header = context_.request.layout.columns[column.at].header;
    FieldValues values{{key, column.key},
                       {label, std::string(truncate_utf8(header, field_of(label).max_bytes))},
                       {type, std::string(column.guess.type())}};
    if (std::string lines = column.guess.choices(); !lines.empty()) values.emplace_back(choices, lines);
    values.emplace_back(position, last.value_or(0) + 1);
    TRY(context_.transaction.insert_resolved(TableId::custom_field, id, values));
    return {};
}

}  // namespace perennial
