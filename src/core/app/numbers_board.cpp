#include "core/app/numbers_board.h"

#include <algorithm>

#include "core/app/rules.h"

namespace perennial {
namespace {

using namespace analytics;

constexpr std::int64_t kMonthsByYear = 12;

std::size_t place_of(std::string_view key) {
    const auto keys = kpi_keys();
    return static_cast<std::size_t>(std::ranges::find(keys, key) - keys.begin());
}

template <class T> const T* at(const std::vector<T>& of_keys, std::string_view key) {
    const std::size_t place = place_of(key);
    return place < of_keys.size() ? &of_keys[place] : nullptr;
}

/// Months before the period's last day, the same number of days.
Period earlier(const Period& period, int months) {
    const Day::Civil to = period.to.civil();
    const Day first = first_of_month(month_number(period.to) - months);
    const Day next = first_of_month(month_number(period.to) - months + 1);
    const Day day{std::min(first.days + to.day - 1, next.days - 1)};
    return {Day{day.days - static_cast<std::int32_t>(period.days()) + 1}, day};
}

Result<std::optional<std::vector<RowNo>>> people_of(Workspace& workspace, const NumbersQuery& query) {
    if (query.people.empty()) return std::nullopt;
    const Table& people = table(TableId::contact);
    TRY_ASSIGN(const RuleWorld world, rule_world(workspace));
    TRY_ASSIGN(const Rule rule, rule_named(world, people, query.people));
    const RuleClock clock{
        .today = query.today, .offset_minutes = query.offset_minutes, .as_of = query.period.to};
    TRY_ASSIGN(std::vector<RowNo> rows, rule_rows(workspace, world, people, rule, clock));
    std::ranges::sort(rows);
    return rows;
}

/// Whether the facts of one query are those of another, at the same revision.
bool same_facts(const NumbersQuery& a, const NumbersQuery& b) {
    return a.period.to == b.period.to && a.people == b.people && a.today == b.today &&
           a.offset_minutes == b.offset_minutes;
}

}  // namespace

const Figure* NumbersBoard::figure(std::string_view key) const { return at(figures, key); }
const Figure* NumbersBoard::figure_before(std::string_view key) const { return at(before, key); }
const Trend* NumbersBoard::trend(std::string_view key) const { return at(trends, key); }

/// One board in the making.
class NumbersWork::Building {
public:
    Building(Workspace& workspace, NumbersQuery query, std::shared_ptr<const WorkspaceFacts> facts)
        : workspace_(workspace), query_(std::move(query)), facts_(std::move(facts)) {
        if (facts_) stage_ = Stage::period;
    }

    /// Works on the next piece. True: the board is whole (then trends follow), or they are there too (then it has ended).
    Result<bool> step() {
        switch (stage_) {
            case Stage::people: TRY(find_people()); return advance(false);
            case Stage::reading: {
                TRY_ASSIGN(const bool read, reading_->step());
                if (!read) return false;
                facts_ = std::make_shared<const WorkspaceFacts>(reading_->take());
                reading_.reset();
                return advance(false);
            }
            case Stage::period:
                if (!counted(query_.period)) return false;
                board.counts = counting_->take();
                board.figures = figures(query_.period, board.counts);
                return advance(false);
            case Stage::before:
                if (query_.before) {
                    if (!counted(*query_.before)) return false;
                    board.before = figures(*query_.before, counting_->take());
                }
                return advance(false);
            case Stage::cohorts:
                board.cohorts = analytics::cohorts(facts(), query_.period.to);
                return advance(false);
            case Stage::revenue:
                board.forecast = forecast_revenue(board.counts.months.amounts, facts().currency);
                board.by_first_year = revenue_by_first_year(facts(), query_.period.to, kMonthsByYear);
                board.query = query_;
                board.facts = facts_;
                return advance(true);
            case Stage::trends: return add_trend_point();
            case Stage::done: break;
        }
        return true;
    }
    bool ended() const { return stage_ == Stage::done; }
    double fraction() const {
        const double of_stage = reading_ ? reading_->fraction() : counting_ ? counting_->fraction() : 0;
        const int whole = static_cast<int>(Stage::trends);
        return std::min(1.0, (static_cast<int>(stage_) + of_stage) / whole);
    }

    NumbersBoard board;         ///< Once it is whole.
    std::vector<Trend> trends;  ///< Once ended.

private:
    enum class Stage : std::uint8_t { people, reading, period, before, cohorts, revenue, trends, done };

    bool advance(bool something_to_show) {
        stage_ = static_cast<Stage>(static_cast<int>(stage_) + 1);
        counting_.reset();
        return something_to_show;
    }
    const ShopFacts& facts() const { return facts_->facts; }
    std::vector<Figure> figures(const Period& period, const ShopCounts& counts) const {
        return kpi_board(facts(), period, counts);
    }

    Status find_people() {
        TRY_ASSIGN(auto people, people_of(workspace_, query_));
        reading_ = std::make_unique<FactsReading>(
            workspace_, FactsQuery{query_.period.to, query_.offset_minutes, std::move(people)});
        return {};
    }

    /// Counts on in a period; true once it is counted.
    bool counted(const Period& period) {
        if (!counting_) counting_.emplace(facts(), period);
        return counting_->step();
    }

    bool add_trend_point() {
        const auto done = static_cast<int>(points_.size());
        const Period period = earlier(query_.period, kTrendPoints - 1 - done);
        if (!counted(period)) return false;
        points_.push_back(figures(period, counting_->take()));
        counting_.reset();
        if (done + 1 < kTrendPoints) return false;
        trends.resize(kpi_keys().size());
        for (const std::vector<Figure>& point : points_) {
            for (std::size_t i = 0; i < point.size(); ++i) trends[i].push_back(point[i].value);
        }
        return advance(true);
    }

    Workspace& workspace_;
    NumbersQuery query_;
    std::shared_ptr<const WorkspaceFacts> facts_;
    Stage stage_ = Stage::people;
    std::unique_ptr<FactsReading> reading_;
    std::optional<ShopCounting> counting_;
    std::vector<std::vector<Figure>> points_;  ///< Figures of the trends' periods so far, oldest first.
};

NumbersWork::NumbersWork() = default;
NumbersWork::~NumbersWork() = default;

void NumbersWork::ask(Workspace& workspace, const NumbersQuery& query) {
    const bool same_revision = revision_ == workspace.revision() && workspace_ == &workspace;
    if (asked_ == query && same_revision) return;
    const bool facts_known = latest_ && latest_revision_ == workspace.revision() &&
                             workspace_ == &workspace && same_facts(latest_->query, query);
    workspace_ = &workspace;
    revision_ = workspace.revision();
    asked_ = query;
    up_to_date_ = false;
    failure_.reset();
    if (!facts_known) ++readings_;
    building_ = std::make_unique<Building>(workspace, query, facts_known ? latest_->facts : nullptr);
}

bool NumbersWork::step(const Stopwatch& stopwatch, double budget_ms) {
    while (working()) {
        const Result<bool> news = building_->step();
        if (!news) {
            failure_ = news.error();
            building_.reset();
            return true;
        }
        if (*news) {
            if (building_->ended()) {
                latest_->trends = std::move(building_->trends);
                building_.reset();
            } else {
                latest_ = std::move(building_->board);
                latest_revision_ = revision_;
                ++boards_;
                up_to_date_ = true;
            }
            return true;
        }
        if (stopwatch.elapsed_ms() >= budget_ms) return false;
    }
    return false;
}

bool NumbersWork::working() const { return building_ && revision_ == workspace_->revision(); }

double NumbersWork::fraction() const { return building_ ? building_->fraction() : 1; }

Result<NumbersBoard> numbers_board(Workspace& workspace, const NumbersQuery& query) {
    NumbersWork work;
    work.ask(workspace, query);
    while (work.working()) work.step(Endless{}, 0);
    if (work.failure() != nullptr) return std::unexpected(*work.failure());
    return *work.latest();
}

}  // namespace perennial
