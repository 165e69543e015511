#include "core/app/rules.h"

#include <doctest/doctest.h>

#include <array>

#include "core/app/rule_reasons.h"
#include "core/storage/connection.h"
#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TestApp;

const RuleClock kClock{*Day::parse("2026-03-01"), 60, {}};

/// Names of the contacts that a rule finds, in the order in which they were added.
std::string found(TestApp& app, std::string_view text, const RuleClock& clock = kClock) {
    const RuleWorld world = need(rule_world(app.workspace()));
    const Table& people = table(TableId::contact);
    const Rule rule = need(rule_named(world, people, text));
    std::string names;
    for (const RowNo row : need(rule_rows(app.workspace(), world, people, rule, clock))) {
        const Record record = need(app.workspace().record(TableId::contact, row));
        for (const auto& [field, value] : record.values) {
            if (field == contact_field::name)
                names += (names.empty() ? "" : " ") + std::get<std::string>(value);
        }
    }
    CHECK(need(rule_count(app.workspace(), world, people, rule, clock)) ==
          std::ssize(need(rule_rows(app.workspace(), world, people, rule, clock))));
    return names;
}

TEST_CASE("texts are compared without case and accents, in fields, addresses and tags") {
    TestApp app;
    const Id aga = app.add_contact("Aga", {{TableId::contact_tag, "VIP", "", ""}});
    app.add_contact("Łukasz", {{TableId::contact_email, "l@Example.com", "", ""}});
    app.add_contact("O'Neil");
    app.run(EditRecord{
        TableId::contact, aga, {{contact_field::address, Address{"", "Łódź", "", "", "PL"}}}, {}, {}, {}, 0});
    CHECK(found(app, "name is \"LUKASZ\"") == "Łukasz");
    CHECK(found(app, "name starts with \"o'n\"") == "O'Neil");
    CHECK(found(app, "name is not \"aga\"") == "Łukasz O'Neil");
    CHECK(found(app, "name is one of (\"AGA\", \"o'neil\")") == "Aga O'Neil");
    CHECK(found(app, "city is \"lodz\"") == "Aga");
    CHECK(found(app, "city is empty") == "Łukasz O'Neil");
    CHECK(found(app, "tag is \"vip\"") == "Aga");
    CHECK(found(app, "tag contains \"i\" or email ends with \"EXAMPLE.com\"") == "Aga Łukasz");
    CHECK(found(app, "all of ()") == "Aga Łukasz O'Neil");
    CHECK(found(app, "any of ()").empty());
}

TEST_CASE("amounts in other currencies are neither compared nor added") {
    TestApp app;
    const Id aga = app.add_contact("Aga");
    const Id bo = app.add_contact("Bo");
    app.add_contact("Cy");
    app.add_order(aga, "2026-02-01", 4000);
    app.add_order(aga, "2026-02-02", 2000);
    app.add_order(aga, "2026-02-03", 90'000, "", "paid", "USD");
    app.add_order(bo, "2026-02-04", 5999);
    CHECK(found(app, "orders sum of total >= 60 EUR") == "Aga");
    CHECK(found(app, "orders sum of total < 60 EUR") == "Bo Cy");
    CHECK(found(app, "orders sum of total >= 900 USD") == "Aga");
    CHECK(found(app, "orders average of total is 30 EUR") == "Aga");
    CHECK(found(app, "orders max of total > 59.98 EUR") == "Bo");
    CHECK(found(app, "orders where (total > 100 EUR) exists").empty());
    CHECK(found(app, "orders last of total >= 900 USD") == "Aga");
    CHECK(found(app, "orders min of total is empty") == "Cy");
}

TEST_CASE("periods end today, and days of instants are those of the reader's clock") {
    TestApp app;
    const Id aga = app.add_contact("Aga");
    const Id bo = app.add_contact("Bo");
    app.add_order(aga, "2026-02-01", 100);
    app.add_order(bo, "2026-01-31", 100);
    CHECK(found(app, "orders exists in last 29 days") == "Aga");
    CHECK(found(app, "orders exists in last 30 days") == "Aga Bo");
    CHECK(found(app, "orders exists in last 1 month").empty());  // From 2 February on.
    CHECK(found(app, "orders exists in last 2 months") == "Aga Bo");
    CHECK(found(app, "orders last before 2026-02-01") == "Bo");
    CHECK(found(app, "orders count between 2026-01-01 and 2026-01-31 >= 1") == "Bo");
    // 23:30 of 28 February in London is 1 March an hour further east.
    app.add_touch(bo, "2026-02-28T23:30:00Z");
    CHECK(found(app, "touches exists in last 1 day") == "Bo");
    CHECK(found(app, "touches exists in last 1 day", {kClock.today, 0, {}}).empty());
}

TEST_CASE("as of a day, later facts are unknown and that day is today") {
    TestApp app;
    const Id aga = app.add_contact("Aga");
    app.add_order(aga, "2026-01-10", 100);
    app.add_order(aga, "2026-02-10", 100);
    CHECK(found(app, "orders count >= 2") == "Aga");
    CHECK(found(app, "orders count >= 2 as of 2026-02-09").empty());
    CHECK(found(app, "orders count is 1 as of 2026-02-09") == "Aga");
    CHECK(found(app, "orders exists in last 7 days as of 2026-01-12") == "Aga");
    CHECK(found(app, "orders count >= 1", {kClock.today, 60, Day::parse("2026-01-09")}).empty());
}

TEST_CASE("deleted records and what hangs on them never count") {
    TestApp app;
    const Id aga = app.add_contact("Aga", {{TableId::contact_tag, "VIP", "", ""}});
    app.add_contact("Bo");
    const Id order = app.add_order(aga, "2026-02-01", 100);
    CHECK(found(app, "orders exists") == "Aga");
    app.run(DeleteRecords{TableId::order, {order}});
    CHECK(found(app, "orders exists").empty());
    CHECK(found(app, "orders count is 0") == "Aga Bo");
    app.run(DeleteRecords{TableId::contact, {aga}});
    CHECK(found(app, "tag is \"vip\"").empty());
    CHECK(found(app, "tag is not \"vip\"") == "Bo");
}

TEST_CASE("a field that the shop defined is compared by its type") {
    TestApp app;
    app.run(SaveCustomField{{}, "Hat size", "number"});
    app.run(SaveCustomField{{}, "Budget", "money"});
    app.add_contact("Aga", {{TableId::contact_custom, "57.5", "", "hat_size"},
                            {TableId::contact_custom, "9.00 EUR", "", "budget"}});
    app.add_contact("Bo", {{TableId::contact_custom, "100", "", "hat_size"},
                           {TableId::contact_custom, "10 USD", "", "budget"}});
    CHECK(found(app, "custom.hat_size > 57.49") == "Aga Bo");
    CHECK(found(app, "hat_size < 100") == "Aga");
    CHECK(found(app, "custom.budget between 5 EUR and 20 EUR") == "Aga");
}

/// A table that the program does not know yet: its description is all that the language needs.
TEST_CASE("a table that comes later is part of the language through its description alone") {
    static constexpr std::array<std::string_view, 2> kStates{"open", "closed"};
    static constexpr std::array kFields{
        Field{.name = "contact", .label = "Contact", .type = FieldType::reference, .target = TableId::contact},
        Field{.name = "opened_on", .label = "Opened on", .type = FieldType::day},
        Field{.name = "state", .label = "State", .type = FieldType::choice, .choices = kStates}};
    std::vector<Table> tables(catalogue().begin(), catalogue().end());
    tables.push_back({.id = static_cast<TableId>(kTableCount),
                      .name = "ticket",
                      .plural = "tickets",
                      .label = "Ticket",
                      .fields = kFields,
                      .person_field = FieldNo{0},
                      .time_field = FieldNo{1}});

    TestApp app;
    const Id aga = app.add_contact("Aga");
    const auto row = static_cast<std::int64_t>(app.row(TableId::contact, aga));
    app.add_contact("Bo");
    const auto connection = need(Connection::open(app.files.file.path()));
    need(connection->execute(
        "CREATE TABLE ticket (row INTEGER PRIMARY KEY, contact, opened_on, state, deleted);"
        "INSERT INTO ticket VALUES (1, " +
        std::to_string(row) + ", 20510, 'open', 0)"));
    const RuleWorld world{RuleLanguage(tables, {}, {}), {}};
    const Table& people = table(TableId::contact);
    const Rule rule =
        need(rule_named(world, people, "tickets where (state is \"open\") count in last 30 days >= 1"));
    CHECK(need(rule_rows(app.workspace(), world, people, rule, kClock)) == std::vector{RowNo{row}});
    CHECK(rule_sentence(rule, world.language, people) ==
          "Has at least 1 tickets in the last 30 days (whose state is “open”).");
    const Rule own = need(rule_named(world, *world.language.subject("ticket"),
                                     "state is \"open\" and contact.name is \"aga\""));
    CHECK(need(rule_rows(app.workspace(), world, *world.language.subject("ticket"), own, kClock)).size() == 1);
}

TEST_CASE("segments contain segments, but never themselves") {
    TestApp app;
    app.add_contact("Aga", {{TableId::contact_tag, "VIP", "", ""}});
    const Id bo = app.add_contact("Bo");
    const Id chosen = app.run(AddRecord{.table = TableId::segment,
                                        .id = {},
                                        .values = {{segment_field::name, std::string("Chosen")}},
                                        .members = {{TableId::segment_member, bo.to_string(), "", ""}},
                                        .company_name = ""})
                          .ids.front();
    const RowNo chosen_row = app.row(TableId::segment, chosen);
    const Table& people = table(TableId::contact);
    const auto rows_in = [&](const RuleWorld& world, std::string_view text) {
        return rule_rows(app.workspace(), world, people, need(rule_named(world, people, text)), kClock);
    };
    const std::vector<std::string> names{"Best", "Others", "Chosen"};
    RuleWorld world{RuleLanguage(catalogue(), {}, names),
                    {{"Best", "tag is \"vip\""},
                     {"Others", "not in segment \"Best\""},
                     {"Chosen", "", true, "", chosen_row, chosen}}};
    CHECK(need(rows_in(world, "best")).size() == 1);
    CHECK(need(rows_in(world, "in segment \"Best\" or in segment \"Others\"")).size() == 2);
    CHECK(need(rows_in(world, "in segment \"Others\" and not in segment \"Chosen\"")).empty());
    CHECK(need(rows_in(world, "all of (segment \"Others\", none of (segment \"Best\"))")).size() == 1);
    world.segments[0].rule = "in segment \"Others\"";
    const auto cycle = rows_in(world, "in segment \"Others\"");
    REQUIRE_FALSE(cycle.has_value());
    CHECK(cycle.error().message ==
          "A segment cannot contain itself: “Others” → “Best” → “Others”. Take one of them out.");
    world.segments[0].rule = "hat_size > 4";
    CHECK(
        rows_in(world, "best").error().message.starts_with("The rule of the segment “Best” is wrong by now."));
}

TEST_CASE("why a rule holds is told by the parts that hold, with the record's figures") {
    TestApp app;
    const Id aga = app.add_contact("Aga", {{TableId::contact_tag, "wholesale", "", ""}});
    const Id bo = app.add_contact("Bo");
    app.add_order(aga, "2025-03-03", 1000);
    app.add_order(aga, "2026-02-01", 2050);
    const RuleWorld world = need(rule_world(app.workspace()));
    const Table& people = table(TableId::contact);
    const Rule rule = need(rule_named(
        world, people,
        "all of (orders where (status is not \"refunded\") count in last 365 days >= 2, orders sum of total "
        ">= 30 EUR, "
        "any of (tag is \"wholesale\", city is \"Łódź\"), none of (touches exists in last 7 days))"));
    const auto texts = [&](const Id& id) {
        std::vector<std::string> said;
        for (const RuleReason& reason :
             need(explain_rule(app.workspace(), world, people, rule, kClock, app.row(TableId::contact, id))))
            said.push_back(reason.text);
        return said;
    };
    CHECK(texts(aga) ==
          std::vector<std::string>{"2 orders from 2025-03-03 to 2026-02-01 (whose status is not “refunded”)",
                                   "2 orders from 2025-03-03 to 2026-02-01, sum Total: 30.50 EUR",
                                   "tag is “wholesale”", "no touches in the last 7 days"});
    CHECK(texts(bo) ==
          std::vector<std::string>{"no orders in the last 365 days (whose status is not “refunded”)",
                                   "no orders", "not so: tag is “wholesale”", "not so: city is “Łódź”"});
}

TEST_CASE("a rule is told in plain words") {
    const RuleLanguage language(catalogue(), {}, {"Regulars"});
    const Table& people = table(TableId::contact);
    struct Case {
        const char* rule;
        const char* sentence;
    };
    for (const auto& c : {
             Case{"orders where (status is not \"refunded\") count in last 365 days >= 4 and (tag is \"a\" "
                  "or city is one of (\"b\", \"c\"))",
                  "Has at least 4 orders in the last 365 days (whose status is not “refunded”), and (either "
                  "tag is “a” or city is “b” or “c”)."},
             Case{"none of (touches exists in last 1 week, orders count is 0)",
                  "None of these: has touches in the last week; has no orders."},
             Case{"not (orders last before 90 days ago) as of 2026-03-01",
                  "It is not so that the last order is before 90 days ago, as of 2026-03-01."},
             Case{"not (touches exists in last 7 days) and not (orders count >= 2)",
                  "Has no touches in the last 7 days, and does not have at least 2 orders."},
             Case{"orders sum of total >= 50 EUR", "The sum of total of orders is at least 50.00 EUR."},
             Case{"orders last of channel is not \"web\"", "The channel of the last order is not “web”."},
             Case{"company is set and company.city is empty",
                  "Company is known, and company: city is not known."},
             Case{"not in segment \"Regulars\"", "Is not in the segment “Regulars”."},
         }) {
        const auto rule = read_rule(c.rule, language, people);
        REQUIRE_MESSAGE(rule.has_value(), (rule ? std::string() : rule.error().message));
        CHECK(rule_sentence(*rule, language, people) == c.sentence);
    }
}

}  // namespace
}  // namespace perennial
