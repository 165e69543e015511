// What lies above the page: popups, menus, dialogs. Each adds a layer with a draw list of its own; it stops the pointer
// and the keys for everything below.
#include <algorithm>

#include "ui/interaction/roving.h"
#include "ui/widgets/frame.h"

namespace perennial::ui {

namespace {

constexpr float kScreenMargin = 8;

}  // namespace

void UiFrame::enter_layer() {
    ++layer_;
    clips_.push_back(parts_.screen);
    list().PushClipRect(ImVec2(0, 0), ImVec2(parts_.screen.w, parts_.screen.h), false);
    parts_.record.enter_page();
}

void UiFrame::leave_layer() {
    list().PopClipRect();
    clips_.pop_back();
    parts_.record.leave_page();
    --layer_;
}

void UiFrame::draw_layer(NodeId id, Rect place, Rect inside, bool& open,
                         const std::function<void(Rect)>& content) {
    layer_ids_.push_back(id);
    push_clip(place);
    content(inside);
    pop_clip();
    layer_ids_.pop_back();
    if (signals().dismissed == id) open = false;  // By what it holds.
}

// Below the anchor, else above it, else where there is room; always on the screen.
Rect UiFrame::popup_place(Rect anchor, float width, float height) const {
    const Rect room = parts_.screen.inset(kScreenMargin, kScreenMargin);
    Rect place{anchor.x, anchor.bottom() + 4, std::min(width, room.w), std::min(height, room.h)};
    if (place.bottom() > room.bottom()) {
        const float above = anchor.y - 4 - place.h;
        place.y = above >= room.y ? above : std::max(room.y, room.bottom() - place.h);
    }
    // Hangs from the anchor's right edge when it would leave the screen.
    if (place.right() > room.right())
        place.x = std::max(room.x, std::min(anchor.right(), room.right()) - place.w);
    place.x = std::max(place.x, room.x);
    return snapped(place);
}

bool UiFrame::layer_dismissed(NodeId id) const {
    const Interaction& input = parts_.interaction;
    if (input.signals().dismissed == id) return true;
    const auto open = std::ranges::find(parts_.layers, id, &OpenLayer::id);
    if (open == parts_.layers.end() || open->modal || !open->focused) return false;
    // The focus was moved elsewhere with the keyboard.
    const NodeId focused = input.focused();
    return focused != 0 && input.focus_visible() && focused != open->return_focus &&
           input.focus_request() == 0 && find_node(parts_.tree, id) != nullptr &&
           find_node(parts_.tree, focused) != nullptr && !is_within(parts_.tree, focused, id) &&
           parts_.shown.top_layer() == open->layer;
}

void UiFrame::popup(Rect anchor, float width, float height, std::string_view name, bool& open,
                    const std::function<void(Rect)>& content) {
    if (!open) return;
    const Rect place = popup_place(anchor, width, height);
    enter_layer();
    const NodeId id = begin(Role::dialog, name, place);
    if (layer_dismissed(id)) {
        open = false;
    } else {
        parts_.open_layer(id, layer_, false);
        parts_.hits.blockers.push_back({.id = id, .layer = layer_, .hole = anchor, .modal = false});
        panel(place, 8);
        draw_layer(id, place, place, open, content);
    }
    end();
    leave_layer();
}

void UiFrame::dialog(std::string_view title, float width, float height, bool& open,
                     const std::function<void(Rect)>& content) {
    if (!open) return;
    const Rect room = parts_.screen.inset(16, 16);
    const float w = std::min(width > 0 ? width : measure::kDialog, room.w);
    const float h = std::min(height, room.h);
    const Rect place = snapped({(parts_.screen.w - w) / 2, (parts_.screen.h - h) / 2, w, h});
    enter_layer();
    const NodeId id = begin(Role::dialog, title, place);
    last().modal = true;
    if (layer_dismissed(id)) {
        open = false;
    } else {
        parts_.open_layer(id, layer_, true);
        parts_.hits.blockers.push_back({.id = id, .layer = layer_, .hole = {}, .modal = true});
        fill(parts_.screen, tokens_.scrim);
        panel(place, 12);
        Rect inside = place.inset(20, 20);
        heading(inside.take_top(24), title, 2, TextStyle::dialog_title);
        inside.take_top(6);
        draw_layer(id, place, inside, open, content);
    }
    end();
    leave_layer();
}

bool UiFrame::option_row(Rect row, Role role, std::string_view label, const char* icon,
                         std::string_view shortcut, bool danger, bool disabled, bool chosen) {
    const Item it = item(row, {.role = role, .name = label, .disabled = disabled});
    (role == Role::menuitem ? last().current : last().selected) = chosen;
    const bool focused = parts_.interaction.focused() == it.id;
    if (it.held)
        fill(row, tokens_.pressed, 6);
    else if (it.hovered || focused)
        fill(row, tokens_.hover, 6);
    if (it.ring) edge(row, tokens_.accent, 6, 2);
    Rect inside = row.inset(8, 0);
    const Colour ink = disabled ? tokens_.text_3 : danger ? tokens_.danger : tokens_.text;
    if (icon != nullptr) {
        this->icon(icon, inside.take_left(16), danger ? tokens_.danger : tokens_.text_3);
        inside.take_left(10);
    }
    if (chosen) {
        constexpr std::array<Point, 3> kCheck{{{20, 6}, {9, 17}, {4, 12}}};
        const Rect mark = inside.take_right(14);
        stroke({mark.x, mark.y + (mark.h - 14) / 2, 14, 14}, kCheck, tokens_.accent_text, 1.5F);
    }
    if (!shortcut.empty()) {
        const Rect key = inside.take_right(text_width(shortcut, TextStyle::caption) + 1);
        draw_text(key, shortcut, TextStyle::caption, tokens_.text_3, Align::right);
        inside.take_right(24);
    }
    draw_text(inside, label, TextStyle::body, ink);
    return it.clicked;
}

int UiFrame::menu(Rect anchor, std::string_view name, std::span<const MenuItem> items, bool& open) {
    if (!open) return -1;
    const float row = touch() ? measure::kControlTouch : measure::kControl;
    float width = 152;
    float height = 10;
    for (const MenuItem& entry : items) {
        float w = text_width(entry.label, TextStyle::body) + (entry.icon != nullptr ? 26 : 0);
        if (entry.chosen) w += 30;
        if (!entry.shortcut.empty()) w += text_width(entry.shortcut, TextStyle::caption) + 25;
        width = std::max(width, w + 17);
        height += row + (entry.separator_before ? 9 : 0);
    }
    int chosen = -1;
    const std::string scope = std::string(name) + " menu";
    popup(anchor, std::ceil(width + 10), height, scope, open, [&](Rect area) {
        last().role = Role::menu;
        last().name = name;
        Rect rest = area.inset(5, 5);
        for (std::size_t n = 0; n < items.size(); ++n) {
            const MenuItem& entry = items[n];
            if (entry.separator_before) {
                const Rect gap = rest.take_top(9);
                line({gap.x - 4, gap.y + 4}, {gap.right() + 4, gap.y + 4}, tokens_.line);
            }
            push_id(n);
            if (option_row(rest.take_top(row), Role::menuitem, entry.label, entry.icon, entry.shortcut,
                           entry.danger, entry.disabled, entry.chosen))
                chosen = static_cast<int>(n);
            pop_id();
        }
    });
    if (chosen >= 0) open = false;
    return chosen;
}

}  // namespace perennial::ui
