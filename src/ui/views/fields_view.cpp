#include "ui/views/fields_view.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/phrase.h"
#include "core/base/text.h"
#include "ui/icons.h"
#include "ui/views/custom_editor.h"
#include "ui/views/format.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

constexpr int kTypes = 8;
constexpr float kWidth = 720;
constexpr std::string_view kWhat =
    "What your shop wants to know of its customers: a hat size, an allergy, a favourite genre. Each is a "
    "field of every "
    "contact, a column and a filter of the list, and a place for a column of a file.";

bool chooses(int type) {
    return type == static_cast<int>(CustomType::choice) || type == static_cast<int>(CustomType::multi_choice);
}

std::string use_words(std::int64_t contacts) {
    return contacts == 0 ? std::string("No contact has a value")
                         : phrase("{} a value", contacts == 1 ? std::string("1 contact has")
                                                              : count_text(contacts) + " contacts have");
}

/// "Choice · 12 contacts have a value · S, M, L".
std::string line_of(const CustomFieldUse& use) {
    const std::string line = phrase("{} · {}", custom_type_words(use.field.type), use_words(use.contacts));
    return use.field.choices.empty() ? line : phrase("{} · {}", line, joined(use.field.choices));
}

std::vector<Id> moved(const std::vector<CustomFieldUse>& fields, std::size_t from, std::size_t to) {
    std::vector<Id> order;
    for (const CustomFieldUse& use : fields) order.push_back(use.field.id);
    std::swap(order[from], order[to]);
    return order;
}

class List {
public:
    List(Ui& ui, const FieldsRows& rows, FieldsState& state, Queue& queue)
        : ui_(ui), rows_(rows), state_(state), queue_(queue) {}

    float draw(Rect area) {
        const float height = narrow(ui_) ? 104 : 60;
        const auto count = static_cast<float>(rows_.fields.size());
        ui_.begin(Role::list, "Fields of contacts", {area.x, area.y, area.w, height * count});
        for (std::size_t i = 0; i < rows_.fields.size(); ++i)
            draw_row({area.x, area.y + height * static_cast<float>(i), area.w, height}, i);
        ui_.end();
        return height * count;
    }

private:
    void draw_row(Rect row, std::size_t i) {
        const CustomFieldUse& use = rows_.fields[i];
        ui_.push_id(use.field.key);
        ui_.begin(Role::listitem, use.field.label, row);
        ui_.line({row.x, row.bottom() - 1}, {row.right(), row.bottom() - 1}, ui_.tokens().line);
        Rect text = row;
        if (narrow(ui_)) {
            draw_acts(text.take_bottom(52), i);
            text.take_top(6);
        } else {
            text.w = draw_acts(row, i).w - 12;
        }
        const float y = text.y + (text.h - 40) / 2;
        ui_.text({text.x, y, text.w, 20}, use.field.label, TextStyle::body_medium, ui_.tokens().text);
        ui_.text({text.x, y + 22, text.w, 16}, line_of(use), TextStyle::caption, ui_.tokens().text_2);
        ui_.end();
        ui_.pop_id();
    }

    /// Returns what is left of them.
    Rect draw_acts(Rect area, std::size_t i) {
        const CustomFieldUse& use = rows_.fields[i];
        RightToLeft buttons(ui_, area, 4);
        const auto act = [&](std::string_view verb, std::string_view rest, const char* icon, bool off,
                             std::string_view why) {
            return buttons.button(phrase("{} {}{}", verb, use.field.label, rest),
                                  {.look = ButtonLook::bare,
                                   .icon = icon,
                                   .icon_only = true,
                                   .disabled = off || rows_.read_only,
                                   .disabled_reason = rows_.read_only ? kOnlyReading : why});
        };
        if (act("Delete", "", icon::kTrash2, false, "")) remove(use);
        if (act("Edit", "", icon::kPencil, false, "")) {
            state_.form = edit_field_form(use);
            state_.form_open = true;
        }
        if (act("Move", " down", icon::kArrowDown, i + 1 == rows_.fields.size(), "It is the last."))
            queue_.push(ReorderCustomFields{moved(rows_.fields, i, i + 1)});
        if (act("Move", " up", icon::kArrowUp, i == 0, "It is the first."))
            queue_.push(ReorderCustomFields{moved(rows_.fields, i, i - 1)});
        return buttons.rest();
    }

    /// Where values go out of sight with the field, that is said first.
    void remove(const CustomFieldUse& use) {
        if (use.contacts == 0) {
            queue_.push(DeleteRecords{TableId::custom_field, {use.field.id}});
            return;
        }
        state_.deleting = use.field.id;
        state_.delete_open = true;
    }

    Ui& ui_;
    const FieldsRows& rows_;
    FieldsState& state_;
    Queue& queue_;
};

std::string error_of(const FieldForm& form, const std::string& name) {
    const auto found = form.errors.find(name);
    return found == form.errors.end() ? std::string() : found->second;
}

float draw_label(Ui& ui, Rect area, FieldForm& form) {
    const std::string error = error_of(form, "label");
    const FieldOptions options{.placeholder = "Hat size",
                               .error = error,
                               .required = true,
                               .focus_now = std::exchange(form.focus_first, false)};
    const float height = ui.field_height(options);
    if (ui.text_field({area.x, area.y, area.w, height}, "Name", form.label, options).changed)
        form.errors.erase("label");
    return height + 12;
}

float draw_type(Ui& ui, Rect area, FieldForm& form) {
    std::vector<Option> types;
    for (int type = 0; type < kTypes; ++type)
        types.push_back({std::string(custom_type_words(static_cast<CustomType>(type))), nullptr, {}});
    const std::string error = error_of(form, "type");
    const std::string help =
        form.contacts > 0 ? use_words(form.contacts) + ", which another type must fit." : std::string();
    const FieldOptions options{.help = help, .error = error};
    const float height = ui.field_height(options);
    if (ui.select({area.x, area.y, area.w, height}, "Type", types, form.type, options))
        form.errors.erase("type");
    return height + 12;
}

float draw_choices(Ui& ui, Rect area, FieldForm& form) {
    if (!chooses(form.type)) return 0;
    const std::string error = error_of(form, "choices");
    const FieldOptions options{.help = "One a line, in the order in which they are offered.",
                               .error = error,
                               .multiline = true,
                               .required = true};
    const float height = ui.field_height(options, 120);
    if (ui.text_field({area.x, area.y, area.w, height}, "Choices", form.choices, options).changed)
        form.errors.erase("choices");
    return height + 12;
}

void draw_form(Ui& ui, FieldsState& state, Queue& queue) {
    FieldForm& form = *state.form;
    const std::string title = form.id ? "Edit field" : "New field";
    const float height = std::min(chooses(form.type) ? 480.0F : 340.0F, ui.screen().h - 32);
    ui.dialog(title, measure::kDialog, height, state.form_open, [&](Rect area) {
        Rect foot = area.take_bottom(control_height(ui));
        area.take_bottom(8);
        float y = area.y;
        if (!form.failure.empty())
            y += note_block(ui, {area.x, y, area.w, 0}, Note::danger, form.failure) + 12;
        y += draw_label(ui, {area.x, y, area.w, 0}, form);
        y += draw_type(ui, {area.x, y, area.w, 0}, form);
        draw_choices(ui, {area.x, y, area.w, 0}, form);
        RightToLeft buttons(ui, foot);
        const bool save = buttons.button(form.id ? "Save field" : "Add field", {.look = ButtonLook::main});
        if (buttons.button("Cancel")) state.form_open = false;
        if (!save && !ui.shortcut("Ctrl Enter")) return;
        if (auto command = command_of(form)) queue.push(*std::move(command));
        ui.wake(0);
    });
}

void draw_delete(Ui& ui, const FieldsRows& rows, FieldsState& state, Queue& queue) {
    const auto use = std::ranges::find(rows.fields, state.deleting,
                                       [](const CustomFieldUse& one) { return std::optional(one.field.id); });
    if (!state.delete_open || use == rows.fields.end()) return;
    const std::string text = phrase(
        "{} in it. They go out of sight with the field and are kept: one undo brings them back, today or "
        "later, "
        "and so does a new field of this name.",
        use_words(use->contacts));
    const float inside = std::min(measure::kDialog, ui.screen().w - 32) - 40;
    const float height = 80 + ui.paragraph_height(text, TextStyle::body, inside) + 20 + control_height(ui);
    ui.dialog(phrase("Delete {}", use->field.label), measure::kDialog, height, state.delete_open,
              [&](Rect area) {
                  ui.paragraph(area, text, TextStyle::body, ui.tokens().text_2);
                  RightToLeft buttons(ui, area.take_bottom(control_height(ui)));
                  if (buttons.button("Delete field", {.look = ButtonLook::danger})) {
                      queue.push(DeleteRecords{TableId::custom_field, {use->field.id}});
                      state.delete_open = false;
                  }
                  if (buttons.button("Cancel")) state.delete_open = false;
              });
}

void begin_new(FieldsState& state) {
    if (!state.form || state.form->id) state.form = FieldForm{};
    state.form->focus_first = true;
    state.form_open = true;
}

}  // namespace

FieldForm edit_field_form(const CustomFieldUse& use) {
    FieldForm form;
    form.id = use.field.id;
    form.label = use.field.label;
    form.type = static_cast<int>(use.field.type);
    form.choices = choices_text(use.field.choices);
    form.contacts = use.contacts;
    return form;
}

std::optional<Command> command_of(FieldForm& form) {
    form.errors.clear();
    form.failure.clear();
    if (trim(form.label).empty()) form.errors["label"] = "Type a name for the field, such as Hat size.";
    if (chooses(form.type) && choices_of_text(form.choices).empty())
        form.errors["choices"] = "Type at least one choice.";
    if (!form.errors.empty()) return std::nullopt;
    return SaveCustomField{
        .id = form.id,
        .label = form.label,
        .type = std::string(custom_type_name(static_cast<CustomType>(form.type))),
        .choices = chooses(form.type) ? choices_of_text(form.choices) : std::vector<std::string>{}};
}

void note_failure(FieldForm& form, const Error& error) {
    const std::string part = error.place ? error.place->column : std::string();
    if (part == "label" || part == "type" || (part == "choices" && chooses(form.type)))
        form.errors[part] = error.message;
    else
        form.failure = error.message;
}

void draw_fields(Ui& ui, Rect page, const FieldsRows& rows, FieldsState& state, Queue& queue) {
    const float margin = margin_of(ui);
    if (!narrow(ui)) {
        const std::array<Crumb, 2> crumbs{{{"Settings", "#/settings"}, {"Fields of contacts", {}}}};
        breadcrumbs(ui, page.take_top(36).inset(margin, 0), crumbs);
    }
    Rect beside = page_head(ui, page, "Fields of contacts");
    beside.w = std::min(beside.w, page.x + margin + kWidth - beside.x);
    const ButtonOptions add{.look = ButtonLook::main,
                            .icon = icon::kPlus,
                            .disabled = rows.read_only,
                            .disabled_reason = kOnlyReading};
    if (!rows.fields.empty() && RightToLeft(ui, beside).button("Add a field", add)) begin_new(state);
    if (rows.fields.empty()) {
        const Rect strip = empty_state(ui, page, icon::kColumns3, "No fields of your own yet", kWhat);
        const float width = ui.button_width("Add a field", add);
        if (ui.button({strip.x + (strip.w - width) / 2, strip.y, width, strip.h}, "Add a field", add))
            begin_new(state);
    } else {
        const Rect inside = ui.begin_scroll(page, "Fields of contacts", state.scroll);
        const Rect area{inside.x + margin, inside.y, std::min(kWidth, inside.w - 2 * margin), inside.h};
        float y = inside.y;
        y += ui.paragraph({area.x, y, area.w, 80}, kWhat, TextStyle::body, ui.tokens().text_2) + 16;
        y += List(ui, rows, state, queue).draw({area.x, y, area.w, 0}) + 24;
        ui.end_scroll(y - inside.y);
    }
    if (state.form && state.form_open) draw_form(ui, state, queue);
    draw_delete(ui, rows, state, queue);
}

}  // namespace perennial::ui
