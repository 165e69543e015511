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
NodeId thumb_id(NodeId region, bool sideways) { return region ^ (sideways ? 0x7468756EU : 0x7468756DU); }

}  // namespace

UiFrame::Thumb UiFrame::thumb_of(const ScrollBox& box) {
    const double track = box.shown() - 4;
    const double length =
        std::min(track, std::max<double>(kShortestThumb, track * box.shown() / box.content));
    Thumb thumb{.id = thumb_id(box.id, box.sideways), .travel = track - length};
    const float at = 2 + static_cast<float>(box.position / box.most() * thumb.travel);
    const auto along = static_cast<float>(length);
    thumb.rect = box.sideways ? Rect{box.rect.x + at, box.rect.bottom() - 3 - kThumb, along, kThumb}
                              : Rect{box.rect.right() - 3 - kThumb, box.rect.y + at, kThumb, along};
    return thumb;
}

void UiFrame::apply_scroll(ScrollBox& box) {
    const double most = box.most();
    for (const Signals::Scroll& scroll : signals().scrolls)
        if (scroll.area == box.id)
            box.position += static_cast<double>(box.sideways ? scroll.by.x : scroll.by.y);
    const Interaction& input = parts_.interaction;
    const NodeId id = thumb_id(box.id, box.sideways);
    if (most > 0 && input.held() == id) {
        WidgetState& state = parts_.state(id);
        if (signals().pressed == id) state.grabbed_at = box.position;
        const Point to = input.pointer();
        const Point from = input.held_from();
        const auto moved = static_cast<double>(box.sideways ? to.x - from.x : to.y - from.y);
        const double travel = thumb_of(box).travel;
        if (travel > 0) box.position = state.grabbed_at + moved / travel * most;
    }
    box.position = std::clamp(box.position, 0.0, most);
    const auto ratio = static_cast<double>(parts_.pixel_ratio);
    box.position = std::min(std::round(box.position * ratio) / ratio, most);
}

void UiFrame::draw_scroll_thumb(const ScrollBox& box) {
    const bool before = box.position > 0;
    const bool after = box.position < box.most();
    parts_.hits.areas.push_back({.id = box.id,
                                 .rect = clipped(box.reach),
                                 .layer = layer_,
                                 .up = !box.sideways && before,
                                 .down = !box.sideways && after,
                                 .left = box.sideways && before,
                                 .right = box.sideways && after});
    if (box.most() < 1) return;
    const Thumb thumb = thumb_of(box);
    parts_.state(thumb.id);
    const bool active = parts_.interaction.held() == thumb.id || parts_.interaction.hovered() == thumb.id;
    add_hit(thumb.id, box.sideways ? thumb.rect.inset(0, -3) : thumb.rect.inset(-4, 0), Cursor::arrow);
    fill(thumb.rect, active ? tokens_.text_3 : tokens_.line_strong, kThumb / 2);
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
    to = std::clamp(to, 0.0, box.most());
    if (to == box.position) return false;
    box.position = to;
    signals().key.reset();
    return true;
}

Rect UiFrame::begin_scroll(Rect rect, std::string_view name, float& scroll_y) {
    const NodeId id = begin(Role::group, name, rect);
    WidgetState& state = parts_.state(id);
    last().focusable = state.content_height > rect.h + 1 && !name.empty();
    ScrollBox box{
        .id = id, .rect = rect, .content = state.content_height, .position = scroll_y, .reach = rect};
    // Content that has not been measured yet keeps the position it was given.
    if (state.content_height > 0) apply_scroll(box);
    scroll_y = static_cast<float>(box.position);
    if (parts_.interaction.focused() == id && parts_.interaction.focus_visible()) ring_inside(rect);
    push_clip(rect.inset(-kRingRoom, 0));
    scrolls_.push_back({id, rect, &scroll_y, scroll_y});
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
    ScrollBox box{.id = open.id,
                  .rect = open.rect,
                  .content = content_height,
                  .position = *open.scroll,
                  .reach = open.rect};
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
    box.position = std::clamp(box.position, 0.0, box.most());
    *open.scroll = static_cast<float>(box.position);
    if (*open.scroll != open.drawn_at) draw_again();
    draw_scroll_thumb(box);
    end();
}

}  // namespace perennial::ui
