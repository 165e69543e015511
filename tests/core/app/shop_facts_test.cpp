#include "core/app/shop_facts.h"

#include <doctest/doctest.h>

#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TestApp;

TEST_CASE("facts are the living records of the shop's currency up to the day, with their rows") {
    TestApp app;
    app.run(SetSetting{"currency", "EUR"});
    app.run(SetSetting{"margin", "37.5"});
    const Id ana = app.add_contact("Ana"), bo = app.add_contact("Bo");
    app.add_order(bo, "2026-01-05", 1000);
    const Id second = app.add_order(ana, "2026-01-07", 500, "", "refunded");
    app.add_order(ana, "2026-01-06", 900);
    app.add_order(ana, "2026-01-08", 700, "", "paid", "USD");
    app.add_order(ana, "2026-02-01", 800);
    EditRecord edit;
    edit.id = bo;
    edit.values = {{contact_field::source, std::string("Market")}, {contact_field::referred_by, ana}};
    app.run(edit);

    const WorkspaceFacts facts = need(shop_facts(app.workspace(), {*Day::parse("2026-01-31"), 0}));
    CHECK(facts.facts.currency == *Currency::parse("EUR"));
    CHECK(facts.facts.margin_permille == 375);
    CHECK(facts.other_currencies == 1);
    REQUIRE(facts.facts.orders.size() == 3);
    CHECK(facts.facts.orders[0].customer == 0);
    CHECK(facts.facts.orders[0].day == *Day::parse("2026-01-06"));
    CHECK(facts.facts.orders[1].amount == 0);
    CHECK_FALSE(facts.facts.orders[1].purchase);
    CHECK(facts.orders[1] == app.row(TableId::order, second));
    CHECK(facts.facts.orders[2].customer == 1);
    REQUIRE(facts.facts.customers.size() == 2);
    CHECK_FALSE(facts.facts.customers[0].referred);
    CHECK(facts.facts.customers[1].referred);
    CHECK(facts.facts.channels == std::vector<std::string>{"Market"});
    CHECK(facts.facts.customers[1].channel == 0);
    CHECK(facts.facts.customers[0].known_since == app.files.clock.today());

    const auto rows =
        need(figure_records(facts, {*Day::parse("2026-01-01"), *Day::parse("2026-01-31")}, "buyers"));
    CHECK(rows.table == TableId::contact);
    CHECK(rows.rows == std::vector{app.row(TableId::contact, ana), app.row(TableId::contact, bo)});
}

TEST_CASE("without a setting the currency is that of most orders, and there is no margin") {
    TestApp app;
    const Id ana = app.add_contact("Ana");
    app.add_order(ana, "2026-01-05", 1000, "", "paid", "USD");
    app.add_order(ana, "2026-01-06", 1000, "", "paid", "USD");
    app.add_order(ana, "2026-01-07", 1000, "", "paid", "EUR");
    const WorkspaceFacts facts = need(shop_facts(app.workspace(), {*Day::parse("2026-12-31"), 0}));
    CHECK(facts.facts.currency == *Currency::parse("USD"));
    CHECK(facts.facts.orders.size() == 2);
    CHECK_FALSE(facts.facts.margin_permille.has_value());
    CHECK(need(shop_facts(app.workspace(), {*Day::parse("2025-01-01"), 0})).facts.orders.empty());
}

TEST_CASE("answers and expenses are read with their kinds; a day is the day here") {
    TestApp app;
    app.run(SetSetting{"currency", "EUR"});
    const auto answer = [&](std::string_view at, std::string kind, std::int64_t score) {
        AddRecord add;
        add.table = TableId::response;
        add.values = {{response_field::at, Instant::parse(at)->ms},
                      {response_field::kind, std::move(kind)},
                      {response_field::score, score}};
        app.run(add);
    };
    answer("2026-01-31T23:30:00Z", "nps", 9);
    answer("2026-01-31T10:00:00Z", "csat", 5);
    AddRecord expense;
    expense.table = TableId::expense;
    expense.values = {{expense_field::day, std::int64_t{Day::parse("2026-01-31")->days}},
                      {expense_field::amount, std::int64_t{4200}},
                      {expense_field::kind, std::string("retention")}};
    app.run(expense);
    const FactsQuery january{*Day::parse("2026-01-31"), 60};
    const WorkspaceFacts facts = need(shop_facts(app.workspace(), january));
    REQUIRE(facts.facts.responses.size() == 1);  // The other was in February here.
    CHECK(facts.facts.responses[0].kind == analytics::ResponseFact::Kind::csat);
    CHECK(need(shop_facts(app.workspace(), {january.until, 0})).facts.responses.size() == 2);
    REQUIRE(facts.facts.expenses.size() == 1);
    CHECK(facts.facts.expenses[0].amount == 4200);
    CHECK_FALSE(facts.facts.expenses[0].acquisition);
}

}  // namespace
}  // namespace perennial
