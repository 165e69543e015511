// The same values for several records at once.
#include <algorithm>

#include "core/app/commands.h"
#include "core/app/draft_check.h"
#include "core/app/many_steps.h"
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

/// Whether the contact's custom field holds what it is to hold.
Result<bool> is_so(Connection& connection, RowNo contact, const CustomEdit& edit) {
    TRY_ASSIGN(
        const auto value,
        one_text(connection, "SELECT value FROM contact_custom WHERE owner = ?1 AND key = ?2 AND deleted = 0",
                 contact, edit.key));
    return value.value_or("") == text_of(edit.values, member_field::value);
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

Result<ManyAct::Words> words_of_edit(Workspace& workspace, const Table& description, const ManyDraft& draft,
                                     const std::string& records) {
    if (draft.size() > 1) {
        const auto count = static_cast<std::int64_t>(draft.size());
        return ManyAct::Words{phrase("Change {} fields of {}", count, records),
                              phrase("{} fields of {} changed.", count, records)};
    }
    TRY_ASSIGN(const EditWords words, draft.custom.empty()
                                          ? words_of_field(workspace, description, draft.values)
                                          : words_of_custom(workspace, draft.custom.front()));
    if (words.value.empty()) {
        return ManyAct::Words{phrase("Clear {} of {}", words.field, records),
                              phrase("{} of {} cleared.", words.field, records)};
    }
    constexpr std::size_t kShown = 60;
    const std::string value = squeeze(truncate_utf8(words.value, kShown));
    return ManyAct::Words{phrase("Set {} of {} to {}", words.field, records, value),
                          phrase("{} of {} set to {}.", words.field, records, value)};
}

class EditOfMany final : public ManyAct {
public:
    EditOfMany(Workspace& workspace, const Table& table, ManyDraft draft)
        : workspace_(workspace), table_(table), draft_(std::move(draft)) {}

    Result<bool> write(WriteTransaction& transaction, const Chosen& record) override {
        if (record.deleted) return false;
        bool wrote = false;
        if (!draft_.values.empty()) {
            TRY_ASSIGN(const int registers, transaction.set(table_.id, record.row, draft_.values));
            wrote = registers > 0;
        }
        for (const CustomEdit& edit : draft_.custom) {
            TRY_ASSIGN(const bool so, is_so(transaction.connection(), record.row, edit));
            if (so) continue;
            TRY(put_custom(transaction, record.row, edit));
            wrote = true;
        }
        return wrote;
    }
    std::string_view doing() const override { return "Changing"; }
    Result<Words> words(const RecordsInWords&, const RecordsInWords& changed) override {
        return words_of_edit(workspace_, table_, draft_, changed.words);
    }

private:
    Workspace& workspace_;
    const Table& table_;
    ManyDraft draft_;
};

}  // namespace

Result<std::unique_ptr<CommandSteps>> steps_of(Workspace& workspace, const EditMany& command) {
    TRY_ASSIGN(ManyDraft draft, checked_draft(workspace, command));
    return many_steps(workspace, command.table, command.ids, command.rows,
                      std::make_unique<EditOfMany>(workspace, table(command.table), std::move(draft)));
}

}  // namespace perennial
