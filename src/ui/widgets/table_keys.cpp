// The keys of a table: it is one stop of the tab key, and inside it the arrows move.
#include <algorithm>

#include "ui/widgets/table_frame.h"

namespace perennial::ui {

void TableFrame::take_keys() {
    if (!ui_.owns_keys(grid_) || spec_.row_count == 0) return;
    const KeyPressed key = *ui_.signals().key;
    const bool within = ui_.parts_.interaction.focused() != 0;
    if (move_by_key(key) || (within && (scroll_by_key(key) || act_by_key(key)))) {
        ui_.signals().key.reset();
        if (!within) ui_.parts_.interaction.focus(grid_, false);
    } else if (within) {
        result_.key = key.key;
    }
}

bool TableFrame::move_by_key(const KeyPressed& key) {
    if (key.modifiers.ctrl || key.modifiers.meta || key.modifiers.alt) return false;
    const std::int64_t here = state_.focused_row;
    const auto page = std::max<std::int64_t>(1, static_cast<std::int64_t>(body_.h / spec_.row_height) - 1);
    const bool extend = key.modifiers.shift && spec_.selectable;
    // The first arrow marks where one is, the next ones move.
    const std::int64_t first = std::min(first_row(), spec_.row_count - 1);
    if (key.key == "ArrowDown" || key.key == "j")
        move_to(here < 0 ? first : here + 1, extend);
    else if (key.key == "ArrowUp" || key.key == "k")
        move_to(here < 0 ? first : here - 1, extend);
    else if (key.key == "PageDown")
        move_to(here < 0 ? first + page : here + page, extend);
    else if (key.key == "PageUp")
        move_to(here < 0 ? first - page : here - page, extend);
    else if (key.key == "Home")
        move_to(0, extend);
    else if (key.key == "End")
        move_to(spec_.row_count - 1, extend);
    else
        return false;
    return true;
}

bool TableFrame::scroll_by_key(const KeyPressed& key) {
    const Modifiers none;
    if (!overflows() || key.modifiers != none) return false;
    if (key.key == "ArrowRight") return step_sideways(true);
    return key.key == "ArrowLeft" && step_sideways(false);
}

bool TableFrame::act_by_key(const KeyPressed& key) {
    const bool command = key.modifiers.ctrl || key.modifiers.meta;
    if (spec_.selectable && command && (key.key == "a" || key.key == "A")) {
        result_.select_all = true;
        return true;
    }
    if (command || key.modifiers.alt || state_.focused_row < 0) return false;
    if (key.key == "Enter") {
        result_.opened = state_.focused_row;
        return true;
    }
    if (key.key == " " && spec_.selectable) {
        if (key.modifiers.shift) {
            select_range_to(state_.focused_row);
            return true;
        }
        const bool selected = spec_.row_selected && spec_.row_selected(state_.focused_row);
        result_.select = TableResult::Select{
            .first = state_.focused_row, .last = state_.focused_row, .on = !selected, .only = false};
        state_.anchor_row = state_.focused_row;
        return true;
    }
    return false;
}

void TableFrame::move_to(std::int64_t row, bool extend) {
    if (extend && state_.anchor_row < 0) state_.anchor_row = std::max<std::int64_t>(0, state_.focused_row);
    state_.focused_row = std::clamp<std::int64_t>(row, 0, spec_.row_count - 1);
    if (extend)
        select_range_to(state_.focused_row);
    else
        state_.anchor_row = state_.focused_row;
    show_row(state_.focused_row);
}

void TableFrame::show_row(std::int64_t row) {
    const double height = spec_.row_height;
    const double top = static_cast<double>(row) * height;
    const double visible = body_.h;
    if (top < box_.position)
        box_.position = top;
    else if (top + height > box_.position + visible)
        box_.position = top + height - visible;
    box_.position = std::clamp(box_.position, 0.0, std::max(0.0, box_.content - visible));
}

// A cell, box or link half hidden at an edge, asked for by a reader of the screen.
void TableFrame::reveal_wanted() {
    const NodeId wanted = ui_.signals().reveal;
    const Record& record = ui_.parts_.record;
    const Rect* full = record.full_rect(wanted);
    if (full == nullptr || wanted == grid_ || !record.contains(grid_, wanted) ||
        record.contains(head_row_, wanted) || record.contains(foot_row_, wanted))
        return;
    const double row = (box_.position + static_cast<double>(full->y + full->h / 2 - body_.y)) /
                       static_cast<double>(spec_.row_height);
    const double before = box_.position;
    if (row >= 0) show_row(static_cast<std::int64_t>(row));
    if (box_.position != before) ui_.parts_.frames_due = std::max(ui_.parts_.frames_due, 1);
}

}  // namespace perennial::ui
