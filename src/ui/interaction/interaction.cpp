#include "ui/interaction/interaction.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/interaction/roving.h"

namespace perennial::ui {

namespace {

constexpr float kDragStart = 8;  // Pixels a finger moves before it scrolls instead of tapping.
constexpr double kFriction = 4;  // A fling loses this share of its speed a second.
constexpr float kSlowest = 20;   // Pixels a second at which a fling stops.

}  // namespace

void Interaction::push(const InputEvent& event) {
    // A newer text of the same field makes the older one pointless.
    if (const auto* action = std::get_if<Action>(&event);
        action != nullptr && action->kind == Action::Kind::set_text && !queue_.empty()) {
        if (auto* last = std::get_if<Action>(&queue_.back());
            last != nullptr && last->kind == Action::Kind::set_text && last->node == action->node) {
            last->text = action->text;
            return;
        }
    }
    queue_.push_back(event);
}

void Interaction::step(double seconds, const Shown& shown, bool reduced_motion) {
    signals_ = {};
    signals_.fields = std::exchange(late_fields_, {});
    dragged_ = 0;
    stepping_ = true;
    while (!queue_.empty()) {
        const InputEvent event = std::move(queue_.front());
        queue_.pop_front();
        if (take(event, shown)) break;
    }
    if (signals_.clicked != 0) last_clicked_ = signals_.clicked;
    fling(seconds, shown, reduced_motion);
    update_hover(seconds, shown);
    last_step_ = seconds;
    stepping_ = false;
}

bool Interaction::take(const InputEvent& event, const Shown& shown) {
    if (const auto* move = std::get_if<PointerMoved>(&event))
        take_move(*move, shown);
    else if (std::holds_alternative<PointerLeft>(event))
        pointer_here_ = false;
    else if (const auto* press = std::get_if<PointerPressed>(&event))
        return take_press(*press, shown);
    else if (const auto* release = std::get_if<PointerReleased>(&event))
        return take_release(*release, shown);
    else if (const auto* wheel = std::get_if<Wheel>(&event))
        take_wheel(*wheel, shown);
    else if (const auto* key = std::get_if<KeyPressed>(&event))
        return take_key(*key, shown);
    else if (const auto* action = std::get_if<Action>(&event))
        return take_action(*action, shown);
    return false;
}

void Interaction::take_move(const PointerMoved& move, const Shown& shown) {
    const Point step{pointer_.x - move.at.x, pointer_.y - move.at.y};
    pointer_ = move.at;
    pointer_here_ = true;
    touch_ = move.touch;
    if (!finger_down_) return;
    if (drag_area_ == 0) begin_drag({held_from_.x - move.at.x, held_from_.y - move.at.y}, shown);
    if (drag_area_ == 0) return;
    const float distance = drag_sideways_ ? step.x : step.y;
    signals_.scrolls.push_back({drag_area_, along_drag(distance)});
    dragged_ += distance;
}

// The axis that the finger follows first is the one it keeps.
void Interaction::begin_drag(Point by, const Shown& shown) {
    const ScrollArea* area = nullptr;
    if (std::abs(by.x) > kDragStart && std::abs(by.x) > std::abs(by.y))
        area = shown.hits.area_at(held_from_, {by.x, 0});
    drag_sideways_ = area != nullptr;
    if (area == nullptr && std::abs(by.y) > kDragStart) area = shown.hits.area_at(held_from_, {0, by.y});
    if (area == nullptr) return;
    drag_area_ = area->id;
    held_ = 0;  // No tap any more.
}

Point Interaction::along_drag(float distance) const {
    return drag_sideways_ ? Point{distance, 0} : Point{0, distance};
}

// One axis at a time, the stronger first: fingers on a pad never move quite straight. Shift turns a wheel sideways.
void Interaction::take_wheel(const Wheel& wheel, const Shown& shown) {
    fling_area_ = 0;
    Point by{wheel.dx, wheel.dy};
    if (wheel.modifiers.shift && by.x == 0) std::swap(by.x, by.y);
    const Point sideways{by.x, 0};
    const Point upright{0, by.y};
    if (const ScrollArea* area = shown.hits.area_at(wheel.at, sideways);
        area != nullptr && std::abs(by.x) > std::abs(by.y))
        signals_.scrolls.push_back({area->id, sideways});
    else if ((area = shown.hits.area_at(wheel.at, upright)) != nullptr)
        signals_.scrolls.push_back({area->id, upright});
}

bool Interaction::take_press(const PointerPressed& press, const Shown& shown) {
    pointer_ = press.at;
    pointer_here_ = true;
    touch_ = press.touch;
    pressed_since_hover_ = true;
    keyboard_ = false;
    focus_visible_ = false;
    fling_area_ = 0;
    if (press.button != 0) return false;
    finger_down_ = press.touch;
    drag_area_ = 0;
    held_from_ = press.at;
    const Hit* hit = shown.hits.at(press.at);
    held_ = hit != nullptr ? hit->id : 0;
    if (hit != nullptr) cursor_ = hit->cursor;
    signals_.pressed = held_;
    if (editing_ != 0 && editing_ != held_ && !shown.hits.in_list_of(editing_, press.at)) leave_field();
    // A finger may be about to scroll: it edits when it lets go.
    if (hit != nullptr && hit->field && !press.touch) editing_ = focused_ = hit->id;
    if (hit != nullptr && hit->field) return false;
    signals_.dismissed = shown.hits.outside_of(press.at);
    return signals_.dismissed != 0;
}

bool Interaction::take_release(const PointerReleased& release, const Shown& shown) {
    pointer_ = release.at;
    if (release.button != 0) return false;
    if (drag_area_ != 0) {
        fling_area_ = drag_area_;
        drag_area_ = 0;
    }
    finger_down_ = false;
    if (touch_) pointer_here_ = false;
    const NodeId held = std::exchange(held_, 0);
    const Hit* hit = shown.hits.at(release.at);
    signals_.released = held;
    if (held == 0 || hit == nullptr || hit->id != held) return held != 0;
    if (hit->field) editing_ = focused_ = held;
    signals_.clicked = held;
    signals_.click_modifiers = release.modifiers;
    return true;
}

bool Interaction::take_escape(const Shown& shown) {
    const Blocker* top = nullptr;
    for (const Blocker& blocker : shown.hits.blockers)
        if (top == nullptr || blocker.layer >= top->layer) top = &blocker;
    if (top == nullptr) return false;
    signals_.dismissed = top->id;
    signals_.clicked_by_keyboard = true;
    return true;
}

bool Interaction::take_key(const KeyPressed& key, const Shown& shown) {
    keyboard_ = true;
    pressed_since_hover_ = true;
    fling_area_ = 0;
    if (key.key == "Escape" && take_escape(shown)) return true;
    const bool plain = !key.modifiers.ctrl && !key.modifiers.meta && !key.modifiers.alt;
    if (plain) {
        if (const auto move = rove(shown.tree, focused_, key.key)) {
            focus(move->target, false);
            signals_.reveal = move->target;
            if (move->activate) {
                signals_.clicked = move->target;
                signals_.clicked_by_keyboard = true;
            }
            return true;
        }
        const Node* node = find_node(shown.tree, focused_);
        if ((key.key == "Enter" || key.key == " ") && node != nullptr && activates_on_enter(node->role)) {
            signals_.clicked = focused_;
            signals_.clicked_by_keyboard = true;
            signals_.click_modifiers = key.modifiers;
            return true;
        }
    }
    signals_.key = key;
    signals_.prefix = std::exchange(prefix_, plain && key.key.size() == 1 ? key.key : std::string());
    return true;
}

bool Interaction::take_action(const Action& action, const Shown& shown) {
    switch (action.kind) {
        case Action::Kind::activate: {
            signals_.clicked = action.node;
            signals_.clicked_by_keyboard = true;
            pressed_since_hover_ = true;
            const Node* node = find_node(shown.tree, action.node);
            if (node != nullptr && is_field(*node)) editing_ = focused_ = action.node;
            return true;
        }
        case Action::Kind::focus: {
            const Node* node = find_node(shown.tree, action.node);
            if (editing_ != 0 && editing_ != action.node) leave_field();
            // The answer to our own request keeps the ring as it was decided then.
            if (focused_ != action.node || action.by_keyboard) focus_visible_ = action.by_keyboard;
            keyboard_ = keyboard_ || action.by_keyboard;
            focused_ = action.node;
            if (focus_request_ == action.node) focus_request_ = 0;
            if (node != nullptr && is_field(*node) && !node->disabled) editing_ = action.node;
            if (action.by_keyboard) signals_.reveal = action.node;
            return false;
        }
        case Action::Kind::scroll_into_view: signals_.reveal = action.node; return false;
        default: return take_field_action(action, shown);
    }
}

bool Interaction::take_field_action(const Action& action, const Shown& shown) {
    const Node* node = find_node(shown.tree, action.node);
    const bool completes = node != nullptr && node->editable;
    switch (action.kind) {
        // The key that follows means a suggestion for this text, so the text has to be answered first.
        case Action::Kind::set_text: field_event(action.node).text = action.text; return completes;
        case Action::Kind::key: field_event(action.node).key = action.text; return true;
        case Action::Kind::commit: field_event(action.node).committed = true; return true;
        case Action::Kind::cancel: {
            if (completes && node->expanded == Node::Tri::yes) {
                field_event(action.node).key = "Escape";
                return true;
            }
            field_event(action.node).cancelled = true;
            if (editing_ == action.node) editing_ = 0;
            return true;
        }
        default:
            if (focused_ == action.node) {
                focused_ = 0;
                focus_visible_ = false;
            }
            if (editing_ == action.node && action.node != 0) leave_field();
            return false;
    }
}

FieldEvent& Interaction::field_event(NodeId node) {
    // While a frame is being drawn the field may already have looked: it is told in the next one.
    std::vector<FieldEvent>& events = stepping_ ? signals_.fields : late_fields_;
    const auto found = std::ranges::find(events, node, &FieldEvent::node);
    if (found != events.end()) return *found;
    events.push_back({.node = node, .text = std::nullopt});
    return events.back();
}

void Interaction::leave_field() {
    field_event(editing_).left = true;
    if (focused_ == editing_) focused_ = 0;
    editing_ = 0;
}

void Interaction::focus(NodeId node, bool is_field) {
    if (editing_ != 0 && editing_ != node) leave_field();
    focused_ = focus_request_ = node;
    focus_visible_ = keyboard_;
    if (is_field) editing_ = node;
}

NodeId Interaction::take_focus_request() { return std::exchange(focus_request_, 0); }

void Interaction::forget_missing(const Tree& tree, const HitList& hits) {
    const auto shown = [&](NodeId id) { return find_node(tree, id) != nullptr; };
    if (!shown(focused_)) focused_ = 0;
    if (!shown(editing_)) editing_ = 0;
    if (!shown(focus_request_)) focus_request_ = 0;
    if (std::ranges::find(hits.hits, held_, &Hit::id) == hits.hits.end()) held_ = 0;
}

void Interaction::fling(double seconds, const Shown& shown, bool reduced_motion) {
    const double elapsed = std::clamp(seconds - last_step_, 0.001, 0.1);
    if (drag_area_ != 0) {
        const float speed = dragged_ / static_cast<float>(elapsed);
        fling_speed_ = fling_speed_ * 0.4F + speed * 0.6F;
        return;
    }
    if (fling_area_ == 0) {
        fling_speed_ = 0;
        return;
    }
    fling_speed_ *= static_cast<float>(std::exp(-kFriction * elapsed));
    const bool more = std::ranges::any_of(shown.hits.areas, [&](const ScrollArea& area) {
        return area.id == fling_area_ && area.has_more(along_drag(fling_speed_));
    });
    if (reduced_motion || !more || std::abs(fling_speed_) < kSlowest) {
        fling_area_ = 0;
        return;
    }
    signals_.scrolls.push_back({fling_area_, along_drag(fling_speed_ * static_cast<float>(elapsed))});
}

void Interaction::update_hover(double seconds, const Shown& shown) {
    const Hit* hit = pointer_here_ && !touch_ ? shown.hits.at(pointer_) : nullptr;
    // What is held keeps its cursor, wherever it is dragged.
    if (held_ == 0) cursor_ = hit != nullptr ? hit->cursor : Cursor::arrow;
    const NodeId now = hit != nullptr ? hit->id : 0;
    if (now == hovered_) return;
    hovered_ = now;
    hovered_since_ = seconds;
    pressed_since_hover_ = false;
}

}  // namespace perennial::ui
