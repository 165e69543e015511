// What can be pointed at in the frame that is on the screen. Events are answered from this list, never from the frame that
// is being drawn: a click means what the person saw.
// Layers: 0 is the page; each popup or dialog adds one. In a layer, what was recorded later lies above.
#pragma once

#include <vector>

#include "ui/geometry.h"
#include "ui/semantics/tree.h"
#include "ui/stage.h"

namespace perennial::ui {

/// An area that answers the pointer. `id` 0: nothing happens here, and nothing below is reached.
struct Hit {
    NodeId id = 0;
    Rect rect;
    int layer = 0;
    Cursor cursor = Cursor::hand;
    bool field = false;  ///< Pressing it starts to edit.
};

/// An area whose content scrolls. Listed when it ends, so the inner ones come first.
struct ScrollArea {
    NodeId id = 0;
    Rect rect;
    int layer = 0;
    bool up = false, down = false;  ///< Which way there is more.
    bool left = false, right = false;

    /// Whether there is more the way that `by` points: along one axis, right and down positive.
    bool has_more(Point by) const;
};

/// Below an open popup or dialog: stops everything, except in `hole` (what the popup hangs from). The list of a field
/// that is edited has the field's id and stops nothing: its hole is the screen.
struct Blocker {
    NodeId id = 0;
    int layer = 0;
    Rect hole;
    bool modal = false;
};

struct HitList {
    std::vector<Hit> hits;
    std::vector<ScrollArea> areas;
    std::vector<Blocker> blockers;

    void clear();
    int top_layer() const;
    /// The layer whose content is at `point`: what lies in lower ones is covered or blocked.
    int layer_at(Point point) const;
    /// The uppermost area at `point`, null when there is none or it is blocked.
    const Hit* at(Point point) const;
    /// The innermost area there that can still scroll by something of `by`, along one axis.
    const ScrollArea* area_at(Point point, Point by) const;
    /// The popup that a press at `point` is outside of; 0 = none.
    NodeId outside_of(Point point) const;
    /// Whether `point` is in the list that is open below this field.
    bool in_list_of(NodeId field, Point point) const;
};

}  // namespace perennial::ui
