// The port through which a platform tells what the person did. Positions in CSS pixels.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "ui/geometry.h"
#include "ui/semantics/tree.h"

namespace perennial::ui {

struct Modifiers {
    bool ctrl = false, shift = false, alt = false, meta = false;
    bool operator==(const Modifiers&) const = default;
};
struct PointerMoved {
    Point at;
    bool touch = false;
};
struct PointerLeft {};
struct PointerPressed {
    Point at;
    int button = 0;
    int clicks = 1;
    Modifiers modifiers;
    bool touch = false;
};
struct PointerReleased {
    Point at;
    int button = 0;
    Modifiers modifiers;
};
/// Pixels to scroll by, down and right positive.
struct Wheel {
    Point at;
    float dx = 0, dy = 0;
    Modifiers modifiers;
};
/// `key` as KeyboardEvent.key ("ArrowDown", "a", "Delete"). Sent for keys that no text field used, and not for Enter and
/// Space where the browser itself makes a click of them: that arrives as Action::activate.
struct KeyPressed {
    std::string key;
    Modifiers modifiers;
    bool repeat = false;
};
struct Resized {
    float width = 0, height = 0, pixel_ratio = 1;
};
struct Preferences {
    bool dark = false, reduced_motion = false, high_contrast = false, touch = false;
    std::string locale = "en";
    bool operator==(const Preferences&) const = default;
};
/// Fragment of the address: "#/contacts/0197...".
struct RouteChanged {
    std::string fragment;
};
struct FilesDropped {
    int count = 0;
};  ///< Their contents follow through the Files port.

using InputEvent = std::variant<PointerMoved, PointerLeft, PointerPressed, PointerReleased, Wheel, KeyPressed,
                                Resized, Preferences, RouteChanged, FilesDropped, Action>;

}  // namespace perennial::ui
