#include "core/app/import_report.h"

#include <doctest/doctest.h>

#include <string>

#include "core/app/import_files.h"
#include "core/app/import_memory.h"
#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::counts_of;
using test::import_request;
using test::need;
using test::run_import;
using test::sql_integer;
using test::TestApp;

/// A mended file, dropped as the page drops it: proposed, then as remembered.
ImportRequest dropped_again(TestApp& app, const std::string& csv) {
    ImportRequest request = import_request(csv, "refused-rows.csv");
    const auto remembered = need(remembered_mapping(app.workspace(), request.layout));
    REQUIRE(remembered.has_value());
    request.layout = remembered->layout;
    request.source = remembered->source;
    request.duplicates = remembered->duplicates;
    return request;
}

std::string mended(std::string csv, std::string_view wrong, std::string_view right) {
    const std::size_t at = csv.find(wrong);
    REQUIRE(at != std::string::npos);
    return csv.replace(at, wrong.size(), right);
}

TEST_CASE("a check counts what becomes of the cells of each column") {
    TestApp app;
    ImportRequest request = import_request(
        "Name,E-mail,Order date,Amount,Skipped\n"
        "Ann,ann@example.com,2026-01-05,4.50,x\n"
        "Bo,bo@@mail,2026-01-06,12.345,x\n"
        ",,2026-01-07,much,\n"
        "Cy,,soon,1.00,\n",
        "o.csv", ImportKind::orders);
    request.dry_run = true;
    const auto report = need(run_import(app, request));
    REQUIRE(report.columns.size() == 5);
    CHECK(report.columns[0].cells == CellCounts{.good = 3, .empty = 1});
    CHECK(report.columns[1].cells == CellCounts{.good = 1, .empty = 2, .warned = 1});
    CHECK(report.columns[2].cells == CellCounts{.good = 3, .refused = 1});
    CHECK(report.columns[3].cells == CellCounts{.good = 2, .warned = 1, .refused = 1});
    CHECK(report.columns[4].cells == CellCounts{});
}

TEST_CASE("problems are listed refusals first, and a warning that many rows share once") {
    const std::vector<RowProblem> problems{
        {.line = 2, .column = "Phone", .value = "1", .message = "Left out.", .refused = false},
        {.line = 3, .column = "Total", .value = "x", .message = "Not an amount.", .refused = true},
        {.line = 3, .column = "Phone", .value = "2", .message = "Left out.", .refused = false},
        {.line = 4, .column = "Total", .value = "y", .message = "Not an amount.", .refused = true},
        {.line = 5, .column = "Birthday", .value = "z", .message = "Left out.", .refused = false}};
    std::string listed;
    for (const ListedProblem& each : listed_problems(problems))
        listed += std::to_string(each.at) + "x" + std::to_string(each.rows) + " ";
    CHECK(listed == "1x1 3x1 0x2 4x1 ");
}

TEST_CASE("a check says which tags are new, which companies are made, and how many rows are of people here") {
    TestApp app;
    const Id ann = app.add_contact("Ann", {{TableId::contact_email, "ann@example.com", "", ""}});
    app.run(TagContacts{{ann}, "Regular", true});
    constexpr std::string_view kFile =
        "Name,E-mail,Company,Tags\n"
        "Ann,ann@example.com,Bakery,\"regular, VIP\"\n"
        "Ann L,ANN@example.com,,Autumn\n"
        "Bo,bo@example.com,bakery,vip\n"
        "Bo,bo@example.com,,\n";
    for (const DuplicatePolicy policy :
         {DuplicatePolicy::fill, DuplicatePolicy::update, DuplicatePolicy::skip, DuplicatePolicy::add}) {
        CAPTURE(static_cast<int>(policy));
        ImportRequest request = import_request(kFile);
        request.duplicates = policy;
        request.dry_run = true;
        const auto report = need(run_import(app, request));
        CHECK(report.tags == 3);
        CHECK(report.new_tags == 2);
        CHECK(report.rows_known == 2);
        CHECK(counts_of(report, TableId::company).added == 1);
    }
}

TEST_CASE("a tag for everyone reaches all people of the file, whatever happens to them otherwise") {
    for (const DuplicatePolicy policy : {DuplicatePolicy::fill, DuplicatePolicy::skip, DuplicatePolicy::add}) {
        CAPTURE(static_cast<int>(policy));
        TestApp app;
        app.add_contact("Ann", {{TableId::contact_email, "ann@example.com", "", ""}});
        ImportRequest request =
            import_request("Name,E-mail\nAnn,ann@example.com\nBo,bo@example.com\nBo,bo@example.com\n");
        request.tag_everyone = " June  list ";
        request.duplicates = policy;
        const auto report = need(run_import(app, request));
        CHECK(report.new_tags == 1);
        CHECK(sql_integer(app.workspace(),
                          "SELECT count(*) FROM contact_tag WHERE value = 'June list' AND deleted = 0") ==
              (policy == DuplicatePolicy::add ? 3 : 2));
        if (policy == DuplicatePolicy::skip) CHECK(counts_of(report, TableId::contact).updated == 1);
        CHECK(need(run_import(app, request)).change == ChangeNo::none);
    }
    TestApp app;
    ImportRequest wrong = import_request("Name\nAnn\n", "a.csv", ImportKind::contacts);
    wrong.tag_everyone = std::string(200, 'x');
    CHECK(run_import(app, wrong).error().code == ErrorCode::invalid_input);
}

TEST_CASE("refused rows come out with their reasons, and mended go in once, as what they were") {
    // Three purchases of no number; mended, the refused one is the same as another.
    constexpr std::string_view kLog =
        "Customer "
        "number,Date,Amount,Label\n7,2026-01-01,5.00,x\n7,2026-01-01,\"5,0,0\",x\n8,2026-01-02,6.00,y\n";
    TestApp app;
    ImportRequest request = import_request(kLog, "log.csv", ImportKind::orders);
    const auto report = need(run_import(app, request));
    CHECK(report.rows_refused == 1);
    CHECK(counts_of(report, TableId::order).added == 2);
    CHECK(
        report.refused_csv.starts_with("Customer number,Date,Amount,Label,Refused because,Refused row\r\n"));
    CHECK(report.refused_csv.contains("Amount: Not an amount."));

    SUBCASE("dropped as it is, the row is refused once more and comes out the same") {
        const auto again = need(run_import(app, dropped_again(app, report.refused_csv)));
        CHECK(again.rows == 1);
        CHECK(again.rows_refused == 1);
        CHECK(again.change == ChangeNo::none);
        CHECK(again.refused_csv == report.refused_csv);
    }
    SUBCASE("mended, it is an order of its own") {
        const std::string right = mended(report.refused_csv, "\"5,0,0\"", "5.00");
        ImportRequest second = dropped_again(app, right);
        CHECK(second.source == "shop");
        CHECK(second.layout.kind == ImportKind::orders);
        const auto added = need(run_import(app, second));
        CHECK(counts_of(added, TableId::order).added == 1);
        CHECK(sql_integer(app.workspace(), "SELECT sum(total) FROM \"order\" WHERE deleted = 0") ==
              500 + 500 + 600);
        CHECK(need(run_import(app, dropped_again(app, right))).change == ChangeNo::none);
        CHECK(need(run_import(app, request)).change == ChangeNo::none);
        CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM \"order\"") == 3);
    }
    SUBCASE("a row that was copied in the mended file is a row of its own") {
        std::string right = mended(report.refused_csv, "\"5,0,0\"", "5.50");
        right += right.substr(right.find("7,2026"));
        CHECK(counts_of(need(run_import(app, dropped_again(app, right))), TableId::order).added == 2);
        CHECK(need(run_import(app, dropped_again(app, right))).change == ChangeNo::none);
    }
    SUBCASE("a row that was emptied is none") {
        std::string right = report.refused_csv;
        right = mended(right, "7,2026-01-01,\"5,0,0\",x,", ",,,,");
        const auto nothing = need(run_import(app, dropped_again(app, right)));
        CHECK(nothing.rows == 0);
        CHECK(nothing.change == ChangeNo::none);
    }
}

TEST_CASE("a delimiter too many in a refused row does not hide which row it was") {
    constexpr std::string_view kWide = "Name,Notes\nAnn,a\nBo,b,too much\n";
    TestApp app;
    const auto report = need(run_import(app, import_request(kWide, "p.csv", ImportKind::contacts)));
    CHECK(report.rows_refused == 1);
    CHECK(report.refused_csv.contains("Bo,b,too much,\"Row 3 has 3 cells"));
    // The cell too many moved the name of the row; it is found all the same.
    const auto again = need(run_import(app, dropped_again(app, report.refused_csv)));
    CHECK(again.rows_refused == 1);
    CHECK(again.refused_csv.contains("Bo,b,too much,\"Row 2 has 3 cells"));
    const auto right =
        need(run_import(app, dropped_again(app, mended(again.refused_csv, "b,too much", "b"))));
    CHECK(counts_of(right, TableId::contact).added == 1);
    // Mended in another way it is still the same person.
    need(run_import(app, dropped_again(app, mended(report.refused_csv, "b,too much", "b again"))));
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM contact") == 2);
}

TEST_CASE("rows with a number of their own keep it through mending") {
    TestApp app;
    ImportRequest request = import_request(
        "Order number,Order date,Amount\nA1,2026-01-05,4.50\nA2,soon,5.50\n", "o.csv", ImportKind::orders);
    const auto report = need(run_import(app, request));
    CHECK(report.rows_refused == 1);
    const std::string right = mended(report.refused_csv, "soon", "2026-01-06");
    CHECK(counts_of(need(run_import(app, dropped_again(app, right))), TableId::order).added == 1);
    CHECK(app.workspace().find(TableId::order, derived_id("order", "shop", "A2"))->has_value());
    // The whole file, mended where it lies, brings nothing more.
    request = import_request("Order number,Order date,Amount\nA1,2026-01-05,4.50\nA2,2026-01-06,5.50\n",
                             "o.csv", ImportKind::orders);
    CHECK(need(run_import(app, request)).change == ChangeNo::none);
}

TEST_CASE("with stop nothing goes in and nothing is remembered; with skip the good rows do") {
    constexpr std::string_view kFile = "Order number,Order date,Amount\nA1,2026-01-05,4.50\nA2,soon,5.50\n";
    TestApp app;
    ImportRequest request = import_request(kFile, "o.csv", ImportKind::orders);
    request.on_error = OnError::stop;
    request.remember = true;
    CHECK(run_import(app, request).error().code == ErrorCode::refused);
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM setting") == 0);
    request.on_error = OnError::skip;
    CHECK(counts_of(need(run_import(app, request)), TableId::order).added == 1);
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM setting") == 1);
}

TEST_CASE("files of people are imported before files of orders, else as they came") {
    std::vector<ImportLayout> layouts(5);
    layouts[0].kind = ImportKind::orders;
    layouts[2].kind = ImportKind::orders;
    CHECK(order_of_files(layouts) == std::vector<std::size_t>{1, 3, 4, 0, 2});
    CHECK(order_of_files({}).empty());
}

TEST_CASE(
    "an order's note and seller, a product's category, a contact's owner and a company's website are kept") {
    TestApp app;
    need(run_import(
        app,
        import_request("Order number,Order date,Customer name,Note,Employee,SKU,Product,Category,Quantity,"
                       "Unit price\nA1,2026-01-05,Ann,Gift,Ines,R1,Rye,,1,4.50\n"
                       "A2,2026-01-05,Ann,,Ines,R1,Rye,Bread,1,4.50\n")));
    CHECK(sql_integer(
              app.workspace(),
              "SELECT count(*) FROM \"order\" WHERE staff = 'Ines' AND (note = 'Gift' OR note IS NULL)") == 2);
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM product WHERE category = 'Bread'") == 1);
    const auto report = need(run_import(
        app, import_request("Name,Contact owner,Company,Company website\nBo,Ines,Bakery,bakery.example\n"
                            "Cy,,Bakery,other.example\nDi,,,lost.example\n")));
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM contact WHERE owner = 'Ines'") == 1);
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM company WHERE website = 'bakery.example'") == 1);
    REQUIRE(report.problems.size() == 1);
    CHECK(report.problems.front().value == "lost.example");
    CHECK_FALSE(report.problems.front().refused);
}

}  // namespace
}  // namespace perennial
