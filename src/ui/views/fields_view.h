// The fields that the shop has defined for its contacts: listed with how many have a value, added, changed, put in order and
// removed. A page of its own under Settings.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/app/custom_fields.h"
#include "ui/views/state.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

/// A definition as it was typed. The draft stays while its dialog is closed.
struct FieldForm {
    std::optional<Id> id;  ///< none: a new field.
    std::string label;
    int type = 0;                               ///< CustomType.
    std::string choices;                        ///< One a line.
    std::int64_t contacts = 0;                  ///< Who have a value, when the form was begun.
    std::map<std::string, std::string> errors;  ///< By "label", "type", "choices".
    std::string failure;
    bool focus_first = true;
};
FieldForm edit_field_form(const CustomFieldUse& use);
/// The command that saves it; nullopt when a part is missing, with the form's errors set.
std::optional<Command> command_of(FieldForm& form);
/// Puts why the command failed beside what it names.
void note_failure(FieldForm& form, const Error& error);

struct FieldsRows {
    const std::vector<CustomFieldUse>& fields;
    bool read_only = false;
};
struct FieldsState {
    std::optional<FieldForm> form;
    bool form_open = false;
    std::optional<Id> deleting;
    bool delete_open = false;
    float scroll = 0;
};
void draw_fields(Ui& ui, Rect page, const FieldsRows& rows, FieldsState& state, Queue& queue);

}  // namespace perennial::ui
