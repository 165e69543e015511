#include "core/app/segments.h"

#include <doctest/doctest.h>

#include "tests/core/app/segment_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::SegmentApp;

constexpr std::string_view kVip = "tag is \"vip\"";

TypedMember tag(std::string text) { return {TableId::contact_tag, std::move(text), "", ""}; }

TEST_CASE(
    "a segment keeps its rule as a tree that names other segments by their ids, so that they can be "
    "renamed") {
    SegmentApp app;
    app.add_contact("Aga", {tag("vip")});
    app.add_contact("Bo");
    const Id best = app.add_segment("Best", std::string(kVip));
    const Id others = app.add_segment("Others", "all of (name is set, none of (segment \"best\"))");
    const Record record = need(app.workspace().record(TableId::segment, app.row(TableId::segment, others)));
    const std::string stored = text_of(record.values, segment_field::rule);
    CHECK(stored.find(best.to_string()) != std::string::npos);
    CHECK(stored.find("est\"") == std::string::npos);
    CHECK(text_of(record.values, segment_field::kind) == "dynamic");
    CHECK(app.page(others).rule == "all of (name is set, none of (in segment \"Best\"))");
    CHECK(app.members(others) == "Bo");

    app.run(app.edit(best, {{segment_field::name, std::string("Our dearest")}}));
    CHECK(app.page(others).rule == "all of (name is set, none of (in segment \"Our dearest\"))");
    CHECK(app.members(others) == "Bo");
    CHECK(app.page(best).used_by.front().name == "Others");
}

TEST_CASE("a segment that would contain itself is refused, with the path") {
    SegmentApp app;
    const Id a = app.add_segment("A", std::string(kVip));
    const Id b = app.add_segment("B", "segment \"A\" or city is \"Łódź\"");
    app.add_segment("C", "none of (in segment \"B\")");
    const Error refused = app.refused(app.edit(a, {{segment_field::rule, std::string("in segment \"C\"")}}));
    CHECK(refused.message == "A segment cannot contain itself: “A” → “C” → “B” → “A”. Take one of them out.");
    CHECK(refused.place->column == "rule");
    CHECK(app.refused(app.edit(b, {{segment_field::rule, std::string("not in segment \"B\"")}})).message ==
          "A segment cannot contain itself: “B” → “B”. Take one of them out.");
}

TEST_CASE("a segment whose rule names a deleted one says which, and is well again when that comes back") {
    SegmentApp app;
    app.add_contact("Aga", {tag("vip")});
    const Id best = app.add_segment("Best", std::string(kVip));
    const Id others = app.add_segment("Others", "in segment \"Best\"");
    CHECK(app.members(others) == "Aga");
    app.run(DeleteRecords{TableId::segment, {best}});
    app.settle();
    CHECK(app.page(others).problem ==
          "The segment “Best” has been deleted. Restore it, or take it out of the rule.");
    const RuleWorld world = need(rule_world(app.workspace()));
    const Table& people = table(TableId::contact);
    const auto rows =
        rule_rows(app.workspace(), world, people, need(rule_named(world, people, "Others")), app.clock());
    CHECK(rows.error().message ==
          "The rule of the segment “Others” is wrong by now. The segment “Best” has "
          "been deleted. Restore it, or take it out of the rule.");
    app.run(Undo{});
    CHECK(app.members(others) == "Aga");
    CHECK(app.page(others).problem.empty());
}

TEST_CASE("what a segment needs is asked for where it is missing") {
    SegmentApp app;
    const Id best = app.add_segment("Best", std::string(kVip));
    const auto add = [&](FieldValues values) {
        return app.refused(AddRecord{TableId::segment, {}, std::move(values), {}, ""});
    };
    const auto text = [](const char* value) { return std::string(value); };
    CHECK(add({{segment_field::name, text("best ")}, {segment_field::rule, std::string(kVip)}}).message ==
          "There is a segment “Best” already. Choose another name.");
    CHECK(add({{segment_field::name, text("X")}, {segment_field::kind, text("dynamic")}}).message ==
          "A dynamic segment needs a rule. Write who is in it.");
    CHECK(add({{segment_field::name, text("X")},
               {segment_field::kind, text("static")},
               {segment_field::rule, std::string(kVip)}})
              .place->column == "rule");
    const Error wrong = add({{segment_field::name, text("X")}, {segment_field::rule, text("hat > 4")}});
    CHECK(wrong.place->column == "rule");
    CHECK(wrong.message.find("hat") != std::string::npos);
    CHECK(app.refused(ChangeSegmentMembers{best, {app.add_contact("Aga")}, true}).message ==
          "Who is in “Best” follows from its rule. Change the rule instead.");
    std::string deep = "name is set";
    for (int i = 0; i < 30; ++i) deep = "any of (" + deep + ", city is set)";
    CHECK(add({{segment_field::name, text("X")}, {segment_field::rule, deep}}).message ==
          "The rule is nested too deeply. Make a segment of its inner part.");
}

TEST_CASE("segments of equal names, which a merge can bring, are told apart by a number, the oldest first") {
    SegmentApp app;
    const Id first = app.workspace().ids().next(), second = app.workspace().ids().next();
    const std::string all = R"({"rule":{"all":[]}})";
    auto transaction = app.files.begin();
    for (const Id& id : {first, second}) {
        need(transaction->insert(TableId::segment, id,
                                 {{segment_field::name, std::string("Best")},
                                  {segment_field::kind, std::string("dynamic")},
                                  {segment_field::rule, all}}));
    }
    need(transaction->commit());
    const auto segments = need(rule_segments(app.workspace().reader()));
    REQUIRE(segments.size() == 2);
    CHECK(segments[0].id == first);
    CHECK(segments[0].name == "Best");
    CHECK(segments[1].name == "Best (2)");
    const Id third = app.add_segment("Third", "in segment \"Best (2)\"");
    const auto record = need(app.workspace().record(TableId::segment, app.row(TableId::segment, third)));
    CHECK(text_of(record.values, segment_field::rule).find(second.to_string()) != std::string::npos);
}

TEST_CASE("static segments: put in, taken out, kept from a rule, and named in rules") {
    SegmentApp app;
    const Id aga = app.add_contact("Aga", {tag("vip")}), bo = app.add_contact("Bo"),
             cy = app.add_contact("Cy", {tag("vip")});
    const Id list = app.add_list("Club", {aga});
    CHECK(app.members(list) == "Aga");
    const Outcome put = app.run(ChangeSegmentMembers{list, {aga, bo, cy}, true});
    CHECK(put.affected == 2);
    CHECK(put.message == "2 contacts put into segment Club.");
    CHECK(app.members(list) == "Aga Bo Cy");
    CHECK(app.run(ChangeSegmentMembers{list, {bo}, false}).message == "1 contact taken out of segment Club.");
    CHECK(app.members(list) == "Aga Cy");
    app.run(Undo{});
    CHECK(app.members(list) == "Aga Bo Cy");
    app.run(DeleteRecords{TableId::contact, {cy}});
    CHECK(app.members(list) == "Aga Bo");

    const Outcome kept = app.run(KeepSegment{"Were VIP", std::string(kVip)});
    CHECK(kept.message == "Segment Were VIP added, with 1 contact.");
    app.run(TagContacts{{bo}, "vip", true});
    CHECK(app.members(kept.ids.front()) == "Aga");
    const Id rest = app.add_segment("Rest", "all of (segment \"Club\", none of (segment \"Were VIP\"))");
    CHECK(app.members(rest) == "Bo");
    CHECK(app.log(list) == "+Bo +Cy -Bo +Bo -Cy");
}

}  // namespace
}  // namespace perennial
