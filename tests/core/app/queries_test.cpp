#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "core/app/lists.h"
#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::sql_integer;
using test::TestApp;

/// The rows of a list.
ListRows listed(TestApp& app, ListKind list, std::string_view view = {}) {
    return need(list_rows(app.workspace(), {list, need(view_from_text(view)), Day{}, 0}));
}

/// Łucja has bought most, Émile lately; Zoë only talks; Nobody has nothing, not even a name.
struct Shop : TestApp {
    Id lucja = add_contact("Łucja Nowak", {{TableId::contact_email, "lucja@example.com", "", ""},
                                           {TableId::contact_phone, "+48 600 100 200", "", ""}});
    Id emile = add_contact("Émile Zola", {{TableId::contact_email, "ezola@example.fr", "", ""}});
    Id zoe = add_contact("Zoë 山田");
    Id nobody = [this] {
        AddRecord add;
        add.values = {{contact_field::language, std::string("ja")}};
        return run(add).ids.front();
    }();
    Id first = add_order(lucja, "2026-01-01", 5000, "999");
    Id second = add_order(lucja, "2026-01-11", 2500, "1000");
    Id credit = add_order(lucja, "2026-01-12", -500, "C7", "refunded");
    Id gone = add_order(lucja, "2026-01-13", 9900, "1001", "cancelled");
    Id last = add_order(emile, "2026-02-01", 1000, "1002");
    Id dollars = add_order(emile, "2026-01-15", 700, "X-1", "paid", "USD");
    Id call = add_touch(zoe, "2026-02-02T09:30:00Z");
};

TEST_CASE("a row of a contact says what it spent in the shop's currency, and that there is more") {
    Shop shop;
    const ListRows one = listed(shop, ListKind::contacts, "text=emile");
    CHECK(one.total == 4);
    const ContactRow row = need(contact_rows(shop.workspace(), one.rows)).front();
    CHECK(row.more_currencies);
    CHECK(row.spent == Money{1000, *Currency::parse("EUR")});
    CHECK(row.last_order->to_string() == "2026-02-01");
}

TEST_CASE("a contact's figures follow their formulas") {
    Shop shop;
    shop.add_order(shop.lucja, "2026-03-01", 100);
    shop.add_order(shop.lucja, "2026-03-01", 100);
    const ContactPage page = need(contact_page(shop.workspace(), shop.lucja));
    CHECK(page.order_count == 6);
    CHECK(page.purchases == 4);
    CHECK(page.spent.minor == 5000 + 2500 - 500 + 200);
    CHECK(page.first_order->to_string() == "2026-01-01");
    CHECK(page.last_order->to_string() == "2026-03-01");
    // Gaps of 10 and 49 days between three purchase days; the refunded and the cancelled order do not count.
    CHECK(page.median_gap_days == 30);
    CHECK_FALSE(need(contact_page(shop.workspace(), shop.emile)).median_gap_days.has_value());
    const ContactPage zoe = need(contact_page(shop.workspace(), shop.zoe));
    CHECK(zoe.touch_count == 1);
    CHECK(zoe.last_touch->to_string() == "2026-02-02T09:30:00.000Z");
    CHECK(zoe.provenance.text == "Typed by Ines");
    CHECK(contact_page(shop.workspace(), Id{{1}}).error().code == ErrorCode::not_found);
}

TEST_CASE("a timeline is newest first, by page, filtered, and without what was deleted") {
    Shop shop;
    const Id morning = shop.add_touch(shop.lucja, "2026-01-11T08:00:00Z");
    const Id later = shop.add_touch(shop.lucja, "2026-01-12T18:00:00Z", "out", "email");
    const auto page = [&](TimelineFilter filter, std::int64_t offset, std::int64_t limit) {
        std::vector<Id> ids;
        for (const auto& entry : need(timeline(shop.workspace(), shop.lucja, filter, offset, limit)))
            ids.push_back(entry.id);
        return ids;
    };
    using Ids = std::vector<Id>;
    const Ids all{shop.gone, shop.credit, later, shop.second, morning, shop.first};
    CHECK(page(TimelineFilter::everything, 0, 100) == all);
    for (std::int64_t offset = 0; offset <= 6; ++offset) {
        for (std::int64_t limit = 0; limit <= 6; ++limit) {
            Ids expected;
            for (auto i = offset; i < std::min<std::int64_t>(6, offset + limit); ++i)
                expected.push_back(all[static_cast<std::size_t>(i)]);
            CHECK(page(TimelineFilter::everything, offset, limit) == expected);
        }
    }
    CHECK(page(TimelineFilter::touches, 0, 100) == Ids{later, morning});
    CHECK(page(TimelineFilter::orders, 1, 2) == Ids{shop.credit, shop.second});
    shop.run(DeleteRecords{TableId::touch, {later}});
    CHECK(page(TimelineFilter::touches, 0, 100) == Ids{morning});
}

TEST_CASE("entries of a timeline say what happened in words") {
    Shop shop;
    shop.add_touch(shop.lucja, "2026-05-01T08:00:00Z", "out", "email");
    SaveOrder add;
    add.draft.contact = shop.lucja;
    add.draft.placed_on = *Day::parse("2026-06-01");
    add.draft.number = "77";
    add.draft.currency = *Currency::parse("EUR");
    for (const char* title : {"Rye", "Cake", "Tart", "Roll"})
        add.draft.lines.push_back({.title = title, .unit_price = 100});
    shop.run(add);
    const auto entries = need(timeline(shop.workspace(), shop.lucja, TimelineFilter::everything, 0, 2));
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].title == "Order 77, 4 items");
    CHECK(entries[0].text == "Rye, Cake, Tart and 1 more");
    CHECK(entries[0].total.minor == 400);
    CHECK(entries[1].title == "E-mail to Łucja Nowak");
    CHECK_FALSE(entries[1].whole_day);
    CHECK(entries[1].provenance.text == "Typed by Ines");
}

TEST_CASE("the page of an order shows its lines with what each comes to") {
    Shop shop;
    const OrderPage page = need(order_page(shop.workspace(), shop.credit));
    CHECK(page.customer == "Łucja Nowak");
    CHECK(page.contact == shop.lucja);
    CHECK(page.counted == -500);
    CHECK(need(order_page(shop.workspace(), shop.gone)).counted == 0);
    CHECK(order_page(shop.workspace(), Id{{1}}).error().code == ErrorCode::not_found);
}

TEST_CASE("a read model is built once for each revision and query") {
    Shop shop;
    ReadModel<ListQuery, ListRows> model(list_rows);
    const ListQuery everybody;
    ListQuery some;
    some.view.text = "zola";
    for (int frame = 0; frame < 5; ++frame)
        CHECK(need(model.get(shop.workspace(), everybody)).rows.size() == 4);
    CHECK(model.builds() == 1);
    CHECK(need(model.get(shop.workspace(), some)).rows.size() == 1);
    CHECK(model.builds() == 2);
    shop.run(DeleteRecords{TableId::contact, {shop.zoe}});
    for (int frame = 0; frame < 5; ++frame) CHECK(need(model.get(shop.workspace(), everybody)).total == 3);
    CHECK(model.builds() == 3);
}

TEST_CASE("lists of random shops agree with SQL") {
    constexpr std::uint64_t kSeed = 20260301;
    INFO("seed " << kSeed);
    Random random(kSeed);
    TestApp app;
    std::vector<Id> people;
    for (int i = 0; i < 40; ++i)
        people.push_back(app.add_contact("Person " + std::to_string(random.below(30))));
    int credits = 0, cancelled = 0;
    for (int i = 0; i < 200; ++i) {
        const bool credit = random.below(8) == 0, void_order = random.below(9) == 0;
        credits += credit;
        cancelled += void_order;
        app.add_order(people[random.below(people.size())],
                      Day{static_cast<std::int32_t>(20'000 + random.below(400))}.to_string(),
                      credit ? -static_cast<std::int64_t>(random.below(5000))
                             : static_cast<std::int64_t>(random.below(9000)),
                      std::to_string(i),
                      void_order ? "cancelled"
                      : credit   ? "refunded"
                                 : "paid");
    }
    app.run(DeleteRecords{TableId::contact, {people[0], people[1], people[2]}});
    REQUIRE(credits > 5);
    REQUIRE(cancelled > 5);
    const std::string counted =
        "CASE status WHEN 'cancelled' THEN 0 WHEN 'refunded' THEN min(total, 0) ELSE total END";
    CHECK(listed(app, ListKind::orders).sums[0].amounts[0].minor ==
          sql_integer(app.workspace(), "SELECT sum(" + counted + ") FROM \"order\" WHERE deleted = 0"));
    CHECK(listed(app, ListKind::contacts).sums[0].amounts[0].minor ==
          sql_integer(app.workspace(),
                      "SELECT sum(" + counted +
                          ") FROM \"order\" o WHERE o.deleted = 0 AND EXISTS "
                          "(SELECT 1 FROM contact c WHERE c.row = o.contact AND c.deleted = 0)"));
    for (const std::string_view column : {"spent", "last_order"}) {
        const auto rows = need(contact_rows(
            app.workspace(), listed(app, ListKind::contacts, "sort=-" + std::string(column)).rows));
        CHECK(rows.size() == 37);
        for (std::size_t i = 1; i < rows.size(); ++i) {
            CAPTURE(i);
            if (column == "spent") CHECK(rows[i - 1].spent.minor >= rows[i].spent.minor);
            if (column == "last_order" && rows[i].last_order)
                CHECK(rows[i - 1].last_order >= rows[i].last_order);
        }
    }
}

}  // namespace
}  // namespace perennial
