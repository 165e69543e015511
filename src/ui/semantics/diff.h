// What changed between two recorded trees, as operations on a mirror of real elements: the fewest that matter, so that an
// unchanged frame costs nothing and scrolling a table by a row makes one row and drops one.
// Applied in order they turn a mirror of `before` into one of `after`. An element is made empty; what it says follows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/semantics/tree.h"

namespace perennial::ui {

struct MirrorOperation {
    enum class Kind : std::uint8_t {
        create,  ///< A new element of `role` in `parent`, before the sibling `before_sibling` (0: last).
        move,    ///< An element to another parent or place.
        remove,  ///< An element with everything still in it.
        set,     ///< One attribute; "" takes it away.
    };
    Kind kind = Kind::set;
    NodeId id = 0;
    Role role = Role::text;
    NodeId parent = 0, before_sibling = 0;
    std::string_view attribute;  ///< A field of Node: "name", "rect" (x y w h, viewport), "checked", ...
    std::string text;
};

std::vector<MirrorOperation> diff(const Tree& before, const Tree& after);

}  // namespace perennial::ui
