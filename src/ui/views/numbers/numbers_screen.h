// What outlives a frame of the Numbers screen: its state, the board that is kept up to date in the background, and the records of
// the figure that is open.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/app/app.h"
#include "core/app/numbers_board.h"
#include "ui/views/numbers/numbers_view.h"

namespace perennial::ui {

class NumbersScreen {
public:
    explicit NumbersScreen(App& app);
    NumbersScreen(const NumbersScreen&) = delete;
    NumbersScreen& operator=(const NumbersScreen&) = delete;

    /// Asks for the board by the state.
    void ask(Day today, int offset_minutes);
    NumbersRows rows(Day today, bool read_only, bool busy = false);
    /// Work in the background; see NumbersWork.
    bool working() const { return work_.working(); }
    bool step(const Stopwatch& stopwatch, double budget_ms) { return work_.step(stopwatch, budget_ms); }

    /// What an address says; empty: as it is at first.
    void read_address(std::string_view query);
    std::string address() const { return choice_to_text(state.choice); }

    /// All rows of the group that is shown, as CSV.
    Result<std::string> rows_csv() const;
    /// "retention_rate-rows.csv".
    std::string rows_csv_name() const { return state.choice.open + "-rows.csv"; }

    /// A job that fits the model on the board's customers; keep_model() takes what it found. nullptr without a board.
    std::unique_ptr<ValueModelJob> model_job() const;
    void keep_model(Result<ValueModel> model);

    NumbersState state;

private:
    void follow_board();
    void follow_open_figure();

    App& app_;
    NumbersWork work_;
    int offset_minutes_ = 0;
    std::optional<NumbersCharts> charts_;
    int charts_of_ = 0;  ///< Number of the board.
    std::vector<analytics::FigureGroup> groups_;
    FigureRecords records_;
    PagedRows<FigureRow> page_;
    /// What groups_ and records_ are of.
    struct Shown {
        int board = 0, group = 0;
        std::string key = {};
        bool operator==(const Shown&) const = default;
    };
    Shown shown_{.board = -1};
    std::string read_;  ///< The address read last.
    std::optional<Result<ValueModel>> model_;
    std::weak_ptr<const WorkspaceFacts> model_of_;  ///< The facts it was fitted on.
};

}  // namespace perennial::ui
