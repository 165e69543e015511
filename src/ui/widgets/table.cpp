#include <algorithm>
#include <cmath>

#include "ui/icons.h"
#include "ui/widgets/table_frame.h"

namespace perennial::ui {

namespace {

constexpr float kSideThumb = 12;  // What the thumb for going sideways lies in, below the rows.

}  // namespace

TableFrame::TableFrame(UiFrame& ui, Rect rect, const TableSpec& spec, TableState& state)
    : ui_(ui), spec_(spec), state_(state), whole_(rect), body_(rect) {
    head_ = body_.take_top(std::min(rect.h, measure::kTableHead));
    if (!spec.foot.empty()) foot_ = body_.take_bottom(std::min(body_.h, measure::kTableFoot));
}

std::int64_t TableFrame::first_row() const {
    return std::max<std::int64_t>(
        0, static_cast<std::int64_t>(box_.position / static_cast<double>(spec_.row_height)));
}

std::int64_t TableFrame::last_row() const {
    const double bottom = box_.position + static_cast<double>(body_.h);
    const auto last =
        static_cast<std::int64_t>(std::ceil(bottom / static_cast<double>(spec_.row_height))) - 1;
    return std::min(last, spec_.row_count - 1);
}

bool TableFrame::has_focus() const { return ui_.parts_.interaction.focused() == grid_; }

TableResult TableFrame::draw() {
    grid_ = ui_.begin(Role::grid, spec_.label, whole_);
    grid_place_ = ui_.parts_.record.last_place();
    Node& grid = ui_.last();
    grid.focusable = true;
    const int around = spec_.foot.empty() ? 1 : 2;
    grid.row_count = static_cast<std::int32_t>(std::min<std::int64_t>(spec_.row_count + around, INT32_MAX));
    grid.column_count = static_cast<std::int32_t>(spec_.columns.size()) + (spec_.selectable ? 1 : 0);
    lay_out_columns();
    scroll_sideways();
    if (overflows()) body_.take_bottom(std::min(body_.h, kSideThumb));
    state_.focused_row = std::min(state_.focused_row, spec_.row_count - 1);
    state_.anchor_row = std::min(state_.anchor_row, spec_.row_count - 1);
    box_ = {.id = grid_,
            .rect = body_,
            .content = static_cast<double>(spec_.row_count) * static_cast<double>(spec_.row_height),
            .position = state_.scroll_y,
            .reach = whole_};
    ui_.apply_scroll(box_);
    take_keys();
    if (has_focus() && ui_.parts_.interaction.focus_visible() && state_.focused_row < 0 && spec_.row_count > 0)
        state_.focused_row = first_row();
    draw_head();
    draw_rows();
    draw_foot();
    draw_edges();
    follow_drag();
    reveal_wanted();
    ui_.draw_scroll_thumb(box_);
    if (overflows()) ui_.draw_scroll_thumb(side_);
    ui_.end();
    state_.scroll_y = box_.position;
    state_.scroll_x = static_cast<float>(side_.position);
    return result_;
}

void TableFrame::draw_rows() {
    const std::int64_t first = first_row();
    const std::int64_t last = last_row();
    if (last < first) return;
    if (spec_.will_show) spec_.will_show(first, last);
    ui_.push_clip(body_);
    for (std::int64_t row = first; row <= last; ++row) {
        const double top = static_cast<double>(row) * static_cast<double>(spec_.row_height) - box_.position;
        ui_.push_id(spec_.row_key ? spec_.row_key(row) : static_cast<std::uint64_t>(row));
        draw_row(row, {body_.x, body_.y + static_cast<float>(top), body_.w, spec_.row_height});
        ui_.pop_id();
    }
    ui_.pop_clip();
}

void TableFrame::describe_row(std::int64_t row, bool selected) {
    Node& node = ui_.last();
    node.name = spec_.row_name ? spec_.row_name(row) : std::string();
    node.row_index = static_cast<std::int32_t>(std::min<std::int64_t>(row + 2, INT32_MAX));
    node.selected = selected;
    node.focusable = false;
    if (state_.focused_row == row) ui_.parts_.record.at(grid_place_).active_descendant = node.id;
}

void TableFrame::draw_row(std::int64_t row, Rect rect) {
    const Tokens& t = ui_.tokens();
    const bool selected = spec_.row_selected && spec_.row_selected(row);
    const UiFrame::Item it =
        ui_.item(rect, {.role = Role::row, .name = {}, .id_label = "row", .focusable = false});
    describe_row(row, selected);
    ui_.parts_.record.open();
    if (selected)
        ui_.fill(rect, t.selected);
    else if (it.held)
        ui_.fill(rect, t.pressed);
    else if (ui_.hovered(rect))
        ui_.fill(rect, t.hover);
    ui_.line({rect.x, rect.bottom() - 1}, {rect.right(), rect.bottom() - 1}, t.line);
    if (spec_.selectable) draw_row_box(row, rect, selected);
    draw_cells(row, rect);
    draw_frozen_line(rect);
    if (has_focus() && state_.focused_row == row && ui_.parts_.interaction.focus_visible())
        ui_.ring_inside(rect);
    ui_.parts_.record.close();
    if (it.clicked) click_row(row);
}

void TableFrame::draw_row_box(std::int64_t row, Rect rect, bool selected) {
    const Rect box{ui_.snap(box_x_), ui_.snap(rect.y + (rect.h - kBox) / 2), kBox, kBox};
    ui_.begin(Role::gridcell, "", box);
    ui_.last().column_index = 1;
    const std::string name = "Select " + (spec_.row_name ? spec_.row_name(row) : std::to_string(row + 1));
    const float reach = std::min(12.0F, (rect.h - kBox) / 2);
    const UiFrame::Item it =
        ui_.item(box.inset(-reach, -reach),
                 {.role = Role::checkbox, .name = name, .id_label = "select", .focusable = false});
    ui_.last().checked = selected ? Node::Tri::yes : Node::Tri::no;
    ui_.draw_check(box, selected, false, it.hovered);
    ui_.end();
    if (!it.clicked) return;
    state_.focused_row = row;
    if (ui_.signals().click_modifiers.shift && state_.anchor_row >= 0) {
        select_range_to(row);
    } else {
        result_.select = TableResult::Select{.first = row, .last = row, .on = !selected, .only = false};
        state_.anchor_row = row;
    }
}

void TableFrame::draw_cells(std::int64_t row, Rect rect) {
    each_column(rect, [&](std::size_t n, Rect cell) {
        if (!shows(n)) return;
        ui_.push_id(static_cast<std::uint64_t>(n));
        ui_.begin(Role::gridcell, "", cell);
        const std::size_t place = ui_.parts_.record.last_place();
        ui_.last().column_index = column_index(n);
        const std::string href = n == 0 && spec_.row_href ? spec_.row_href(row) : std::string();
        if (!href.empty()) {
            const std::string name = spec_.row_name ? spec_.row_name(row) : href;
            const UiFrame::Item it =
                ui_.item(cell, {.role = Role::link, .name = name, .id_label = "open", .focusable = false});
            ui_.last().href = href;
            if (it.clicked) click_row(row);
        }
        ++ui_.quiet_;
        std::string text = spec_.draw_cell ? spec_.draw_cell(row, static_cast<int>(n), cell) : std::string();
        --ui_.quiet_;
        ui_.parts_.record.at(place).name = std::move(text);
        ui_.end();
        ui_.pop_id();
    });
}

void TableFrame::click_row(std::int64_t row) {
    const Modifiers& held = ui_.signals().click_modifiers;
    state_.focused_row = row;
    if (!has_focus() && !ui_.signals().clicked_by_keyboard) ui_.parts_.interaction.focus(grid_, false);
    if (spec_.selectable && held.shift) {
        select_range_to(row);
    } else if (spec_.selectable && (held.ctrl || held.meta)) {
        const bool selected = spec_.row_selected && spec_.row_selected(row);
        result_.select = TableResult::Select{.first = row, .last = row, .on = !selected, .only = false};
        state_.anchor_row = row;
    } else {
        result_.opened = row;
        state_.anchor_row = row;
    }
}

void TableFrame::select_range_to(std::int64_t row) {
    if (state_.anchor_row < 0) state_.anchor_row = row;
    result_.select = TableResult::Select{.first = std::min(state_.anchor_row, row),
                                         .last = std::max(state_.anchor_row, row),
                                         .on = true,
                                         .only = true};
}

TableResult UiFrame::table(Rect rect, const TableSpec& spec, TableState& state) {
    return TableFrame(*this, rect, spec, state).draw();
}

}  // namespace perennial::ui
