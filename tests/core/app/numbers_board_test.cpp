#include "core/app/numbers_board.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/app/figure_rows.h"
#include "core/app/sample.h"
#include "tests/core/app/app_fixture.h"

namespace perennial::test {
namespace {

const Day kToday = *Day::parse("2026-03-01");

/// A stopwatch on which every look costs a millisecond.
class Ticking final : public Stopwatch {
public:
    double elapsed_ms() const override { return ++looks_; }

private:
    mutable double looks_ = 0;
};

void fill(TestApp& app) {
    SampleJob job(app.workspace(), {.seed = 7, .today = kToday});
    job.step(Endless{}, 1);
    need(job.result());
}

NumbersQuery year() {
    const analytics::Period period = year_until(kToday);
    return {.period = period,
            .before = analytics::Period{Day{period.from.days - 365}, Day{period.from.days - 1}},
            .today = kToday};
}

bool same(const analytics::Figure& a, const analytics::Figure& b) {
    return a.key == b.key && a.value == b.value && a.n == b.n && a.formula == b.formula &&
           a.reason == b.reason;
}

}  // namespace

TEST_CASE("the board holds the figures that the command line prints, for both periods and for a segment") {
    TestApp app;
    fill(app);
    NumbersQuery query = year();
    const NumbersBoard board = need(numbers_board(app.workspace(), query));
    const WorkspaceFacts facts = need(shop_facts(app.workspace(), {kToday, 0}));
    const auto figures = analytics::kpi_board(facts.facts, query.period);
    const auto before = analytics::kpi_board(facts.facts, *query.before);
    REQUIRE(board.figures.size() == figures.size());
    for (std::size_t i = 0; i < figures.size(); ++i) {
        CAPTURE(figures[i].key);
        CHECK(same(board.figures[i], figures[i]));
        CHECK(same(board.before[i], before[i]));
        REQUIRE(board.trends[i].size() == kTrendPoints);
        CHECK(board.trends[i].back() == figures[i].value);
    }
    CHECK(board.cohorts.size() == analytics::cohorts(facts.facts, kToday).size());
    CHECK(board.forecast.figure.value == board.figure("revenue_forecast")->value);

    query.people = "orders count >= 3";
    query.before.reset();
    const NumbersBoard few = need(numbers_board(app.workspace(), query));
    CHECK(few.counts.customers.size() < board.counts.customers.size());
    CHECK(few.counts.customers.size() > 0);
    CHECK(few.before.empty());
    CHECK_FALSE(few.figure("acquisition_cost")->value.has_value());

    query.people = "orders count >=";
    CHECK_FALSE(numbers_board(app.workspace(), query).has_value());
}

TEST_CASE(
    "a board is built again only when revision, query or day has changed, and facts are read once for all "
    "periods") {
    TestApp app;
    fill(app);
    NumbersWork work;
    const auto finish = [&] {
        while (work.working()) work.step(Endless{}, 0);
    };
    work.ask(app.workspace(), year());
    CHECK(work.latest() == nullptr);
    finish();
    REQUIRE(work.latest() != nullptr);
    CHECK(work.boards() == 1);
    work.ask(app.workspace(), year());
    CHECK_FALSE(work.working());

    NumbersQuery quarter = year();
    quarter.period.from = Day{kToday.days - 89};
    work.ask(app.workspace(), quarter);
    CHECK(work.working());
    CHECK_FALSE(work.up_to_date());
    CHECK(work.latest()->query == year());  // The figures before stay visible.
    finish();
    CHECK(work.up_to_date());
    CHECK(work.latest()->query == quarter);
    CHECK(work.readings() == 1);

    app.add_contact("Nina");
    work.ask(app.workspace(), quarter);
    finish();
    CHECK(work.readings() == 2);
    CHECK(work.boards() == 3);
}

TEST_CASE("work stops when the workspace changes under it, and begins anew when asked") {
    TestApp app;
    fill(app);
    NumbersWork work;
    work.ask(app.workspace(), year());
    work.step(Ticking{}, 1);
    REQUIRE(work.working());
    const Id nina = app.add_contact("Nina");
    CHECK_FALSE(work.working());
    CHECK_FALSE(work.step(Ticking{}, 1));
    work.ask(app.workspace(), year());
    int slices = 0;
    while (work.working()) {
        work.step(Ticking{}, 2);
        ++slices;
    }
    CHECK(slices > 5);
    const auto& customers = work.latest()->facts->customers;
    CHECK(customers.back() == app.row(TableId::contact, nina));
}

TEST_CASE("the records behind a figure are shown and exported whatever table they are of") {
    TestApp app;
    fill(app);
    const NumbersBoard board = need(numbers_board(app.workspace(), year()));
    for (const std::string_view key :
         {"retention_rate", "revenue", "net_promoter_score", "acquisition_cost"}) {
        CAPTURE(key);
        const FigureRecords records = need(figure_records(*board.facts, board.query.period, key));
        REQUIRE(records.rows.size() > 3);
        const auto shown =
            need(figure_rows(app.workspace(), records.table, std::span(records.rows).first(3), 0));
        REQUIRE(shown.size() == 3);
        for (const FigureRow& row : shown) {
            CHECK_FALSE(row.title.empty());
            CHECK(row.day.has_value());
        }
        const std::string csv = need(figure_rows_csv(app.workspace(), records, 0));
        const auto lines = std::ranges::count(csv, '\n');
        CHECK(lines >= static_cast<std::ptrdiff_t>(records.rows.size()) + 1);
    }
}

TEST_CASE("an empty workspace has a board, whose figures say why they are not there") {
    TestApp app;
    const NumbersBoard board = need(numbers_board(app.workspace(), year()));
    CHECK(board.counts.customers.empty());
    for (const analytics::Figure& figure : board.figures)
        CHECK((figure.value.has_value() || !figure.reason.empty()));
    CHECK(board.by_first_year.series.empty());
}

}  // namespace perennial::test
