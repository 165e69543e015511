#include "core/app/figure_records.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>

#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::TestApp;

AddRecord answer(std::string kind, std::optional<std::int64_t> score) {
    AddRecord add;
    add.table = TableId::response;
    add.values = {{response_field::at, std::int64_t{0}}, {response_field::kind, std::move(kind)}};
    if (score) add.values.emplace_back(response_field::score, *score);
    return add;
}

TEST_CASE("an answer's score lies on the scale of its kind") {
    TestApp app;
    for (const auto& [kind, score] :
         {std::pair("nps", 0), std::pair("nps", 10), std::pair("csat", 1), std::pair("csat", 5)}) {
        app.run(answer(kind, score));
    }
    app.run(answer("text", std::nullopt));
    for (const auto& [kind, score] :
         {std::pair("nps", -1), std::pair("nps", 11), std::pair("csat", 0), std::pair("csat", 6)}) {
        CAPTURE(kind);
        CAPTURE(score);
        const Error error = app.refused(answer(kind, score));
        CHECK(error.code == ErrorCode::invalid_input);
        CHECK(error.place->column == "score");
    }
    CHECK(app.refused(answer("nps", std::nullopt)).place->column == "score");
}

TEST_CASE("an edit is held to the scale by what it leaves as it was") {
    TestApp app;
    EditRecord edit;
    edit.table = TableId::response;
    edit.id = app.run(answer("nps", 9)).ids.front();
    edit.values = {{response_field::kind, std::string("csat")}};
    CHECK(app.refused(edit).place->column == "score");
    edit.values = {{response_field::kind, std::string("csat")}, {response_field::score, std::int64_t{4}}};
    app.run(edit);
}

TEST_CASE("an expense takes the shop's currency, and says so when there is none") {
    TestApp app;
    AddRecord add;
    add.table = TableId::expense;
    add.values = {{expense_field::day, std::int64_t{20000}},
                  {expense_field::amount, std::int64_t{100}},
                  {expense_field::kind, std::string("acquisition")}};
    CHECK(app.refused(add).place->column == "currency");
    app.run(SetSetting{"currency", "JPY"});
    const Id id = app.run(add).ids.front();
    const Record record = test::need(app.workspace().record(TableId::expense, app.row(TableId::expense, id)));
    CHECK(std::get<std::string>(
              std::ranges::find(record.values, expense_field::currency, &FieldValues::value_type::first)
                  ->second) == "JPY");
}

TEST_CASE("margin and discount are percentages, kept in one form") {
    TestApp app;
    app.run(SetSetting{"margin", "40.0"});
    CHECK(test::sql_integer(app.workspace(), "SELECT value = '40' FROM setting WHERE name = 'margin'") == 1);
    for (const char* wrong : {"100.1", "-1", "much"})
        CHECK(app.refused(SetSetting{"discount", wrong}).code == ErrorCode::invalid_input);
    app.run(SetSetting{"margin", ""});
}

}  // namespace
}  // namespace perennial
