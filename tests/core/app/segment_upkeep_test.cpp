#include "core/app/segment_upkeep.h"

#include <doctest/doctest.h>

#include "tests/core/app/segment_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::SegmentApp;
using test::sql_integer;

constexpr std::int64_t kDayMs = 86'400'000;

std::vector<SegmentLogEntry> entries(SegmentApp& app, const Id& segment) {
    return need(segment_log(app.workspace(), segment, 0, 100));
}

TEST_CASE("who enters and leaves by an edit is in the log with that very change, in the same transaction") {
    SegmentApp app;
    const Id aga = app.add_contact("Aga"), bo = app.add_contact("Bo");
    app.add_order(aga, "2026-02-01", 1000);
    const Id often = app.add_segment("Often", "orders count >= 2");
    app.settle();
    CHECK(entries(app, often).empty());

    app.add_order(aga, "2026-02-02", 1000);
    // Nothing was stepped: the change itself has worked it in.
    REQUIRE(entries(app, often).size() == 1);
    const SegmentLogEntry entered = entries(app, often).front();
    CHECK(entered.contact == aga);
    CHECK(entered.entered);
    CHECK(entered.at == app.files.clock.now());
    CHECK(entered.day == app.files.clock.today());
    CHECK(entered.cause == "Add order of 2026-02-02");
    CHECK_FALSE(app.app.segments().pending());

    app.add_order(bo, "2026-02-03", 1000);
    const Id moved = app.add_order(bo, "2026-02-04", 1000);
    app.run(EditRecord{TableId::order, moved, {{order_field::contact, aga}}, {}, {}, {}, 0});
    app.run(DeleteRecords{TableId::contact, {aga}});
    app.run(Undo{});
    CHECK(app.log(often) == "+Aga +Bo -Bo -Aga +Aga");
    CHECK(entries(app, often).front().cause == "Undo: Delete Aga");
    CHECK(app.page(often).month.entered == 3);
    CHECK(app.page(often).month.left == 2);
}

TEST_CASE("the lines of an order, tags, custom values and answers count for whose they are") {
    SegmentApp app;
    const Id aga = app.add_contact("Aga"), bo = app.add_contact("Bo");
    const Id tea = app.add_segment("Tea", "order_lines where (title contains \"tea\") exists");
    const Id tagged = app.add_segment("Tagged", "tag is \"vip\" or interest is \"tea\"");
    const Id answered = app.add_segment("Answered", "responses exists");
    app.settle();
    const Id order = app.add_order(aga, "2026-02-01", 1000);
    AddRecord line;
    line.table = TableId::order_line;
    line.values = {{order_line_field::order, order}, {order_line_field::title, std::string("Green tea")}};
    const Id line_id = app.run(line).ids.front();
    app.run(TagContacts{{bo}, "VIP", true});
    AddRecord answer;
    answer.table = TableId::response;
    answer.values = {{response_field::contact, bo},
                     {response_field::at, app.files.clock.now().ms},
                     {response_field::kind, std::string("nps")},
                     {response_field::score, std::int64_t{9}}};
    app.run(answer);
    CHECK_FALSE(app.app.segments().pending());
    app.run(EditRecord{TableId::order, order, {{order_field::contact, bo}}, {}, {}, {}, 0});
    app.run(EditRecord{
        TableId::order_line, line_id, {{order_line_field::title, std::string("Cup")}}, {}, {}, {}, 0});
    app.run(TagContacts{{bo}, "VIP", false});
    CHECK_FALSE(app.app.segments().pending());
    CHECK(app.log(tea) == "+Aga -Aga +Bo -Bo");
    CHECK(app.log(tagged) == "+Bo -Bo");
    CHECK(app.log(answered) == "+Bo");
}

TEST_CASE("what belongs to nobody may touch anybody: it is marked, and worked in afterwards with its cause") {
    SegmentApp app;
    const Id aga = app.add_contact("Aga");
    AddRecord company;
    company.table = TableId::company;
    company.values = {{company_field::name, std::string("Mill")}};
    const Id mill = app.run(company).ids.front();
    app.run(EditRecord{TableId::contact, aga, {{contact_field::company, mill}}, {}, {}, {}, 0});
    const Id millers = app.add_segment("Millers", "company.name is \"mill\"");
    app.settle();
    app.run(EditRecord{TableId::company, mill, {{company_field::name, std::string("Bakery")}}, {}, {}, {}, 0});
    CHECK(app.app.segments().pending());
    CHECK(app.page(millers).counting);
    CHECK(app.log(millers) == "-Aga");
    CHECK(entries(app, millers).front().cause == "Edit Mill");
    CHECK_FALSE(app.page(millers).counting);
}

TEST_CASE("another rule is worked in as the change that wrote it, and undoing it brings everybody back") {
    SegmentApp app;
    app.add_contact("Aga", {{TableId::contact_tag, "vip", "", ""}});
    app.add_contact("Bo");
    const Id segment = app.add_segment("Some", "tag is \"vip\"");
    app.settle();
    app.run(app.edit(segment, {{segment_field::rule, std::string("tag is not \"vip\"")}}));
    CHECK(app.log(segment) == "-Aga +Bo");
    CHECK(entries(app, segment).front().cause == "Edit segment Some");
    app.run(Undo{});
    CHECK(app.members(segment) == "Aga");
    app.run(DeleteRecords{TableId::segment, {segment}});
    app.add_contact("Cy", {{TableId::contact_tag, "vip", "", ""}});
    app.run(RestoreRecords{TableId::segment, {segment}});
    CHECK(app.log(segment) == "-Aga +Bo -Bo +Aga +Cy");
}

TEST_CASE("a membership that changes because the day did is noticed when the program looks, with the day") {
    SegmentApp app;
    const Id aga = app.add_contact("Aga");
    app.add_order(aga, app.files.clock.today().to_string(), 1000);
    const Id recent = app.add_segment("Recent", "orders exists in last 7 days");
    app.add_segment("Ever", "orders exists");
    CHECK(app.members(recent) == "Aga");
    app.files.clock.advance_ms(6 * kDayMs);
    CHECK(app.members(recent) == "Aga");
    app.files.clock.advance_ms(kDayMs);
    CHECK(app.app.segments().pending());
    CHECK(app.log(recent) == "-Aga");
    const SegmentLogEntry left = entries(app, recent).front();
    CHECK(left.cause.empty());
    CHECK(left.day == app.files.clock.today());
    CHECK(left.at == app.files.clock.now());
    CHECK_FALSE(app.app.segments().pending());
}

TEST_CASE("what was changed while nobody kept the log is worked in at the next opening") {
    test::TestWorkspace files;
    const Id aga = files.id();
    Id segment;
    {
        App app(*files);
        AddRecord add;
        add.table = TableId::segment;
        add.values = {{segment_field::name, std::string("Named")},
                      {segment_field::rule, std::string("name is \"Aga\"")}};
        segment = need(app.execute(add)).ids.front();
        CHECK(need(app.segments().step(Endless{}, 1)));
    }
    {
        auto transaction = files.begin();
        need(transaction->insert(TableId::contact, aga, {{contact_field::name, std::string("Aga")}}));
        need(transaction->commit());
    }
    files.reopen();
    App app(*files);
    CHECK(app.segments().pending());
    CHECK(need(app.segments().step(Endless{}, 1)));
    const auto log = need(segment_log(*files, segment, 0, 10));
    REQUIRE(log.size() == 1);
    CHECK(log.front().contact == aga);
    CHECK_FALSE(app.segments().pending());
}

TEST_CASE("an import is worked in after it, some contacts at a time, and taken back as a whole") {
    SegmentApp app;
    const Id all = app.add_segment("All", "name is set");
    const Id many = app.add_segment("Buyers", "orders count >= 1");
    app.settle();
    std::string csv = "Name,Email\n";
    for (int i = 0; i < 500; ++i)
        csv += "Person " + std::to_string(i) + ",p" + std::to_string(i) + "@example.com\n";
    CHECK(need(run_import(app, test::import_request(csv))).rows == 500);
    CHECK(app.app.segments().pending());
    CHECK(app.page(all).counting);
    // A stopwatch that has always run out stops after every slice.
    class Late final : public Stopwatch {
    public:
        double elapsed_ms() const override { return calls_ += 10; }

    private:
        mutable double calls_ = 0;
    };
    int steps = 0;
    while (!need(app.app.segments().step(Late{}, 8))) ++steps;
    CHECK(steps == 1);  // A slice for each segment.
    CHECK(app.page(all).members.size() == 500);
    CHECK(app.page(all).month.entered == 500);
    CHECK(app.page(many).members.empty());
    CHECK(entries(app, all).front().cause.find("shop.csv") != std::string::npos);
    app.run(Undo{});
    app.settle();
    CHECK(app.page(all).members.empty());
    CHECK(app.page(all).month.left == 500);
}

TEST_CASE("a change that fails leaves nothing of itself in what is derived") {
    SegmentApp app;
    const Id all = app.add_segment("All", "name is set");
    app.settle();
    {
        auto transaction = app.files.begin();
        need(transaction->insert(TableId::contact, app.files.id(),
                                 {{contact_field::name, std::string("Aga")}}));
        need(transaction->connection().execute("UPDATE contact SET clock = 77"));
        CHECK_FALSE(transaction->commit().has_value());
    }
    CHECK(app.members(all).empty());
    app.add_contact("Bo");
    CHECK(app.log(all) == "+Bo");
}

TEST_CASE("nothing that is derived is a change, and none of it is exported") {
    SegmentApp app;
    const Id aga = app.add_contact("Aga");
    app.add_segment("All", "name is set");
    const auto change = need(app.workspace().last_change());
    const auto revision = app.workspace().revision();
    const std::string state = app.state();
    app.settle();
    CHECK(need(app.workspace().last_change()) == change);
    CHECK(app.workspace().revision() == revision);
    CHECK(app.state() == state);
    CHECK(sql_integer(app.workspace(), "SELECT count(*) FROM segment_now") == 1);
    CHECK(need(segments_of_contact(app.workspace(), aga)).front().name == "All");
}

TEST_CASE("a rule that cannot be asked says so and keeps its members until it can") {
    SegmentApp app;
    app.add_contact("Aga", {{TableId::contact_custom, "43", "", "hat_size"}});
    const Id field = app.run(SaveCustomField{.id = {}, .label = "Hat size", .type = "number"}).ids.front();
    const Id hats = app.add_segment("Hats", "hat_size > 40");
    CHECK(app.members(hats) == "Aga");
    app.run(DeleteRecords{TableId::custom_field, {field}});
    app.settle();
    CHECK(app.page(hats).problem.find("hat_size") != std::string::npos);
    CHECK(need(segment_list(app.workspace(), {app.clock(), app.files.clock.now(), 0})).rows.front().members ==
          std::nullopt);
    app.run(Undo{});
    CHECK(app.members(hats) == "Aga");
    CHECK(app.log(hats).empty());
}

}  // namespace
}  // namespace perennial
