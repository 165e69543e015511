#include "core/app/import_fields.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::counts_of;
using test::import_request;
using test::need;
using test::run_import;
using test::sql_integer;
using test::TestApp;

std::string people(int count) {
    std::string csv = "Name,E-mail,Shoe size,Joined,Club,Colour,Remark of ours\n";
    const char* colours[] = {"red", "green", "blue"};
    for (int i = 0; i < count; ++i) {
        const std::string n = std::to_string(i);
        csv += "Person " + n + ",p" + n + "@example.com," + std::to_string(36 + i % 10) + ".5,21.06.1988," +
               (i % 2 == 0 ? "yes" : "no") + "," + colours[i % 3] + ",remark " + n + "\n";
    }
    return csv;
}

std::string text(TestApp& app, const std::string& sql) {
    Statement statement = need(app.workspace().reader().prepare(sql));
    return need(statement.step()) ? std::string(statement.text(0)) : "nothing";
}

std::string type_of(TestApp& app, const std::string& key) {
    return text(app, "SELECT type FROM custom_field WHERE deleted = 0 AND key = '" + key + "'");
}

std::string value_of(TestApp& app, const std::string& key) {
    return text(app,
                "SELECT value FROM contact_custom WHERE deleted = 0 AND key = '" + key + "' ORDER BY row");
}

TEST_CASE("columns without a place become custom fields, defined with the type of their values") {
    TestApp app;
    const auto report = need(run_import(app, import_request(people(30))));
    CHECK(counts_of(report, TableId::custom_field).added == 5);
    CHECK(type_of(app, "shoe_size") == "number");
    CHECK(type_of(app, "joined") == "date");
    CHECK(type_of(app, "club") == "yes_no");
    CHECK(type_of(app, "colour") == "choice");
    CHECK(type_of(app, "remark_of_ours") == "text");
    CHECK(text(app, "SELECT choices FROM custom_field WHERE key = 'colour'") == "red\ngreen\nblue");
    CHECK(text(app, "SELECT label FROM custom_field WHERE key = 'shoe_size'") == "Shoe size");
    CHECK(sql_integer(app.workspace(), "SELECT group_concat(position, '') = '12345' FROM custom_field") == 1);
    CHECK(value_of(app, "joined") == "1988-06-21");
    CHECK(value_of(app, "shoe_size") == "36.5");
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM change") == 1);
    REQUIRE(report.columns.size() == 7);
    CHECK(report.columns[0].custom_type == "");
    CHECK(report.columns[2].custom_type == "number");

    const std::string before = app.state();
    CHECK(need(run_import(app, import_request(people(30)))).change == ChangeNo::none);
    CHECK(app.state() == before);
}

TEST_CASE("two laptops that import the same file hold the same custom fields") {
    TestApp one, other;
    need(run_import(one, import_request(people(3))));
    need(run_import(other, import_request(people(5))));
    const char* id = "SELECT hex(id) FROM custom_field WHERE key = 'club'";
    CHECK(text(one, id) == text(other, id));
    CHECK(text(one, id).size() == 32);
}

TEST_CASE("a field that is defined keeps its type, and what does not fit stays as it is, with a warning") {
    TestApp app;
    AddRecord add;
    add.table = TableId::custom_field;
    add.values = {{custom_field_field::key, std::string("size")},
                  {custom_field_field::label, std::string("Size")},
                  {custom_field_field::type, std::string("number")}};
    app.run(add);
    const auto report = need(run_import(app, import_request("Name,Size\nAnn,40\nBo,large\nCy,n/a\nDi,\n")));
    CHECK(counts_of(report, TableId::custom_field).added == 0);
    CHECK(report.columns[1].custom_type == "number");
    CHECK(report.columns[1].cells == CellCounts{.good = 2, .empty = 1, .warned = 1});
    REQUIRE(report.problems.size() == 1);
    CHECK(report.problems.front().message == "Not a number; kept as it stands.");
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM contact_custom WHERE value = 'large'") == 1);
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM contact_custom") == 2);
}

TEST_CASE("a value far down the file that fits nothing makes the field one of text") {
    std::string csv = "Name,Points\n";
    for (int i = 0; i < 1500; ++i) csv += "Person " + std::to_string(i) + "," + std::to_string(i) + "\n";
    TestApp app;
    const auto report = need(run_import(app, import_request(csv + "Last,many\n")));
    CHECK(type_of(app, "points") == "text");
    CHECK(report.columns[1].custom_type == "text");
    CHECK(report.columns[1].cells.warned == 1);
}

TEST_CASE("taking an import back takes its fields with it, and a field that nobody has is not made") {
    TestApp app;
    const auto report = need(run_import(app, import_request(people(3))));
    app.run(TakeBackImport{static_cast<std::int64_t>(report.change)});
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM custom_field WHERE deleted = 0") == 0);
    need(run_import(app, import_request(people(3))));
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM custom_field WHERE deleted = 0") == 5);

    TestApp skipped;
    skipped.add_contact("Person 0", {{TableId::contact_email, "p0@example.com", "", ""}});
    ImportRequest request = import_request(people(1));
    request.duplicates = DuplicatePolicy::skip;
    CHECK(need(run_import(skipped, request)).change == ChangeNo::none);
    CHECK(sql_integer(skipped.workspace(), "SELECT count(*) FROM custom_field") == 0);
}

TEST_CASE(
    "columns of orders that have no place are left out unless somebody wants them, and then are the "
    "person's") {
    TestApp app;
    ImportRequest request = import_request(
        "Order number,Order date,E-mail,Amount,Loyalty tier\nA1,2026-01-05,ann@example.com,4.50,gold\n");
    CHECK(request.layout.columns[4].to == ColumnMapping::To::leave_out);
    request.layout.columns[4].to = ColumnMapping::To::custom_field;
    need(run_import(app, request));
    CHECK(value_of(app, "loyalty_tier") == "gold");
    CHECK(type_of(app, "loyalty_tier") == "text");
}

TEST_CASE("two columns of nearly the same name are two fields") {
    TestApp app;
    need(run_import(app, import_request("Name,Size,size!\nAnn,40,large\n")));
    CHECK(value_of(app, "size") == "40");
    CHECK(value_of(app, "size_2") == "large");
}

}  // namespace
}  // namespace perennial
