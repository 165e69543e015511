// A text field that completes: the list below it while it is edited, by ARIA's editable combobox. The field keeps the focus
// throughout; the list is a layer that stops nothing below it.
#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "ui/widgets/frame.h"

namespace perennial::ui {

namespace {

constexpr std::size_t kMostRows = 8;
constexpr float kRow = 36;
constexpr float kInset = 5;         // Between the list's edge and its rows.
constexpr float kRowInset = 8;      // Between a row's edge and its text.
constexpr float kGap = 16;          // Between text and detail, at the least.
constexpr float kWidestList = 480;  // Unless the field is wider.

/// -1 stands between the last and the first: nothing highlighted, what was typed counts.
int moved_highlight(int from, int count, bool down) {
    if (down) return from + 1 < count ? from + 1 : -1;
    return from < 0 ? count - 1 : from - 1;
}

bool begins_with(std::string_view suggestion, std::string_view typed) {
    const std::string wanted = fold(typed);
    return !wanted.empty() && fold(suggestion).starts_with(wanted);
}

void note_typed(Completion& list, std::string_view text) {
    list.open = true;
    list.highlighted = text.empty() ? -1 : 0;
    list.moved = false;
}

void close(Completion& list) {
    list.open = false;
    list.highlighted = -1;
    list.moved = false;
}

void move_highlight(Completion& list, int count, bool down) {
    if (count == 0) return;
    list.highlighted = moved_highlight(list.open ? list.highlighted : -1, count, down);
    list.open = true;
    list.moved = list.highlighted >= 0;
}

// Chosen is settled: leaving the field is no further edit.
void take(const Suggestion& suggestion, std::string& text, WidgetState& state, FieldResult& field) {
    field.changed = field.changed || text != suggestion.text;
    text = state.text_at_start = suggestion.text;
    close(state.completion);
}

}  // namespace

std::optional<int> UiFrame::take_list_keys(NodeId field, std::string_view text, Suggestions suggestions,
                                           Completion& list) {
    std::optional<int> taken;
    const int count = static_cast<int>(suggestions.size());
    for (FieldEvent& event : signals().fields) {
        if (event.node != field) continue;
        if (event.text) note_typed(list, *event.text);
        const std::string_view typed = event.text ? std::string_view(*event.text) : text;
        if (event.key == "Escape") close(list);
        if (event.key == "ArrowDown" || event.key == "ArrowUp")
            move_highlight(list, count, event.key == "ArrowDown");
        const int row = list.open ? std::min(list.highlighted, count - 1) : -1;
        const bool by_tab =
            event.key == "Tab" && row >= 0 &&
            (list.moved || begins_with(suggestions[static_cast<std::size_t>(row)].text, typed));
        if (row >= 0 && (event.committed || by_tab)) {
            taken = row;
            event.committed = false;
        }
        if (event.committed) close(list);
    }
    return taken;
}

float UiFrame::list_width(Suggestions suggestions, float least) const {
    float width = 0;
    for (const Suggestion& suggestion : suggestions) {
        float row = text_width(suggestion.text, TextStyle::body) + 2 * (kInset + kRowInset) + 1;
        if (suggestion.icon != nullptr) row += 26;
        if (!suggestion.detail.empty()) row += kGap + text_width(suggestion.detail, TextStyle::body) + 1;
        width = std::max(width, row);
    }
    return std::ceil(std::max(least, std::min(width, kWidestList)));
}

UiFrame::Item UiFrame::draw_suggestion(Rect row, const Suggestion& suggestion, bool highlighted) {
    const std::string label = suggestion.text + "\n" + suggestion.detail;
    const Item it =
        item(row, {.role = Role::option, .name = suggestion.text, .id_label = label, .focusable = false});
    last().selected = highlighted;
    last().description = suggestion.detail;
    if (it.held)
        fill(row, tokens_.pressed, 6);
    else if (highlighted)
        fill(row, tokens_.selected, 6);
    else if (it.hovered)
        fill(row, tokens_.hover, 6);
    if (highlighted && preferences().high_contrast) edge(row, tokens_.accent, 6, 2);
    Rect inside = row.inset(kRowInset, 0);
    if (suggestion.icon != nullptr) {
        icon(suggestion.icon, inside.take_left(16), tokens_.text_3);
        inside.take_left(10);
    }
    if (!suggestion.detail.empty()) {
        // The name is what is chosen by: the detail gets at most half of the row.
        const float wanted = text_width(suggestion.detail, TextStyle::body) + 1;
        const Rect place = inside.take_right(std::min(wanted, inside.w / 2));
        draw_text(place, suggestion.detail, TextStyle::body, tokens_.text_3, Align::right);
        inside.take_right(kGap);
    }
    draw_text(inside, suggestion.text, TextStyle::body, tokens_.text);
    return it;
}

UiFrame::ListShown UiFrame::draw_list(const FieldUse& field, std::string_view name, Suggestions suggestions,
                                      int highlighted) {
    const float row = touch() ? std::max(kRow, measure::kControlTouch) : kRow;
    const float height = row * static_cast<float>(suggestions.size()) + 2 * kInset;
    const Rect anchor = field.box.control;
    const Rect place = popup_place(anchor, list_width(suggestions, anchor.w), height);
    ListShown shown;
    enter_layer();
    shown.id = begin(Role::listbox, name, place);
    parts_.hits.blockers.push_back(
        {.id = field.item.id, .layer = layer_, .hole = parts_.screen, .modal = false});
    panel(place, 8);
    add_hit(0, place, Cursor::arrow);
    push_clip(place);
    Rect rest = place.inset(kInset, kInset);
    for (std::size_t n = 0; n < suggestions.size(); ++n) {
        const bool on = static_cast<int>(n) == highlighted;
        const Item it = draw_suggestion(rest.take_top(row), suggestions[n], on);
        if (on) shown.highlighted = it.id;
        if (it.clicked) shown.clicked = static_cast<int>(n);
    }
    pop_clip();
    end();
    leave_layer();
    return shown;
}

CompleteResult UiFrame::complete_field(Rect rect, std::string_view label, std::string& text,
                                       std::span<const Suggestion> suggestions, const FieldOptions& options) {
    suggestions = suggestions.first(std::min(suggestions.size(), kMostRows));
    const FieldUse field = use_field(rect, Role::combobox, label, text, options);
    const NodeId id = field.item.id;
    WidgetState& state = parts_.state(id);
    Completion& list = state.completion;
    // What the program changes while nothing was typed (the field emptied for the next) is nobody's edit.
    if (field.editing && list.text_before == state.text_at_start) state.text_at_start = text;
    if (signals().dismissed == id) close(list);

    CompleteResult result{.field = {}, .editing = field.editing};
    result.chosen = take_list_keys(id, text, suggestions, list);
    result.field = apply_field_events(id, text, state);
    show_field(field, label, text, options);
    const std::size_t place = parts_.record.last_place();

    const bool visible = clipped(field.box.control).h > 0 && !options.disabled;
    const bool shows = field.editing && visible && list.open && !suggestions.empty() && !result.chosen;
    ListShown shown;
    if (shows) {
        const int last_row = static_cast<int>(suggestions.size()) - 1;
        shown = draw_list(field, label, suggestions, std::min(list.highlighted, last_row));
        result.chosen = shown.clicked;
    }
    if (result.chosen) take(suggestions[static_cast<std::size_t>(*result.chosen)], text, state, result.field);
    if (!field.editing) list = {};
    list.text_before = text;

    Node& node = parts_.record.at(place);
    node.value = text;
    node.editable = true;
    node.expanded = shows ? Node::Tri::yes : Node::Tri::no;
    node.controls = shown.id;
    node.active_descendant = shown.highlighted;
    return result;
}

}  // namespace perennial::ui
