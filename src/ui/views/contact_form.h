// The draft of a contact, new or being edited: what was typed, as it was typed, with an error beside each field. The draft
// outlives the screen; nothing is lost by looking elsewhere.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>

#include "core/app/command.h"
#include "core/app/queries.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

struct ContactForm {
    std::optional<Id> id;        ///< none: a new contact.
    std::uint64_t based_on = 0;  ///< Revision at which the draft was begun.
    std::string name, given_name, family_name, preferred_name, company, email, phone, street, city, region,
        postal_code, country, birthday, language, source, tags, interests, notes, external_id;
    std::map<std::string, std::string> errors;  ///< By field name.
    std::string failure;                        ///< What the command said.
    bool focus_first = true;
    bool operator==(const ContactForm&) const = default;
};

ContactForm new_contact_form(std::uint64_t revision);
ContactForm edit_contact_form(const ContactPage& page, std::uint64_t revision);

/// The command that saves the draft; nullopt when a field is wrong, with the form's errors set.
std::optional<Command> command_of(ContactForm& form);
/// Checks one field, for leaving it.
void check_field(ContactForm& form, std::string_view field);

/// Draws the fields in a scrolled region below each other; `short_form`: the six most used, for a new contact.
/// Returns the height used.
float draw_contact_fields(Ui& ui, Rect area, ContactForm& form, bool short_form);

}  // namespace perennial::ui
