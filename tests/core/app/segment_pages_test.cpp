#include "core/app/segment_pages.h"

#include <doctest/doctest.h>

#include "tests/core/app/segment_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::SegmentApp;

constexpr std::int64_t kDayMs = 86'400'000;

TEST_CASE("the list of segments tells how many are in and who came and went in 30 days") {
    SegmentApp app;
    const Id aga = app.add_contact("Aga"), bo = app.add_contact("Bo");
    const Id club = app.add_list("club", {aga});
    const Id buyers = app.add_segment("Buyers", "orders exists");
    app.run(app.edit(
        club, {{segment_field::colour, std::string("amber")}, {segment_field::pinned, std::int64_t{1}}}));
    const auto list = [&] {
        return need(segment_list(app.workspace(),
                                 {app.clock(), app.files.clock.now(), app.app.segments().revision()}));
    };
    CHECK(list().rows[0].members == std::nullopt);
    app.settle();
    app.run(ChangeSegmentMembers{club, {bo}, true});
    app.files.clock.advance_ms(31 * kDayMs);
    app.run(ChangeSegmentMembers{club, {aga}, false});
    app.add_order(bo, "2026-03-30", 1000);
    const SegmentList rows = list();
    REQUIRE(rows.rows.size() == 2);
    CHECK(rows.of == 2);
    CHECK(rows.rows[0].id == buyers);
    CHECK(rows.rows[0].sentence == "Has orders.");
    CHECK(rows.rows[0].members == 1);
    CHECK(rows.rows[0].month.entered == 1);
    CHECK(rows.rows[1].name == "club");
    CHECK_FALSE(rows.rows[1].dynamic);
    CHECK(rows.rows[1].colour == "amber");
    CHECK(rows.rows[1].pinned);
    CHECK(rows.rows[1].members == 1);
    CHECK(rows.rows[1].month.entered == 0);
    CHECK(rows.rows[1].month.left == 1);
}

TEST_CASE("the page of a segment: rule, members by name, reach, and the weeks behind it") {
    SegmentApp app;
    const Id zoe = app.add_contact("Zoe", {{TableId::contact_email, "zoe@example.com", "", ""}});
    const Id aga = app.add_contact("Aga", {{TableId::contact_phone, "+48 600 100 200", "", ""}});
    app.run(EditRecord{TableId::contact,
                       zoe,
                       {{contact_field::address, Address{"Rynek 1", "Łódź", "", "", "PL"}}},
                       {},
                       {},
                       {},
                       0});
    app.run(EditRecord{TableId::contact,
                       aga,
                       {{contact_field::address, Address{"", "\"street\":", "", "", ""}}},
                       {},
                       {},
                       {},
                       0});
    const Id id = app.add_segment("Known", "name is set");
    app.run(app.edit(id, {{segment_field::note, std::string("All of them")}}));
    app.settle();
    app.files.clock.advance_ms(8 * kDayMs);
    const Id bo = app.add_contact("Bo");
    app.files.clock.advance_ms(7 * kDayMs);
    app.run(DeleteRecords{TableId::contact, {zoe}});
    app.settle();
    const SegmentPage page = app.page(id);
    CHECK(page.name == "Known");
    CHECK(page.note == "All of them");
    CHECK(page.rule == "name is set");
    CHECK(page.sentence == "Name is known.");
    CHECK(page.members == std::vector{app.row(TableId::contact, aga), app.row(TableId::contact, bo)});
    CHECK(page.of == 2);
    CHECK(page.reach.email == 0);
    CHECK(page.reach.post == 0);
    CHECK(page.reach.phone == 1);
    CHECK(page.week.left == 1);
    CHECK(page.week.entered == 0);
    CHECK(page.month.entered == 1);
    REQUIRE(page.weeks.size() == 3);
    CHECK(page.weeks[0].members == 2);
    CHECK(page.weeks[1].members == 3);
    CHECK(page.weeks[2].members == 2);
    CHECK(page.weeks[2].day == app.files.clock.today());
    CHECK(page.provenance.text == "Typed by Ines");

    const auto members = need(segment_members(app.workspace(), id, page.members, app.clock()));
    REQUIRE(members.size() == 2);
    CHECK(members[0].name == "Aga");
    CHECK(members[0].reasons.front().text == "name is known");
    CHECK(members[0].since == std::nullopt);
    CHECK(members[1].since.has_value());
    CHECK(segment_page(app.workspace(), {bo, app.clock(), {}, 0}).error().code == ErrorCode::not_found);
}

TEST_CASE("a rule in the making: the place of a mistake, or count, reach, lines and a sample with reasons") {
    SegmentApp app;
    for (int i = 0; i < 12; ++i) {
        const Id id = app.add_contact("Person " + std::to_string(i));
        if (i < 9) app.add_order(id, "2026-02-0" + std::to_string(i + 1), 1000);
    }
    const Id segment = app.add_segment("Some", "name is set");
    const auto draft = [&](std::string rule, std::uint64_t shuffle = 0) {
        return need(rule_draft(app.workspace(), {std::move(rule), segment, app.clock(), 7, shuffle}));
    };
    const RuleDraft wrong = draft("orders cuont >= 2");
    REQUIRE(wrong.mistake);
    CHECK(wrong.mistake->column == 8);
    CHECK(wrong.count == 0);

    const RuleDraft found = draft("orders exists and none of (name is \"Person 3\")");
    CHECK_FALSE(found.mistake);
    CHECK(found.problem.empty());
    CHECK(found.count == 8);
    CHECK(found.of == 12);
    CHECK(found.text == "all of (orders exists, none of (name is \"Person 3\"))");
    REQUIRE(found.sample.size() == 7);
    CHECK(found.sample[0].name == "Person 0");
    CHECK(found.sample[0].reasons.front().text == "1 order on 2026-02-01");
    REQUIRE(found.lines.size() == 4);
    CHECK(found.lines[0].text == "all of");
    CHECK(found.lines[1].text == "orders exists");
    CHECK(found.lines[1].depth == 1);
    CHECK(found.lines[3].depth == 2);
    CHECK(need(rule_line_people(app.workspace(), found.lines[1], app.clock())) == 9);
    CHECK(need(rule_line_people(app.workspace(), found.lines[2], app.clock())) == 11);

    std::vector<RowNo> first, other;
    for (const SegmentMember& member : found.sample) first.push_back(member.row);
    for (const SegmentMember& member : draft("orders exists and none of (name is \"Person 3\")", 5).sample)
        other.push_back(member.row);
    CHECK(other.size() == 7);
    CHECK(first != other);

    CHECK(draft("in segment \"Some\"").problem ==
          "A segment cannot contain itself: “Some” → “Some”. Take one of them out.");
}

}  // namespace
}  // namespace perennial
