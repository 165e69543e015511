// Drives a stage as a person would: finds things by role and name, clicks, types, presses keys, and looks at what the
// screen says then. Answers focus requests as the page's mirror does. No font is needed: every character is a box.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "ui/stage.h"

namespace perennial::ui {

inline Point middle(const Rect& rect) { return {rect.x + rect.w / 2, rect.y + rect.h / 2}; }

class Driver {
public:
    static constexpr int kMostFrames = 60;

    /// `draw` draws the whole screen, every frame.
    explicit Driver(std::function<void(Ui&)> draw, float width = 1440, float height = 900)
        : draw_(std::move(draw)), stage_(FontFiles{}, nullptr) {
        stage_.push(Resized{.width = width, .height = height, .pixel_ratio = 1});
        settle();
    }

    /// One frame, due or not; then what the mirror would answer.
    void frame() {
        now_ += 1 / 60.0;
        stage_.frame(now_, draw_);
        ++frames_;
        if (const NodeId wanted = stage_.take_focus_request(); wanted != 0)
            stage_.push(Action{.kind = Action::Kind::focus, .node = wanted, .text = {}});
    }
    /// Runs every frame that is due; a screen that never comes to rest fails.
    void settle() {
        int run = 0;
        while (stage_.frame_due(now_) && run < kMostFrames) {
            frame();
            ++run;
        }
        REQUIRE_MESSAGE(run < kMostFrames, "the screen does not come to rest");
    }
    /// Lets time pass, with the frames that fall due in it.
    void pass(double seconds) {
        const double until = now_ + seconds;
        while (now_ < until) {
            const double next = std::max(stage_.next_frame_at(), now_);
            if (next > until) break;
            now_ = next;
            frame();
        }
        now_ = std::max(now_, until);
    }

    Stage& stage() { return stage_; }
    const Tree& tree() const { return stage_.tree(); }
    double now() const { return now_; }
    int frames() const { return frames_; }

    /// The first node of this role and name; nullptr when there is none. Valid until the next frame.
    const Node* find(Role role, std::string_view name) const {
        const auto found = std::ranges::find_if(
            tree().nodes, [&](const Node& node) { return node.role == role && node.name == name; });
        return found != tree().nodes.end() ? &*found : nullptr;
    }
    bool has(Role role, std::string_view name) const { return find(role, name) != nullptr; }
    /// The same, but a test fails without it.
    const Node& get(Role role, std::string_view name) const {
        const Node* node = find(role, name);
        REQUIRE_MESSAGE(node != nullptr, role_name(role), " \"", std::string(name), "\" is not on the screen");
        return *node;
    }
    std::vector<const Node*> all(Role role) const {
        std::vector<const Node*> nodes;
        for (const Node& node : tree().nodes)
            if (node.role == role) nodes.push_back(&node);
        return nodes;
    }
    bool has_text(std::string_view text) const {
        return std::ranges::any_of(
            tree().nodes, [&](const Node& node) { return node.name.find(text) != std::string::npos; });
    }
    const Node* focused() const {
        const auto found = std::ranges::find(tree().nodes, stage_.focused(), &Node::id);
        return found != tree().nodes.end() ? &*found : nullptr;
    }

    void push(const InputEvent& event) {
        stage_.push(event);
        settle();
    }
    void move_to(Point at) { push(PointerMoved{.at = at}); }
    /// Press and release in one go, as a fast click is.
    void click_at(Point at, Modifiers modifiers = {}) {
        stage_.push(PointerMoved{.at = at});
        stage_.push(PointerPressed{.at = at, .modifiers = modifiers});
        stage_.push(PointerReleased{.at = at, .modifiers = modifiers});
        settle();
    }
    void tap_at(Point at) {
        stage_.push(PointerPressed{.at = at, .modifiers = {}, .touch = true});
        stage_.push(PointerReleased{.at = at, .modifiers = {}});
        settle();
    }
    /// At the node's middle.
    void click(Role role, std::string_view name, Modifiers modifiers = {}) {
        click_at(middle(get(role, name).rect), modifiers);
    }
    /// As assistive technology does: without a pointer.
    void activate(Role role, std::string_view name) {
        push(Action{
            .kind = Action::Kind::activate, .node = get(role, name).id, .text = {}, .by_keyboard = true});
    }
    void focus(Role role, std::string_view name, bool by_keyboard = true) {
        push(Action{
            .kind = Action::Kind::focus, .node = get(role, name).id, .text = {}, .by_keyboard = by_keyboard});
    }
    /// Puts the focus into the field of this name, and `text` in the place of what is there.
    void type(std::string_view field, std::string_view text) {
        const Node* node = find(Role::textbox, field);
        if (node == nullptr) node = find(Role::searchbox, field);
        const NodeId id = node != nullptr ? node->id : get(Role::combobox, field).id;
        push(Action{.kind = Action::Kind::focus, .node = id, .text = {}});
        push(Action{.kind = Action::Kind::set_text, .node = id, .text = std::string(text)});
    }
    /// Enter in the field that is being edited.
    void commit() { act_on_edited(Action::Kind::commit); }
    /// Escape there.
    void cancel() { act_on_edited(Action::Kind::cancel); }
    /// The focus leaves it.
    void blur() { act_on_edited(Action::Kind::blur); }
    /// A key that the edited field gives to its list: "ArrowDown", "ArrowUp", "Tab" (the focus does not move by that).
    void list_key(std::string_view key) { act_on_edited(Action::Kind::key, key); }
    void key(std::string_view key, Modifiers modifiers = {}) {
        push(KeyPressed{.key = std::string(key), .modifiers = modifiers});
    }
    void wheel(Point at, float dy) { push(Wheel{.at = at, .dy = dy, .modifiers = {}}); }
    void wheel(Point at, Point by, Modifiers modifiers = {}) {
        push(Wheel{.at = at, .dx = by.x, .dy = by.y, .modifiers = modifiers});
    }
    void press(Point at) {
        move_to(at);
        push(PointerPressed{.at = at, .modifiers = {}});
    }
    void release(Point at) { push(PointerReleased{.at = at, .modifiers = {}}); }
    /// As a hand does: there in steps, each of them seen.
    void drag(Point from, Point to) {
        constexpr int kSteps = 4;
        press(from);
        for (int step = 1; step <= kSteps; ++step) {
            const float share = static_cast<float>(step) / kSteps;
            move_to({from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
        }
        release(to);
    }

private:
    void act_on_edited(Action::Kind kind, std::string_view text = {}) {
        REQUIRE_MESSAGE(stage_.editing() != 0, "no field is being edited");
        push(Action{.kind = kind, .node = stage_.editing(), .text = std::string(text)});
    }

    std::function<void(Ui&)> draw_;
    Stage stage_;
    double now_ = 1;
    int frames_ = 0;
};

}  // namespace perennial::ui
