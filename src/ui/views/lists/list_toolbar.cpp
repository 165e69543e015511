// Above the table: tabs of saved views, chips of filters, what it is sorted by and which columns it shows.
#include <algorithm>

#include "core/base/phrase.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/lists/list_view.h"
#include "ui/views/lists/list_words.h"
#include "ui/views/parts.h"

namespace perennial::ui {

void write_columns_down(const ListScreenRows& rows, ListView& view) {
    view.widths.resize(view.columns.size());
    std::vector<int> widths;
    for (const std::string& name : rows.shown) {
        const auto chosen = std::ranges::find(view.columns, name);
        widths.push_back(chosen == view.columns.end()
                             ? 0
                             : view.widths[static_cast<std::size_t>(chosen - view.columns.begin())]);
    }
    view.columns.assign(rows.shown.begin(), rows.shown.end());
    view.widths = std::move(widths);
}

namespace {

constexpr float kRow = 32;

std::vector<Option> column_options(std::span<const ListColumn> columns, bool sortable_only) {
    std::vector<Option> options;
    for (const ListColumn& column : columns) {
        if (sortable_only && column.kind == ColumnKind::many) continue;
        options.push_back({column.label, nullptr, {}});
    }
    return options;
}

/// Those that can be sorted by, beside column_options(…, true).
std::vector<const ListColumn*> sortable(std::span<const ListColumn> columns) {
    std::vector<const ListColumn*> out;
    for (const ListColumn& column : columns) {
        if (column.kind != ColumnKind::many) out.push_back(&column);
    }
    return out;
}

// Filters ------------------------------------------------------------------------------------------------------------

std::vector<std::string> choices_of(const ListColumn& column) {
    return column.kind == ColumnKind::yes_no ? std::vector<std::string>{"yes", "no"} : column.choices;
}

FilterDraft draft_of(const ListScreenRows& rows, const ListFilter& filter, std::size_t index) {
    FilterDraft draft{.changes = index};
    const ListColumn* column = find_column(rows.columns, filter.column);
    if (column == nullptr) return draft;
    draft.column = static_cast<int>(column - rows.columns.data());
    const auto ops = filter_ops(column->kind);
    const auto op = std::ranges::find(ops, filter.op);
    draft.op = op == ops.end() ? 0 : static_cast<int>(op - ops.begin());
    for (const std::string& choice : choices_of(*column))
        draft.chosen.push_back(std::ranges::find(filter.values, choice) != filter.values.end());
    for (const std::string& value : filter.values) draft.value += (draft.value.empty() ? "" : ", ") + value;
    return draft;
}

/// Several texts are typed with commas between them.
std::vector<std::string> split_values(std::string_view text) {
    std::vector<std::string> values;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        std::string_view value = text.substr(0, comma);
        while (value.starts_with(' ')) value.remove_prefix(1);
        while (value.ends_with(' ')) value.remove_suffix(1);
        if (!value.empty()) values.emplace_back(value);
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    }
    return values;
}

bool takes_several(ColumnKind kind, FilterOp op) {
    const bool texts = kind == ColumnKind::text || kind == ColumnKind::choice || kind == ColumnKind::many ||
                       kind == ColumnKind::link;
    return texts && (op == FilterOp::is || op == FilterOp::is_not || op == FilterOp::contains);
}

/// nullopt, with the draft's error set, while something is missing.
std::optional<ListFilter> filter_of(const ListScreenRows& rows, FilterDraft& draft) {
    const ListColumn& column = rows.columns[static_cast<std::size_t>(draft.column)];
    ListFilter filter{.column = column.name,
                      .op = filter_ops(column.kind)[static_cast<std::size_t>(draft.op)]};
    if (!takes_values(filter.op)) return filter;
    const std::vector<std::string> choices = choices_of(column);
    for (std::size_t i = 0; i < choices.size() && i < draft.chosen.size(); ++i) {
        if (draft.chosen[i]) filter.values.push_back(choices[i]);
    }
    if (choices.empty()) {
        filter.values = takes_several(column.kind, filter.op) ? split_values(draft.value)
                                                              : std::vector<std::string>{draft.value};
    }
    if (filter.values.empty() || filter.values.front().empty()) {
        draft.error = choices.empty() ? "Type what to look for." : "Choose at least one.";
        return std::nullopt;
    }
    return filter;
}

std::string_view value_help(ColumnKind kind, FilterOp op) {
    if (op == FilterOp::in_last_days || op == FilterOp::before_last_days)
        return "A number of days, such as 30.";
    switch (kind) {
        case ColumnKind::money: return "An amount, such as 12.50.";
        case ColumnKind::number:
        case ColumnKind::quantity: return "A number.";
        case ColumnKind::day:
        case ColumnKind::instant: return "A day, such as 2026-03-01.";
        default: return takes_several(kind, op) ? "Several with commas between them." : "";
    }
}

float draw_filter_value(Ui& ui, Rect area, const ListColumn& column, FilterOp op, FilterDraft& draft,
                        bool& entered) {
    if (!takes_values(op)) return 0;
    const std::vector<std::string> choices = choices_of(column);
    if (choices.empty()) {
        const FieldResult typed =
            ui.text_field(area, "Value", draft.value,
                          {.help = value_help(column.kind, op), .error = draft.error, .focus_now = false});
        if (typed.changed) draft.error.clear();
        entered = typed.committed;
        return ui.field_height({.help = "x"}) + 8;
    }
    draft.chosen.resize(choices.size());
    float y = area.y;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        bool on = draft.chosen[i];
        if (ui.checkbox({area.x, y, area.w, 28}, choices[i], on)) draft.error.clear();
        draft.chosen[i] = on;
        y += 28;
    }
    if (!draft.error.empty()) {
        ui.text({area.x, y, area.w, 16}, draft.error, TextStyle::caption, ui.tokens().danger);
        y += 20;
    }
    return y - area.y + 8;
}

void keep_filter(ListFilter filter, ListState& state) {
    auto& filters = state.view.filters;
    if (state.filter.changes && *state.filter.changes < filters.size()) {
        filters[*state.filter.changes] = std::move(filter);
    } else {
        filters.push_back(std::move(filter));
    }
    state.filter_open = false;
    state.table.scroll_y = 0;
}

void draw_filter_popup(Ui& ui, Rect anchor, const ListScreenRows& rows, ListState& state) {
    if (!state.filter_open) return;
    FilterDraft& draft = state.filter;
    draft.column = std::clamp(draft.column, 0, static_cast<int>(rows.columns.size()) - 1);
    const ListColumn* column = &rows.columns[static_cast<std::size_t>(draft.column)];
    const auto choices = static_cast<float>(choices_of(*column).size());
    const float height = 250 + (choices > 0 ? choices * 28 - 20 : 20);
    ui.popup(anchor, 320, height, "Filter", state.filter_open, [&](Rect area) {
        Rect inside = area.inset(16, 16);
        Rect foot = inside.take_bottom(control_height(ui));
        const float field = ui.field_height({}) + 10;
        const std::vector<Option> columns = column_options(rows.columns, false);
        if (ui.select(inside.take_top(field), "Field", columns, draft.column)) {
            draft = {.changes = draft.changes, .column = draft.column};
            column = &rows.columns[static_cast<std::size_t>(draft.column)];
        }
        const auto ops = filter_ops(column->kind);
        std::vector<Option> op_options;
        for (const FilterOp op : ops) op_options.push_back({std::string(filter_op_words(op)), nullptr, {}});
        draft.op = std::clamp(draft.op, 0, static_cast<int>(ops.size()) - 1);
        if (ui.select(inside.take_top(field), "Condition", op_options, draft.op)) draft.error.clear();
        bool entered = false;
        draw_filter_value(ui, inside, *column, ops[static_cast<std::size_t>(draft.op)], draft, entered);
        RightToLeft buttons(ui, foot);
        const bool apply =
            buttons.button(draft.changes ? "Apply filter" : "Add filter", {.look = ButtonLook::main});
        if (buttons.button("Cancel")) state.filter_open = false;
        if (!apply && !entered) return;
        if (auto filter = filter_of(rows, draft)) keep_filter(*std::move(filter), state);
    });
}

float chip_height(const Ui& ui) { return ui.touch() ? measure::kControlTouch : measure::kChip; }

/// What a chip says: the column, and its condition.
struct ChipWords {
    std::string label, words;
};
ChipWords chip_words(const ListScreenRows& rows, const ListFilter& filter) {
    const ListColumn* column = find_column(rows.columns, filter.column);
    return {column != nullptr ? column->label : filter.column, filter_words(filter)};
}
float chip_width(const Ui& ui, const ChipWords& chip) {
    constexpr float kAround = 46;
    return ui.text_width(chip.label, TextStyle::body) + ui.text_width(chip.words, TextStyle::body_medium) +
           kAround;
}

/// A chip, with a cross that takes the filter away.
void draw_chip(Ui& ui, Rect chip, const ListScreenRows& rows, std::size_t index, ListState& state) {
    const ListFilter& filter = state.view.filters[index];
    const auto [label, words] = chip_words(rows, filter);
    const float label_width = ui.text_width(label, TextStyle::body);
    ui.edge(chip, ui.tokens().line_strong, 6);
    ui.push_id(static_cast<std::uint64_t>(index));
    const Rect words_area{chip.x, chip.y, chip.w - 28, chip.h};
    if (ui.hit_area(words_area, phrase("Change filter: {} {}", label, words))) {
        state.filter = draft_of(rows, filter, index);
        state.filter_open = true;
    }
    if (ui.hovered(words_area)) ui.fill(words_area.inset(1, 1), ui.tokens().hover, 5);
    const float y = chip.y + (chip.h - 20) / 2;
    ui.draw_text({chip.x + 10, y, label_width + 1, 20}, label, TextStyle::body, ui.tokens().text_2);
    ui.draw_text({chip.x + 14 + label_width, y, chip.w - label_width - 44, 20}, words, TextStyle::body_medium,
                 ui.tokens().text);
    if (ui.button({chip.right() - 27, chip.y + (chip.h - 24) / 2, 24, 24}, "Remove filter",
                  {.look = ButtonLook::bare,
                   .icon = icon::kX,
                   .icon_only = true,
                   .small = true,
                   .name = phrase("Remove filter: {} {}", label, words)}))
        state.view.filters.erase(state.view.filters.begin() + static_cast<std::ptrdiff_t>(index));
    ui.pop_id();
}

// Sorting ------------------------------------------------------------------------------------------------------------

std::string sort_words(const ListScreenRows& rows, const ListView& view) {
    if (view.sorts.empty()) return rows.kind == ListKind::orders ? "Placed on" : "Name";
    const ListColumn* column = find_column(rows.columns, view.sorts.front().column);
    std::string text = column != nullptr ? column->label : view.sorts.front().column;
    if (view.sorts.size() > 1) text += phrase(" and {} more", view.sorts.size() - 1);
    return text;
}

void draw_sort_popup(Ui& ui, Rect anchor, const ListScreenRows& rows, ListState& state) {
    if (!state.sort_open) return;
    const auto columns = sortable(rows.columns);
    const std::vector<Option> options = column_options(rows.columns, true);
    auto& sorts = state.view.sorts;
    const float height = 72 + static_cast<float>(sorts.size()) * 40 + 32;
    ui.popup(anchor, 380, height, "Sort", state.sort_open, [&](Rect area) {
        Rect inside = area.inset(16, 16);
        ui.heading(inside.take_top(28), "Sorted by", 2, TextStyle::section);
        std::optional<std::size_t> removed;
        for (std::size_t i = 0; i < sorts.size(); ++i) {
            ui.push_id(static_cast<std::uint64_t>(i));
            Rect row = inside.take_top(40);
            row.h = kRow;
            if (ui.button(row.take_right(kRow), "Do not sort by this",
                          {.look = ButtonLook::bare, .icon = icon::kX, .icon_only = true}))
                removed = i;
            row.take_right(6);
            const bool down = sorts[i].descending;
            if (ui.button(row.take_right(kRow), down ? "Largest first" : "Smallest first",
                          {.icon = down ? icon::kArrowDown : icon::kArrowUp, .icon_only = true}))
                sorts[i].descending = !down;
            row.take_right(6);
            int chosen = 0;
            for (std::size_t n = 0; n < columns.size(); ++n) {
                if (columns[n]->name == sorts[i].column) chosen = static_cast<int>(n);
            }
            if (ui.select(row, i == 0 ? "First by" : "Then by", options, chosen, {.show_label = false}))
                sorts[i].column = columns[static_cast<std::size_t>(chosen)]->name;
            ui.pop_id();
        }
        if (removed) sorts.erase(sorts.begin() + static_cast<std::ptrdiff_t>(*removed));
        const Rect add = inside.take_top(kRow);
        const std::string_view label = sorts.empty() ? "Sort by a column" : "Then by another column";
        if (sorts.size() < 4 &&
            ui.button(
                {add.x, add.y, ui.button_width(label, {.look = ButtonLook::bare, .icon = icon::kPlus}), kRow},
                label, {.look = ButtonLook::bare, .icon = icon::kPlus})) {
            const auto free = std::ranges::find_if(columns, [&](const ListColumn* column) {
                return std::ranges::find(sorts, column->name, &ListSort::column) == sorts.end();
            });
            if (free != columns.end()) sorts.push_back({(*free)->name, false});
        }
    });
}

// Columns ------------------------------------------------------------------------------------------------------------

void switch_column(const ListScreenRows& rows, ListView& view, const std::string& name, bool on) {
    write_columns_down(rows, view);
    const auto at = std::ranges::find(view.columns, name);
    if (on && at == view.columns.end()) {
        view.columns.push_back(name);
        view.widths.push_back(0);
    } else if (!on && at != view.columns.end()) {
        view.widths.erase(view.widths.begin() + (at - view.columns.begin()));
        view.columns.erase(at);
    }
}

void move_column(const ListScreenRows& rows, ListView& view, const std::string& name, int by) {
    write_columns_down(rows, view);
    const auto at = std::ranges::find(view.columns, name) - view.columns.begin();
    const auto to = at + by;
    if (to < 1 || to >= static_cast<std::ptrdiff_t>(view.columns.size())) return;
    std::swap(view.columns[static_cast<std::size_t>(at)], view.columns[static_cast<std::size_t>(to)]);
    std::swap(view.widths[static_cast<std::size_t>(at)], view.widths[static_cast<std::size_t>(to)]);
}

void draw_column_row(Ui& ui, Rect row, const ListScreenRows& rows, const ListColumn& column, bool shown,
                     ListView& view) {
    ui.push_id(column.name);
    const bool first = column.name == rows.columns.front().name;
    if (shown && !first) {
        if (ui.button(row.take_right(28), "Move down",
                      {.look = ButtonLook::bare,
                       .icon = icon::kChevronDown,
                       .icon_only = true,
                       .small = true,
                       .name = phrase("Move {} right", column.label)}))
            move_column(rows, view, column.name, 1);
        if (ui.button(row.take_right(28), "Move up",
                      {.look = ButtonLook::bare,
                       .icon = icon::kChevronUp,
                       .icon_only = true,
                       .small = true,
                       .name = phrase("Move {} left", column.label)}))
            move_column(rows, view, column.name, -1);
    }
    bool on = shown;
    if (first) {
        ui.text({row.x + 24, row.y + 4, row.w - 24, 20}, column.label, TextStyle::body, ui.tokens().text_3);
    } else if (ui.checkbox(row, column.label, on)) {
        switch_column(rows, view, column.name, on);
    }
    ui.pop_id();
}

void draw_columns_popup(Ui& ui, Rect anchor, const ListScreenRows& rows, ListState& state) {
    if (!state.columns_open) return;
    const float content = static_cast<float>(rows.columns.size()) * 28;
    const float height = std::min(content + 88, 460.0F);
    ui.popup(anchor, 300, height, "Columns", state.columns_open, [&](Rect area) {
        Rect inside = area.inset(16, 12);
        Rect foot = inside.take_bottom(36);
        foot = foot.take_bottom(32);
        ui.heading(inside.take_top(28), "Columns", 2, TextStyle::section);
        Rect list = ui.begin_scroll(inside, "Columns", state.columns_scroll);
        list.w -= 10;
        // Those shown come first, in their order.
        for (const std::string& name : rows.shown)
            if (const ListColumn* column = find_column(rows.columns, name))
                draw_column_row(ui, list.take_top(28), rows, *column, true, state.view);
        for (const ListColumn& column : rows.columns)
            if (std::ranges::find(rows.shown, column.name) == rows.shown.end())
                draw_column_row(ui, list.take_top(28), rows, column, false, state.view);
        ui.end_scroll(content);
        const float width = ui.button_width("As at first", {.small = true});
        if (ui.button({foot.x, foot.y + 2, width, 28}, "As at first", {.small = true})) {
            state.view.columns.clear();
            state.view.widths.clear();
        }
    });
}

/// Where things go that stand side by side, on as many lines as they need; the first ends where `beside` begins.
class Lines {
public:
    Lines(Rect area, float height, float beside)
        : area_(area), height_(height), beside_(beside), x_(area.x) {}

    Rect place(float width) {
        const float most = line_ == 0 ? beside_ - area_.x : area_.w;
        if (x_ + width > area_.x + most && (line_ == 0 || x_ > area_.x)) {
            x_ = area_.x;
            ++line_;
        }
        const Rect at{x_, area_.y + static_cast<float>(line_) * (height_ + kGap), std::min(width, area_.w),
                      height_};
        x_ += width + kGap;
        return at;
    }
    /// Of all lines so far.
    float height() const { return static_cast<float>(line_ + 1) * (height_ + kGap) - kGap; }

private:
    static constexpr float kGap = 8;

    Rect area_;
    float height_, beside_, x_;
    int line_ = 0;
};

}  // namespace

void draw_list_toolbar(Ui& ui, Rect& page, const ListScreenRows& rows, ListState& state) {
    constexpr float kAbove = 10;
    const float height = chip_height(ui);
    const Rect room{page.x + margin_of(ui), page.y + kAbove, page.w - 2 * margin_of(ui), height};
    RightToLeft right(ui, room);
    const std::string columns = counted(static_cast<std::int64_t>(rows.shown.size()), "column", "columns");
    const ButtonOptions columns_look{
        .icon = icon::kColumns3, .small = true, .expanded = state.columns_open, .has_popup = true};
    Rect columns_button;
    if (!narrow(ui)) {  // Whose two lines are what they are.
        columns_button = right.take(ui.button_width(columns, columns_look));
        if (ui.button(columns_button, columns, columns_look)) state.columns_open = !state.columns_open;
    }
    const std::string sort = sort_words(rows, state.view);
    const ButtonOptions sort_look{.icon = icon::kArrowDownWideNarrow,
                                  .small = true,
                                  .name = "Sort",
                                  .expanded = state.sort_open,
                                  .has_popup = true};
    const Rect sort_button = right.take(ui.button_width(sort, sort_look));
    if (ui.button(sort_button, sort, sort_look)) state.sort_open = !state.sort_open;

    Lines lines(room, height, right.rest().right());
    for (std::size_t i = 0; i < state.view.filters.size(); ++i)
        draw_chip(ui, lines.place(chip_width(ui, chip_words(rows, state.view.filters[i]))), rows, i, state);
    const ButtonOptions filter_look{.look = ButtonLook::bare,
                                    .icon = icon::kPlus,
                                    .small = true,
                                    .expanded = state.filter_open,
                                    .has_popup = true};
    Rect filter_button = lines.place(ui.button_width("Filter", filter_look));
    if (state.view.filters.empty()) filter_button.x -= 8;
    if (ui.button(filter_button, "Filter", filter_look)) {
        state.filter_open = !state.filter_open;
        state.filter = {};
    }
    page.take_top(lines.height() + 2 * kAbove);
    ui.line({page.x, page.y - 1}, {page.right(), page.y - 1}, ui.tokens().line);
    draw_filter_popup(ui, filter_button, rows, state);
    draw_sort_popup(ui, sort_button, rows, state);
    if (!narrow(ui)) draw_columns_popup(ui, columns_button, rows, state);
}

}  // namespace perennial::ui
