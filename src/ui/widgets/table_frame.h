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
    struct Cell {
        float x = 0, w = 0;
    };
    void lay_out_columns();
    void draw_head();
    void draw_select_all(Rect head);
    void draw_column_head(Rect head, std::size_t column);
    void draw_rows();
    void draw_row(std::int64_t row, Rect rect);
    void draw_row_box(std::int64_t row, Rect rect, bool selected);
    void draw_cells(std::int64_t row, Rect rect);
    void describe_row(std::int64_t row, bool selected);
    void click_row(std::int64_t row);
    void select_range_to(std::int64_t row);

    // table_keys.cpp
    void take_keys();
    bool move_by_key(const KeyPressed& key);
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
    Rect head_, body_;
    UiFrame::ScrollBox box_;
    NodeId grid_ = 0;
    std::size_t grid_place_ = 0;
    float box_x_ = 0;  ///< Of the boxes for selecting.
    std::vector<Cell> cells_;
};

}  // namespace perennial::ui
