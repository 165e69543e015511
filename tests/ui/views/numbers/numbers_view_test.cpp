#include "ui/views/numbers/numbers_view.h"

#include "core/app/sample.h"
#include "tests/core/app/app_fixture.h"
#include "tests/ui/driver.h"
#include "ui/semantics/audit.h"
#include "ui/views/numbers/numbers_screen.h"

using namespace perennial;
using namespace perennial::ui;

namespace {

const Day kToday = *Day::parse("2026-03-01");

struct Page {
    explicit Page(bool with_sample, float width = 1440) : width_(width) {
        if (!with_sample) return;
        SampleJob job(app.workspace(), {.seed = 7, .today = kToday});
        job.step(Endless{}, 1);
        test::need(job.result());
    }
    void draw(Ui& ui) {
        screen.ask(kToday, 0);
        while (screen.working()) screen.step(Endless{}, 0);
        draw_numbers(ui, ui.screen(), screen.rows(kToday, false), screen.state, queue);
    }
    std::string tile(std::string_view label) {
        for (const Node* button : driver().all(Role::button))
            if (button->name.starts_with(label)) return button->name;
        return {};
    }
    Driver& driver() {
        if (!driver_) driver_.emplace([this](Ui& ui) { draw(ui); }, width_);
        return *driver_;
    }

    test::TestApp app;
    NumbersScreen screen{app.app};
    Queue queue;

private:
    float width_;
    std::optional<Driver> driver_;
};

}  // namespace

TEST_CASE(
    "a tile says figure, change and n, and opens definition, formula, terms and the records behind it") {
    Page page(true);
    const std::string tile = page.tile("Retention, by period: ");
    REQUIRE_FALSE(tile.empty());
    CHECK(tile.contains("n "));
    page.driver().activate(Role::button, tile);
    CHECK(page.screen.state.choice.open == "retention_rate");
    CHECK(
        page.driver().has_text("Of the customers you had when the period began, the share you still have."));
    CHECK(page.driver().has_text("(E − N) / S = "));
    const FigureRow* first = page.screen.rows(kToday, false).page.at(0);
    REQUIRE(first != nullptr);
    CHECK(page.driver().has(Role::link, first->title));

    const auto& groups = page.screen.rows(kToday, false).groups;
    REQUIRE(groups.size() == 4);
    for (const Node* button : page.driver().all(Role::button)) {
        if (!button->name.starts_with("N of those")) continue;
        page.driver().push(
            Action{.kind = Action::Kind::activate, .node = button->id, .text = {}, .by_keyboard = true});
        break;
    }
    CHECK(page.screen.state.group == 2);
    CHECK(page.screen.rows(kToday, false).page.rows().size() == groups[2].rows.places.size());
    CHECK(audit(page.driver().tree()).empty());
    page.driver().key("Escape");
    CHECK(page.screen.state.choice.open.empty());
}

TEST_CASE("rows are handed over as CSV, charts as what was asked for") {
    Page page(true);
    page.driver().activate(Role::button, page.tile("Revenue: "));
    const auto count = page.screen.rows(kToday, false).page.rows().size();
    for (const Node* button : page.driver().all(Role::button))
        if (button->name.starts_with("Save ") && button->name.ends_with("rows as CSV")) {
            page.driver().activate(Role::button, button->name);
            break;
        }
    CHECK(page.screen.state.wants_rows_csv);
    const std::string csv = test::need(page.screen.rows_csv());
    CHECK(std::ranges::count(csv, '\n') == static_cast<std::ptrdiff_t>(count) + 1);
    page.driver().activate(Role::button, "Save chart: Revenue by year of first order");
    page.driver().activate(Role::menuitem, "Save as PNG");
    REQUIRE(page.screen.state.wanted_chart.has_value());
    CHECK(page.screen.state.wanted_chart->file == ChartFile::png);
}

TEST_CASE("another period is another board, and a rule narrows whose numbers they are") {
    Page page(true);
    page.driver().activate(Role::button, "Period: Last 12 months");
    page.driver().activate(Role::menuitem, "Last 90 days");
    CHECK(page.screen.address() == "period=last_90_days");
    const auto all = page.screen.rows(kToday, false).board->counts.customers.size();
    page.driver().activate(Role::button, "Whose numbers: Everyone");
    page.driver().type("Rule or segment", "orders count >= 3");
    page.driver().activate(Role::button, "Show these");
    CHECK(page.screen.rows(kToday, false).board->query.people == "orders count >= 3");
    CHECK(page.screen.rows(kToday, false).board->counts.customers.size() < all);
    page.driver().activate(Role::button, "Whose numbers: orders count >= 3");
    page.driver().type("Rule or segment", "orders count >=");
    page.driver().activate(Role::button, "Show these");
    CHECK(page.driver().has_text("These numbers cannot be shown"));
}

TEST_CASE("an empty shop is told what numbers need, a small one that they rest on little") {
    Page empty(false);
    CHECK(empty.driver().has(Role::heading, "No numbers yet"));
    CHECK(empty.driver().has(Role::button, "Import a file"));
    Page small(false);
    for (const char* name : {"Ana", "Bo", "Cy"})
        small.app.add_order(small.app.add_contact(name), "2026-02-01", 1000);
    CHECK(small.driver().has_text("These rest on 3 customers."));
    CHECK(small.tile("Retention, by period: n/a").contains("Nobody was a customer"));
}

TEST_CASE("medium and narrow screens hold everything, and the panel lies over the board") {
    for (const float width : {1000.0F, 420.0F}) {
        CAPTURE(width);
        Page page(true, width);
        CHECK(audit(page.driver().tree()).empty());
        page.driver().activate(Role::button, page.tile("Retention, repeat buyers: "));
        CHECK(page.driver().has_text("Rows behind it"));
        CHECK(audit(page.driver().tree()).empty());
        page.driver().activate(Role::button, "Close");
        CHECK_FALSE(page.driver().has_text("Rows behind it"));
    }
}
