// The read model of the Numbers screen: every figure of a period beside the one it is compared with, cohorts, revenue by month,
// the forecast and how the figures went. It is built in slices, and the board before stays until the new one is whole.
// Invariant: a board's figures are those of kpi_board() on shop_facts(), as the command line prints them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/analytics/cohorts.h"
#include "core/analytics/forecast.h"
#include "core/analytics/kpi_board.h"
#include "core/analytics/revenue_months.h"
#include "core/app/facts_reading.h"
#include "core/app/job.h"
#include "core/app/shop_facts.h"

namespace perennial {

struct NumbersQuery {
    analytics::Period period;
    std::optional<analytics::Period> before = std::nullopt;  ///< What it is compared with.
    std::string people = {};  ///< A segment's name or a rule over contacts; "": everyone.
    Day today;                ///< What "in the last 30 days" of the rule counts back from.
    int offset_minutes = 0;
    bool operator==(const NumbersQuery&) const = default;
};

/// How a figure went: its value over periods of the same length, each ending a month before the next; the last is the period itself.
inline constexpr int kTrendPoints = 8;
using Trend = std::vector<std::optional<double>>;

struct NumbersBoard {
    NumbersQuery query;
    std::shared_ptr<const WorkspaceFacts> facts;
    analytics::ShopCounts counts;            ///< Of the period.
    std::vector<analytics::Figure> figures;  ///< In the order of kpi_keys().
    std::vector<analytics::Figure> before;  ///< Of the period compared with, beside `figures`; empty without one.
    std::vector<analytics::Cohort> cohorts;  ///< Up to the period's end.
    analytics::RevenueForecast forecast;
    analytics::RevenueByFirstYear by_first_year;  ///< Of the twelve months up to the period's end.
    std::vector<Trend> trends;  ///< Beside `figures`; empty until they are known, a moment after the rest.

    /// nullptr for a key that is none.
    const analytics::Figure* figure(std::string_view key) const;
    /// The same figure of the period compared with; nullptr without one.
    const analytics::Figure* figure_before(std::string_view key) const;
    const Trend* trend(std::string_view key) const;
};

/// At once, for the tests and whoever can wait; with trends. Errors: those of the rule and the database.
Result<NumbersBoard> numbers_board(Workspace& workspace, const NumbersQuery& query);

/// Keeps a board up to date in the background.
class NumbersWork {
public:
    NumbersWork();
    ~NumbersWork();
    NumbersWork(const NumbersWork&) = delete;
    NumbersWork& operator=(const NumbersWork&) = delete;

    /// Makes sure that the board of `query` at this revision is there or on its way. Facts that are known are not read again.
    void ask(Workspace& workspace, const NumbersQuery& query);
    /// Whether there is something to step: not when the workspace has changed since ask().
    bool working() const;
    /// True when there is something new to show.
    bool step(const Stopwatch& stopwatch, double budget_ms);
    double fraction() const;

    /// The latest whole board, perhaps of what was asked before; nullptr before the first.
    const NumbersBoard* latest() const { return latest_ ? &*latest_ : nullptr; }
    /// Whether latest() answers what was asked last.
    bool up_to_date() const { return up_to_date_; }
    /// Why what was asked last has no board; nullptr when it has, or will have.
    const Error* failure() const { return failure_ ? &*failure_ : nullptr; }
    /// How many boards there have been: another number, another board in latest().
    int boards() const { return boards_; }
    /// How often facts were read; tests hold it to once per (revision, people, day).
    int readings() const { return readings_; }

private:
    class Building;
    std::unique_ptr<Building> building_;
    Workspace* workspace_ = nullptr;
    std::optional<NumbersQuery> asked_;
    std::uint64_t revision_ = 0;
    std::optional<NumbersBoard> latest_;
    std::uint64_t latest_revision_ = 0;
    std::optional<Error> failure_;
    bool up_to_date_ = false;
    int boards_ = 0, readings_ = 0;
};

}  // namespace perennial
