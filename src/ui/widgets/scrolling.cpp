// Scrolling, the same for regions and tables: wheel, finger, thumb, keys, and what has to come into view.
#include <algorithm>
#include <cmath>

#include "ui/interaction/roving.h"
#include "ui/widgets/frame.h"

namespace perennial::ui {

namespace {

constexpr float kThumb = 6;
constexpr float kShortestThumb = 24;
constexpr float kUnbounded = 1e6F;
constexpr float kRingRoom = 4;  // The focus ring of what stands at an edge.

// The thumb is an area of its own, told apart from the region by this.
NodeId thumb_id(NodeId region) { return region ^ 0x7468756DU; }

Rect thumb_rect(Rect area, double content, double position) {
    const double shown = area.h;
    const auto track = static_cast<double>(area.h - 4);
    const double length = std::min(track, std::max<double>(kShortestThumb, track * shown / content));
    const double at = position / (content - shown) * (track - length);
    return {area.right() - 3 - kThumb, area.y + 2 + static_cast<float>(at), kThumb,
            static_cast<float>(length)};
}

}  // namespace

void UiFrame::apply_scroll(ScrollBox& box) {
    const double most = std::max(0.0, box.content - static_cast<double>(box.rect.h));
    for (const Signals::Scroll& scroll : signals().scrolls)
        if (scroll.area == box.id) box.position += static_cast<double>(scroll.dy);
    const Interaction& input = parts_.interaction;
    if (most > 0 && input.held() == thumb_id(box.id)) {
        WidgetState& state = parts_.state(thumb_id(box.id));
        if (signals().pressed == thumb_id(box.id)) state.grabbed_at = box.position;
        const Rect thumb = thumb_rect(box.rect, box.content, 0);
        const double travel = static_cast<double>(box.rect.h) - 4 - static_cast<double>(thumb.h);
        const double moved = static_cast<double>(input.pointer().y - input.held_from().y);
        if (travel > 0) box.position = state.grabbed_at + moved / travel * most;
    }
    box.position = std::clamp(box.position, 0.0, most);
    const auto ratio = static_cast<double>(parts_.pixel_ratio);
    box.position = std::min(std::round(box.position * ratio) / ratio, most);
}

void UiFrame::draw_scroll_thumb(const ScrollBox& box) {
    const double most = box.content - static_cast<double>(box.rect.h);
    parts_.hits.areas.push_back({.id = box.id,
                                 .rect = clipped(box.rect),
                                 .layer = layer_,
                                 .up = box.position > 0,
                                 .down = box.position < most});
    if (most < 1) return;
    const Rect thumb = thumb_rect(box.rect, box.content, box.position);
    const NodeId id = thumb_id(box.id);
    parts_.state(id);
    const bool active = parts_.interaction.held() == id || parts_.interaction.hovered() == id;
    add_hit(id, thumb.inset(-4, 0), Cursor::arrow);
    fill(thumb, active ? tokens_.text_3 : tokens_.line_strong, kThumb / 2);
}

bool UiFrame::key_is_free() const {
    return parts_.interaction.signals().key.has_value() && parts_.shown.top_layer() <= layer_;
}

// With the focus inside, or nowhere.
bool UiFrame::owns_keys(NodeId id) const {
    const NodeId focused = parts_.interaction.focused();
    return key_is_free() && (focused == 0 || is_within(parts_.tree, focused, id));
}

bool UiFrame::scroll_by_key(ScrollBox& box) {
    const std::string& key = signals().key->key;
    const double page = std::max(40.0, static_cast<double>(box.rect.h) - 40);
    double to = box.position;
    if (key == "PageDown")
        to += page;
    else if (key == "PageUp")
        to -= page;
    else if (key == "Home")
        to = 0;
    else if (key == "End")
        to = box.content;
    else if (key == "ArrowDown")
        to += 40;
    else if (key == "ArrowUp")
        to -= 40;
    else
        return false;
    const double most = std::max(0.0, box.content - static_cast<double>(box.rect.h));
    to = std::clamp(to, 0.0, most);
    if (to == box.position) return false;
    box.position = to;
    signals().key.reset();
    return true;
}

Rect UiFrame::begin_scroll(Rect rect, std::string_view name, float& scroll_y) {
    const NodeId id = begin(Role::group, name, rect);
    WidgetState& state = parts_.state(id);
    last().focusable = state.content_height > rect.h + 1 && !name.empty();
    ScrollBox box{.id = id, .rect = rect, .content = state.content_height, .position = scroll_y};
    // Content that has not been measured yet keeps the position it was given.
    if (state.content_height > 0) apply_scroll(box);
    scroll_y = static_cast<float>(box.position);
    if (parts_.interaction.focused() == id && parts_.interaction.focus_visible()) ring_inside(rect);
    push_clip(rect.inset(-kRingRoom, 0));
    scrolls_.push_back({id, rect, &scroll_y});
    return {rect.x, rect.y - snap(scroll_y), rect.w, kUnbounded};
}

void UiFrame::end_scroll(float content_height) {
    if (scrolls_.empty()) return;
    const OpenScroll open = scrolls_.back();
    scrolls_.pop_back();
    pop_clip();
    WidgetState& state = parts_.state(open.id);
    if (state.content_height != content_height) parts_.frames_due = std::max(parts_.frames_due, 1);
    state.content_height = content_height;
    ScrollBox box{.id = open.id, .rect = open.rect, .content = content_height, .position = *open.scroll};
    const double before = box.position;
    if (owns_keys(open.id)) scroll_by_key(box);
    const NodeId wanted = signals().reveal;
    if (const Rect* full = parts_.record.full_rect(wanted);
        full != nullptr && wanted != open.id && parts_.record.contains(open.id, wanted)) {
        constexpr double kAir = 8;
        const double top = static_cast<double>(full->y - open.rect.y) + box.position;
        const double bottom = top + static_cast<double>(full->h);
        const double visible = open.rect.h;
        if (top - kAir < box.position)
            box.position = top - kAir;
        else if (bottom + kAir > box.position + visible)
            box.position = bottom + kAir - visible;
    }
    box.position =
        std::clamp(box.position, 0.0, std::max(0.0, box.content - static_cast<double>(open.rect.h)));
    if (box.position != before) {
        *open.scroll = static_cast<float>(box.position);
        parts_.frames_due = std::max(parts_.frames_due, 1);
    }
    draw_scroll_thumb(box);
    end();
}

}  // namespace perennial::ui
