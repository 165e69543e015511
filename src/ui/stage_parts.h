// What Stage keeps between frames, for the parts of ui that draw: frames, widgets and the renderer.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <imgui.h>

#include "ui/interaction/interaction.h"
#include "ui/semantics/record.h"
#include "ui/stage.h"
#include "ui/text/writer.h"

namespace perennial::ui {

/// Of a field that completes: its list while it is edited.
struct Completion {
    bool open = true;         ///< Shown when there are suggestions.
    int highlighted = -1;     ///< Row; -1: none.
    bool moved = false;       ///< The highlight was moved there by key.
    std::string text_before;  ///< The field's text at the end of the frame before.
};

/// What a widget remembers between frames. Gone when it was not drawn in a frame.
struct WidgetState {
    bool open = false;          ///< Of a select: its list.
    bool wanted_focus = false;  ///< Of a field: focus_now was on in the frame before.
    float content_height = 0;   ///< Of a scrolled region.
    double grabbed_at =
        0;  ///< Of a scroll thumb or the edge of a column: its position or width when it was pressed.
    bool dragged = false;       ///< Of a column's head or edge: moved further than a click does.
    std::string text_at_start;  ///< Of a field: before it was edited.
    Completion completion;
    std::uint64_t used = 0;  ///< Frame.
};

/// A popup or dialog that is open.
struct OpenLayer {
    NodeId id = 0;
    int layer = 0;
    bool modal = false;
    NodeId return_focus = 0;  ///< What had the focus before.
    std::uint64_t used = 0;   ///< Frame.
    bool focused = false;     ///< The focus has been brought into it.
};

struct Tooltip {
    std::string text, shortcut;
    Rect anchor;
};

struct ContextDeleter {
    void operator()(ImGuiContext* context) const { ImGui::DestroyContext(context); }
};

struct Stage::Parts {
    Parts(FontFiles fonts, GlyphRasterizer* rasterizer);
    ~Parts();
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    void begin_frame(double seconds);
    void end_frame();
    /// The draw list of a layer; made when first asked for in a frame.
    ImDrawList& list(int layer);
    WidgetState& state(NodeId id);
    OpenLayer& open_layer(NodeId id, int layer, bool modal);
    float snap(float value) const;

    std::unique_ptr<ImGuiContext, ContextDeleter> context;
    std::unique_ptr<Writer> writer;
    Interaction interaction;
    Preferences preferences;
    Rect screen{0, 0, 1280, 800};
    float pixel_ratio = 1;
    double now = 0;

    Record record;
    Tree tree;      ///< Of the last complete frame.
    HitList shown;  ///< The same.
    HitList hits;   ///< Of the frame being drawn.
    std::string title;
    Tooltip tooltip;
    std::unordered_map<NodeId, WidgetState> states;
    std::vector<OpenLayer> layers;

    std::uint64_t frame = 0;
    std::string followed;  ///< Where a link leads that was clicked.
    int frames_due = 3;
    bool unsettled = false;                                    ///< The pass just drawn is to be drawn again.
    double wake_at = std::numeric_limits<double>::infinity();  ///< Asked for from outside.
    double widgets_wake_at = std::numeric_limits<double>::infinity();  ///< By the last frame's widgets.
    Cost cost;
    ImDrawData* draw_data = nullptr;  ///< Of the last frame; null before.

private:
    void prepare(ImDrawList& list) const;
    void settle_layers();
    void focus_into(OpenLayer& layer);
    int modal_layer() const;

    ImDrawList* page_ = nullptr;
    std::vector<std::unique_ptr<ImDrawList>> lists_;  // Of the layers above the page, from 1.
    std::vector<std::uint64_t> list_used_;
};

}  // namespace perennial::ui
