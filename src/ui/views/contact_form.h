// The draft of a contact, new or being edited: what was typed, as it was typed, with an error beside each field. The draft
// outlives the screen; nothing is lost by looking elsewhere.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "core/app/command.h"
#include "core/app/completions.h"
#include "core/app/queries.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

/// What the form is drawn and checked with.
struct ContactFormRows {
    std::span<const CustomField> fields;  ///< Those the shop has defined.
    CustomDefaults defaults;
    std::span<const std::string> staff;        ///< Offered as owners.
    std::span<const CompanyChoice> companies;  ///< For the company's text, while that is being typed.
};

struct ContactForm {
    std::optional<Id> id;        ///< none: a new contact.
    std::uint64_t based_on = 0;  ///< Revision at which the draft was begun.
    std::string name, given_name, family_name, preferred_name, company, owner, email, phone, street, city,
        region, postal_code, country, birthday, language, source, tags, interests, notes, external_id;
    std::map<std::string, std::string> custom;         ///< Values by key.
    std::map<std::string, std::string> custom_before;  ///< As they were: what is the same is not written.
    std::map<std::string, std::string> labels;         ///< Of e-mails and phones ("work"), by what was there.
    std::map<std::string, std::string> errors;         ///< By field name; of a custom field "custom.KEY".
    std::string failure;                               ///< What the command said.
    std::string focus = "name";                        ///< The field that takes the focus next.
    bool changed = false;                              ///< Something was typed.
    bool kept = false;                                 ///< It was left unsaved, and came back.
    bool completing_company = false;                   ///< `companies` are wanted.
};

ContactForm new_contact_form(std::uint64_t revision);
ContactForm edit_contact_form(const ContactPage& page, std::uint64_t revision);

/// The command that saves the draft; nullopt when a field is wrong, with the form's errors set and the first of them to be
/// focused.
std::optional<Command> command_of(ContactForm& form, const ContactFormRows& rows);
/// Checks one field, for leaving it.
void check_field(ContactForm& form, std::string_view field, const ContactFormRows& rows);
/// Puts why the command failed beside the field that it names, else above the form.
void note_failure(ContactForm& form, const Error& error);

/// Says above the fields why saving failed, or that this is a draft that was left; returns the height used.
float draw_contact_form_notes(Ui& ui, Rect area, const ContactForm& form);
/// Draws the fields in a scrolled region below each other; `short_form`: the most used and the shop's own, for a new
/// contact. Returns the height used.
float draw_contact_fields(Ui& ui, Rect area, ContactForm& form, const ContactFormRows& rows, bool short_form);

}  // namespace perennial::ui
