// A list on screen: tabs of saved views, chips of filters, the table, the foot, and what can be done with the rows chosen.
// One view for contacts, companies, products and orders: what differs between them is in list_words and the columns.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/app/lists.h"
#include "ui/views/state.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

struct ListScreenRows {
    ListKind kind;
    std::span<const ListColumn> columns;  ///< Every one the list has.
    std::span<const std::string> shown;   ///< Names of those that `page` has cells for.
    const ListRows& list;
    PagedRows<ListRow>& page;
    std::span<const SavedView> views;
    /// Rows of each view, in their order; none: not counted yet.
    std::span<const std::optional<std::int64_t>> view_counts;
    std::span<const std::string> staff;  ///< For assigning.
    Day today;
    int offset_minutes = 0;
    bool read_only = false;
};

/// A filter being made or changed.
struct FilterDraft {
    std::optional<std::size_t> changes = {};  ///< Index of the filter that it replaces.
    int column = 0, op = 0;
    std::string value = {};
    std::vector<bool> chosen = {};  ///< Of choices.
    std::string error = {};
};

/// What is to be done with the chosen rows; asked in a dialog first.
struct BulkDraft {
    enum class Act : std::uint8_t { none, tag, untag, assign, edit, remove };
    Act act = Act::none;
    std::string text = {};
    int field = 0, choice = 0;
    std::string error = {};
    bool confirmed = false;  ///< The controller takes it from here.
};

struct ListState {
    ListView view;
    std::optional<Id> tab;  ///< The saved view that was opened; none: all.
    TableState table;
    Selection selection;
    bool filter_open = false, columns_open = false, sort_open = false, more_open = false;
    FilterDraft filter;
    float columns_scroll = 0;
    BulkDraft bulk;
    /// The dialog that asks for a view's name. `renames`: the view shown, instead of a new one.
    struct Naming {
        bool open = false, renames = false;
        std::string name = {};
    } naming;
};

/// The columns to have cells for, first to last: those chosen, or on a narrow screen those its two lines are made of.
std::vector<std::string> shown_columns(ListKind kind, std::span<const ListColumn> columns,
                                       const ListView& view, Layout layout);

void draw_list(Ui& ui, Rect page, const ListScreenRows& rows, ListState& state, Queue& queue);

// Parts of it, in files of their own.
/// The columns shown become chosen ones, so that they can be sized, moved and dropped.
void write_columns_down(const ListScreenRows& rows, ListView& view);
/// Tabs, and what keeps a view; takes the height it needs off the top of `page`.
void draw_list_tabs(Ui& ui, Rect& page, const ListScreenRows& rows, ListState& state, Queue& queue);
/// Chips of filters, order and columns; takes the height it needs off the top of `page`.
void draw_list_toolbar(Ui& ui, Rect& page, const ListScreenRows& rows, ListState& state);
void draw_list_bulk_bar(Ui& ui, Rect area, const ListScreenRows& rows, ListState& state);
void draw_naming_dialog(Ui& ui, const ListScreenRows& rows, ListState& state, Queue& queue);
void draw_list_dialogs(Ui& ui, const ListScreenRows& rows, ListState& state, Queue& queue);
/// Draws one cell and returns its text.
std::string draw_list_cell(Ui& ui, Rect cell, const ListScreenRows& rows, const ListRow& row,
                           std::size_t column);
std::string draw_list_two_lines(Ui& ui, Rect cell, const ListScreenRows& rows, const ListRow& row);
/// "4 days ago", "€12.50": a cell in words; "" when it is empty.
std::string cell_words(const ListColumn& column, const ListCell& cell, Day today, int offset_minutes);

/// A field that can be given one value for many rows.
struct BulkField {
    std::string label = {};
    std::optional<FieldNo> field = {};  ///< none: a custom field.
    std::string key = {};               ///< Of a custom field.
    ColumnKind kind = ColumnKind::text;
    std::vector<std::string> choices = {};
};
std::vector<BulkField> bulk_fields(ListKind kind, std::span<const ListColumn> columns);
/// The command that a confirmed draft asks for, on these records.
Command bulk_command(const ListScreenRows& rows, const BulkDraft& draft, std::vector<RowNo> chosen);

}  // namespace perennial::ui
