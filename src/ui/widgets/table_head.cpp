// The head of a table: sorting by it, dragging its edges and dragging it elsewhere.
#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/phrase.h"
#include "ui/icons.h"
#include "ui/widgets/table_frame.h"

namespace perennial::ui {

namespace {

constexpr float kEdgeReach = 4;    // To both sides of an edge that can be dragged.
constexpr float kLeastWidth = 60;  // That a column can be dragged to.
constexpr float kCarryFrom = 6;    // Pixels from which a press on a head is no click any more.
constexpr float kNearEnd = 32;     // A head carried so near to an end of the room takes the columns along.
constexpr double kCarryStep = 12;  // Pixels a frame.

// The edge is an area of its own, told apart from the head by this.
NodeId edge_id(NodeId head) { return head ^ 0x65646765U; }

}  // namespace

void TableFrame::draw_head() {
    const Tokens& t = ui_.tokens();
    ui_.fill(head_, t.sunken);
    ui_.line({head_.x, head_.bottom() - 1}, {head_.right(), head_.bottom() - 1}, t.line);
    head_row_ = ui_.begin(Role::row, "Columns", head_);
    ui_.last().row_index = 1;
    if (spec_.selectable) draw_select_all(head_);
    heads_.assign(cells_.size(), 0);
    each_column(head_, [&](std::size_t n, Rect cell) { draw_column_head(n, cell); });
    draw_frozen_line(head_);
    ui_.end();
}

void TableFrame::draw_select_all(Rect head) {
    const Rect box{box_x_, head.y + (head.h - kBox) / 2, kBox, kBox};
    std::int64_t seen = 0;
    std::int64_t selected = 0;
    if (spec_.selected_count >= 0) {
        seen = spec_.row_count;
        selected = spec_.selected_count;
    } else if (spec_.row_selected) {
        for (std::int64_t row = first_row(); row <= last_row(); ++row) {
            ++seen;
            if (spec_.row_selected(row)) ++selected;
        }
    }
    const bool all = seen > 0 && selected >= seen;
    ui_.begin(Role::columnheader, "Selection", box);
    ui_.last().column_index = 1;
    const UiFrame::Item it = ui_.item(box.inset(-4, -4), {.role = Role::checkbox, .name = "Select all"});
    ui_.last().checked = all ? Node::Tri::yes : selected > 0 ? Node::Tri::mixed : Node::Tri::no;
    ui_.draw_check({ui_.snap(box.x), ui_.snap(box.y), kBox, kBox}, all, !all && selected > 0, it.hovered);
    if (it.ring) ui_.ring(box, 4, 1);
    if (it.clicked) (all ? result_.select_none : result_.select_all) = true;
    ui_.end();
}

void TableFrame::draw_column_head(std::size_t n, Rect cell) {
    const Column& column = spec_.columns[n];
    if (!shows(n)) {
        // Counted all the same, so that heads of the same name keep their ids.
        heads_[n] = ui_.parts_.record.make_id(Role::columnheader, column.label);
        keep_held(heads_[n]);
        // The grid is where the focus stays when it would be lost.
        Interaction& input = ui_.parts_.interaction;
        if (input.focused() == heads_[n]) input.focus(grid_, false);
        return;
    }
    const UiFrame::Item it = record_column_head(n, cell);
    heads_[n] = it.id;
    keep_held(it.id);
    const bool sorted = column.sorted_descending.has_value();
    draw_head_text(column, cell, sorted || it.hovered ? ui_.tokens().text : ui_.tokens().text_3);
    if (it.ring) ui_.ring_inside(cell.inset(-4, 4));
    if (!column.sortable || !it.clicked || is_carried(n)) return;
    (ui_.signals().click_modifiers.shift ? result_.sort_also : result_.sort_column) = static_cast<int>(n);
}

UiFrame::Item TableFrame::record_column_head(std::size_t n, Rect cell) {
    const Column& column = spec_.columns[n];
    UiFrame::Item it;
    if (column.sortable) {
        it = ui_.item(cell, {.role = Role::columnheader, .name = column.label});
    } else if (column.label.empty()) {
        it.id = ui_.parts_.record.make_id(Role::columnheader, {});
        return it;
    } else {
        it.id = ui_.add_text_node(Role::columnheader, column.label, cell);
        if (spec_.movable && n > 0) ui_.add_hit(it.id, cell, Cursor::arrow);
    }
    Node& node = ui_.last();
    node.column_index = column_index(n);
    if (!column.sorted_descending) return it;
    node.sort = *column.sorted_descending ? Node::Sort::descending : Node::Sort::ascending;
    if (column.sorted_order > 0) node.description = phrase("Sort order {}", column.sorted_order);
    return it;
}

void TableFrame::draw_head_text(const Column& column, Rect cell, Colour ink) {
    const bool sorted = column.sorted_descending.has_value();
    const std::string order = sorted && column.sorted_order > 0 ? std::to_string(column.sorted_order) : "";
    const float number = order.empty() ? 0 : ui_.text_width(order, TextStyle::caption) + 1;
    const float marks = sorted ? 18 + number : 0;
    const float text = ui_.text_width(column.label, TextStyle::caption_medium) + 1;
    Rect row = cell;
    if (column.align == Align::right && text + marks < cell.w) row = row.take_right(text + marks);
    const float room = std::max(0.0F, row.w - marks);
    ui_.draw_text(row.take_left(std::min(text, room)), column.label, TextStyle::caption_medium, ink);
    if (!sorted) return;
    row.take_left(4);
    ui_.icon(*column.sorted_descending ? icon::kArrowDown : icon::kArrowUp, row.take_left(14), ink, 14);
    if (!order.empty()) ui_.draw_text(row.take_left(number), order, TextStyle::caption, ink);
}

void TableFrame::draw_edges() {
    const Tokens& t = ui_.tokens();
    if (!spec_.resizable || ui_.touch()) return;
    for (std::size_t n = 0; n < cells_.size(); ++n) {
        const NodeId id = edge_id(heads_[n]);
        const float x = edge_of(n);
        keep_held(id);
        const bool covered = overflows() && n >= frozen_ && x < side_.rect.x + 2 * kEdgeReach;
        if (covered || x > body_.right()) continue;
        ui_.add_hit(id, {x - kEdgeReach, head_.y, 2 * kEdgeReach, head_.h}, Cursor::resize);
        const Interaction& input = ui_.parts_.interaction;
        if (input.held() != id && input.hovered() != id) continue;
        ui_.fill({x - 1, head_.y, 2, head_.h}, input.held() == id ? t.accent : t.line_strong);
    }
}

void TableFrame::keep_held(NodeId id) {
    if (ui_.parts_.interaction.held() == id)
        ui_.parts_.hits.hits.push_back({.id = id, .rect = {}, .layer = ui_.layer_});
}

bool TableFrame::drags(NodeId id) const {
    const Interaction& input = ui_.parts_.interaction;
    return id != 0 && !input.pointer_is_touch() && (input.held() == id || input.signals().released == id);
}

void TableFrame::follow_drag() {
    for (std::size_t n = 0; n < heads_.size(); ++n) {
        if (spec_.resizable && drags(edge_id(heads_[n]))) resize(n);
        if (is_carried(n)) carry(n);
    }
}

void TableFrame::resize(std::size_t n) {
    const NodeId id = edge_id(heads_[n]);
    const Interaction& input = ui_.parts_.interaction;
    WidgetState& state = ui_.parts_.state(id);
    if (input.signals().pressed == id) {
        state.grabbed_at = static_cast<double>(cells_[n].width);
        state.dragged = false;
    }
    const float moved = input.pointer().x - input.held_from().x;
    state.dragged = state.dragged || moved != 0;
    if (!state.dragged) return;
    if (share_ > 0) state_.share = {.width = share_, .room = available_, .columns = cells_.size()};
    const float width = std::round(static_cast<float>(state.grabbed_at) + moved);
    result_.resized =
        TableResult::Resized{.column = static_cast<int>(n), .width = std::max(kLeastWidth, width)};
    ui_.parts_.state(grid_).dragged = true;
}

bool TableFrame::is_carried(std::size_t n) {
    if (!spec_.movable || n == 0 || !drags(heads_[n])) return false;
    const Interaction& input = ui_.parts_.interaction;
    WidgetState& state = ui_.parts_.state(heads_[n]);
    if (input.signals().pressed == heads_[n]) state.dragged = false;
    state.dragged = state.dragged || std::abs(input.pointer().x - input.held_from().x) > kCarryFrom;
    return state.dragged;
}

void TableFrame::carry(std::size_t n) {
    const std::size_t gap = gap_at_pointer();
    const Interaction& input = ui_.parts_.interaction;
    if (input.held() != heads_[n]) {
        const std::size_t to = gap > n ? gap - 1 : gap;
        if (to != n)
            result_.moved = TableResult::Moved{.from = static_cast<int>(n), .to = static_cast<int>(to)};
        return;
    }
    const float x = std::max(gap_x(gap), side_.rect.x);
    ui_.fill({x - 1, head_.y, 2, body_.bottom() - head_.y}, ui_.tokens().accent);
    const double before = side_.position;
    if (input.pointer().x < side_.rect.x + kNearEnd)
        side_.position -= kCarryStep;
    else if (input.pointer().x > side_.rect.right() - kNearEnd)
        side_.position += kCarryStep;
    side_.position = std::clamp(side_.position, 0.0, side_.most());
    if (side_.position != before) ui_.wake(0);
}

float TableFrame::gap_x(std::size_t gap) const {
    return gap < cells_.size() ? x_of(gap) - kGap / 2 : edge_of(gap - 1);
}

std::size_t TableFrame::gap_at_pointer() const {
    const float x = std::clamp(ui_.parts_.interaction.pointer().x, side_.rect.x,
                               std::max(side_.rect.x, side_.rect.right()));
    std::size_t nearest = 1;
    for (std::size_t gap = 2; gap <= cells_.size(); ++gap)
        if (std::abs(gap_x(gap) - x) < std::abs(gap_x(nearest) - x)) nearest = gap;
    return nearest;
}

}  // namespace perennial::ui
