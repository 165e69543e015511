// Contacts' forms and the fields a shop defines for them: what they are given, and the drafts that outlive their screens.
#include <algorithm>

#include "ui/views/parts.h"
#include "ui/views/screens_parts.h"

namespace perennial::ui {

void Screens::Parts::keep_contact_draft() {
    if (!contact.editing) return;
    ContactForm draft = *std::exchange(contact.editing, std::nullopt);
    if (!draft.changed) return;
    draft.kept = true;
    draft.failure.clear();
    draft.focus.clear();
    contact_drafts.insert_or_assign(contact.id, std::move(draft));
}

void Screens::Parts::show_contact(const Id& id) {
    if (contact.id != id) {
        contact = {};
        contact.id = id;
    }
    const auto draft = contact_drafts.find(id);
    if (draft == contact_drafts.end()) return;
    contact.editing = std::move(draft->second);
    contact_drafts.erase(draft);
}

Screens::Parts::ContactFormData Screens::Parts::contact_form_data(const ContactForm* form) {
    ContactFormData data;
    if (form == nullptr) return data;
    if (const auto& uses = fields_model.get(app.workspace(), {})) {
        for (const CustomFieldUse& use : *uses) data.fields.push_back(use.field);
    }
    if (const auto& defaults = defaults_model.get(app.workspace(), {})) data.defaults = *defaults;
    data.staff = staff();
    if (!form->completing_company) return data;
    if (const auto& found = company_choice_model.get(app.workspace(), form->company)) data.companies = *found;
    return data;
}

void Screens::Parts::draw_new_contact(Ui& ui) {
    if (!new_contact_open || !new_contact) return;
    ContactForm& form = *new_contact;
    const ContactFormData data = contact_form_data(&form);
    const ContactFormRows rows = data.rows();
    const float height = std::min(rows.fields.empty() ? 560.0F : 720.0F, ui.screen().h - 32);
    ui.dialog("New contact", measure::kDialog, height, new_contact_open, [&](Rect area) {
        Rect foot = area.take_bottom(control_height(ui));
        area.take_bottom(12);
        area.take_top(draw_contact_form_notes(ui, area, form));
        const Rect inside = ui.begin_scroll(area, "New contact", new_contact_scroll);
        const float used =
            draw_contact_fields(ui, {inside.x + 2, inside.y + 2, inside.w - 12, inside.h}, form, rows, true);
        ui.end_scroll(used + 8);
        RightToLeft buttons(ui, foot);
        const bool add = buttons.button("Add contact", {.look = ButtonLook::main});
        if (buttons.button("Cancel")) new_contact_open = false;
        if (!add && !ui.shortcut("Ctrl Enter")) return;
        if (auto command = command_of(form, rows)) {
            queue.push(*std::move(command));
            new_contact_open = false;
        }
        ui.wake(0);
    });
    if (!new_contact_open) form.kept = form.changed;
}

void Screens::Parts::draw_fields_screen(Ui& ui, Rect page) {
    const auto& defined = fields_model.get(app.workspace(), {});
    if (!defined) return draw_trouble(ui, page, defined.error());
    draw_fields(ui, page, {*defined, read_only}, fields, queue);
}

}  // namespace perennial::ui
