#include "core/app/import_memory.h"

#include <doctest/doctest.h>

#include <string>

#include "core/app/records.h"
#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::import_request;
using test::need;
using test::run_import;
using test::sql_integer;
using test::TestApp;

constexpr std::string_view kFile =
    "Name,E-mail,Work phone,Size,Born\nAnn,ann@example.com,+48 600 100 200,M,03/04/1990\n";

void send(ImportLayout& layout, std::size_t column, std::string_view target) {
    layout.columns[column].to = ColumnMapping::To::target;
    layout.columns[column].target = find_target(layout.kind, target);
}

TEST_CASE("a mapping is remembered with the import, and proposed for the next file with the same headers") {
    TestApp app;
    ImportRequest request = import_request(kFile);
    CHECK_FALSE(need(remembered_mapping(app.workspace(), request.layout)).has_value());
    send(request.layout, 0, "preferred_name");
    request.layout.columns[3].to = ColumnMapping::To::leave_out;
    request.layout.columns[4].to = ColumnMapping::To::custom_field;
    request.layout.columns[4].custom_key = "born_on";
    request.layout.format.date_order = DateOrder::day_month_year;
    request.layout.currency = *Currency::parse("PLN");
    request.source = "Our till";
    request.duplicates = DuplicatePolicy::update;
    request.remember = true;
    need(run_import(app, request));
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM change") == 1);

    // Other order of columns, other letters, other rows.
    const ImportLayout next =
        import_request("SIZE,born,e_mail,NAME,work-phone\nL,01/02/1980,bo@example.com,Bo,\n").layout;
    const auto remembered = need(remembered_mapping(app.workspace(), next));
    REQUIRE(remembered.has_value());
    CHECK(remembered->source == "Our till");
    CHECK(remembered->duplicates == DuplicatePolicy::update);
    const ImportLayout& layout = remembered->layout;
    CHECK(layout.columns[0].to == ColumnMapping::To::leave_out);
    CHECK(layout.columns[1].to == ColumnMapping::To::custom_field);
    CHECK(custom_key_of(layout.columns[1]) == "born_on");
    CHECK(layout.columns[2].target->name == "email");
    CHECK(layout.columns[3].target->name == "preferred_name");
    CHECK(layout.columns[3].header == "NAME");
    CHECK(layout.columns[3].samples.front() == "Bo");
    CHECK(layout.columns[4].target->name == "phone");
    CHECK(layout.columns[4].label == "work");
    CHECK(layout.format.date_order == DateOrder::day_month_year);
    CHECK(layout.currency.code() == "PLN");

    const ImportLayout another = import_request("Name,E-mail,Size\nAnn,ann@example.com,M\n").layout;
    CHECK_FALSE(need(remembered_mapping(app.workspace(), another)).has_value());
}

TEST_CASE("contacts that were read as orders are proposed as orders") {
    TestApp app;
    constexpr std::string_view kLog = "Customer,Day,Sum\n7,2026-01-01,5\n";
    ImportLayout layout = need(propose_layout(as_bytes(std::span(kLog)), "log.csv", ImportKind::orders));
    REQUIRE(remember_mapping(app.workspace(), layout, "till").has_value());
    ImportLayout proposed = need(propose_layout(as_bytes(std::span(kLog)), "log.csv", ImportKind::contacts));
    const auto remembered = need(remembered_mapping(app.workspace(), proposed));
    REQUIRE(remembered.has_value());
    CHECK(remembered->layout.kind == ImportKind::orders);
    CHECK(remembered->source == "till");
    for (std::size_t i = 0; i < layout.columns.size(); ++i)
        CHECK(remembered->layout.columns[i].target == layout.columns[i].target);
}

TEST_CASE("a mapping is no setting that a person sees, and no other name may be written so") {
    TestApp app;
    ImportRequest request = import_request(kFile);
    request.remember = true;
    need(run_import(app, request));
    app.run(SetSetting{"name", "Harbour Books"});
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM setting") == 2);
    CHECK(need(record_list(app.workspace(), {TableId::setting, {}})).size() == 1);
    CHECK(need(record_list(app.workspace(), {TableId::setting, setting_field::name})).size() == 1);

    for (const char* name : {"import/", "import/0123456789abcde", "import/0123456789abcdef0",
                             "import/0123456789ABCDEF", "imports", "import/0123456789abcdeg"}) {
        CAPTURE(name);
        CHECK_FALSE(names_mapping(name));
        CHECK(app.refused(SetSetting{name, "1"}).code == ErrorCode::invalid_input);
    }
    CHECK(app.run(SetSetting{"import/0123456789abcdef", "what a newer program wrote"}).changed);
}

TEST_CASE("what is remembered and cannot be read is as good as forgotten") {
    const ImportLayout layout = import_request(kFile).layout;
    for (const char* text :
         {"", "1", "2\tcontacts\tymd\tpoint\tfill\t\tshop", "1\tcontacts\tymd\tpoint\tfill\t\tshop\nnothing",
          "1\tcontacts\tymd\tpoint\tfill\t\tshop\nno_target\t\t0\tName",
          "1\tcontacts\tymd\tpoint\tfill\t\tshop\nname\t\t0\tNo column",
          "1\tpeople\tymd\tpoint\tfill\t\tshop"}) {
        CAPTURE(text);
        TestApp app;
        app.run(SetSetting{mapping_name(layout), text});
        CHECK_FALSE(need(remembered_mapping(app.workspace(), layout)).has_value());
    }
}

TEST_CASE("a file without headers is not remembered, nor one with more of them than a setting holds") {
    TestApp app;
    ImportRequest bare = import_request("Ann,ann@example.com\nBo,bo@example.com\n");
    REQUIRE_FALSE(bare.layout.format.has_header);
    bare.remember = true;
    need(run_import(app, bare));
    std::string header = "Name", row = "Ann";
    for (int i = 0; i < 900; ++i) {
        header += "," + std::string(90, 'x') + std::to_string(i);
        row += ",";
    }
    ImportRequest wide = import_request(header + "\n" + row + "\n");
    wide.remember = true;
    need(run_import(app, wide));
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM setting") == 0);
}

TEST_CASE("undoing an import forgets what was remembered with it") {
    TestApp app;
    ImportRequest request = import_request(kFile);
    request.remember = true;
    need(run_import(app, request));
    app.run(Undo{});
    CHECK_FALSE(need(remembered_mapping(app.workspace(), request.layout)).has_value());
    app.run(Redo{});
    CHECK(need(remembered_mapping(app.workspace(), request.layout)).has_value());
}

}  // namespace
}  // namespace perennial
