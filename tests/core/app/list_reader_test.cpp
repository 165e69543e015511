#include "core/app/list_reader.h"

#include <doctest/doctest.h>

#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TestApp;

ListQuery query_of(ListKind list, std::string_view view) {
    return {list, need(view_from_text(view)), *Day::parse("2026-03-01"), 0};
}

TEST_CASE("a reader asked again and again answers as one that is asked for the first time") {
    constexpr std::uint64_t kSeed = 20260311;
    INFO("seed " << kSeed);
    Random random(kSeed);
    TestApp app;
    const std::string_view words[] = {"Łódź", "lodz", "Oslo", "9 Lives", "10 Lives", "Ōsaka"};
    const auto word = [&] { return std::string(words[random.below(std::size(words))]); };
    std::vector<Id> people;
    for (int i = 0; i < 60; ++i) {
        people.push_back(app.add_contact(word() + " " + word(), {{TableId::contact_tag, word(), "", ""}}));
        app.add_order(people[random.below(people.size())],
                      Day{static_cast<std::int32_t>(20'300 + random.below(200))}.to_string(),
                      static_cast<std::int64_t>(random.below(9000)), word(), "paid",
                      random.below(5) == 0 ? "JPY" : "EUR");
    }
    const std::string_view views[] = {"",
                                      "sort=-spent",
                                      "sort=-name",
                                      "sort=tags,-last_order",
                                      "text=os%20l",
                                      "text=lodz&sort=-orders",
                                      "filter=tags:is:lodz",
                                      "filter=name:contains:lives&sort=name",
                                      "filter=spent:at_least:20&sort=spent",
                                      "filter=last_order:last_month&columns=name"};
    const std::string_view of_orders[] = {"", "sort=number", "sort=-total,contact", "text=9",
                                          "filter=contact:contains:os&sort=status,-total"};
    ListReader contacts(app.workspace(), ListKind::contacts), orders(app.workspace(), ListKind::orders);
    int answers = 0, changes = 0, ahead = 0;
    const auto agree = [&](ListReader& reader, const ListQuery& query) {
        CAPTURE(view_to_text(query.view));
        const ListRows kept = need(reader.rows(query)), fresh = need(list_rows(app.workspace(), query));
        CHECK(kept.rows == fresh.rows);
        CHECK(kept.total == fresh.total);
        REQUIRE(kept.sums.size() == fresh.sums.size());
        for (std::size_t i = 0; i < kept.sums.size(); ++i) {
            REQUIRE(kept.sums[i].amounts.size() == fresh.sums[i].amounts.size());
            for (std::size_t n = 0; n < kept.sums[i].amounts.size(); ++n)
                CHECK(kept.sums[i].amounts[n].minor == fresh.sums[i].amounts[n].minor);
        }
        answers += fresh.rows.empty() ? 0 : 1;
    };
    for (int round = 0; round < 80; ++round) {
        agree(contacts, query_of(ListKind::contacts, views[random.below(std::size(views))]));
        agree(orders, query_of(ListKind::orders, of_orders[random.below(std::size(of_orders))]));
        for (auto pieces = random.below(12); pieces > 0; --pieces) {
            const auto rows = static_cast<std::int64_t>(1 + random.below(20));
            ahead += need(contacts.read_ahead({}, rows)) ? 1 : 0;
            need(orders.read_ahead({}, rows));
        }
        if (random.below(6) != 0) continue;
        ++changes;
        if (random.below(2) == 0)
            app.run(DeleteRecords{TableId::contact, {people[random.below(people.size())]}});
        else
            app.run(TagContacts{{people[random.below(people.size())]}, word(), true});
    }
    CHECK(answers > 100);
    CHECK(changes > 5);
    CHECK(ahead > 5);
}

TEST_CASE("what is shown and searched is read ahead, in pieces, until the workspace changes") {
    TestApp app;
    for (int i = 0; i < 50; ++i)
        app.add_order(app.add_contact("Person " + std::to_string(i)), "2026-03-01", 100, std::to_string(i));
    ListReader reader(app.workspace(), ListKind::orders);
    CHECK(need(reader.read_ahead({}, 10)));  // Nobody has asked for this list yet.
    CHECK(reader.kept() == 0);
    need(reader.rows(query_of(ListKind::orders, "")));
    const std::size_t asked = reader.kept();
    int pieces = 1;
    while (!need(reader.read_ahead({}, 10))) ++pieces;
    CHECK(pieces > 10);
    const std::size_t ahead = reader.kept();
    CHECK(ahead > asked);
    for (const char* view : {"sort=number", "sort=contact", "sort=-lines", "sort=channel", "text=person"}) {
        CAPTURE(view);
        const ListQuery query = query_of(ListKind::orders, view);
        CHECK(need(reader.rows(query)).rows == need(list_rows(app.workspace(), query)).rows);
    }
    CHECK(reader.kept() == ahead);
    app.add_contact("Somebody else");
    CHECK(need(reader.read_ahead({}, 10)));
}

TEST_CASE("a reader forgets the columns it was asked for longest ago") {
    TestApp app;
    for (int i = 0; i < 40; ++i) {
        AddRecord field;
        field.table = TableId::custom_field;
        field.values = {{custom_field_field::key, "f" + std::to_string(i)},
                        {custom_field_field::label, "F" + std::to_string(i)},
                        {custom_field_field::type, std::string("text")}};
        app.run(field);
    }
    app.add_contact("Anna");
    ListReader reader(app.workspace(), ListKind::contacts);
    for (int i = 0; i < 40; ++i)
        CHECK(
            need(reader.rows(query_of(ListKind::contacts, "sort=custom.f" + std::to_string(i)))).rows.size() ==
            1);
    CHECK(reader.kept() > 10);
    CHECK(reader.kept() < 40);
}

TEST_CASE("a reader that could not answer answers the next question") {
    TestApp app;
    app.add_contact("Anna");
    ListReader reader(app.workspace(), ListKind::contacts);
    CHECK_FALSE(reader.rows(query_of(ListKind::contacts, "filter=nothing:is:1")).has_value());
    CHECK(need(reader.rows(query_of(ListKind::contacts, "text=anna"))).rows.size() == 1);
}

}  // namespace
}  // namespace perennial
