// The draft of a company or a product, new or being edited: one text a field, as it was typed, made from the catalogue's
// description of the table.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/app/command.h"
#include "core/base/money.h"
#include "ui/views/state.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

struct RecordForm {
    TableId table = TableId::company;
    std::optional<Id> id;        ///< none: a new record.
    std::uint64_t based_on = 0;  ///< Revision at which the draft was begun.
    Currency currency;           ///< Of its amounts.
    /// Beside the table's fields; an address has five texts, parted by line feeds.
    std::vector<std::string> texts;
    std::map<FieldNo, std::string> errors;
    std::string failure;  ///< What the command said.
    bool open = true;     ///< The dialog; a draft that was left stays.
    float scroll = 0;
};

RecordForm new_record_form(TableId table, const Currency& currency, std::uint64_t revision);
RecordForm edit_record_form(TableId table, const Id& id, const FieldValues& values, const Currency& currency,
                            std::uint64_t revision);

/// The command that saves the draft; nullopt when a field is wrong, with the form's errors set.
std::optional<Command> command_of(RecordForm& form);

/// The dialog with its fields; pushes the command when it is to be saved.
void draw_record_form(Ui& ui, RecordForm& form, Queue& queue);

/// A field's value in words, as a page shows it; "" when it is absent.
std::string field_words(const Field& field, const Value& value, const Currency& currency);

}  // namespace perennial::ui
