// Buttons, links and rows of the navigation.
#include <algorithm>
#include <cmath>

#include "ui/widgets/frame.h"

namespace perennial::ui {

namespace {

constexpr float kIconGap = 6;
constexpr Colour kNothing{0};

float icon_px(bool touch) { return touch ? 20 : 16; }

}  // namespace

float UiFrame::button_width(std::string_view label, const ButtonOptions& options) const {
    if (options.icon_only) return control_height(options.small ? measure::kSmall : 0);
    const float pad = options.small ? 10 : 12;
    float width = 2 * pad + text_width(label, TextStyle::body_medium) + 1;
    for (const char* icon : {options.icon, options.icon_after})
        if (icon != nullptr) width += icon_px(touch()) + kIconGap;
    return width;
}

UiFrame::ButtonColours UiFrame::button_colours(const ButtonOptions& options, const Item& item) const {
    const Tokens& t = tokens_;
    if (options.disabled) {
        const bool bare = options.look == ButtonLook::bare || options.look == ButtonLook::bar;
        return {t.sunken, t.line, t.text_3, t.line_strong, !bare, !bare};
    }
    const auto pick = [&](Colour rest, Colour hover, Colour pressed) {
        return item.held ? pressed : item.hovered ? hover : rest;
    };
    const bool touched = item.held || item.hovered || options.expanded;
    switch (options.look) {
        case ButtonLook::main: {
            const Colour fill = pick(t.accent, t.accent_hover, t.accent_active);
            return {fill, fill, t.on_accent, t.on_accent};
        }
        case ButtonLook::soft:
            return {
                pick(t.accent_soft, t.hover, t.pressed), kNothing, t.accent_text, t.accent_text, true, false};
        case ButtonLook::bare:
            return {pick(t.hover, t.hover, t.pressed), kNothing, t.text_2, t.text_2, touched, false};
        case ButtonLook::danger: {
            // No darker red among the tokens: pressing shows as the edge.
            return {t.danger, touched ? t.text : t.danger, t.on_danger, t.on_danger};
        }
        case ButtonLook::bar: return {t.bar_line, kNothing, t.bar_text, t.bar_text_2, touched, false};
        case ButtonLook::plain: break;
    }
    const Colour fill = pick(options.expanded ? t.pressed : t.surface, t.hover, t.pressed);
    return {fill, t.line_strong, t.text, t.text_2};
}

void UiFrame::draw_button(Rect rect, std::string_view label, const ButtonOptions& options, const Item& item) {
    const ButtonColours colours = button_colours(options, item);
    if (colours.filled) fill(rect, colours.fill, 6);
    if (colours.edged) edge(rect, colours.edge, 6);
    const float px = icon_px(touch());
    if (options.icon_only) {
        icon(options.icon, rect, colours.icon, px);
    } else {
        float width = text_width(label, TextStyle::body_medium);
        if (options.icon != nullptr) width += px + kIconGap;
        if (options.icon_after != nullptr) width += px + kIconGap;
        Rect row = rect.inset(std::max(4.0F, (rect.w - width) / 2), 0);
        if (options.icon != nullptr) {
            icon(options.icon, row.take_left(px), colours.icon, px);
            row.take_left(kIconGap);
        }
        if (options.icon_after != nullptr) {
            icon(options.icon_after, row.take_right(px), colours.icon, px);
            row.take_right(kIconGap);
        }
        row.w += 1;  // Sums of advances may differ from the text's own width by a hair.
        draw_text(row, label, TextStyle::body_medium, colours.text);
    }
    if (item.ring) ring(rect, 6, 2);
}

bool UiFrame::button(Rect rect, std::string_view label, const ButtonOptions& options) {
    const std::string_view name = options.name.empty() ? label : options.name;
    const bool leads = !options.href.empty();
    const Item it = item(rect, {.role = leads ? Role::link : Role::button,
                                .name = name,
                                .id_label = label,
                                .disabled = options.disabled});
    if (leads) last().href = options.href;
    if (options.disabled) last().description = options.disabled_reason;
    if (options.has_popup || options.expanded)
        last().expanded = options.expanded ? Node::Tri::yes : Node::Tri::no;
    draw_button(rect, label, options, it);
    if (options.disabled && !options.disabled_reason.empty())
        tooltip(options.disabled_reason);
    else if (options.icon_only)
        tooltip(label, options.shortcut);
    else if (!options.shortcut.empty())
        tooltip(name, options.shortcut);
    if (leads && it.clicked) follow(options.href);
    return it.clicked && !leads;
}

// A place outside is followed by the browser, whose own link lies over this one.
void UiFrame::follow(std::string_view href) {
    if (href.starts_with('#')) parts_.followed = href;
}

void UiFrame::link(Rect rect, std::string_view label, std::string_view href, TextStyle style, Colour colour) {
    const float width = std::min(rect.w, text_width(label, style));
    const float line = line_height(style);
    const Rect area{rect.x, rect.y + (rect.h - line) / 2, width, line};
    const Item it = item(area, {.role = Role::link, .name = label});
    last().href = href;
    draw_text({area.x, area.y, width + 1, line}, label, style, colour);
    if (it.hovered || it.held) {
        const float y = area.bottom() - std::floor(line / 8);
        this->line({area.x, y}, {area.x + width, y}, colour);
    }
    if (it.ring) ring(area, 4, 1);
    if (it.clicked) follow(href);
}

bool UiFrame::nav_item(Rect rect, std::string_view label, const char* icon, bool current,
                       std::string_view href, std::string_view count) {
    const std::string name =
        count.empty() ? std::string(label) : std::string(label) + ", " + std::string(count);
    const Item it = item(rect, {.role = Role::link, .name = name, .id_label = label});
    last().href = href;
    last().current = current;
    if (current || it.held)
        fill(rect, tokens_.pressed, 6);
    else if (it.hovered)
        fill(rect, tokens_.hover, 6);
    const float px = icon_px(touch());
    const Colour icon_colour = current ? tokens_.accent_text : tokens_.text_3;
    const bool icons_only = rect.w < measure::kNavigationIcons;
    if (icons_only) {
        this->icon(icon, rect, icon_colour, px);
        tooltip(label);
    } else {
        Rect row = rect.inset(8, 0);
        this->icon(icon, row.take_left(px), icon_colour, px);
        row.take_left(10);
        if (!count.empty()) {
            const Rect end = row.take_right(text_width(count, TextStyle::caption) + 1);
            draw_text(end, count, TextStyle::caption, tokens_.text_3, Align::right);
            row.take_right(8);
        }
        draw_text(row, label, TextStyle::body_medium, current ? tokens_.text : tokens_.text_2);
    }
    if (it.ring) ring_inside(rect);
    return it.clicked;
}

}  // namespace perennial::ui
