// Ui as Stage makes it: one frame's drawing. Each group of members has its own file (draw.cpp, text.cpp, buttons.cpp, ...).
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "ui/stage_parts.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

class UiFrame final : public Ui {
public:
    explicit UiFrame(Stage::Parts& parts);
    /// Draws what lies above everything else; call once, after the screen was drawn.
    void finish();

    Layout layout() const override;
    bool touch() const override { return parts_.preferences.touch; }
    Rect screen() const override { return parts_.screen; }
    const Tokens& tokens() const override { return tokens_; }
    const Preferences& preferences() const override { return parts_.preferences; }
    double seconds() const override { return parts_.now; }

    void push_id(std::string_view id) override { parts_.record.push_id(id); }
    void push_id(std::uint64_t id) override { parts_.record.push_id(id); }
    void pop_id() override { parts_.record.pop_id(); }
    NodeId begin(Role role, std::string_view name, Rect rect) override;
    void end() override { parts_.record.close(); }
    Node& last() override { return parts_.record.last(); }
    NodeId begin_stop(Role role, std::string_view name, Rect rect) override;
    std::string key_on(NodeId stop) const override;
    bool has_focus(NodeId stop) const override { return parts_.interaction.focused() == stop; }
    void use_key() override { signals().key.reset(); }
    Node& recorded(NodeId node) override { return parts_.record.node(node); }
    void page_title(std::string_view title) override { parts_.title = title; }

    void fill(Rect rect, Colour colour, float radius = 0) override;
    void edge(Rect rect, Colour colour, float radius = 0, float width = 1) override;
    void line(Point from, Point to, Colour colour, float width = 1) override;
    void lift(Rect rect, float radius) override;
    void circle(Point centre, float radius, Colour colour) override;
    void polyline(std::span<const Point> points, Colour colour, float width = 1.5F) override;
    void quad(const std::array<Point, 4>& corners, Colour colour) override;
    void icon(const char* icon, Rect rect, Colour colour, float px = 16) override;
    float draw_text(Rect rect, std::string_view text, TextStyle style, Colour colour,
                    Align align = Align::left) override;
    float text_width(std::string_view text, TextStyle style) const override;
    float line_height(TextStyle style) const override { return type(style).line; }
    void push_clip(Rect rect) override;
    void pop_clip() override;

    void text(Rect rect, std::string_view text, TextStyle style, Colour colour,
              Align align = Align::left) override;
    void heading(Rect rect, std::string_view text, int level, TextStyle style,
                 Align align = Align::left) override;
    float paragraph(Rect rect, std::string_view text, TextStyle style, Colour colour, int max_lines = 0,
                    Align align = Align::left) override;
    float paragraph_height(std::string_view text, TextStyle style, float width) const override;

    bool button(Rect rect, std::string_view label, const ButtonOptions& options = {}) override;
    float button_width(std::string_view label, const ButtonOptions& options = {}) const override;
    void link(Rect rect, std::string_view label, std::string_view href, TextStyle style,
              Colour colour) override;
    bool nav_item(Rect rect, std::string_view label, const char* icon, bool current, std::string_view href,
                  std::string_view count = {}) override;
    bool hit_area(Rect rect, std::string_view name, Role role = Role::button, float radius = 0) override;
    bool hovered(Rect rect) const override;

    bool checkbox(Rect rect, std::string_view label, bool& on, bool mixed = false,
                  bool show_label = true) override;
    bool radio(Rect rect, std::string_view label, bool on, std::string_view help = {}) override;
    bool tabs(Rect rect, std::string_view name, std::span<const Option> options, int& chosen,
              std::span<const std::string> counts = {}) override;
    bool segmented(Rect rect, std::string_view name, std::span<const Option> options, int& chosen) override;
    bool select(Rect rect, std::string_view label, std::span<const Option> options, int& chosen,
                const FieldOptions& field = {}) override;

    FieldResult text_field(Rect rect, std::string_view label, std::string& text,
                           const FieldOptions& options = {}) override;
    CompleteResult complete_field(Rect rect, std::string_view label, std::string& text,
                                  std::span<const Suggestion> suggestions,
                                  const FieldOptions& options = {}) override;
    float field_height(const FieldOptions& options, float control_height = 0) const override;

    void avatar(Rect rect, std::string_view initials, std::uint64_t hue_of) override;
    float tag(Point at, const TagView& tag) override;
    void progress(Rect rect, std::string_view name, double fraction) override;
    void spinner(Rect rect, std::string_view name) override;
    void status(Rect rect, std::string_view text, const char* icon, Colour colour) override;
    void alert(std::string_view text) override;
    void tooltip(std::string_view text, std::string_view shortcut = {}) override;

    TableResult table(Rect rect, const TableSpec& spec, TableState& state) override;
    Rect begin_scroll(Rect rect, std::string_view name, float& scroll_y) override;
    void end_scroll(float content_height) override;
    void popup(Rect anchor, float width, float height, std::string_view name, bool& open,
               const std::function<void(Rect)>& content) override;
    int menu(Rect anchor, std::string_view name, std::span<const MenuItem> items, bool& open) override;
    void dialog(std::string_view title, float width, float height, bool& open,
                const std::function<void(Rect)>& content) override;

    bool shortcut(std::string_view keys) override;
    bool editing_text() const override { return parts_.interaction.editing() != 0; }
    void focus(NodeId node) override;
    void wake(double seconds) override;
    void draw_again() override;

private:
    friend class TableFrame;

    /// An interactive item of this frame.
    struct Item {
        NodeId id = 0;
        bool clicked = false, hovered = false, held = false;
        bool ring = false;  ///< Has the focus, from the keyboard.
    };
    struct ItemSpec {
        Role role = Role::button;
        std::string_view name;
        std::string_view id_label = {};  ///< What the id is made of when not the name.
        Cursor cursor = Cursor::hand;
        bool disabled = false;
        bool focusable = true;
        bool field = false;
    };
    /// Records the node (last() afterwards) and its area, and tells its state.
    Item item(Rect rect, const ItemSpec& spec);
    /// An area that answers the pointer under `id`, without a node.
    void add_hit(NodeId id, Rect rect, Cursor cursor, bool field = false);
    NodeId add_text_node(Role role, std::string_view text, Rect rect);

    ImDrawList& list() { return parts_.list(layer_); }
    Type type(TextStyle style) const { return type_of(style, parts_.preferences.touch); }
    float snap(float value) const { return parts_.snap(value); }
    Rect snapped(Rect rect) const;
    Rect clipped(Rect rect) const;
    Signals& signals() { return parts_.interaction.signals(); }
    void ring(Rect rect, float radius, float gap);
    void ring_inside(Rect rect);
    float draw_sized(Rect rect, std::string_view text, const Type& type, Colour colour, Align align);
    /// A polyline in a 24-unit square, drawn into `rect`.
    void stroke(Rect rect, std::span<const Point> points, Colour colour, float width);

    struct ButtonColours {
        Colour fill, edge, text, icon;
        bool filled = true, edged = true;
    };
    ButtonColours button_colours(const ButtonOptions& options, const Item& item) const;
    void follow(std::string_view href);
    void draw_button(Rect rect, std::string_view label, const ButtonOptions& options, const Item& item);
    float control_height(float given) const;
    void draw_check(Rect box, bool on, bool mixed, bool hovered);
    struct FieldBox {
        Rect label, control, note;
    };
    FieldBox field_box(Rect rect, const FieldOptions& options) const;
    void draw_label_and_note(const FieldBox& box, std::string_view label, const FieldOptions& options);
    Rect draw_field_frame(const FieldBox& box, const FieldOptions& options, const Item& item, bool editing);
    /// A field of this frame, recorded but not yet shown.
    struct FieldUse {
        FieldBox box = {};
        Item item = {};
        bool editing = false;
    };
    FieldUse use_field(Rect rect, Role role, std::string_view label, const std::string& text,
                       const FieldOptions& options);
    /// Draws it and says in its node (the last one) what it holds.
    void show_field(const FieldUse& field, std::string_view label, std::string_view text,
                    const FieldOptions& options);
    FieldResult apply_field_events(NodeId id, std::string& text, WidgetState& state);
    void draw_field_text(Rect area, std::string_view text, const FieldOptions& options);
    int list_popup(Rect anchor, std::string_view name, std::span<const Option> options, int chosen,
                   bool& open);
    bool option_row(Rect row, Role role, std::string_view label, const char* icon, std::string_view shortcut,
                    bool danger, bool disabled, bool chosen);

    // Completing
    using Suggestions = std::span<const Suggestion>;
    /// The row that a key of this frame takes. An Enter that takes one is no commit any more.
    std::optional<int> take_list_keys(NodeId field, std::string_view text, Suggestions suggestions,
                                      Completion& list);
    struct ListShown {
        NodeId id = 0, highlighted = 0;
        std::optional<int> clicked = {};
    };
    ListShown draw_list(const FieldUse& field, std::string_view name, Suggestions suggestions,
                        int highlighted);
    float list_width(Suggestions suggestions, float least) const;
    Item draw_suggestion(Rect row, const Suggestion& suggestion, bool highlighted);

    // Layers
    void enter_layer();
    void leave_layer();
    void draw_layer(NodeId id, Rect place, Rect inside, bool& open, const std::function<void(Rect)>& content);
    Rect popup_place(Rect anchor, float width, float height) const;
    bool layer_dismissed(NodeId id) const;
    void panel(Rect rect, float radius);
    void draw_tooltip();

    // Scrolling, shared by regions and tables
    struct ScrollBox {
        NodeId id = 0;
        Rect rect;              ///< The visible part.
        double content = 0;     ///< Height of all of it; width when sideways.
        double position = 0;    ///< Of its top or left; in and out.
        Rect reach = {};        ///< Where wheel and finger move it.
        bool sideways = false;  ///< The thumb lies at the bottom instead of at the right.

        double shown() const { return static_cast<double>(sideways ? rect.w : rect.h); }
        double most() const { return std::max(0.0, content - shown()); }
    };
    struct Thumb {
        NodeId id = 0;
        Rect rect = {};
        double travel = 0;  ///< Pixels from one end of its way to the other.
    };
    static Thumb thumb_of(const ScrollBox& box);
    /// Applies wheel, drag and thumb; clamps.
    void apply_scroll(ScrollBox& box);
    void draw_scroll_thumb(const ScrollBox& box);
    bool owns_keys(NodeId id) const;
    bool scroll_by_key(ScrollBox& box);
    bool key_is_free() const;

    struct OpenScroll {
        NodeId id = 0;
        Rect rect;
        float* scroll = nullptr;
        float drawn_at = 0;  ///< What it was when the content was drawn.
    };

    Stage::Parts& parts_;
    const Tokens& tokens_;
    int layer_ = 0;
    int quiet_ = 0;  ///< Inside table cells: text is recorded by the cell.
    std::vector<Rect> clips_;
    std::vector<OpenScroll> scrolls_;
    std::vector<NodeId> layer_ids_;  ///< Of the popups and dialogs being drawn, innermost last.
};

}  // namespace perennial::ui
