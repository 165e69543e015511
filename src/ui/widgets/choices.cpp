// Choosing: boxes, radios, tabs, segments.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/widgets/frame.h"

namespace perennial::ui {

namespace {

constexpr float kBox = 16;

// The least that can be hit: small marks answer around themselves.
Rect reachable(Rect rect, float least) {
    const float dx = std::max(0.0F, least - rect.w) / 2;
    const float dy = std::max(0.0F, least - rect.h) / 2;
    return rect.inset(-dx, -dy);
}

}  // namespace

void UiFrame::draw_check(Rect box, bool on, bool mixed, bool hovered) {
    constexpr std::array<Point, 3> kCheck{{{20, 6}, {9, 17}, {4, 12}}};
    constexpr std::array<Point, 2> kDash{{{5, 12}, {19, 12}}};
    if (on || mixed) {
        fill(box, hovered ? tokens_.accent_hover : tokens_.accent, 4);
        const Rect mark = box.inset(2, 2);
        if (mixed)
            stroke(mark, kDash, tokens_.on_accent, 1.75F);
        else
            stroke(mark, kCheck, tokens_.on_accent, 1.75F);
        return;
    }
    fill(box, hovered ? tokens_.hover : tokens_.surface, 4);
    edge(box, tokens_.control, 4);
}

bool UiFrame::checkbox(Rect rect, std::string_view label, bool& on, bool mixed, bool show_label) {
    const Rect box{snap(rect.x), snap(rect.y + (rect.h - kBox) / 2), kBox, kBox};
    const float width =
        show_label ? std::min(rect.w, kBox + 8 + text_width(label, TextStyle::body) + 1) : kBox;
    const Rect area = reachable({rect.x, box.y, width, kBox}, touch() ? 44 : 24);
    const Item it = item(area, {.role = Role::checkbox, .name = label});
    if (it.clicked) on = mixed || !on;
    const bool some = mixed && !it.clicked;
    last().checked = some ? Node::Tri::mixed : on ? Node::Tri::yes : Node::Tri::no;
    draw_check(box, on, some, it.hovered || it.held);
    if (show_label)
        draw_text({box.right() + 8, rect.y, width - kBox - 8, rect.h}, label, TextStyle::body, tokens_.text);
    if (it.ring) ring(box, 4, 1);
    return it.clicked;
}

bool UiFrame::radio(Rect rect, std::string_view label, bool on, std::string_view help) {
    const float line = line_height(TextStyle::body);
    const float first = help.empty() ? rect.h : std::min(rect.h, line);
    const Rect mark{snap(rect.x), snap(rect.y + (first - kBox) / 2), kBox, kBox};
    const float text = kBox + 10 + text_width(label, TextStyle::body_medium) + 1;
    const float width = std::min(rect.w, help.empty() ? text : rect.w);
    const float least = help.empty() ? (touch() ? 44.0F : 24.0F) : 0.0F;
    const Rect area =
        reachable({rect.x, rect.y, width, help.empty() ? std::min(rect.h, line) : rect.h}, least);
    const Item it = item(area, {.role = Role::radio, .name = label});
    last().checked = on ? Node::Tri::yes : Node::Tri::no;
    last().description = help;
    const Point centre{mark.x + kBox / 2, mark.y + kBox / 2};
    if (on) {
        circle(centre, kBox / 2, tokens_.accent);
        circle(centre, 3, tokens_.on_accent);
    } else {
        circle(centre, kBox / 2, tokens_.control);
        circle(centre, kBox / 2 - 1, it.hovered ? tokens_.hover : tokens_.surface);
    }
    const float x = mark.right() + 10;
    draw_text({x, rect.y, rect.right() - x, first}, label, TextStyle::body_medium, tokens_.text);
    if (!help.empty())
        draw_text({x, rect.y + first, rect.right() - x, line_height(TextStyle::caption)}, help,
                  TextStyle::caption, tokens_.text_3);
    if (it.ring) ring(mark, 8, 1);
    return it.clicked && !on;
}

bool UiFrame::tabs(Rect rect, std::string_view name, std::span<const Option> options, int& chosen,
                   std::span<const std::string> counts) {
    const int before = chosen;
    const bool equal = layout() == Layout::narrow;
    line({rect.x, rect.bottom() - 1}, {rect.right(), rect.bottom() - 1}, tokens_.line);
    begin(Role::tablist, name, rect);
    push_clip(rect);
    float x = rect.x + 16;
    const float share = (rect.w - 32) / static_cast<float>(std::max<std::size_t>(1, options.size()));
    for (std::size_t n = 0; n < options.size(); ++n) {
        const std::string_view count = n < counts.size() ? std::string_view(counts[n]) : std::string_view();
        const float label = text_width(options[n].label, TextStyle::body_medium);
        const float icon_room = options[n].icon != nullptr ? 22 : 0;
        const float count_room = count.empty() ? 0 : 6 + text_width(count, TextStyle::caption);
        const float content = icon_room + label + count_room;
        const Rect tab{x, rect.y, equal ? share : std::ceil(content + 16), rect.h};
        const Item it = item(tab, {.role = Role::tab, .name = options[n].label});
        if (it.clicked) chosen = static_cast<int>(n);
        const bool on = chosen == static_cast<int>(n);
        last().selected = on;
        last().description = count;
        Rect row{tab.x + (tab.w - content) / 2, tab.y, content + 1, tab.h};
        if (icon_room > 0) {
            icon(options[n].icon, row.take_left(16), on ? tokens_.accent_text : tokens_.text_3);
            row.take_left(6);
        }
        draw_text(row.take_left(label + 1), options[n].label, TextStyle::body_medium,
                  on || it.hovered ? tokens_.text : tokens_.text_2);
        row.take_left(5);
        draw_text({row.x, row.y, count_room, row.h}, count, TextStyle::caption, tokens_.text_3);
        const Rect under = equal ? tab : tab.inset(8, 0);
        if (on) fill({under.x, rect.bottom() - 2, under.w, 2}, tokens_.accent);
        if (it.ring) ring_inside(tab.inset(2, 2));
        x = tab.right() + (equal ? 0 : 12);
    }
    pop_clip();
    end();
    return chosen != before;
}

bool UiFrame::segmented(Rect rect, std::string_view name, std::span<const Option> options, int& chosen) {
    const int before = chosen;
    const bool small = rect.h <= measure::kSmall;
    const TextStyle style = small ? TextStyle::caption_medium : TextStyle::body_medium;
    const float pad = small ? 8 : 10;
    const auto width_of = [&](const Option& option) {
        return std::ceil(text_width(option.label, style) + (option.icon != nullptr ? 22 : 0) + 2 * pad + 2);
    };
    float width = 6;
    for (const Option& option : options) width += width_of(option);
    const Rect frame{rect.x, rect.y, std::min(rect.w, width), rect.h};
    fill(frame, tokens_.hover, 7);
    edge(frame, tokens_.line, 7);
    begin(Role::radiogroup, name, frame);
    Rect rest = frame.inset(3, 3);
    for (std::size_t n = 0; n < options.size(); ++n) {
        const Rect cell = rest.take_left(std::min(rest.w, width_of(options[n])));
        const Item it = item(cell.inset(0, -3), {.role = Role::radio, .name = options[n].label});
        if (it.clicked) chosen = static_cast<int>(n);
        const bool on = chosen == static_cast<int>(n);
        last().checked = on ? Node::Tri::yes : Node::Tri::no;
        if (on) {
            fill(cell, tokens_.surface, 5);
            edge(cell, tokens_.line_strong, 5);
        } else if (it.hovered || it.held) {
            fill(cell, tokens_.pressed, 5);
        }
        Rect row = cell.inset(pad, 0);
        if (options[n].icon != nullptr) {
            icon(options[n].icon, row.take_left(16), tokens_.text_2);
            row.take_left(6);
        }
        row.w += 2;
        draw_text(row, options[n].label, style, on || it.hovered ? tokens_.text : tokens_.text_2);
        if (it.ring) ring(cell, 5, 0);
    }
    end();
    return chosen != before;
}

}  // namespace perennial::ui
