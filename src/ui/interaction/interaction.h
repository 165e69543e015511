// Turns queued events into what the next frame has to know: what was clicked, which key is free, what text a field got,
// how far an area scrolls. One frame takes events up to the first that acts (a click, a key, an action), so that what
// it changes is on the screen before the next one is understood; press and release may come together.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "ui/input.h"
#include "ui/interaction/hits.h"

namespace perennial::ui {

/// What happened to a field since the frame before, in order: text, then the rest.
struct FieldEvent {
    NodeId node = 0;
    std::optional<std::string> text;
    std::string key = {};  ///< "ArrowDown", "ArrowUp", "Tab"; "Escape" while its list is open.
    bool committed = false, cancelled = false, left = false;
};

/// Of one frame.
struct Signals {
    NodeId clicked = 0;
    bool clicked_by_keyboard = false;
    Modifiers click_modifiers;
    NodeId pressed = 0;             ///< The press began in this frame.
    NodeId released = 0;            ///< Held until this frame, wherever the pointer let it go.
    NodeId dismissed = 0;           ///< The popup that a press was outside of, or that Escape closes.
    std::optional<KeyPressed> key;  ///< Empty once something has used it.
    std::string prefix;             ///< The letter before, when it began a sequence ("g").
    std::vector<FieldEvent> fields;
    NodeId reveal = 0;  ///< To be scrolled into view.
    struct Scroll {
        NodeId area = 0;
        Point by;  ///< Pixels, right and down positive.
    };
    std::vector<Scroll> scrolls;
};

/// What the screen showed, for understanding events.
struct Shown {
    const HitList& hits;
    const Tree& tree;
};

class Interaction {
public:
    void push(const InputEvent& event);
    bool waiting() const { return !queue_.empty() || !late_fields_.empty(); }
    /// Whether events have come that no frame has understood yet.
    bool has_events() const { return !queue_.empty(); }
    /// Takes events; the signals stand until the next call.
    void step(double seconds, const Shown& shown, bool reduced_motion);

    Signals& signals() { return signals_; }
    const Signals& signals() const { return signals_; }

    Point pointer() const { return pointer_; }
    bool pointer_here() const { return pointer_here_; }
    bool pointer_is_touch() const { return touch_; }
    NodeId hovered() const { return hovered_; }
    double hovered_since() const { return hovered_since_; }
    bool pressed_since_hover() const { return pressed_since_hover_; }
    Cursor cursor() const { return cursor_; }
    NodeId held() const { return held_; }           ///< Pressed and not yet released.
    Point held_from() const { return held_from_; }  ///< Where the last press was.
    NodeId focused() const { return focused_; }
    bool focus_visible() const { return focus_visible_; }
    /// What was clicked or activated last: where the focus returns to when what that opened is closed.
    NodeId last_clicked() const { return last_clicked_; }
    NodeId editing() const { return editing_; }
    bool by_keyboard() const { return keyboard_; }  ///< Whether the person used the keyboard last.
    bool flinging() const { return fling_area_ != 0; }

    /// Moves the focus for the program; the platform is told by take_focus_request().
    void focus(NodeId node, bool is_field);
    NodeId take_focus_request();
    NodeId focus_request() const { return focus_request_; }
    /// The node is gone: nobody holds, edits or has the focus any more.
    void forget_missing(const Tree& tree, const HitList& hits);
    void stop_editing() { editing_ = 0; }
    void stop_fling() { fling_area_ = 0; }

private:
    bool take(const InputEvent& event, const Shown& shown);
    bool take_press(const PointerPressed& press, const Shown& shown);
    bool take_release(const PointerReleased& release, const Shown& shown);
    void take_move(const PointerMoved& move, const Shown& shown);
    void take_wheel(const Wheel& wheel, const Shown& shown);
    void begin_drag(Point by, const Shown& shown);
    Point along_drag(float distance) const;
    bool take_key(const KeyPressed& key, const Shown& shown);
    bool take_action(const Action& action, const Shown& shown);
    bool take_field_action(const Action& action, const Shown& shown);
    bool take_escape(const Shown& shown);
    FieldEvent& field_event(NodeId node);
    void leave_field();
    void fling(double seconds, const Shown& shown, bool reduced_motion);
    void update_hover(double seconds, const Shown& shown);

    std::deque<InputEvent> queue_;
    Signals signals_;
    std::vector<FieldEvent> late_fields_;
    bool stepping_ = false;
    Point pointer_{-1, -1}, held_from_;
    bool pointer_here_ = false, touch_ = false, keyboard_ = false;
    NodeId hovered_ = 0, held_ = 0, focused_ = 0, editing_ = 0, focus_request_ = 0, last_clicked_ = 0;
    bool focus_visible_ = false, pressed_since_hover_ = false;
    double hovered_since_ = 0;
    Cursor cursor_ = Cursor::arrow;
    std::string prefix_;

    // A finger on the screen: pressed, then perhaps dragging an area along one axis, then letting it go on.
    bool finger_down_ = false, drag_sideways_ = false;
    NodeId drag_area_ = 0, fling_area_ = 0;
    float dragged_ = 0, fling_speed_ = 0;  // Pixels of this step; pixels a second.
    double last_step_ = 0;
};

}  // namespace perennial::ui
