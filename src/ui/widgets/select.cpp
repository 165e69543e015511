// A picker with a chevron, and the list that it opens.
#include <algorithm>
#include <cmath>

#include "ui/icons.h"
#include "ui/widgets/frame.h"

namespace perennial::ui {

namespace {

constexpr float kLongestList = 320;

}  // namespace

int UiFrame::list_popup(Rect anchor, std::string_view name, std::span<const Option> options, int chosen,
                        bool& open) {
    const float row = touch() ? measure::kControlTouch : measure::kControl;
    float width = anchor.w;
    for (const Option& option : options)
        width = std::max(width,
                         text_width(option.label, TextStyle::body) + 60 + (option.icon != nullptr ? 26 : 0));
    const float content = row * static_cast<float>(options.size());
    int picked = -1;
    popup(anchor, std::ceil(width), std::min(content + 10, kLongestList), name, open, [&](Rect area) {
        last().role = Role::listbox;
        const Rect inside = area.inset(5, 5);
        WidgetState& state = parts_.state(last().id);
        if (!state.open) {  // Just opened: the chosen option comes into view.
            state.open = true;
            const float top = row * static_cast<float>(std::max(chosen, 0));
            state.grabbed_at =
                std::clamp(top - (inside.h - row) / 2, 0.0F, std::max(0.0F, content - inside.h));
        }
        auto scroll = static_cast<float>(state.grabbed_at);
        Rect rest = begin_scroll(inside, "", scroll);
        for (std::size_t n = 0; n < options.size(); ++n) {
            const bool on = static_cast<int>(n) == chosen;
            if (option_row(rest.take_top(row), Role::option, options[n].label, options[n].icon, {}, false,
                           false, on))
                picked = static_cast<int>(n);
        }
        end_scroll(content);
        state.grabbed_at = scroll;
    });
    if (picked >= 0) open = false;
    return picked;
}

bool UiFrame::select(Rect rect, std::string_view label, std::span<const Option> options, int& chosen,
                     const FieldOptions& field) {
    const FieldBox box = field_box(rect, field);
    const Item it = item(box.control, {.role = Role::combobox, .name = label, .disabled = field.disabled});
    WidgetState& state = parts_.state(it.id);
    if (it.clicked) state.open = !state.open;
    const bool known = chosen >= 0 && chosen < static_cast<int>(options.size());
    const Option* shown = known ? &options[static_cast<std::size_t>(chosen)] : nullptr;
    last().value = shown != nullptr ? shown->label : std::string(field.placeholder);
    last().expanded = state.open ? Node::Tri::yes : Node::Tri::no;
    last().description = field.error.empty() ? field.help : field.error;
    last().invalid = !field.error.empty();
    last().required = field.required;

    draw_label_and_note(box, label, field);
    const Tokens& t = tokens_;
    fill(box.control,
         field.disabled          ? t.sunken
         : it.held || state.open ? t.pressed
         : it.hovered            ? t.hover
                                 : t.surface,
         6);
    edge(box.control, field.error.empty() ? (field.disabled ? t.line : t.line_strong) : t.danger, 6);
    Rect row = box.control.inset(11, 0);
    icon(icon::kChevronDown, row.take_right(14), t.text_3, 14);
    row.take_right(6);
    const char* lead = shown != nullptr && shown->icon != nullptr ? shown->icon : field.icon;
    if (lead != nullptr) {
        icon(lead, row.take_left(16), t.text_3);
        row.take_left(8);
    }
    if (shown != nullptr)
        draw_text(row, shown->label, TextStyle::body, field.disabled ? t.text_3 : t.text);
    else
        draw_text(row, field.placeholder, TextStyle::body, t.text_3);
    if (it.ring) ring(box.control, 6, 1);

    bool open = state.open;
    const int picked = open ? list_popup(box.control, label, options, chosen, open) : -1;
    parts_.state(it.id).open = open;
    if (picked < 0 || picked == chosen) return false;
    chosen = picked;
    return true;
}

}  // namespace perennial::ui
