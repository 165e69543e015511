// What the screen says to a program: every interactive item, heading, table and message of the last frame, with role,
// name, value, state and rectangle. Widgets record it while they draw; the mirror of real elements, the tests and the
// audit read it.
// Invariants: ids are stable from frame to frame for the same thing (made from its place in the id stack, never from a
// row's index); an item that can be clicked or typed into is always recorded, with a name that is not empty.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ui/geometry.h"

namespace perennial::ui {

enum class Role : std::uint8_t {
    text,  ///< Plain text that can be found and read.
    heading,
    button,
    link,
    textbox,
    searchbox,
    checkbox,
    radio,
    radiogroup,
    combobox,
    listbox,
    option,
    tab,
    tablist,
    tabpanel,
    menu,
    menuitem,
    grid,
    row,
    columnheader,
    gridcell,
    dialog,
    status,
    alert,
    progressbar,
    list,
    listitem,
    navigation,
    banner,
    main,
    complementary,
    contentinfo,
    group,
    image,
    tooltip,
};
/// As ARIA writes it: "gridcell".
const char* role_name(Role role);

using NodeId = std::uint32_t;  ///< 0 = none.

struct Node {
    NodeId id = 0;
    NodeId parent = 0;  ///< 0: the page.
    Role role = Role::text;
    std::string name;
    std::string value;                          ///< Of a field; of a progress bar, percent.
    std::string description;                    ///< Help or error below a field, a disabled item's reason.
    Rect rect;                                  ///< Clipped to what is visible.
    std::string href;                           ///< Links: "#/contacts/...".
    std::int32_t level = 0;                     ///< Headings: 1 to 6.
    std::int32_t row_index = 0, row_count = 0;  ///< Rows and grids, from 1, head row included; 0 = not given.
    std::int32_t column_index = 0, column_count = 0;
    enum class Tri : std::uint8_t { none, no, yes, mixed };
    Tri checked = Tri::none, expanded = Tri::none;
    enum class Sort : std::uint8_t { none, ascending, descending };
    Sort sort = Sort::none;
    bool disabled = false, selected = false, current = false, invalid = false, required = false,
         read_only = false;
    bool multiline = false, modal = false;
    bool focusable = false;        ///< A tab stop. Of a grid, the grid is the one stop.
    bool editable = false;         ///< Of a combobox: it is typed into, a field of the browser's own.
    NodeId active_descendant = 0;  ///< Of a focused grid or listbox, or of a field with a list.
    NodeId controls = 0;           ///< Of a field: the list that is open below it.
    // Text fields, for the browser's own field:
    std::string input_mode;    ///< "text", "email", "tel", "decimal", "search", ...
    std::string autocomplete;  ///< "off", "name", "email", ...
    std::string placeholder;
    float font_px = 13;
    Rect edit_rect;  ///< Where the text itself stands.
    bool operator==(const Node&) const = default;
};

/// Whether it is typed into.
bool is_field(const Node& node);

/// In drawing order, parents before children.
struct Tree {
    std::vector<Node> nodes;
    std::string title;  ///< Of the page: "Contacts - Harbour Books".
    std::string language = "en";
};

/// What a person did to a mirror element or, in tests, to a node.
struct Action {
    enum class Kind : std::uint8_t {
        activate,  ///< Click without a pointer, Enter, Space.
        focus,     ///< The element got the focus.
        blur,
        set_text,  ///< The field's text is now `text` (typed, pasted, filled in).
        commit,    ///< The field's text was finished (Enter, or leaving it).
        cancel,    ///< Escape in a field: the value before comes back.
        scroll_into_view,
        key,  ///< `text` is a key ("ArrowDown", "ArrowUp", "Tab") that a field with a list gives to the program.
    };
    Kind kind = Kind::activate;
    NodeId node = 0;
    std::string text;
    bool by_keyboard = false;
};

}  // namespace perennial::ui
