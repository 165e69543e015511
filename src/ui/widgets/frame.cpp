#include "ui/widgets/frame.h"

#include <algorithm>

#include "ui/interaction/roving.h"

namespace perennial::ui {

namespace {

Rect intersection(Rect a, Rect b) {
    const float x = std::max(a.x, b.x);
    const float y = std::max(a.y, b.y);
    return {x, y, std::max(0.0F, std::min(a.right(), b.right()) - x),
            std::max(0.0F, std::min(a.bottom(), b.bottom()) - y)};
}

}  // namespace

UiFrame::UiFrame(Stage::Parts& parts)
    : parts_(parts),
      tokens_(tokens_for(parts.preferences.dark, parts.preferences.high_contrast)),
      clips_{parts.screen} {
    fill(parts_.screen, tokens_.surface);
}

void UiFrame::finish() {
    while (!scrolls_.empty()) end_scroll(0);
    draw_tooltip();
}

Layout UiFrame::layout() const {
    if (parts_.screen.w >= measure::kWideFrom) return Layout::wide;
    return parts_.screen.w >= measure::kMediumFrom ? Layout::medium : Layout::narrow;
}

Rect UiFrame::clipped(Rect rect) const { return intersection(rect, clips_.back()); }

void UiFrame::push_clip(Rect rect) {
    clips_.push_back(clipped(rect));
    const Rect clip = clips_.back();
    list().PushClipRect(ImVec2(clip.x, clip.y), ImVec2(clip.right(), clip.bottom()), false);
}

void UiFrame::pop_clip() {
    if (clips_.size() <= 1) return;
    clips_.pop_back();
    list().PopClipRect();
}

NodeId UiFrame::begin(Role role, std::string_view name, Rect rect) {
    const NodeId id = parts_.record.make_id(role, name);
    Node node;
    node.id = id;
    node.role = role;
    node.name = name;
    node.rect = clipped(rect);
    parts_.record.add(std::move(node), rect, layer_);
    parts_.record.open();
    return id;
}

NodeId UiFrame::begin_stop(Role role, std::string_view name, Rect rect) {
    const NodeId id = begin(role, name, rect);
    last().focusable = true;
    if (parts_.interaction.focused() == id && parts_.interaction.focus_visible()) ring(rect, 6, 0);
    return id;
}

std::string UiFrame::key_on(NodeId stop) const {
    if (!key_is_free() || !has_focus(stop)) return {};
    const KeyPressed& key = *parts_.interaction.signals().key;
    return key.modifiers == Modifiers{} ? key.key : std::string();
}

void UiFrame::add_hit(NodeId id, Rect rect, Cursor cursor, bool field) {
    const Rect visible = clipped(rect);
    if (visible.w > 0 && visible.h > 0)
        parts_.hits.hits.push_back(
            {.id = id, .rect = visible, .layer = layer_, .cursor = cursor, .field = field});
}

UiFrame::Item UiFrame::item(Rect rect, const ItemSpec& spec) {
    const NodeId id = parts_.record.make_id(spec.role, spec.id_label.empty() ? spec.name : spec.id_label);
    Node node;
    node.id = id;
    node.role = spec.role;
    node.name = spec.name;
    node.rect = clipped(rect);
    node.disabled = spec.disabled;
    node.focusable = spec.focusable && !spec.disabled;
    parts_.record.add(std::move(node), rect, layer_);
    add_hit(id, rect, spec.disabled ? Cursor::arrow : spec.cursor, spec.field && !spec.disabled);
    const Interaction& input = parts_.interaction;
    Item item{.id = id};
    item.ring = input.focused() == id && input.focus_visible();
    if (spec.disabled) return item;
    item.clicked = input.signals().clicked == id;
    item.hovered = input.hovered() == id;
    item.held = input.held() == id && (input.pointer_is_touch() || item.hovered);
    return item;
}

NodeId UiFrame::add_text_node(Role role, std::string_view text, Rect rect) {
    Node node;
    node.id = parts_.record.make_id(role, text);
    node.role = role;
    node.name = text;
    node.rect = clipped(rect);
    return parts_.record.add(std::move(node), rect, layer_).id;
}

bool UiFrame::hovered(Rect rect) const {
    const Interaction& input = parts_.interaction;
    return input.pointer_here() && !input.pointer_is_touch() && clipped(rect).contains(input.pointer()) &&
           parts_.shown.layer_at(input.pointer()) == layer_;
}

bool UiFrame::hit_area(Rect rect, std::string_view name, Role role, float radius) {
    const Item area = item(rect, {.role = role, .name = name});
    if (area.held)
        fill(rect, tokens_.pressed, radius);
    else if (area.hovered)
        fill(rect, tokens_.hover, radius);
    if (area.ring) ring_inside(rect);
    return area.clicked;
}

void UiFrame::focus(NodeId node) {
    const Node* found = find_node(parts_.tree, node);
    parts_.interaction.focus(node, found != nullptr && is_field(*found));
    parts_.frames_due = std::max(parts_.frames_due, 2);
}

void UiFrame::wake(double seconds) {
    parts_.widgets_wake_at = std::min(parts_.widgets_wake_at, parts_.now + seconds);
}

void UiFrame::draw_again() { parts_.unsettled = true; }

}  // namespace perennial::ui
