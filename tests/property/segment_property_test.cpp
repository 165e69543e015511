// Random lives of a shop with nested segments: after every command the members that the log has led to are those whom walking
// the records finds, whether the command was worked in within its transaction or afterwards.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/app/segments.h"
#include "tests/core/app/segment_fixture.h"
#include "tests/support/rule_walk.h"

namespace perennial {
namespace {

using test::need;
using test::RuleWalk;
using test::SegmentApp;

constexpr std::int64_t kDayMs = 86'400'000;

class RandomLife {
public:
    explicit RandomLife(std::uint64_t seed) : random_(seed) {
        for (int i = 0; i < 6; ++i) contacts_.push_back(app.add_contact("Person " + std::to_string(i)));
        AddRecord product;
        product.table = TableId::product;
        product.values = {{product_field::name, std::string("Tea")}};
        product_ = app.run(product).ids.front();
        list_ = app.add_list("Chosen", {contacts_[0]});
        segments_ = {app.add_segment("Buyers",
                                     "orders where (status is not \"cancelled\") count in last 30 days >= 1"),
                     app.add_segment("Tagged", "tag is \"vip\" or segment \"Chosen\""),
                     app.add_segment("Both", "all of (segment \"Buyers\", none of (segment \"Tagged\"))"),
                     app.add_segment("Tea", "order_lines where (product.name is \"tea\") exists"),
                     app.add_segment("Sent", "contacts exists or touches last before 10 days ago"),
                     app.add_segment("Nobody else",
                                     "not in segment \"Both\" and referred_by.name is not \"Person 1\"")};
    }

    /// One command; what it was.
    std::string step() {
        switch (random_.below(15)) {
            case 0:
                contacts_.push_back(app.add_contact("Person " + std::to_string(random_.below(4))));
                return "add";
            case 1: return name();
            case 2: app.run(TagContacts{{contact()}, "vip", one_in(2)}); return "tag";
            case 3: return order();
            case 4: return move_order();
            case 5: return line();
            case 6: return touch();
            case 7: app.run(ChangeSegmentMembers{list_, {contact(), contact()}, one_in(2)}); return "list";
            case 8: app.run(DeleteRecords{TableId::contact, {contact()}}); return "delete";
            case 9: app.run(RestoreRecords{TableId::contact, {contact()}}); return "restore";
            case 10: return undo();
            case 11:
                app.files.clock.advance_ms(static_cast<std::int64_t>(random_.below(12)) * kDayMs);
                return "days";
            case 12: return rule();
            case 13: return product();
            default: return segment();
        }
    }

    SegmentApp app;

private:
    bool one_in(std::uint64_t n) { return random_.below(n) == 0; }
    const Id& contact() { return contacts_[random_.below(contacts_.size())]; }
    std::string today() { return app.files.clock.today().to_string(); }

    std::string name() {
        app.run(EditRecord{TableId::contact,
                           contact(),
                           {{contact_field::name, "Person " + std::to_string(random_.below(4))},
                            {contact_field::referred_by, one_in(3) ? Value{} : Value{contact()}}},
                           {},
                           {},
                           {},
                           0});
        return "name";
    }
    std::string order() {
        orders_.push_back(app.add_order(contact(), today(), 1000, {}, one_in(4) ? "cancelled" : "paid"));
        return "order";
    }
    std::string move_order() {
        if (orders_.empty()) return order();
        const Id& id = orders_[random_.below(orders_.size())];
        if (one_in(4)) {
            app.run(DeleteRecords{TableId::order, {id}});
        } else {
            app.run(EditRecord{TableId::order, id, {{order_field::contact, contact()}}, {}, {}, {}, 0});
        }
        return "move order";
    }
    std::string line() {
        if (orders_.empty()) return order();
        AddRecord add;
        add.table = TableId::order_line;
        add.values = {{order_line_field::order, orders_[random_.below(orders_.size())]},
                      {order_line_field::product, product_}};
        app.run(add);
        return "line";
    }
    std::string touch() {
        app.add_touch(contact(), today() + "T10:00:00Z");
        return "touch";
    }
    std::string undo() {
        const UndoState state = need(undo_state(app.workspace()));
        if (one_in(3) && state.redo) {
            app.run(Redo{});
        } else if (state.undo && !state.undo->label.starts_with("Add segment")) {
            app.run(Undo{});
        }
        return "undo";
    }
    std::string rule() {
        constexpr const char* kRules[] = {"tag is \"vip\"", "name is \"Person 2\" or segment \"Chosen\"",
                                          "birthday is empty and touches exists in last 5 days"};
        app.run(app.edit(segments_[1], {{segment_field::rule, std::string(kRules[random_.below(3)])}}));
        return "rule";
    }
    std::string product() {
        app.run(EditRecord{TableId::product,
                           product_,
                           {{product_field::name, std::string(one_in(2) ? "Tea" : "Cup")}},
                           {},
                           {},
                           {},
                           0});
        return "product";
    }
    std::string segment() {
        if (one_in(2)) {
            app.run(DeleteRecords{TableId::segment, {segments_[3]}});
        } else {
            app.run(RestoreRecords{TableId::segment, {segments_[3]}});
        }
        return "segment";
    }

    Random random_;
    std::vector<Id> contacts_, orders_, segments_;
    Id product_, list_;
};

using Members = std::set<std::int64_t>;

Members members_now(Workspace& workspace, RowNo segment) {
    Statement row = need(workspace.reader().prepare("SELECT contact FROM segment_now WHERE segment = ?1"));
    row.bind(1, static_cast<std::int64_t>(segment));
    Members members;
    while (need(row.step())) members.insert(row.integer(0));
    return members;
}

/// The members as they were before the log's entries from `entry` on.
Members rewound(Workspace& workspace, RowNo segment, Members members) {
    Statement row = need(workspace.reader().prepare(
        "SELECT contact, entered FROM segment_log WHERE segment = ?1 ORDER BY entry DESC"));
    row.bind(1, static_cast<std::int64_t>(segment));
    while (need(row.step())) {
        // Nobody enters who is in, or leaves who is not.
        if (row.integer(1) != 0) {
            REQUIRE(members.erase(row.integer(0)) == 1);
        } else {
            REQUIRE(members.insert(row.integer(0)).second);
        }
    }
    return members;
}

void check(SegmentApp& app, std::map<RowNo, Members>& begun) {
    Workspace& workspace = app.workspace();
    const RuleWorld world = need(rule_world(workspace));
    std::map<std::string, Rule> rules;
    for (const RuleSegment& segment : world.segments) {
        if (!segment.fixed && !segment.deleted) rules[segment.name] = need(rule_of_segment(world, segment));
    }
    const RuleWalk walk(workspace, world.language, rules);
    for (const RuleSegment& segment : world.segments) {
        if (segment.deleted) continue;
        CAPTURE(segment.name);
        const Rule rule{RuleNode{RuleMembership{segment.name, true}}, {}};
        const RuleClock clock = app.clock();
        Members expected;
        for (const RowNo row :
             walk.rows(table(TableId::contact), rule, {clock.today, clock.offset_minutes, {}}))
            expected.insert(static_cast<std::int64_t>(row));
        const Members members = members_now(workspace, segment.row);
        REQUIRE(members == expected);
        CHECK(test::sql_integer(workspace, "SELECT members FROM segment_state WHERE segment = " +
                                               std::to_string(static_cast<std::int64_t>(segment.row))) ==
              std::ssize(members));
        const Members first = rewound(workspace, segment.row, members);
        const auto [known, is_new] = begun.try_emplace(segment.row, first);
        CHECK(known->second == first);
    }
}

TEST_CASE("random lives: the members of every segment are whom its rule finds, and its log leads there") {
    std::map<std::string, int> made;
    int at_once = 0, afterwards = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        RandomLife life(seed);
        life.app.settle();
        std::map<RowNo, Members> begun;
        check(life.app, begun);
        for (int number = 0; number < 60; ++number) {
            CAPTURE(seed);
            CAPTURE(number);
            const std::string what = life.step();
            CAPTURE(what);
            ++made[what];
            ++(life.app.app.segments().pending() ? afterwards : at_once);
            if (number % 7 == 0 && what == "days") continue;  // Let reasons pile up.
            life.app.settle();
            check(life.app, begun);
        }
    }
    CHECK(made.size() >= 15);
    CHECK(at_once > 200);
    CHECK(afterwards > 50);
    MESSAGE("at once " << at_once << ", afterwards " << afterwards);
}

}  // namespace
}  // namespace perennial
