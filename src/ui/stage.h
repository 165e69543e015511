// Owns the interface between frames: ImGui's context, fonts, focus, the recorded tree, what wakes the next frame.
// The platform feeds events, asks for a frame when one is due, and reads back draw data, tree, cursor and title.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "ui/glyphs.h"
#include "ui/input.h"
#include "ui/semantics/tree.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

struct FontFiles {
    std::vector<std::byte> regular, medium, semibold, icons;
};

enum class Cursor : std::uint8_t { arrow, hand, text, resize };

class Stage {
public:
    /// `rasterizer` may be null in tests: missing characters are then boxes.
    Stage(FontFiles fonts, GlyphRasterizer* rasterizer);
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    void push(const InputEvent& event);
    /// Whether a frame is due at `seconds`; and when the next one will be (infinity: only after an event).
    bool frame_due(double seconds) const;
    double next_frame_at() const;
    void wake(double at_seconds);

    /// Runs one frame: `draw` draws the whole screen, again when it asks for that.
    void frame(double seconds, const std::function<void(Ui&)>& draw);

    const Tree& tree() const;
    Cursor cursor() const;
    /// Whether events wait for the next frame: what a field says may then be older than what was typed into it.
    bool has_events() const;
    /// The node whose text is being edited, 0 = none: the mirror shows its own field there.
    NodeId editing() const;
    NodeId focused() const;
    /// A focus the program asked for since the last call (a form opened, a dialog closed); 0 = none.
    NodeId take_focus_request();
    /// Where a link of the text leads that was followed since the last call; "" = none.
    std::string take_followed();
    /// CPU time of the last frame's own work, ms; vertices drawn.
    struct Cost {
        double frame_ms = 0;
        int vertices = 0, draw_calls = 0;
    };
    Cost cost() const;

    struct Parts;
    Parts& parts() { return *parts_; }

private:
    std::unique_ptr<Parts> parts_;
};

}  // namespace perennial::ui
