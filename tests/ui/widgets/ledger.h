// A table with more columns than room, and a view that keeps what the table tells it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/ui/driver.h"

namespace perennial::ui {

inline constexpr Rect kTable{0, 100, 800, 436};
inline constexpr float kLeft = 24 + 28;  // The page's margin, then the boxes.
inline constexpr float kFrozenTo = 246;  // The middle of the gap behind the first column.
inline constexpr float kHeadAt = 100 + 18;

// Twelve columns, 200 wide the first, 120 the others: 1,520 in a table of 800.
struct Ledger {
    TableState state;
    TableSpec spec;
    std::vector<Column> columns;
    std::vector<TableResult::Resized> resized;
    std::vector<TableResult::Moved> moved;
    std::vector<int> sorted, sorted_also;
    std::vector<std::int64_t> opened;
    std::optional<std::string> key;
    int cells = 0;

    explicit Ledger(int count = 12) {
        for (int n = 0; n < count; ++n) {
            columns.push_back(Column{.label = "Column " + std::to_string(n),
                                     .width = n == 0 ? 200.0F : 120.0F,
                                     .align = n == 3 ? Align::right : Align::left,
                                     .sortable = n != 4,
                                     .sorted_descending = {}});
        }
        spec.label = "Ledger";
        spec.row_count = 100;
        spec.selectable = true;
        spec.row_name = [](std::int64_t row) { return "Entry " + std::to_string(row); };
        spec.row_href = [](std::int64_t row) { return "#/ledger/" + std::to_string(row); };
    }

    void operator()(Ui& ui) {
        cells = 0;
        spec.columns = columns;
        spec.draw_cell = [&](std::int64_t row, int column, Rect cell) {
            ++cells;
            const std::string text = std::to_string(row) + "/" + std::to_string(column);
            ui.text(cell, text, TextStyle::body, ui.tokens().text);
            return text;
        };
        take(ui.table(kTable, spec, state));
    }

    // As a view does: keeps what it is told.
    void take(const TableResult& result) {
        if (result.resized) {
            resized.push_back(*result.resized);
            columns[static_cast<std::size_t>(result.resized->column)].width = result.resized->width;
        }
        if (result.moved) {
            moved.push_back(*result.moved);
            const auto from = columns.begin() + result.moved->from;
            const Column column = *from;
            columns.erase(from);
            columns.insert(columns.begin() + result.moved->to, column);
        }
        if (result.sort_column) sorted.push_back(*result.sort_column);
        if (result.sort_also) sorted_also.push_back(*result.sort_also);
        if (result.opened) opened.push_back(*result.opened);
        if (result.key) key = result.key;
    }
};

inline float x_of(const Driver& driver, std::string_view cell) {
    return driver.get(Role::gridcell, cell).rect.x;
}
inline Point in_head(float x) { return {x, kHeadAt}; }

}  // namespace perennial::ui
