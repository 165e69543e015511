// The same values for several records at once.
#include <algorithm>

#include "core/app/chosen_rows.h"
#include "core/app/commands.h"
#include "core/app/draft_check.h"
#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/base/phrase.h"
#include "core/base/text.h"
#include "core/interchange/record_json.h"
#include "core/storage/table_layout.h"

namespace perennial {
namespace {

struct ManyDraft {
    FieldValues values;
    std::vector<CustomEdit> custom;
    std::size_t size() const { return values.size() + custom.size(); }
};

Result<ManyDraft> checked_draft(Workspace& workspace, const EditMany& command) {
    const Table& description = table(command.table);
    ManyDraft draft;
    TRY_ASSIGN(draft.values, checked_values(workspace, description, command.values));
    TRY(keep_required(description, draft.values));
    if (!command.set_custom.empty() && command.table != TableId::contact)
        return fail(ErrorCode::invalid_input, "Only contacts have custom fields.");
    TRY_ASSIGN(draft.custom, checked_custom(workspace, command.set_custom));
    if (draft.size() == 0) return fail(ErrorCode::invalid_input, "Choose a field to change first.");
    return draft;
}

/// What the database would hold: a reference as its row.
Result<StoredValue> wanted_value(Workspace& workspace, const Field& field, const Value& value) {
    if (const auto* id = std::get_if<Id>(&value); id && !id->empty()) {
        TRY_ASSIGN(const RowNo row, known_row(workspace, field.target, *id));
        return StoredValue{static_cast<std::int64_t>(row)};
    }
    if (std::holds_alternative<Id>(value)) return StoredValue{};
    return stored(field, value);
}

/// Clears `same` of the records that have another value in one of the fields.
Status compare_fields(Workspace& workspace, const Table& description, const FieldValues& values,
                      const std::vector<Chosen>& chosen, std::vector<std::uint8_t>& same) {
    if (values.empty()) return {};
    std::string names;
    std::vector<StoredValue> wanted;
    for (const auto& [number, value] : values) {
        const Field& field = description.fields[number];
        names += (names.empty() ? "" : ", ") + quoted(field.name);
        TRY_ASSIGN(StoredValue one, wanted_value(workspace, field, value));
        wanted.push_back(std::move(one));
    }
    TRY_ASSIGN(Statement read, workspace.reader().prepare("SELECT " + names + " FROM " +
                                                          quoted(description.name) + " WHERE row = ?1"));
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        read.reset();
        bind_one(read, 1, chosen[i].row);
        TRY_ASSIGN(const bool found, read.step());
        for (std::size_t column = 0; found && column < wanted.size(); ++column) {
            if (stored_column(read, static_cast<int>(column)) != wanted[column]) same[i] = 0;
        }
    }
    return {};
}

Status compare_custom(Workspace& workspace, const CustomEdit& edit, const std::vector<Chosen>& chosen,
                      std::vector<std::uint8_t>& same) {
    TRY_ASSIGN(Statement read,
               workspace.reader().prepare(
                   "SELECT value FROM contact_custom WHERE owner = ?1 AND key = ?2 AND deleted = 0"));
    bind_one(read, 2, edit.key);
    const std::string wanted = text_of(edit.values, member_field::value);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        read.reset();
        bind_one(read, 1, chosen[i].row);
        TRY_ASSIGN(const bool found, read.step());
        if (found ? read.text(0) != wanted : !wanted.empty()) same[i] = 0;
    }
    return {};
}

/// Those that live and are not yet so.
Result<std::vector<Chosen>> to_edit(Workspace& workspace, const Table& description, const ManyDraft& draft,
                                    std::vector<Chosen> chosen) {
    std::erase_if(chosen, [](const Chosen& one) { return one.deleted; });
    std::vector<std::uint8_t> same(chosen.size(), 1);
    TRY(compare_fields(workspace, description, draft.values, chosen, same));
    for (const CustomEdit& edit : draft.custom) TRY(compare_custom(workspace, edit, chosen, same));
    std::vector<Chosen> others;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (same[i] == 0) others.push_back(chosen[i]);
    }
    return others;
}

// Words -------------------------------------------------------------------------------------------------------

struct EditWords {
    std::string field, value;  ///< "Owner", "Ines"; "" when it is cleared.
};

Result<EditWords> words_of_field(Workspace& workspace, const Table& description, const FieldValues& values) {
    const auto& [number, value] = values.front();
    const Field& field = description.fields[number];
    EditWords words{std::string(field.label), {}};
    if (const auto* id = std::get_if<Id>(&value); id && !id->empty()) {
        TRY_ASSIGN(const RowNo row, known_row(workspace, field.target, *id));
        TRY_ASSIGN(words.value, record_words(workspace, field.target, row));
    } else {
        words.value = value_text(field, value, Currency{});
    }
    return words;
}

Result<EditWords> words_of_custom(Workspace& workspace, const CustomEdit& edit) {
    TRY_ASSIGN(const auto label,
               one_text(workspace.reader(),
                        "SELECT label FROM custom_field WHERE key = ?1 AND deleted = 0 LIMIT 1", edit.key));
    return EditWords{label.value_or(edit.key), text_of(edit.values, member_field::value)};
}

/// The label of the change, and the message when it is made.
struct ManyWords {
    std::string label, message;
};

Result<ManyWords> words_of_edit(Workspace& workspace, const Table& description, const ManyDraft& draft,
                                const std::string& records) {
    if (draft.size() > 1) {
        const auto count = static_cast<std::int64_t>(draft.size());
        return ManyWords{phrase("Change {} fields of {}", count, records),
                         phrase("{} fields of {} changed.", count, records)};
    }
    TRY_ASSIGN(const EditWords words, draft.custom.empty()
                                          ? words_of_field(workspace, description, draft.values)
                                          : words_of_custom(workspace, draft.custom.front()));
    if (words.value.empty()) {
        return ManyWords{phrase("Clear {} of {}", words.field, records),
                         phrase("{} of {} cleared.", words.field, records)};
    }
    constexpr std::size_t kShown = 60;
    const std::string value = squeeze(truncate_utf8(words.value, kShown));
    return ManyWords{phrase("Set {} of {} to {}", words.field, records, value),
                     phrase("{} of {} set to {}.", words.field, records, value)};
}

}  // namespace

Result<Outcome> run(Workspace& workspace, const EditMany& command) {
    const Table& description = table(command.table);
    TRY_ASSIGN(const ManyDraft draft, checked_draft(workspace, command));
    TRY_ASSIGN(auto chosen, chosen_rows(workspace, command.table, command.ids));
    TRY_ASSIGN(chosen, to_edit(workspace, description, draft, std::move(chosen)));
    if (chosen.empty()) return Outcome{};
    TRY_ASSIGN(const std::string records, words_of(workspace, command.table, chosen));
    TRY_ASSIGN(const ManyWords words, words_of_edit(workspace, description, draft, records));
    TRY_ASSIGN(auto transaction, workspace.begin(labelled(words.label)));
    for (const Chosen& one : chosen) {
        if (!draft.values.empty()) TRY(transaction->set(command.table, one.row, draft.values));
        for (const CustomEdit& edit : draft.custom) TRY(put_custom(workspace, *transaction, one.row, edit));
    }
    return finish(*transaction, words.message, ids_of(chosen), static_cast<std::int64_t>(chosen.size()));
}

}  // namespace perennial
