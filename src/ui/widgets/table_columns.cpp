// Where the columns of a table are: how wide, how far sideways, what stays put; and the foot below them.
// Invariant: a column never gets less than it wishes; what does not fit is reached by going sideways.
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/widgets/table_frame.h"

namespace perennial::ui {

namespace {

constexpr float kBoxColumn = 28;  // A box and the gap behind it.
constexpr float kGapAfterNumber = 24;
constexpr float kNarrowestShare = 140;  // Of a column that shares what is left.
constexpr float kRightMargin = 16;
constexpr float kLeastBeside = 140;  // Room beside the first column; with less of it nothing is frozen.

}  // namespace

void TableFrame::lay_out_columns() {
    const bool narrow = ui_.layout() == Layout::narrow;
    const float margin = spec_.margin >= 0 ? spec_.margin
                         : narrow          ? measure::kMarginNarrow
                                           : measure::kMargin;
    box_x_ = body_.x + margin;
    const float left = box_x_ + (spec_.selectable ? kBoxColumn : 0);
    available_ = std::max(0.0F, body_.right() - kRightMargin - left);
    share_ = share_of(available_);
    float x = left;
    for (const Column& column : spec_.columns) {
        float width = column.width > 0 ? column.width : share_;
        if (spec_.columns.size() == 1) width = std::min(width, available_);
        const float gap = column.align == Align::right ? kGapAfterNumber : kGap;
        cells_.push_back({x, std::max(0.0F, width - std::min(gap, width / 4)), width});
        x += width;
    }
    const float excess = x - left - available_;
    frozen_ = !cells_.empty() && available_ - cells_[0].width >= kLeastBeside ? 1 : 0;
    const bool nothing = frozen_ == 0 && !spec_.selectable;
    const float edge = nothing ? body_.x : left + (frozen_ > 0 ? cells_[0].width : 0) - kGap / 2;
    const float room = std::max(0.0F, body_.right() - edge);
    side_ = {.id = grid_,
             .rect = {edge, whole_.y, room, whole_.h - foot_.h},
             .content = static_cast<double>(room + (excess > 0.5F ? std::ceil(excess) : 0)),
             .position = static_cast<double>(state_.scroll_x),
             .reach = whole_,
             .sideways = true};
}

float TableFrame::share_of(float available) const {
    const TableState::Share& kept = state_.share;
    if (kept.width > 0 && kept.room == available && kept.columns == spec_.columns.size()) return kept.width;
    float fixed = 0;
    float sharing = 0;
    for (const Column& column : spec_.columns) {
        fixed += column.width;
        if (column.width <= 0) ++sharing;
    }
    if (sharing == 0) return 0;
    return spec_.columns.size() == 1 ? available : std::max(kNarrowestShare, (available - fixed) / sharing);
}

void TableFrame::scroll_sideways() {
    // While an edge is dragged to the left at the far end, the rest does not follow it.
    WidgetState& state = ui_.parts_.state(grid_);
    if (std::exchange(state.dragged, false) && ui_.parts_.interaction.held() != 0)
        side_.content = std::max(side_.content, side_.position + side_.shown());
    ui_.apply_scroll(side_);
}

// To where the next column begins, so that none stands cut beside what is frozen.
bool TableFrame::step_sideways(bool right) {
    const double before = side_.position;
    const auto first = static_cast<double>(cells_[frozen_].x);
    double to = right ? side_.most() : 0;
    for (std::size_t n = frozen_; n < cells_.size(); ++n) {
        const double at = static_cast<double>(cells_[n].x) - first;
        if (right && at > before + 0.5) {
            to = std::min(to, at);
            break;
        }
        if (!right && at < before - 0.5) to = std::max(to, at);
    }
    to = std::clamp(to, before - side_.shown(), before + side_.shown());
    side_.position = std::clamp<double>(ui_.snap(static_cast<float>(to)), 0.0, side_.most());
    return side_.position != before;
}

float TableFrame::x_of(std::size_t column) const {
    return cells_[column].x - (column < frozen_ ? 0 : static_cast<float>(side_.position));
}

float TableFrame::edge_of(std::size_t column) const { return x_of(column) + cells_[column].width - kGap / 2; }

bool TableFrame::shows(std::size_t column) const {
    if (column < frozen_ || !overflows()) return true;
    const float x = x_of(column);
    return x < side_.rect.right() && x + cells_[column].w > side_.rect.x;
}

std::int32_t TableFrame::column_index(std::size_t column) const {
    return static_cast<std::int32_t>(column) + (spec_.selectable ? 2 : 1);
}

void TableFrame::draw_foot() {
    if (foot_.h <= 0) return;
    const Tokens& t = ui_.tokens();
    ui_.fill(foot_, t.sunken);
    ui_.line({foot_.x, foot_.y}, {foot_.right(), foot_.y}, t.line);
    foot_row_ = ui_.begin(Role::row, "Sums", foot_);
    ui_.last().row_index = static_cast<std::int32_t>(std::min<std::int64_t>(spec_.row_count + 2, INT32_MAX));
    each_column(foot_, [&](std::size_t n, Rect cell) {
        if (n >= spec_.foot.size() || !shows(n)) return;
        const Rect room = foot_room(n, cell);
        ui_.push_id(static_cast<std::uint64_t>(n));
        ui_.begin(Role::gridcell, spec_.foot[n], room);
        ui_.last().column_index = column_index(n);
        ui_.draw_text(room, spec_.foot[n], TextStyle::caption_medium, t.text, spec_.columns[n].align);
        ui_.end();
        ui_.pop_id();
    });
    draw_frozen_line(foot_);
    ui_.end();
}

// A text that is wider than its column runs on over empty cells beside it.
Rect TableFrame::foot_room(std::size_t column, Rect cell) const {
    const float width = std::ceil(ui_.text_width(spec_.foot[column], TextStyle::caption_medium));
    if (width <= cell.w) return cell;
    if (spec_.columns[column].align == Align::right) return {cell.right() - width, cell.y, width, cell.h};
    float end = foot_.right() - kRightMargin;
    for (std::size_t next = column + 1; next < spec_.foot.size(); ++next) {
        if (spec_.foot[next].empty() || !shows(next)) continue;
        const Rect other = foot_room(next, {x_of(next), cell.y, cells_[next].w, cell.h});
        end = std::min(end, other.x - kGap);
    }
    return {cell.x, cell.y, std::clamp(end - cell.x, cell.w, width), cell.h};
}

// Only while something lies below what stays put: otherwise a table has no upright lines.
void TableFrame::draw_frozen_line(Rect strip) {
    if (!overflows() || side_.position <= 0 || (frozen_ == 0 && !spec_.selectable)) return;
    ui_.line({side_.rect.x, strip.y}, {side_.rect.x, strip.bottom()}, ui_.tokens().line);
}

}  // namespace perennial::ui
