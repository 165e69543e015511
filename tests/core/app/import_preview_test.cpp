#include "core/app/import_preview.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::counts_of;
using test::import_request;
using test::need;
using test::run_import;
using test::TestApp;

constexpr std::string_view kPeople = "Name,E-mail\nAnn,ann@example.com\nBo,bo@example.com\n";

/// Steps until the check has ended, as the page does between frames.
void finish(ImportPreview& preview) {
    const Endless endless;
    while (preview.working()) preview.step(endless, 1);
}

TEST_CASE("a preview counts without writing, and says the same as the import then does") {
    TestApp app;
    const std::string before = app.state();
    const ImportRequest request = import_request(kPeople);
    ImportPreview preview;
    CHECK(preview.report() == nullptr);
    preview.ask(app.workspace(), request);
    CHECK(preview.working());
    CHECK(preview.report() == nullptr);
    finish(preview);
    REQUIRE(preview.report() != nullptr);
    CHECK(app.state() == before);
    const auto report = need(run_import(app, request));
    CHECK(counts_of(*preview.report(), TableId::contact).added == 2);
    CHECK(counts_of(report, TableId::contact).added == 2);
}

TEST_CASE("the same question is not checked twice") {
    TestApp app;
    ImportRequest request = import_request(kPeople);
    ImportPreview preview;
    preview.ask(app.workspace(), request);
    finish(preview);
    request.remember = true;
    request.on_error = OnError::stop;
    preview.ask(app.workspace(), request);
    CHECK_FALSE(preview.working());
    CHECK(preview.report() != nullptr);
}

TEST_CASE("a changed column, source, policy or tag is checked again, and the last answer stays until then") {
    TestApp app;
    const ImportRequest request = import_request(kPeople);
    struct Case {
        const char* what;
        void (*change)(ImportRequest&);
    };
    for (const auto& c :
         {Case{"column", [](ImportRequest& r) { r.layout.columns[1].to = ColumnMapping::To::leave_out; }},
          Case{"source", [](ImportRequest& r) { r.source = "till"; }},
          Case{"policy", [](ImportRequest& r) { r.duplicates = DuplicatePolicy::add; }},
          Case{"tag", [](ImportRequest& r) { r.tag_everyone = "June list"; }}}) {
        CAPTURE(c.what);
        ImportPreview preview;
        preview.ask(app.workspace(), request);
        finish(preview);
        ImportRequest changed = request;
        c.change(changed);
        preview.ask(app.workspace(), changed);
        CHECK(preview.working());
        CHECK(preview.report() == nullptr);
        CHECK(preview.latest() != nullptr);
        CHECK(*preview.latest_layout() == request.layout);
        finish(preview);
        CHECK(preview.report() == preview.latest());
    }
}

TEST_CASE("what was written since is seen by a preview") {
    TestApp app;
    const ImportRequest request = import_request(kPeople);
    ImportPreview preview;
    preview.ask(app.workspace(), request);
    finish(preview);
    app.add_contact("Ann", {{TableId::contact_email, "ann@example.com", "", ""}});
    preview.ask(app.workspace(), request);
    CHECK(preview.working());
    finish(preview);
    CHECK(counts_of(*preview.report(), TableId::contact).added == 1);
    CHECK(preview.report()->rows_known == 1);
}

TEST_CASE("a preview makes way for whoever wants to write, and begins again when it is asked again") {
    TestApp app;
    std::string csv = "Name,E-mail\n";
    for (int i = 0; i < 500; ++i)
        csv += "N" + std::to_string(i) + ",n" + std::to_string(i) + "@example.com\n";
    const ImportRequest request = import_request(csv);
    struct Slow final : Stopwatch {
        double elapsed_ms() const override { return 100; }
    };
    ImportPreview preview;
    preview.ask(app.workspace(), request);
    preview.step(Slow(), 1);
    preview.step(Slow(), 1);
    CHECK(app.workspace().writing());
    preview.stop();
    CHECK_FALSE(app.workspace().writing());
    CHECK_FALSE(preview.working());
    app.add_contact("Zoe");
    preview.ask(app.workspace(), request);
    finish(preview);
    CHECK(counts_of(*preview.report(), TableId::contact).added == 500);
}

TEST_CASE("refused rows are counted, and a question without an answer says why") {
    TestApp app;
    ImportRequest request = import_request(
        "Order,Date,Customer e-mail,Total\n1,2026-01-05,a@example.com,5\n2,soon,b@example.com,6\n",
        "orders.csv", ImportKind::orders);
    request.on_error = OnError::stop;
    ImportPreview preview;
    preview.ask(app.workspace(), request);
    finish(preview);
    REQUIRE(preview.report() != nullptr);
    CHECK(preview.report()->rows_refused == 1);
    CHECK(preview.report()->refused_csv.contains("soon"));
    CHECK(preview.failure() == nullptr);
    request.layout.columns[1].to = ColumnMapping::To::leave_out;
    preview.ask(app.workspace(), request);
    finish(preview);
    CHECK(preview.report() == nullptr);
    REQUIRE(preview.failure() != nullptr);
    CHECK(preview.failure()->message.contains("date of the orders"));
}

}  // namespace
}  // namespace perennial
