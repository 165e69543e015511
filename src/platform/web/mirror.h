// The mirror of real elements over the canvas, kept in step with the recorded tree. The JavaScript half is
// mirror.library.js; what changed is found by ui/semantics/diff.h.
#pragma once

#include <cstdint>

#include "ui/semantics/tree.h"
#include "ui/stage.h"

namespace perennial::web {

class Mirror {
public:
    void start();
    /// Applies what changed since the last call; returns how many operations that took.
    std::int64_t show(ui::Stage& stage);

private:
    void show_editing(ui::Stage& stage);

    ui::Tree shown_;
    ui::NodeId editing_ = 0;
};

}  // namespace perennial::web
