#include "ui/views/lists/list_view.h"

#include <algorithm>
#include <utility>

#include "core/base/phrase.h"
#include "core/base/text.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/lists/list_words.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

float usual_width(const ListColumn& column) {
    if (column.name == "email" || column.name == "website") return 250;
    switch (column.kind) {
        case ColumnKind::number: return 90;
        case ColumnKind::quantity: return 100;
        case ColumnKind::money: return 124;
        case ColumnKind::day:
        case ColumnKind::instant: return 120;
        case ColumnKind::choice: return 130;
        case ColumnKind::yes_no: return 110;
        case ColumnKind::many: return 200;
        case ColumnKind::link: return 200;
        case ColumnKind::text: break;
    }
    return 160;
}

bool counts(ColumnKind kind) {
    return kind == ColumnKind::number || kind == ColumnKind::quantity || kind == ColumnKind::money;
}

/// The width chosen for a column, or 0.
float chosen_width(const ListView& view, std::string_view name) {
    for (std::size_t i = 0; i < view.columns.size() && i < view.widths.size(); ++i) {
        if (view.columns[i] == name) return static_cast<float>(view.widths[i]);
    }
    return 0;
}

/// The column that gets the room which the others leave: the first, but of orders the customer, whose name is longer than a
/// number.
std::string_view widest_column(const ListScreenRows& rows) {
    constexpr std::string_view kCustomer = "contact";
    const bool customer =
        rows.kind == ListKind::orders && std::ranges::find(rows.shown, kCustomer) != rows.shown.end();
    return customer ? kCustomer : std::string_view(rows.shown.front());
}

std::vector<Column> table_columns(const ListScreenRows& rows, const ListState& state) {
    std::vector<Column> columns;
    const std::string_view widest = widest_column(rows);
    for (const std::string& name : rows.shown) {
        const ListColumn* described = find_column(rows.columns, name);
        if (described == nullptr) continue;
        Column column{.label = described->label,
                      .width = chosen_width(state.view, name),
                      .align = counts(described->kind) ? Align::right : Align::left,
                      .sortable = described->kind != ColumnKind::many};
        if (column.width <= 0 && name != widest) column.width = usual_width(*described);
        const auto& sorts = state.view.sorts;
        if (const auto sort = std::ranges::find(sorts, name, &ListSort::column); sort != sorts.end()) {
            column.sorted_descending = sort->descending;
            if (sorts.size() > 1) column.sorted_order = static_cast<int>(sort - sorts.begin()) + 1;
        }
        if (state.view.sorts.empty() && columns.empty() && rows.kind != ListKind::orders)
            column.sorted_descending = false;
        if (state.view.sorts.empty() && name == "placed_on") column.sorted_descending = true;
        columns.push_back(std::move(column));
    }
    return columns;
}

/// A click on a head sorts by it alone, and the other way round the second time; figures and days begin with the largest.
void apply_sort(const ListScreenRows& rows, std::size_t column, const Column& shown, ListState& state) {
    const ListColumn* described = find_column(rows.columns, rows.shown[column]);
    if (described == nullptr) return;
    const bool words = !counts(described->kind) && described->kind != ColumnKind::day &&
                       described->kind != ColumnKind::instant;
    const bool descending = shown.sorted_descending ? !*shown.sorted_descending : !words;
    state.view.sorts = {{described->name, descending}};
    state.table.scroll_y = 0;
}

/// Shift and a click on a head breaks ties by it, and turns it round when it does already.
void add_sort(const ListScreenRows& rows, std::size_t column, ListState& state) {
    const std::string& name = rows.shown[column];
    const auto found = std::ranges::find(state.view.sorts, name, &ListSort::column);
    if (found != state.view.sorts.end())
        found->descending = !found->descending;
    else
        state.view.sorts.push_back({name, false});
}

/// What was done with the heads: wider, moved, sorted by.
void apply_heads(const TableResult& result, const ListScreenRows& rows, const std::vector<Column>& columns,
                 ListState& state) {
    if (result.sort_column) {
        const auto column = static_cast<std::size_t>(*result.sort_column);
        apply_sort(rows, column, columns[column], state);
    }
    if (result.sort_also) add_sort(rows, static_cast<std::size_t>(*result.sort_also), state);
    if (!result.resized && !result.moved) return;
    write_columns_down(rows, state.view);
    if (result.resized)
        state.view.widths[static_cast<std::size_t>(result.resized->column)] =
            static_cast<int>(result.resized->width);
    if (!result.moved) return;
    const auto move = [&](auto& list) {
        const auto from = list.begin() + result.moved->from, to = list.begin() + result.moved->to;
        from < to ? std::rotate(from, from + 1, to + 1) : std::rotate(to, from, from + 1);
    };
    move(state.view.columns);
    move(state.view.widths);
}

void apply_selection(const TableResult& result, const ListScreenRows& rows, ListState& state) {
    if (result.select_none) state.selection.clear();
    if (result.select_all) {
        for (const RowNo row : rows.list.rows) state.selection.set(row, true);
    }
    if (!result.select) return;
    if (result.select->only) state.selection.clear();
    for (std::int64_t i = result.select->first; i <= result.select->last; ++i)
        state.selection.set(rows.list.rows[static_cast<std::size_t>(i)], result.select->on);
}

std::string name_of(const ListScreenRows& rows, const ListRow& row) {
    const ListWords& words = words_of(rows.kind);
    const std::string text = row.cells.empty() ? std::string() : row.cells.front().text;
    if (rows.kind == ListKind::orders) return text.empty() ? "Order without number" : "Order " + text;
    return text.empty() ? phrase("A {} without a name", words.one) : text;
}

std::string sum_text(const ColumnSum& sum, ColumnKind kind) {
    if (kind == ColumnKind::number) return count_text(sum.number);
    if (kind == ColumnKind::quantity) return quantity_text(sum.number);
    return sums_text(sum.amounts);
}

std::string showing_text(const ListScreenRows& rows) {
    const ListWords& words = words_of(rows.kind);
    const auto shown = static_cast<std::int64_t>(rows.list.rows.size());
    const std::string total = counted(rows.list.total, words.one, words.many);
    return shown == rows.list.total ? total : phrase("Showing {} of {}", count_text(shown), total);
}

/// How many are shown below the first column, sums below their own.
std::vector<std::string> foot_texts(const ListScreenRows& rows) {
    std::vector<std::string> texts(rows.shown.size());
    bool first = true;
    for (std::size_t i = 1; i < rows.shown.size(); ++i) {
        const auto sum = std::ranges::find(rows.list.sums, rows.shown[i], &ColumnSum::column);
        const ListColumn* column = find_column(rows.columns, rows.shown[i]);
        if (sum == rows.list.sums.end() || column == nullptr) continue;
        texts[i] = (std::exchange(first, false) ? "Sum " : "") + sum_text(*sum, column->kind);
    }
    texts.front() = showing_text(rows);
    return texts;
}

/// Where there are no columns to stand below.
void draw_foot(Ui& ui, Rect foot, const ListScreenRows& rows) {
    ui.fill(foot, ui.tokens().sunken);
    ui.line({foot.x, foot.y}, {foot.right(), foot.y}, ui.tokens().line);
    const Rect inside = foot.inset(margin_of(ui), 0);
    const Rect line{inside.x, inside.y + (inside.h - 16) / 2, inside.w, 16};
    ui.text(line, showing_text(rows), TextStyle::caption, ui.tokens().text_2);
    std::string sums;
    for (const ColumnSum& sum : rows.list.sums) {
        const ListColumn* column = find_column(rows.columns, sum.column);
        if (column == nullptr) continue;
        sums += phrase("{}{} {}", sums.empty() ? "" : " · ", column->label, sum_text(sum, column->kind));
    }
    ui.text(line, sums, TextStyle::caption, ui.tokens().text_2, Align::right);
}

void draw_rows(Ui& ui, Rect area, const ListScreenRows& rows, ListState& state, Queue& queue) {
    const ListWords& words = words_of(rows.kind);
    const bool two_line = narrow(ui);
    std::vector<Column> columns = table_columns(rows, state);
    if (two_line) columns = {Column{.label = std::string(words.title)}};
    const auto row_no = [&](std::int64_t i) { return rows.list.rows[static_cast<std::size_t>(i)]; };
    TableSpec spec;
    spec.label = words.title;
    spec.columns = columns;
    spec.row_count = static_cast<std::int64_t>(rows.list.rows.size());
    spec.row_height = row_height(ui);
    spec.selectable = spec.resizable = spec.movable = !two_line;
    spec.selected_count = state.selection.size();
    if (!two_line) spec.foot = foot_texts(rows);
    spec.row_key = [&](std::int64_t i) { return static_cast<std::uint64_t>(row_no(i)); };
    spec.row_selected = [&](std::int64_t i) { return state.selection.has(row_no(i)); };
    spec.row_name = [&](std::int64_t i) {
        return rows.page.at(i) ? name_of(rows, *rows.page.at(i)) : std::string();
    };
    spec.row_href = [&](std::int64_t i) {
        return rows.page.at(i) ? phrase("#/{}/{}", words.place, rows.page.at(i)->id.to_string())
                               : std::string();
    };
    spec.will_show = [&](std::int64_t first, std::int64_t last) { rows.page.need(first, last); };
    spec.draw_cell = [&](std::int64_t i, int column, Rect cell) -> std::string {
        const ListRow* row = rows.page.at(i);
        if (row == nullptr) return {};
        if (two_line) return draw_list_two_lines(ui, cell, rows, *row);
        return draw_list_cell(ui, cell, rows, *row, static_cast<std::size_t>(column));
    };
    const TableResult result = ui.table(area, spec, state.table);
    apply_selection(result, rows, state);
    if (!two_line) apply_heads(result, rows, columns, state);
    if (result.opened && rows.page.at(*result.opened)) queue.push(GoTo{spec.row_href(*result.opened)});
    if (result.key == "Delete" && state.selection.size() > 0) state.bulk = {.act = BulkDraft::Act::remove};
}

void push_new(ListKind kind, Queue& queue) {
    if (kind == ListKind::contacts) return queue.push(OpenNewContact{});
    if (kind == ListKind::orders) return queue.push(GoTo{"#/orders/new"});
    queue.push(OpenNewRecord{table_of(kind)});
}

void draw_head(Ui& ui, Rect& page, const ListScreenRows& rows, ListState& state, Queue& queue) {
    const ListWords& words = words_of(rows.kind);
    if (narrow(ui)) {
        ui.text_field(page.take_top(60).inset(margin_of(ui), 8), "Search", state.view.text,
                      {.placeholder = "Search " + std::string(words.many),
                       .icon = icon::kSearch,
                       .show_label = false,
                       .search = true});
        return;
    }
    RightToLeft buttons(ui, page_head(ui, page, words.title));
    // One filled button a screen: an empty list's is in its middle.
    const ButtonLook look = rows.list.total > 0 ? ButtonLook::main : ButtonLook::plain;
    if (buttons.button(
            words.add,
            {.look = look, .icon = icon::kPlus, .disabled = rows.read_only, .disabled_reason = kOnlyReading}))
        push_new(rows.kind, queue);
    const Rect more = buttons.take(36);
    const Rect place{more.x, more.y + (more.h - control_height(ui)) / 2, 36, control_height(ui)};
    if (ui.button(
            place, "More",
            {.icon = icon::kEllipsis, .icon_only = true, .expanded = state.more_open, .has_popup = true}))
        state.more_open = !state.more_open;
    const bool at_view = state.tab.has_value();
    const std::array<Ui::MenuItem, 3> items{Ui::MenuItem{.label = "Save this list as CSV",
                                                         .icon = icon::kFileSpreadsheet,
                                                         .shortcut = {},
                                                         .disabled = rows.list.rows.empty()},
                                            Ui::MenuItem{.label = "Rename this view",
                                                         .icon = icon::kPencil,
                                                         .shortcut = {},
                                                         .disabled = !at_view || rows.read_only,
                                                         .separator_before = true},
                                            Ui::MenuItem{.label = "Delete this view",
                                                         .icon = icon::kTrash2,
                                                         .shortcut = {},
                                                         .danger = true,
                                                         .disabled = !at_view || rows.read_only}};
    const int chosen = ui.menu(place, "More", items, state.more_open);
    if (chosen == 0) queue.push(ExportList{rows.kind});
    if (chosen == 1) state.naming = {.open = true, .renames = true, .name = {}};
    if (chosen == 2) queue.push(DeleteRecords{TableId::view, {*state.tab}});
    if (buttons.button("Export", {.icon = icon::kDownload})) queue.push(ExportEverything{});
    if (buttons.button("Import",
                       {.icon = icon::kUpload, .disabled = rows.read_only, .disabled_reason = kOnlyReading}))
        queue.push(PickFiles{});
}

void draw_no_match(Ui& ui, Rect page, const ListWords& words, ListState& state) {
    const bool people = words.kind == ListKind::contacts;
    const Rect strip = empty_state(ui, page, icon::kSearch, people ? "Nobody matches" : "Nothing matches",
                                   phrase("No {} fits the search and the filters above.", words.one));
    const std::string label = phrase("Show all {}", words.many);
    const float width = ui.button_width(label);
    if (ui.button({strip.x + (strip.w - width) / 2, strip.y, width, strip.h}, label)) {
        state.view.text.clear();
        state.view.filters.clear();
    }
}

void draw_nothing_yet(Ui& ui, Rect page, const ListScreenRows& rows, Queue& queue) {
    const ListWords& words = words_of(rows.kind);
    const Rect strip = empty_state(ui, page, words.icon, words.nothing_yet, words.why_nothing);
    const ButtonOptions main{.look = ButtonLook::main,
                             .icon = icon::kUpload,
                             .disabled = rows.read_only,
                             .disabled_reason = kOnlyReading};
    const std::string_view by_hand =
        rows.kind == ListKind::contacts ? std::string_view("Add one by hand") : words.add;
    const float first = ui.button_width("Import a file", main);
    const float second = ui.button_width(by_hand);
    const float x = strip.x + (strip.w - first - second - 8) / 2;
    if (ui.button({x, strip.y, first, strip.h}, "Import a file", main)) queue.push(PickFiles{});
    if (ui.button({x + first + 8, strip.y, second, strip.h}, by_hand,
                  {.disabled = rows.read_only, .disabled_reason = kOnlyReading}))
        push_new(rows.kind, queue);
}

}  // namespace

void draw_list(Ui& ui, Rect page, const ListScreenRows& rows, ListState& state, Queue& queue) {
    draw_head(ui, page, rows, state, queue);
    if (rows.list.total == 0) return draw_nothing_yet(ui, page, rows, queue);
    draw_list_tabs(ui, page, rows, state, queue);
    draw_list_toolbar(ui, page, rows, state);
    const Rect with_foot = page;
    const Rect foot = page.take_bottom(measure::kTableFoot);
    const bool none = rows.list.rows.empty();
    if (none) draw_no_match(ui, page, words_of(rows.kind), state);
    if (!none) draw_rows(ui, narrow(ui) ? page : with_foot, rows, state, queue);
    if (none || narrow(ui)) draw_foot(ui, foot, rows);
    if (state.selection.size() > 0) draw_list_bulk_bar(ui, page, rows, state);
    draw_list_dialogs(ui, rows, state, queue);
}

}  // namespace perennial::ui
