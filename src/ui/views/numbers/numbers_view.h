// The Numbers screen: which days and whose numbers, tiles with the figure and its proof, charts, and the panel of the figure that
// is open: definition, formula with its own numbers, the records it counts. It computes nothing: all comes from the board.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analytics/figure_groups.h"
#include "core/app/figure_rows.h"
#include "core/app/numbers_board.h"
#include "core/app/value_model.h"
#include "ui/charts/chart_view.h"
#include "ui/views/numbers/numbers_charts.h"
#include "ui/views/numbers/numbers_choice.h"
#include "ui/views/state.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

/// What a chart of the screen is to be saved as.
struct ChartWish {
    Chart chart;
    ChartFile file = ChartFile::svg;
};

struct NumbersRows {
    const NumbersBoard* board = nullptr;    ///< nullptr: not known yet.
    const NumbersCharts* charts = nullptr;  ///< Of the board; there when it is.
    bool up_to_date = false;                ///< Whether the board is of what was asked.
    double fraction = 0;                    ///< How far the next one is.
    const Error* failure = nullptr;
    std::span<const analytics::FigureGroup> groups;  ///< Of the figure that is open.
    PagedRows<FigureRow>& page;                      ///< Records of the group that is shown.
    const Result<ValueModel>* model = nullptr;       ///< Of this board's people; nullptr: not fitted.
    bool busy = false;                               ///< Other work runs; the model would have to wait.
    Day today;
    bool read_only = false;
};

struct NumbersState {
    NumbersChoice choice;
    bool period_open = false, compare_open = false;
    bool people_open = false;  ///< The dialog that asks for a rule.
    std::string people_draft;
    bool cohort_revenue = false;
    int group = 0;  ///< Of the open figure's groups: whose records are shown.
    float scroll = 0, panel_scroll = 0;
    TableState rows_table, channels_table;
    std::optional<double> asked_at;  ///< Ui::seconds since which nothing is known.
    ChartState cohorts, revenue, forecast, tenure, recommendation, satisfaction;
    // What the person wants handed over; taken by whoever owns the state.
    std::optional<ChartWish> wanted_chart;
    bool wants_rows_csv = false, wants_model = false;
};

void draw_numbers(Ui& ui, Rect page, const NumbersRows& rows, NumbersState& state, Queue& queue);

// numbers_tiles.cpp
/// The figures by their keys as tiles, four across or two; returns the height used. A click opens one, or closes it again.
float draw_tiles(Ui& ui, Rect area, const NumbersBoard& board, std::span<const std::string_view> keys,
                 NumbersState& state);

// numbers_panel.cpp
void draw_numbers_panel(Ui& ui, Rect panel, const NumbersRows& rows, NumbersState& state, Queue& queue);

// numbers_graphs.cpp
/// The two charts beside each other, or one below the other; each returns the height used.
float draw_first_charts(Ui& ui, Rect area, const NumbersRows& rows, NumbersState& state);
float draw_more_charts(Ui& ui, Rect area, const NumbersRows& rows, NumbersState& state);

}  // namespace perennial::ui
