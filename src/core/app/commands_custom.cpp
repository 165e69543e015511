// Defining fields of contacts. Values are members under the field's key; a definition only says how they are read.
#include <algorithm>

#include "core/app/commands.h"
#include "core/app/custom_fields.h"
#include "core/app/draft_check.h"
#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/base/phrase.h"
#include "core/base/text.h"

namespace perennial {
namespace {

std::unexpected<Error> refuse(std::string_view field, std::string message) {
    return fail_at(ErrorCode::invalid_input, std::move(message), Place{"", 0, std::string(field)});
}

bool chooses(CustomType type) { return type == CustomType::choice || type == CustomType::multi_choice; }

/// Label, type and choices as they are kept; key and id are not yet set.
Result<CustomField> checked_definition(const SaveCustomField& command) {
    CustomField field;
    field.label = squeeze(clean_text(command.label, false));
    if (field.label.empty()) return refuse("label", "Type a name for the field, such as Hat size.");
    const auto type = custom_type(command.type);
    if (!type)
        return refuse("type",
                      phrase("There is no type \"{}\" of field: choose text, number, money, date, choice, "
                             "multi_choice, yes_no or link.",
                             command.type));
    field.type = *type;
    if (!chooses(*type)) return field;
    auto choices = check_choices(command.choices);
    if (!choices) return refuse("choices", std::move(choices).error().message);
    field.choices = *std::move(choices);
    return field;
}

Status check_label(const std::vector<CustomField>& fields, const CustomField& field) {
    const std::string folded = fold(field.label);
    for (const CustomField& other : fields) {
        if (other.id == field.id || fold(other.label) != folded) continue;
        return refuse("label", phrase("There is a field \"{}\" already. Choose another name.", other.label));
    }
    return {};
}

/// A key in use that was made from the same words (an import's header), else the label's own, unique among the living.
Result<std::string> key_for(Workspace& workspace, const SaveCustomField& command,
                            const std::vector<CustomField>& fields, const std::string& label) {
    const std::string given = squeeze(clean_text(command.key, false));
    const std::string made = custom_key_of(given.empty() ? label : given);
    if (made.empty()) return refuse("label", "The name of a field needs a letter or a digit.");
    TRY_ASSIGN(const auto undefined, undefined_custom_keys(workspace));
    for (const std::string& key : undefined) {
        if (given.empty() ? custom_key_of(key) == made : key == given) return key;
    }
    const std::string wanted = given.empty() ? made : given;
    std::string key = wanted;
    for (int number = 2; find_custom_field(fields, key); ++number) key = phrase("{}_{}", wanted, number);
    return key;
}

struct Refit {
    RowNo owner = RowNo::none;
    std::string value;
};

/// The values there are, as the definition keeps them. Errors: invalid_input when some do not fit.
Result<std::vector<Refit>> refitted(Workspace& workspace, const CustomField& field) {
    TRY_ASSIGN(const CustomDefaults defaults, custom_defaults(workspace));
    TRY_ASSIGN(Statement row,
               query(workspace.reader(),
                     "SELECT m.owner, m.value FROM contact_custom m JOIN contact c ON c.row = m.owner "
                     "WHERE m.key = ?1 AND m.deleted = 0 AND c.deleted = 0",
                     field.key));
    std::vector<Refit> changes;
    std::int64_t misfits = 0;
    std::string reason;
    while (true) {
        TRY_ASSIGN(const bool found, row.step());
        if (!found) break;
        auto value = check_custom_value(field, row.text(1), defaults);
        if (!value) {
            if (misfits++ == 0) reason = std::move(value).error().message;
        } else if (*value != row.text(1)) {
            changes.push_back({row_column(row, 0), *std::move(value)});
        }
    }
    if (misfits == 0) return changes;
    return refuse("type", phrase("{} {} would not fit. {}", grouped(misfits),
                                 misfits == 1 ? "value that is there" : "values that are there", reason));
}

FieldValues values_of(const CustomField& field) {
    using namespace custom_field_field;
    const std::string lines = choices_text(field.choices);
    return {{key, field.key},
            {label, field.label},
            {type, std::string(custom_type_name(field.type))},
            {choices, lines.empty() ? Value{} : Value{lines}},
            {position, field.position}};
}

/// Key, id and position of the definition, from the one it replaces or from what there is.
Status identify(Workspace& workspace, const SaveCustomField& command, const std::vector<CustomField>& fields,
                CustomField& field) {
    if (command.id) {
        const auto known = std::ranges::find(fields, *command.id, &CustomField::id);
        if (known == fields.end())
            return fail(ErrorCode::not_found, "That field has been removed. Add it again to have it back.");
        field.key = known->key;
        field.position = command.position.value_or(known->position);
    } else {
        TRY_ASSIGN(field.key, key_for(workspace, command, fields, field.label));
        std::int64_t last = 0;
        for (const CustomField& other : fields) last = std::max(last, other.position);
        field.position = command.position.value_or(last + 1);
    }
    field.id = command.id ? *command.id : custom_field_id(field.key);
    return check_label(fields, field);
}

Status write_definition(WriteTransaction& transaction, const CustomField& field, FieldValues values) {
    TRY_ASSIGN(const auto row, transaction.find(TableId::custom_field, field.id));
    if (row) {
        TRY(transaction.set_lives(TableId::custom_field, *row, true));
        TRY(transaction.set(TableId::custom_field, *row, values));
        return {};
    }
    std::erase_if(values, [](const auto& entry) { return absent(entry.second); });
    TRY(transaction.insert(TableId::custom_field, field.id, values));
    return {};
}

/// Puts the fields given over those of `save`.
void take_fields(const FieldValues& values, SaveCustomField& save) {
    for (const auto& [field, value] : values) {
        const auto* text = std::get_if<std::string>(&value);
        const auto* number = std::get_if<std::int64_t>(&value);
        if (field == custom_field_field::key) save.key = text ? *text : std::string();
        if (field == custom_field_field::label) save.label = text ? *text : std::string();
        if (field == custom_field_field::type) save.type = text ? *text : std::string();
        if (field == custom_field_field::choices)
            save.choices = choices_of_text(text ? *text : std::string());
        if (field == custom_field_field::position && number) save.position = *number;
    }
}

}  // namespace

SaveCustomField new_custom_field(const FieldValues& values) {
    SaveCustomField save;
    take_fields(values, save);
    return save;
}

Result<SaveCustomField> edited_custom_field(Workspace& workspace, const EditRecord& command) {
    TRY_ASSIGN(const RowNo row, known_row(workspace, TableId::custom_field, command.id));
    TRY_ASSIGN(const Record record, workspace.record(TableId::custom_field, row));
    SaveCustomField save = new_custom_field(record.values);
    const std::string key = save.key;
    take_fields(command.values, save);
    if (save.key != key)
        return refuse("key", "The key of a field names its values and stays what it is. Change the label.");
    save.id = command.id;
    return save;
}

Result<Outcome> run(Workspace& workspace, const SaveCustomField& command) {
    TRY_ASSIGN(CustomField field, checked_definition(command));
    TRY_ASSIGN(const auto fields, custom_fields(workspace));
    TRY(identify(workspace, command, fields, field));
    TRY_ASSIGN(FieldValues values, checked_values(workspace, table(TableId::custom_field), values_of(field)));
    TRY_ASSIGN(const auto changes, refitted(workspace, field));
    const auto known = std::ranges::find(fields, field.id, &CustomField::id);
    const std::string words = "field " + (known == fields.end() ? field.label : known->label);
    TRY_ASSIGN(auto transaction, workspace.begin(labelled((command.id ? "Edit " : "Add ") + words)));
    TRY(write_definition(*transaction, field, std::move(values)));
    for (const Refit& change : changes) {
        TRY(transaction->put_member(TableId::contact_custom, change.owner, field.key,
                                    {{member_field::value, change.value}}));
    }
    return finish(*transaction,
                  message_start(TableId::custom_field, words) + (command.id ? " saved." : " added."),
                  {field.id}, 1);
}

Result<Outcome> run(Workspace& workspace, const ReorderCustomFields& command) {
    TRY_ASSIGN(const auto fields, custom_fields(workspace));
    std::vector<Id> present;
    for (const CustomField& field : fields) present.push_back(field.id);
    TRY_ASSIGN(auto transaction, workspace.begin(labelled("Move the fields of contacts")));
    TRY_ASSIGN(auto moved, write_positions(workspace, *transaction, TableId::custom_field,
                                           custom_field_field::position, reordered(command.ids, present)));
    const auto count = static_cast<std::int64_t>(moved.size());
    return finish(*transaction, "The fields are in their new order.", std::move(moved), count);
}

Status put_custom(WriteTransaction& transaction, RowNo contact, const CustomEdit& edit) {
    if (!edit.values.empty()) {
        TRY(transaction.put_member(TableId::contact_custom, contact, edit.key, edit.values));
        return {};
    }
    TRY_ASSIGN(const auto member,
               one_integer(transaction.connection(),
                           "SELECT row FROM contact_custom WHERE owner = ?1 AND key = ?2 AND deleted = 0",
                           contact, edit.key));
    return member ? transaction.set_lives(TableId::contact_custom, RowNo{*member}, false) : Status{};
}

}  // namespace perennial
