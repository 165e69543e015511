#include <doctest/doctest.h>

#include "core/app/lists.h"
#include "core/app/share_job.h"
#include "core/app/verify.h"
#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TestApp;

class Impatient final : public Stopwatch {
public:
    double elapsed_ms() const override { return 1e9; }
};

Result<std::string> exported(TestApp& app) {
    std::string text;
    ExportJob job(app.workspace(), [&text](std::string_view bytes) -> Status {
        text += bytes;
        return {};
    });
    while (!job.step(Impatient{}, 8)) continue;
    TRY(job.result());
    return text;
}

Status restored(TestApp& app, const std::string& text) {
    RestoreJob job(app.workspace(), "shop.json", test::shared_bytes(text));
    while (!job.step(Impatient{}, 8)) continue;
    return job.result();
}

/// Edits, an import, a deletion and an undo: every kind of knowledge there is.
void live_a_little(TestApp& app) {
    app.run(SetSetting{"currency", "EUR"});
    const Id aga = app.add_contact("Aga", {{TableId::contact_email, "aga@example.com", "work", ""},
                                           {TableId::contact_tag, "Regular", "", ""}});
    const Id bo = app.add_contact("Bo");
    app.add_order(aga, "2026-03-01", 1250, "7");
    app.add_touch(bo, "2026-03-01T12:00:00Z");
    need(
        run_import(app, test::import_request(
                            "Customer number,Name,E-mail\n1,Cy,cy@example.com\n2,Aga N.,aga@example.com\n")));
    app.run(DeleteRecords{TableId::contact, {bo}});
    EditRecord edit;
    edit.id = aga;
    edit.values = {{contact_field::name, std::string("Agnes")}};
    app.run(edit);
    app.run(Undo{});
}

TEST_CASE(
    "export, restore into an empty workspace, export again: the same bytes, and the workspace is sound") {
    TestApp ours, theirs;
    live_a_little(ours);
    const std::string file = need(exported(ours));
    need(restored(theirs, file));
    CHECK(need(exported(theirs)) == file);
    CHECK(theirs.state() == ours.state());
    CHECK(need(verify_workspace(theirs.workspace())).empty());
    CHECK(need(list_rows(theirs.workspace(), {})).rows.size() ==
          need(list_rows(ours.workspace(), {})).rows.size());
    // Life goes on there.
    theirs.add_contact("New");
    CHECK(need(verify_workspace(theirs.workspace())).empty());
}

TEST_CASE("saved views come with the share file: the same tabs in the same order, showing the same") {
    TestApp ours, theirs;
    live_a_little(ours);
    const auto save = [&](ListKind list, std::string name, std::string_view view) {
        return ours.run(SaveView{std::nullopt, list, std::move(name), need(view_from_text(view))}).ids.front();
    };
    save(ListKind::contacts, "Łódź & co",
         "text=aga&filter=tags:is:Regular&sort=-spent,name&columns=name,spent:140");
    const Id gone = save(ListKind::contacts, "Gone", "sort=-name");
    save(ListKind::contacts, "Lately", "filter=last_order:this_month");
    save(ListKind::orders, "Paid", "filter=status:is:paid");
    ours.run(DeleteRecords{TableId::view, {gone}});
    need(restored(theirs, need(exported(ours))));
    for (const ListKind list :
         {ListKind::contacts, ListKind::companies, ListKind::products, ListKind::orders}) {
        const auto here = need(saved_views(ours.workspace(), list)),
                   there = need(saved_views(theirs.workspace(), list));
        REQUIRE(there.size() == here.size());
        for (std::size_t i = 0; i < here.size(); ++i) {
            CHECK(there[i].id == here[i].id);
            CHECK(there[i].name == here[i].name);
            CHECK(there[i].view == here[i].view);
            const ListQuery query{list, there[i].view, *Day::parse("2026-03-01"), 0};
            CHECK(need(list_rows(theirs.workspace(), query)).rows.size() ==
                  need(list_rows(ours.workspace(), query)).rows.size());
        }
    }
    CHECK(need(saved_views(theirs.workspace(), ListKind::contacts)).size() == 2);
    CHECK(need(saved_views(theirs.workspace(), ListKind::orders)).size() == 1);
}

TEST_CASE("a used workspace refuses to be restored into, and says why") {
    TestApp ours, used;
    live_a_little(ours);
    const std::string file = need(exported(ours));
    used.add_contact("Somebody");
    const std::string before = used.state();
    const Status status = restored(used, file);
    REQUIRE_FALSE(status.has_value());
    CHECK(status.error().code == ErrorCode::refused);
    CHECK(status.error().message.find("1 contact") != std::string::npos);
    CHECK(used.state() == before);
}

TEST_CASE("a share file that breaks off leaves the workspace empty") {
    TestApp ours, theirs;
    live_a_little(ours);
    std::string file = need(exported(ours));
    file.resize(file.size() - 20);
    CHECK_FALSE(restored(theirs, file).has_value());
    CHECK(need(theirs.workspace().last_change()) == ChangeNo::none);
    CHECK_FALSE(theirs.workspace().writing());
}

TEST_CASE("both jobs can be cancelled") {
    TestApp ours, theirs;
    live_a_little(ours);
    const std::string file = need(exported(ours));
    RestoreJob job(theirs.workspace(), "shop.json", test::shared_bytes(file));
    job.step(Impatient{}, 8);
    job.cancel();
    CHECK(job.result().error().code == ErrorCode::cancelled);
    CHECK(need(theirs.workspace().last_change()) == ChangeNo::none);
    ExportJob writing(ours.workspace(), [](std::string_view) -> Status { return {}; });
    writing.cancel();
    CHECK(writing.ended());
    CHECK(writing.result().error().code == ErrorCode::cancelled);
}

TEST_CASE("a failure to write ends the export with its error") {
    TestApp ours;
    live_a_little(ours);
    ExportJob job(ours.workspace(),
                  [](std::string_view) -> Status { return fail(ErrorCode::storage_failed, "Full."); });
    while (!job.step(Impatient{}, 8)) continue;
    CHECK(job.result().error().code == ErrorCode::storage_failed);
}

TEST_CASE("verify finds what was written past the change model") {
    TestApp app;
    live_a_little(app);
    CHECK(need(verify_workspace(app.workspace())).empty());
    {
        const auto connection = need(Connection::open(app.files.file.path()));
        need(connection->execute("UPDATE contact_rollup SET spent = spent + 1 WHERE row = 1"));
        need(connection->execute("UPDATE \"order\" SET clock = 999"));
    }
    const auto findings = need(verify_workspace(app.workspace()));
    REQUIRE(findings.size() >= 2);
    CHECK(findings[0] == "Derived figures of 1 contact are not what their orders and touches come to.");
    CHECK(findings[1] == "The clocks of 1 order name changes that are not known.");
}

}  // namespace
}  // namespace perennial
