// The parts every screen is made of. Each draws itself as look/parts shows, records its semantics, and answers pointer,
// keyboard and assistive technology alike. A view passes rectangles and values; it never talks to ImGui.
// Conventions: `label` is the accessible name as well as what is drawn unless `name` is given; ids come from push_id()
// and the label, so rows push their record's id, never their index.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/geometry.h"
#include "ui/glyphs.h"
#include "ui/input.h"
#include "ui/semantics/tree.h"
#include "ui/theme/tokens.h"

namespace perennial::ui {

enum class TextStyle : std::uint8_t {
    caption,  ///< 12/16
    body,     ///< 13/20
    body_medium,
    body_semibold,
    caption_medium,
    section,       ///< 14/20 semibold
    dialog_title,  ///< 16/24 semibold
    page_title,    ///< 20/28 semibold
    figure,        ///< 20/28 semibold
    headline,      ///< 32/40 semibold
};
enum class Align : std::uint8_t { left, centre, right };

enum class ButtonLook : std::uint8_t { plain, main, soft, bare, danger, bar /* on the dark bulk bar */ };
struct ButtonOptions {
    ButtonLook look = ButtonLook::plain;
    const char* icon = nullptr;  ///< Of icons.h; drawn before the label, or alone when `icon_only`.
    const char* icon_after = nullptr;
    bool icon_only = false;  ///< The label is then the accessible name and the tooltip.
    bool disabled = false;
    std::string_view disabled_reason = {};
    std::string_view shortcut = {};  ///< Shown in the tooltip: "Ctrl Z".
    bool small = false;
    std::string_view name = {};  ///< Accessible name when it must differ from the label.
    bool expanded = false, has_popup = false;
    /// It goes to a place, as link() does: then it is a link, and never `clicked`.
    std::string_view href = {};
};

struct FieldOptions {
    std::string_view placeholder = {};
    std::string_view help = {};
    std::string_view error = {};  ///< Takes the place of help, with icon and red edge.
    std::string_view input_mode = "text";
    std::string_view autocomplete = "off";
    const char* icon = nullptr;
    bool multiline = false;
    bool required = false;
    bool show_label = true;  ///< false: the label is only the accessible name.
    bool search = false;
    bool disabled = false;
    bool focus_now = false;  ///< Takes the focus this frame (a form that has just opened).
};
struct FieldResult {
    bool changed = false;    ///< The text differs from the frame before.
    bool committed = false;  ///< Enter, or left with a change.
    bool cancelled = false;  ///< Escape.
    bool left = false;       ///< The focus went away: check now.
};

/// One row of the list below a field that completes.
struct Suggestion {
    std::string text;         ///< What the field's text becomes.
    std::string detail = {};  ///< Tells it from others of the same name: a price, an e-mail.
    const char* icon = nullptr;
};
struct CompleteResult {
    FieldResult field;
    bool editing = false;            ///< It has the focus: suggestions for its text are wanted.
    std::optional<int> chosen = {};  ///< Taken by Enter, Tab or click; the text became its text. Not `committed`.
};

struct Option {
    std::string label;
    const char* icon = nullptr;
    std::string help;
};

struct TagView {
    std::string text;
    int colour = 0;  ///< 1 to 6: dot in chart colour; 0: no dot.
};

struct Column {
    std::string label = {};
    float width = 0;  ///< With the gap behind it. 0: shares what is left, at least 140.
    Align align = Align::left;
    bool sortable = false;
    std::optional<bool> sorted_descending = {};  ///< Set: the table is sorted by it.
    int sorted_order = 0;                        ///< 1, 2, 3 when several sort; 0: no number is shown.
};

class Ui;

/// A virtualised table: only visible rows and columns are drawn, the head stands still, one tab stop, arrows move, Space
/// selects, Shift extends, Enter opens, Ctrl A selects all. Columns that need more than the room scroll sideways, the boxes
/// and the first column stay put (where the rest would have no room, only the boxes).
struct TableSpec {
    std::string_view label;  ///< Accessible name of the grid.
    std::span<const Column> columns;
    std::int64_t row_count = 0;
    float row_height = 40;
    bool selectable = false;  ///< A column of boxes first.
    /// Stable identity of a row, for ids and selection.
    std::function<std::uint64_t(std::int64_t)> row_key;
    std::function<std::string(std::int64_t)> row_name;  ///< Accessible name of a row.
    std::function<bool(std::int64_t)> row_selected;
    /// Told before drawing which rows are needed, so that the caller can fetch them as one page.
    std::function<void(std::int64_t first, std::int64_t last)> will_show;
    /// Draws one cell's content (centred vertically in `cell`) and returns its plain text for the mirror.
    std::function<std::string(std::int64_t row, int column, Rect cell)> draw_cell;
    std::function<std::string(std::int64_t row)> row_href;  ///< Link of the first column, "" = none.
    float margin = -1;                 ///< Left of the first column; negative: the page's margin.
    std::int64_t selected_count = -1;  ///< For the box in the head; negative: judged by the visible rows.
    bool resizable = false;            ///< The right edge of a head can be dragged; see TableResult::resized.
    bool movable = false;              ///< Heads but the first can be dragged; see TableResult::moved.
    std::vector<std::string> foot;     ///< One text for each column, in a row below; empty: no foot.
};
struct TableState {
    double scroll_y = 0;  ///< A million rows are too many pixels for a float.
    float scroll_x = 0;
    std::int64_t focused_row = -1;
    std::int64_t anchor_row = -1;
    /// What the columns of width 0 got when one was first resized: they keep it, so that the edge follows the pointer, until
    /// the room or the number of columns is another.
    struct Share {
        float width = 0, room = 0;
        std::size_t columns = 0;
    } share;
};
struct TableResult {
    std::optional<std::int64_t> opened;  ///< Row that was clicked or entered.
    std::optional<int> sort_column;      ///< Head that was clicked.
    std::optional<int> sort_also;  ///< Head that was clicked with Shift: sorts within what sorts already.
    struct Resized {
        int column = 0;
        float width = 0;
    };
    std::optional<Resized> resized;  ///< In each frame of the drag; the caller keeps it as the column's width.
    struct Moved {
        int from = 0, to = 0;
    };
    std::optional<Moved> moved;  ///< `to`: its place afterwards. Neither is ever the first column.
    struct Select {
        std::int64_t first = 0, last = 0;
        bool on = true;
        bool only = false;
    };
    std::optional<Select> select;  ///< Range to switch; `only`: everything else off.
    bool select_all = false, select_none = false;
    std::optional<std::string> key;  ///< A key the table did not use ("Delete"), with the focus in it.
};

enum class Layout : std::uint8_t { narrow, medium, wide };

/// One frame of the interface. Made by Stage (stage.h); valid during the frame.
class Ui {
public:
    virtual ~Ui() = default;

    // Surroundings
    virtual Layout layout() const = 0;
    virtual bool touch() const = 0;
    virtual Rect screen() const = 0;
    virtual const Tokens& tokens() const = 0;
    virtual const Preferences& preferences() const = 0;
    virtual double seconds() const = 0;  ///< Of a clock that only goes forward.

    // Identity and structure of the recorded tree
    virtual void push_id(std::string_view id) = 0;
    virtual void push_id(std::uint64_t id) = 0;
    virtual void pop_id() = 0;
    /// Opens a node that holds what follows: navigation, main, dialog, group, list, row, ...
    virtual NodeId begin(Role role, std::string_view name, Rect rect) = 0;
    virtual void end() = 0;
    /// Changes the node recorded last (description, current, level, ...).
    virtual Node& last() = 0;
    /// Opens a container that is one tab stop and wears the ring of focus (a chart), and that arrows read; end() closes it.
    virtual NodeId begin_stop(Role role, std::string_view name, Rect rect) = 0;
    /// The key that was pressed, without others, while a stop had the focus; "" when there is none. use_key() takes it.
    virtual std::string key_on(NodeId stop) const = 0;
    virtual bool has_focus(NodeId stop) const = 0;
    virtual void use_key() = 0;
    /// A node of this frame, for changing it after others were recorded; last() when there is none.
    virtual Node& recorded(NodeId node) = 0;
    /// Title of the page in the browser: "Contacts - Harbour Books". Stands until changed.
    virtual void page_title(std::string_view title) = 0;

    // Plain drawing
    virtual void fill(Rect rect, Colour colour, float radius = 0) = 0;
    virtual void edge(Rect rect, Colour colour, float radius = 0, float width = 1) = 0;
    virtual void line(Point from, Point to, Colour colour, float width = 1) = 0;
    virtual void lift(Rect rect, float radius) = 0;  ///< The shadow of menus, dialogs, bars.
    virtual void circle(Point centre, float radius, Colour colour) = 0;
    /// A line through all points.
    virtual void polyline(std::span<const Point> points, Colour colour, float width = 1.5F) = 0;
    /// Four corners in their order around; convex.
    virtual void quad(const std::array<Point, 4>& corners, Colour colour) = 0;
    virtual void icon(const char* icon, Rect rect, Colour colour, float px = 16) = 0;
    /// Draws one line, cut with an ellipsis at the rectangle's width; returns its width. Not recorded.
    virtual float draw_text(Rect rect, std::string_view text, TextStyle style, Colour colour,
                            Align align = Align::left) = 0;
    virtual float text_width(std::string_view text, TextStyle style) const = 0;
    virtual float line_height(TextStyle style) const = 0;
    virtual void push_clip(Rect rect) = 0;
    virtual void pop_clip() = 0;

    // Text that is recorded
    virtual void text(Rect rect, std::string_view text, TextStyle style, Colour colour,
                      Align align = Align::left) = 0;
    virtual void heading(Rect rect, std::string_view text, int level, TextStyle style,
                         Align align = Align::left) = 0;
    /// Wrapped text; returns its height. `max_lines` 0: all.
    virtual float paragraph(Rect rect, std::string_view text, TextStyle style, Colour colour,
                            int max_lines = 0, Align align = Align::left) = 0;
    /// How high paragraph() would be at this width.
    virtual float paragraph_height(std::string_view text, TextStyle style, float width) const = 0;

    // Acting
    virtual bool button(Rect rect, std::string_view label, const ButtonOptions& options = {}) = 0;
    virtual float button_width(std::string_view label, const ButtonOptions& options = {}) const = 0;
    /// Text that goes to a place: Stage::take_followed says when it was (a new tab is the browser's work, and so is a place
    /// outside, such as "mailto:…").
    virtual void link(Rect rect, std::string_view label, std::string_view href, TextStyle style,
                      Colour colour) = 0;
    /// A row of the navigation.
    virtual bool nav_item(Rect rect, std::string_view label, const char* icon, bool current,
                          std::string_view href, std::string_view count = {}) = 0;
    /// An area without a look of its own that can be clicked (a list row); returns true when it was.
    virtual bool hit_area(Rect rect, std::string_view name, Role role = Role::button, float radius = 0) = 0;
    virtual bool hovered(Rect rect) const = 0;

    // Choosing
    virtual bool checkbox(Rect rect, std::string_view label, bool& on, bool mixed = false,
                          bool show_label = true) = 0;
    /// One of several; draws one radio with optional help below; true when it became chosen.
    virtual bool radio(Rect rect, std::string_view label, bool on, std::string_view help = {}) = 0;
    virtual bool tabs(Rect rect, std::string_view name, std::span<const Option> options, int& chosen,
                      std::span<const std::string> counts = {}) = 0;
    virtual bool segmented(Rect rect, std::string_view name, std::span<const Option> options, int& chosen) = 0;
    /// A picker with a chevron that opens a list; true when the choice changed.
    virtual bool select(Rect rect, std::string_view label, std::span<const Option> options, int& chosen,
                        const FieldOptions& field = {}) = 0;

    // Typing: `text` is the draft; edited by the browser's own field in place.
    virtual FieldResult text_field(Rect rect, std::string_view label, std::string& text,
                                   const FieldOptions& options = {}) = 0;
    /// A text field with a list of suggestions below it while it is edited, at most the first eight. They must be for the
    /// text of the frame before. Any text may be typed; a row is highlighted once something was, and the arrows move
    /// through the rows and, between last and first, to none: then Enter commits what was typed. Escape closes the list.
    virtual CompleteResult complete_field(Rect rect, std::string_view label, std::string& text,
                                          std::span<const Suggestion> suggestions,
                                          const FieldOptions& options = {}) = 0;
    /// Height of a field with its label and help or error line.
    virtual float field_height(const FieldOptions& options, float control_height = 0) const = 0;

    // Showing
    virtual void avatar(Rect rect, std::string_view initials, std::uint64_t hue_of) = 0;
    virtual float tag(Point at, const TagView& tag) = 0;  ///< Returns its width; 20 high.
    virtual void progress(Rect rect, std::string_view name, double fraction) = 0;
    virtual void spinner(Rect rect, std::string_view name) = 0;
    virtual void status(Rect rect, std::string_view text, const char* icon,
                        Colour colour) = 0;         ///< Role status.
    virtual void alert(std::string_view text) = 0;  ///< Announced, not drawn.
    virtual void tooltip(std::string_view text,
                         std::string_view shortcut = {}) = 0;  ///< Of the item recorded last.

    // Containers
    virtual TableResult table(Rect rect, const TableSpec& spec, TableState& state) = 0;
    /// A scrolled region: draw between the two; content is laid out from the returned rectangle's top left, whose height
    /// is unbounded; pass the height used to end_scroll.
    virtual Rect begin_scroll(Rect rect, std::string_view name, float& scroll_y) = 0;
    virtual void end_scroll(float content_height) = 0;
    /// A popup below (or above) `anchor`, e.g. a menu: open while `open`; draws what `content` draws in the given rectangle.
    virtual void popup(Rect anchor, float width, float height, std::string_view name, bool& open,
                       const std::function<void(Rect)>& content) = 0;
    struct MenuItem {
        std::string label = {};
        const char* icon = nullptr;
        std::string shortcut = {};
        bool danger = false, disabled = false, separator_before = false;
        bool chosen = false;  ///< Where we are: a check mark.
    };
    /// Index of the item chosen, or -1.
    virtual int menu(Rect anchor, std::string_view name, std::span<const MenuItem> items, bool& open) = 0;
    /// Modal, 440 wide by default, page dimmed; Esc sets open to false.
    virtual void dialog(std::string_view title, float width, float height, bool& open,
                        const std::function<void(Rect)>& content) = 0;

    // Keys and focus
    /// Whether this key was pressed this frame and no field used it; consumes it. "Ctrl Z", "/", "Escape".
    virtual bool shortcut(std::string_view keys) = 0;
    virtual bool editing_text() const = 0;
    virtual void focus(NodeId node) = 0;
    /// Asks for another frame in `seconds` (0: the next); nothing is drawn otherwise until something happens.
    virtual void wake(double seconds) = 0;
    /// What was drawn rests on measures that have turned out otherwise, or has to be scrolled: it is drawn once more before
    /// anybody sees it.
    virtual void draw_again() = 0;
};

}  // namespace perennial::ui
