// One table in one frame: where its columns are, which rows show, what the pointer and the keys did.
// Invariant: positions are doubles until the last step, so that the millionth row stands as still as the first.
#pragma once

#include <vector>

#include "ui/widgets/frame.h"

namespace perennial::ui {

class TableFrame {
public:
    TableFrame(UiFrame& ui, Rect rect, const TableSpec& spec, TableState& state);
    TableResult draw();

private:
    static constexpr float kBox = 16;  // For selecting.
    static constexpr float kGap = 12;  // Between a text and the next column.

    struct Cell {
        float x = 0, w = 0;  ///< Of the text.
        float width = 0;     ///< With the gap behind it.
    };
    void draw_rows();
    void draw_row(std::int64_t row, Rect rect);
    void draw_row_box(std::int64_t row, Rect rect, bool selected);
    void draw_cells(std::int64_t row, Rect rect);
    void describe_row(std::int64_t row, bool selected);
    void click_row(std::int64_t row);
    void select_range_to(std::int64_t row);

    // table_columns.cpp
    void lay_out_columns();
    float share_of(float available) const;
    void scroll_sideways();
    bool step_sideways(bool right);
    void draw_foot();
    Rect foot_room(std::size_t column, Rect cell) const;
    void draw_frozen_line(Rect strip);
    bool overflows() const { return side_.most() > 0; }
    /// Whether any of the column is to be seen.
    bool shows(std::size_t column) const;
    /// Where a column stands, scrolled.
    float x_of(std::size_t column) const;
    /// The middle of the gap behind it: what is dragged, and where the frozen part ends.
    float edge_of(std::size_t column) const;
    std::int32_t column_index(std::size_t column) const;
    /// Calls `draw` with each column and its cell in the row `strip`, clipped beside the frozen part.
    template <class Draw> void each_column(Rect strip, const Draw& draw);

    // table_head.cpp
    void draw_head();
    void draw_select_all(Rect head);
    void draw_column_head(std::size_t column, Rect cell);
    UiFrame::Item record_column_head(std::size_t column, Rect cell);
    void draw_head_text(const Column& column, Rect cell, Colour ink);
    void draw_edges();
    void follow_drag();
    void resize(std::size_t column);
    void carry(std::size_t column);
    bool is_carried(std::size_t column);
    float gap_x(std::size_t gap) const;  ///< Before the column of this number, or behind the last.
    /// The one nearest to the pointer, never before the first column.
    std::size_t gap_at_pointer() const;
    /// Keeps what is held from being forgotten when it is out of sight.
    void keep_held(NodeId id);
    /// Whether a pointer, not a finger, holds it or has just let it go.
    bool drags(NodeId id) const;

    // table_keys.cpp
    void take_keys();
    bool move_by_key(const KeyPressed& key);
    bool scroll_by_key(const KeyPressed& key);
    bool act_by_key(const KeyPressed& key);
    void move_to(std::int64_t row, bool extend);
    void show_row(std::int64_t row);
    void reveal_wanted();

    std::int64_t first_row() const;
    std::int64_t last_row() const;  ///< Inclusive; below first_row() when there is none.
    bool has_focus() const;

    UiFrame& ui_;
    const TableSpec& spec_;
    TableState& state_;
    TableResult result_;
    Rect whole_, head_, body_, foot_;
    UiFrame::ScrollBox box_, side_;
    NodeId grid_ = 0, head_row_ = 0, foot_row_ = 0;
    std::size_t grid_place_ = 0;
    float box_x_ = 0;            ///< Of the boxes for selecting.
    std::vector<Cell> cells_;    ///< Unscrolled.
    std::vector<NodeId> heads_;  ///< Of all columns, also of those that do not show.
    std::size_t frozen_ = 0;     ///< Columns that stay put.
    float share_ = 0;            ///< Of a column of width 0.
    float available_ = 0;        ///< For columns.
};

template <class Draw> void TableFrame::each_column(Rect strip, const Draw& draw) {
    const bool clips = overflows();
    for (std::size_t n = 0; n < cells_.size(); ++n) {
        if (clips && n == frozen_) ui_.push_clip({side_.rect.x, strip.y, side_.rect.w, strip.h});
        draw(n, Rect{x_of(n), strip.y, cells_[n].w, strip.h});
    }
    if (clips && frozen_ < cells_.size()) ui_.pop_clip();
}

}  // namespace perennial::ui
