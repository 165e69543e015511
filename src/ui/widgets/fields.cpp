// Typing. The text belongs to the browser's own field while it is edited; here are frame, label, help and, at rest, the value.
#include <algorithm>
#include <cmath>

#include "ui/icons.h"
#include "ui/widgets/frame.h"

namespace perennial::ui {

namespace {

constexpr float kLabel = 20;  // 16 and a gap of 4.
constexpr float kNoteGap = 4;
constexpr float kNoteLine = 16;
constexpr std::size_t kLongNote =
    44;  // More bytes than that get a second line: fields are 270 wide at the least.

float note_lines(const FieldOptions& options) {
    const std::string_view note = options.error.empty() ? options.help : options.error;
    return note.empty() ? 0.0F : note.size() > kLongNote && !options.error.empty() ? 2.0F : 1.0F;
}

float note_height(const FieldOptions& options) {
    const float lines = note_lines(options);
    return lines == 0 ? 0 : kNoteGap + lines * kNoteLine;
}

}  // namespace

float UiFrame::control_height(float given) const {
    if (given > 0) return touch() ? std::max(given, measure::kControlTouch) : given;
    return touch() ? measure::kControlTouch : measure::kControl;
}

float UiFrame::field_height(const FieldOptions& options, float control) const {
    const float label = options.show_label ? kLabel : 0;
    return label + (control > 0 ? control : control_height(0)) + note_height(options);
}

UiFrame::FieldBox UiFrame::field_box(Rect rect, const FieldOptions& options) const {
    FieldBox box;
    if (options.show_label) {
        box.label = rect.take_top(kLabel);
        box.label.h = 16;
    }
    const float normal = control_height(0);
    const float note = note_height(options);
    float height = rect.h;
    if (note > 0 && height >= normal + kNoteGap + kNoteLine) height = std::max(normal, height - note);
    if (!options.multiline && options.show_label) height = std::min(height, normal);
    box.control = {rect.x, rect.y, rect.w, std::max(height, 24.0F)};
    box.note = {rect.x, box.control.bottom() + kNoteGap, rect.w, kNoteLine * note_lines(options)};
    return box;
}

void UiFrame::draw_label_and_note(const FieldBox& box, std::string_view label, const FieldOptions& options) {
    if (options.show_label) draw_text(box.label, label, TextStyle::caption_medium, tokens_.text_2);
    if (!options.error.empty()) {
        Rect note = box.note;
        Rect mark = note.take_left(12);
        mark.h = kNoteLine;
        icon(icon::kCircleAlert, mark, tokens_.danger, 12);
        note.take_left(5);
        if (note_lines(options) > 1) {
            ++quiet_;  // The field's own node says it.
            paragraph(note, options.error, TextStyle::caption, tokens_.danger, 2);
            --quiet_;
        } else {
            draw_text(note, options.error, TextStyle::caption, tokens_.danger);
        }
    } else if (!options.help.empty()) {
        draw_text(box.note, options.help, TextStyle::caption, tokens_.text_3);
    }
}

// Returns where the text stands.
Rect UiFrame::draw_field_frame(const FieldBox& box, const FieldOptions& options, const Item& item,
                               bool editing) {
    const Tokens& t = tokens_;
    const bool bad = !options.error.empty();
    fill(box.control, options.disabled || (options.search && !editing) ? t.sunken : t.surface, 6);
    Colour edge_colour = options.search ? t.line_strong : t.control;
    if (options.disabled)
        edge_colour = t.line;
    else if (bad)
        edge_colour = t.danger;
    else if (editing)
        edge_colour = t.accent;
    else if (item.hovered)
        edge_colour = t.text_3;
    edge(box.control, edge_colour, 6);
    if (editing || item.ring) ring(box.control, 6, 1);
    Rect area = box.control.inset(11, options.multiline ? 6 : 1);
    if (options.icon != nullptr) {
        Rect place = area.take_left(16);
        if (options.multiline) place.h = line_height(TextStyle::body);
        icon(options.icon, place, t.text_3);
        area.take_left(8);
    }
    return area;
}

FieldResult UiFrame::apply_field_events(NodeId id, std::string& text, WidgetState& state) {
    FieldResult result;
    for (const FieldEvent& event : signals().fields) {
        if (event.node != id) continue;
        if (event.text && *event.text != text) {
            text = *event.text;
            result.changed = true;
        }
        const bool differs = text != state.text_at_start;
        if (event.cancelled) {
            result.cancelled = true;
            if (differs) {
                text = state.text_at_start;
                result.changed = true;
            } else if (!layer_ids_.empty()) {
                // Nothing to take back: Escape means the popup or dialog around the field.
                signals().dismissed = layer_ids_.back();
            }
            continue;
        }
        result.left = result.left || event.left;
        if (event.committed || (event.left && differs)) {
            result.committed = true;
            state.text_at_start = text;
        }
    }
    return result;
}

void UiFrame::draw_field_text(Rect area, std::string_view text, const FieldOptions& options) {
    const Colour ink = options.disabled ? tokens_.text_3 : tokens_.text;
    push_clip(area);
    ++quiet_;
    const bool empty = text.empty();
    const std::string_view shown = empty ? options.placeholder : text;
    if (options.multiline)
        paragraph(area, shown, TextStyle::body, empty ? tokens_.text_3 : ink);
    else
        draw_text(area, shown, TextStyle::body, empty ? tokens_.text_3 : ink);
    --quiet_;
    pop_clip();
}

UiFrame::FieldUse UiFrame::use_field(Rect rect, Role role, std::string_view label, const std::string& text,
                                     const FieldOptions& options) {
    FieldUse field{.box = field_box(rect, options)};
    field.item = item(
        field.box.control,
        {.role = role, .name = label, .cursor = Cursor::text, .disabled = options.disabled, .field = true});
    const NodeId id = field.item.id;
    field.editing = parts_.interaction.editing() == id;
    if (!field.editing &&
        std::ranges::none_of(signals().fields, [&](const FieldEvent& e) { return e.node == id; }))
        parts_.state(id).text_at_start = text;
    return field;
}

void UiFrame::show_field(const FieldUse& field, std::string_view label, std::string_view text,
                         const FieldOptions& options) {
    draw_label_and_note(field.box, label, options);
    const Rect area = draw_field_frame(field.box, options, field.item, field.editing);
    if (!field.editing) draw_field_text(area, text, options);

    Node& node = last();
    node.value = text;
    node.description = options.error.empty() ? options.help : options.error;
    node.invalid = !options.error.empty();
    node.required = options.required;
    node.multiline = options.multiline;
    node.input_mode = options.input_mode;
    node.autocomplete = options.autocomplete;
    node.placeholder = options.placeholder;
    node.font_px = type(TextStyle::body).px;
    node.edit_rect = area;
    WidgetState& state = parts_.state(field.item.id);
    if (options.focus_now && !state.wanted_focus && !options.disabled) {
        parts_.interaction.focus(field.item.id, true);
        signals().reveal = field.item.id;
        parts_.frames_due = std::max(parts_.frames_due, 2);
    }
    state.wanted_focus = options.focus_now;
}

FieldResult UiFrame::text_field(Rect rect, std::string_view label, std::string& text,
                                const FieldOptions& options) {
    const Role role = options.search ? Role::searchbox : Role::textbox;
    const FieldUse field = use_field(rect, role, label, text, options);
    const FieldResult result = apply_field_events(field.item.id, text, parts_.state(field.item.id));
    show_field(field, label, text, options);
    return result;
}

}  // namespace perennial::ui
