// What only shows: avatars, tags, progress, status, tooltips.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "ui/text/scripts.h"
#include "ui/widgets/frame.h"

namespace perennial::ui {

namespace {

constexpr double kTooltipDelay = 0.4;  // Seconds the pointer rests first.
constexpr double kSpinnerFrame = 1 / 30.0;

float initials_px(float diameter) {
    if (diameter >= 56) return 20;
    if (diameter >= 40) return 14;
    if (diameter >= 32) return 12;
    return diameter >= 26 ? 11 : 10;
}

}  // namespace

void UiFrame::avatar(Rect rect, std::string_view initials, std::uint64_t hue_of) {
    const float size = std::min(rect.w, rect.h);
    const Tokens::Pair pair = tokens_.avatar[hue_of % tokens_.avatar.size()];
    const Point centre{rect.x + rect.w / 2, rect.y + rect.h / 2};
    circle(centre, size / 2, pair.back);
    const Type type{initials_px(size), size, FontWeight::semibold};
    draw_sized({centre.x - size / 2, centre.y - size / 2, size, size}, initials, type, pair.ink,
               Align::centre);
}

float UiFrame::tag(Point at, const TagView& tag) {
    const bool dot = tag.colour > 0 && tag.colour <= static_cast<int>(tokens_.chart.size());
    const Type type{12, 18, FontWeight::medium};
    const float text = parts_.writer->width(tag.text, type);
    const float lead = dot ? 7 + 6 + 5 : 7;  // With the edge.
    const Rect rect{at.x, at.y, std::ceil(lead + text + 8), measure::kTag};
    fill(rect, tokens_.surface, 5);
    edge(rect, tokens_.line_strong, 5);
    if (dot)
        circle({rect.x + 10, rect.y + rect.h / 2}, 3, tokens_.chart[static_cast<std::size_t>(tag.colour - 1)]);
    draw_sized({rect.x + lead, rect.y + 1, text + 1, 18}, tag.text, type, tokens_.text_2, Align::left);
    if (quiet_ == 0) add_text_node(Role::text, tag.text, rect);
    return rect.w;
}

void UiFrame::progress(Rect rect, std::string_view name, double fraction) {
    const double share = std::clamp(fraction, 0.0, 1.0);
    const Rect bar{rect.x, rect.y + (rect.h - 6) / 2, rect.w, 6};
    fill(bar, tokens_.line, 3);
    const float done = static_cast<float>(share) * bar.w;
    if (done >= 1) fill({bar.x, bar.y, std::max(done, 6.0F), bar.h}, tokens_.accent, 3);
    Node node;
    node.id = parts_.record.make_id(Role::progressbar, name);
    node.role = Role::progressbar;
    node.name = name;
    node.value = std::to_string(static_cast<int>(share * 100));
    node.rect = clipped(bar);
    parts_.record.add(std::move(node), bar, layer_);
}

void UiFrame::spinner(Rect rect, std::string_view name) {
    const float size = std::min({rect.w, rect.h, 16.0F});
    const bool still = parts_.preferences.reduced_motion;
    constexpr double kTurn = 2 * std::numbers::pi;
    const auto start = static_cast<float>(still ? 0 : std::fmod(parts_.now * kTurn, kTurn));
    const ImVec2 centre(rect.x + rect.w / 2, rect.y + rect.h / 2);
    list().PathArcTo(centre, size * 9 / 24, start, start + static_cast<float>(kTurn * 0.8));
    list().PathStroke(packed(tokens_.text_3), size / 12);
    if (!still) wake(kSpinnerFrame);
    if (!name.empty()) {
        add_text_node(Role::status, name, rect);
    }
}

void UiFrame::status(Rect rect, std::string_view text, const char* icon, Colour colour) {
    Rect row = rect;
    if (icon != nullptr) {
        this->icon(icon, row.take_left(14), colour, 14);
        row.take_left(6);
    }
    draw_text(row, text, TextStyle::caption, tokens_.text_2);
    // One element whose text changes: that is what makes it heard.
    Node node;
    node.id = parts_.record.make_id(Role::status, "");
    node.role = Role::status;
    node.name = text;
    node.rect = clipped(rect);
    parts_.record.add(std::move(node), rect, layer_);
}

void UiFrame::alert(std::string_view text) {
    Node node;
    node.id = parts_.record.make_id(Role::alert, "");
    node.role = Role::alert;
    node.name = text;
    parts_.record.add(std::move(node), {}, layer_);
}

void UiFrame::tooltip(std::string_view text, std::string_view shortcut) {
    const Interaction& input = parts_.interaction;
    const NodeId id = last().id;
    if (id == 0 || text.empty()) return;
    const bool focused = input.focused() == id && input.focus_visible();
    if (input.hovered() == id && !input.pressed_since_hover()) {
        const double left = input.hovered_since() + kTooltipDelay - parts_.now;
        if (left > 0)
            wake(left);
        else
            parts_.tooltip = {std::string(text), std::string(shortcut), last().rect};
    } else if (focused && input.hovered() == 0) {
        parts_.tooltip = {std::string(text), std::string(shortcut), last().rect};
    }
}

void UiFrame::draw_tooltip() {
    const Tooltip& tip = parts_.tooltip;
    if (tip.text.empty()) return;
    enter_layer();
    const Type type{12, 16};
    Writer& writer = *parts_.writer;
    const float key = tip.shortcut.empty() ? 0 : writer.width(tip.shortcut, type) + 12;
    const float text = std::min(writer.width(tip.text, type) + 1, parts_.screen.w - 36);
    Rect box{0, 0, text + 20 + (key > 0 ? key + 6 : 0), 28};
    box.x = std::clamp(tip.anchor.x + (tip.anchor.w - box.w) / 2, 8.0F,
                       std::max(8.0F, parts_.screen.w - box.w - 8));
    box.y = tip.anchor.bottom() + 6;
    if (box.bottom() > parts_.screen.h) box.y = tip.anchor.y - box.h - 6;
    box.x = snap(box.x);
    fill(box, tokens_.bar, 6);
    draw_sized({box.x + 10, box.y, text, box.h}, tip.text, type, tokens_.bar_text, Align::left);
    if (key > 0) {
        const Rect cap{box.right() - 10 - key, box.y + 5, key, 18};
        edge(cap, tokens_.bar_line, 4);
        draw_sized(cap, tip.shortcut, type, tokens_.bar_text_2, Align::centre);
    }
    leave_layer();
}

}  // namespace perennial::ui
