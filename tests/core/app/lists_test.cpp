#include <doctest/doctest.h>

#include "core/app/lists.h"
#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TestApp;
using Texts = std::vector<std::string>;

constexpr std::string_view kToday = "2026-02-02";

/// Łucja has bought most, Émile lately; Zoë only talks; nobody has nothing, not even a name.
struct ListShop : TestApp {
    ListShop() {
        custom_field("hat_size", "Hat size", "number");
        custom_field("budget", "Budget", "money");
        custom_field("met", "Met on", "date");
        custom_field("likes", "Likes", "multi_choice", "wool\nsilk");
        custom_field("member", "Member", "yes_no");
        address(lucja, {.city = "Łódź", .postal_code = "90-001", .country = "PL"});
        address(emile, {.street = "1 \"Rue\"", .city = "paris", .country = "FR"});
        run(SetSetting{"currency", "EUR"});
    }
    void custom_field(std::string key, std::string label, std::string type, std::string choices = {}) {
        AddRecord add;
        add.table = TableId::custom_field;
        add.values = {{custom_field_field::key, std::move(key)},
                      {custom_field_field::label, std::move(label)},
                      {custom_field_field::type, std::move(type)},
                      {custom_field_field::choices, std::move(choices)},
                      {custom_field_field::position, ++fields}};
        run(add);
    }
    void address(const Id& contact, Address address) {
        EditRecord edit;
        edit.id = contact;
        edit.values = {{contact_field::address, std::move(address)}};
        run(edit);
    }
    Id company(const Id& contact, std::string name) {
        EditRecord edit;
        edit.id = contact;
        edit.company_name = std::move(name);
        run(edit);
        return *std::get_if<Id>(
            &need(workspace().record(TableId::contact, row(TableId::contact, contact))).values.at(1).second);
    }

    ListQuery query(ListKind list, std::string_view view) {
        return {list, need(view_from_text(view)), *Day::parse(kToday), 60};
    }
    /// The first column of what the list shows.
    Texts names(ListKind list, std::string_view view, std::string column = {}) {
        const ListRows rows = need(list_rows(workspace(), query(list, view)));
        if (column.empty()) column = need(list_columns(workspace(), list)).front().name;
        Texts texts;
        for (const ListRow& row : need(list_cells(workspace(), list, Texts{column}, rows.rows, 60)))
            texts.push_back(row.cells.front().text);
        return texts;
    }
    std::string refusal(ListKind list, std::string_view view) {
        const auto rows = list_rows(workspace(), query(list, view));
        REQUIRE_FALSE(rows.has_value());
        CHECK(rows.error().code == ErrorCode::invalid_input);
        return rows.error().message;
    }

    std::int64_t fields = 0;
    Id lucja = add_contact("Łucja Nowak", {{TableId::contact_email, "lucja@example.com", "", ""},
                                           {TableId::contact_phone, "+48 600 100 200", "", ""},
                                           {TableId::contact_tag, "VIP", "", ""},
                                           {TableId::contact_tag, "Öko", "", ""},
                                           {TableId::contact_custom, "12.5", "", "hat_size"},
                                           {TableId::contact_custom, "100.00 EUR", "", "budget"},
                                           {TableId::contact_custom, "wool; silk", "", "likes"}});
    Id emile = add_contact("Émile Zola", {{TableId::contact_email, "ezola@example.fr", "", ""},
                                          {TableId::contact_tag, "vip gold", "", ""},
                                          {TableId::contact_custom, "9", "", "hat_size"},
                                          {TableId::contact_custom, "2500 JPY", "", "budget"},
                                          {TableId::contact_custom, "2026-01-31", "", "met"},
                                          {TableId::contact_custom, "yes", "", "member"}});
    Id zoe = add_contact("Zoë 山田", {{TableId::contact_custom, "no", "", "member"},
                                      {TableId::contact_custom, "silk", "", "likes"}});
    Id nobody = [this] {
        AddRecord add;
        add.values = {{contact_field::language, std::string("ja")}};
        return run(add).ids.front();
    }();
    Id first = add_order(lucja, "2026-01-01", 5000, "999");
    Id second = add_order(lucja, "2026-01-11", 2500, "1000");
    Id credit = add_order(lucja, "2026-01-12", -500, "C7", "refunded");
    Id gone = add_order(lucja, "2026-01-13", 9900, "C10", "cancelled");
    Id last = add_order(emile, "2026-02-01", 1000, "1002");
    Id dollars = add_order(emile, "2026-01-15", 700, "", "paid", "USD");
    Id call = add_touch(zoe, "2026-02-01T23:30:00Z");
};

struct OrderCase {
    std::string_view view;
    Texts expected;
};

TEST_CASE("contacts sort by any column, those without a value last either way, ties by name") {
    ListShop shop;
    for (const OrderCase& c : {
             OrderCase{"", {"Émile Zola", "Łucja Nowak", "Zoë 山田", "No name"}},
             OrderCase{"sort=-name", {"Zoë 山田", "Łucja Nowak", "Émile Zola", "No name"}},
             OrderCase{"sort=-spent", {"Łucja Nowak", "Émile Zola", "Zoë 山田", "No name"}},
             OrderCase{"sort=orders", {"Zoë 山田", "No name", "Émile Zola", "Łucja Nowak"}},
             OrderCase{"sort=last_order", {"Łucja Nowak", "Émile Zola", "Zoë 山田", "No name"}},
             OrderCase{"sort=-last_order", {"Émile Zola", "Łucja Nowak", "Zoë 山田", "No name"}},
             OrderCase{"sort=last_touch", {"Zoë 山田", "Émile Zola", "Łucja Nowak", "No name"}},
             OrderCase{"sort=city", {"Łucja Nowak", "Émile Zola", "Zoë 山田", "No name"}},
             OrderCase{"sort=-city", {"Émile Zola", "Łucja Nowak", "Zoë 山田", "No name"}},
             OrderCase{"sort=tags", {"Łucja Nowak", "Émile Zola", "Zoë 山田", "No name"}},
             OrderCase{"sort=-tags", {"Émile Zola", "Łucja Nowak", "Zoë 山田", "No name"}},
             OrderCase{"sort=custom.hat_size", {"Émile Zola", "Łucja Nowak", "Zoë 山田", "No name"}},
             OrderCase{"sort=-custom.budget", {"Émile Zola", "Łucja Nowak", "Zoë 山田", "No name"}},
             OrderCase{"sort=-custom.member", {"Émile Zola", "Zoë 山田", "Łucja Nowak", "No name"}},
             OrderCase{"sort=language,-name", {"No name", "Zoë 山田", "Łucja Nowak", "Émile Zola"}},
             OrderCase{"sort=-purchases,name", {"Émile Zola", "Łucja Nowak", "Zoë 山田", "No name"}},
             OrderCase{"sort=no_such_column", {"Émile Zola", "Łucja Nowak", "Zoë 山田", "No name"}},
         }) {
        CAPTURE(c.view);
        CHECK(shop.names(ListKind::contacts, c.view) == c.expected);
    }
}

TEST_CASE("every filter lets through what it says") {
    ListShop shop;
    for (const OrderCase& c : {
             OrderCase{"filter=city:is:lodz", {"Łucja Nowak"}},
             OrderCase{"filter=city:is:lodz,PARIS", {"Émile Zola", "Łucja Nowak"}},
             OrderCase{"filter=city:is_not:paris", {"Łucja Nowak", "Zoë 山田", "No name"}},
             OrderCase{"filter=city:contains:a,ri", {"Émile Zola"}},
             OrderCase{"filter=city:is_empty", {"Zoë 山田", "No name"}},
             OrderCase{"filter=name:is_empty", {"No name"}},
             OrderCase{"filter=tags:is:vip", {"Łucja Nowak"}},
             OrderCase{"filter=tags:is:vip,vip%20gold", {"Émile Zola", "Łucja Nowak"}},
             OrderCase{"filter=tags:contains:ip,ok", {"Łucja Nowak"}},
             OrderCase{"filter=tags:is_not:vip", {"Émile Zola", "Zoë 山田", "No name"}},
             OrderCase{"filter=tags:is_set", {"Émile Zola", "Łucja Nowak"}},
             OrderCase{"filter=tags:is_empty", {"Zoë 山田", "No name"}},
             OrderCase{"filter=spent:at_least:10", {"Émile Zola", "Łucja Nowak"}},
             OrderCase{"filter=spent:at_least:10.01", {"Łucja Nowak"}},
             OrderCase{"filter=spent:at_most:10&filter=orders:at_least:1", {"Émile Zola"}},
             OrderCase{"filter=orders:is:2,4", {"Émile Zola", "Łucja Nowak"}},
             OrderCase{"filter=orders:is_not:0", {"Émile Zola", "Łucja Nowak"}},
             OrderCase{"filter=last_order:on_or_after:2026-02-01", {"Émile Zola"}},
             OrderCase{"filter=last_order:on_or_before:2026-01-31", {"Łucja Nowak"}},
             OrderCase{"filter=last_order:in_last_days:2", {"Émile Zola"}},
             OrderCase{"filter=last_order:in_last_days:1", {}},
             OrderCase{"filter=last_order:before_last_days:2", {"Łucja Nowak", "Zoë 山田", "No name"}},
             OrderCase{"filter=last_touch:in_last_days:1", {"Zoë 山田"}},  // 00:30 on the reader's clock.
             OrderCase{"filter=last_touch:is:2026-02-02", {"Zoë 山田"}},
             OrderCase{"filter=custom.hat_size:at_least:9.5", {"Łucja Nowak"}},
             OrderCase{"filter=custom.budget:at_least:101", {"Émile Zola"}},
             OrderCase{"filter=custom.met:is:2026-01-31", {"Émile Zola"}},
             OrderCase{"filter=custom.likes:is:SILK", {"Łucja Nowak", "Zoë 山田"}},
             OrderCase{"filter=custom.member:is:no", {"Zoë 山田"}},
             OrderCase{"filter=custom.member:is_empty", {"Łucja Nowak", "No name"}},
             OrderCase{"text=nowak", {"Łucja Nowak"}},
             OrderCase{"text=600100&filter=tags:is:VIP", {"Łucja Nowak"}},
             OrderCase{"text=example&sort=-spent", {"Łucja Nowak", "Émile Zola"}},
             OrderCase{"text=ZOLA", {"Émile Zola"}},
             OrderCase{"text=nowak%20łucja", {"Łucja Nowak"}},
             OrderCase{"text=%2B48%20(600)%20100-200", {"Łucja Nowak"}},
             OrderCase{"text=山田", {"Zoë 山田"}},
             OrderCase{"text=zo", {"Émile Zola", "Zoë 山田"}},
             OrderCase{"text=zola%20nowak", {}},
             OrderCase{"text=%25", {}},
             OrderCase{"text=%20%20", {"Émile Zola", "Łucja Nowak", "Zoë 山田", "No name"}},
         }) {
        CAPTURE(c.view);
        CHECK(shop.names(ListKind::contacts, c.view) == c.expected);
    }
}

TEST_CASE("filters by month, quarter and year follow the calendar") {
    ListShop shop;
    shop.add_order(shop.emile, "2025-12-31", 100, "Y1");
    shop.add_order(shop.emile, "2025-09-30", 100, "Q1");
    struct Case {
        std::string_view today, condition;
        Texts expected;  ///< Newest first.
    };
    for (const Case& c : {
             Case{"2026-02-02", "this_month", {"1002"}},
             Case{"2026-02-02", "last_month", {"", "C10", "C7", "1000", "999"}},
             Case{"2026-02-28", "this_quarter", {"1002", "", "C10", "C7", "1000", "999"}},
             Case{"2026-02-28", "last_quarter", {"Y1"}},
             Case{"2026-01-01", "last_month", {"Y1"}},
             Case{"2026-03-31", "last_month", {"1002"}},
             Case{"2025-12-31", "this_quarter", {"Y1"}},
             Case{"2025-12-31", "last_quarter", {"Q1"}},
             Case{"2026-12-31", "this_year", {"1002", "", "C10", "C7", "1000", "999"}},
             Case{"2026-12-31", "last_year", {"Y1", "Q1"}},
         }) {
        CAPTURE(c.today);
        CAPTURE(c.condition);
        ListQuery query = shop.query(ListKind::orders, "filter=placed_on:" + std::string(c.condition));
        query.today = *Day::parse(c.today);
        Texts numbers;
        const auto rows = need(list_rows(shop.workspace(), query)).rows;
        for (const ListRow& row : need(list_cells(shop.workspace(), query.list, Texts{"number"}, rows, 60)))
            numbers.push_back(row.cells.front().text);
        CHECK(numbers == c.expected);
    }
    // An instant counts on the day it had where the reader is.
    CHECK(shop.names(ListKind::contacts, "filter=last_touch:this_month") == Texts{"Zoë 山田"});
    CHECK(shop.names(ListKind::contacts, "filter=custom.met:last_month") == Texts{"Émile Zola"});
}

TEST_CASE("a filter that cannot be read is refused with its column and value") {
    ListShop shop;
    struct Case {
        std::string_view view, message;
    };
    for (const Case& c : {
             Case{"filter=nothing:is:1", "“nothing”"},
             Case{"filter=spent:at_least:abc", "Spent: “abc” is not an amount"},
             Case{"filter=orders:at_most:many", "Orders: “many” is not a number"},
             Case{"filter=last_order:on_or_after:1.3.2026", "Last order: “1.3.2026” is not a day"},
             Case{"filter=last_order:in_last_days:0", "Last order: “0” is not a number of days"},
             Case{"filter=last_order:in_last_days:1.5", "is not a number of days"},
             Case{"filter=custom.member:is:perhaps", "Member: “perhaps” is neither yes nor no"},
             Case{"filter=city:at_least:3", "City: “at_least” does not go"},
             Case{"filter=city:is", "City: “is” wants at least one value"},
             Case{"filter=city:this_month", "City: “this_month” does not go"},
             Case{"filter=spent:at_least:1,2", "Spent: “at_least” wants one value"},
         }) {
        CAPTURE(c.view);
        const std::string message = shop.refusal(ListKind::contacts, c.view);
        CAPTURE(message);
        CHECK(message.find(c.message) != std::string::npos);
    }
}

TEST_CASE("orders sort by number as numbers, filter, and sum what counts in each currency") {
    ListShop shop;
    for (const OrderCase& c : {
             OrderCase{"", {"1002", "", "C10", "C7", "1000", "999"}},
             OrderCase{"sort=number", {"999", "1000", "1002", "C7", "C10", ""}},
             OrderCase{"sort=-total,number", {"C10", "999", "1000", "1002", "", "C7"}},
             OrderCase{"sort=contact,placed_on", {"", "1002", "999", "1000", "C7", "C10"}},
             OrderCase{"sort=status", {"1002", "", "1000", "999", "C7", "C10"}},
             OrderCase{"filter=contact:is:emile%20zola", {"1002", ""}},
             OrderCase{"filter=status:is:paid&filter=placed_on:on_or_before:2026-01-11", {"1000", "999"}},
             OrderCase{"text=lucja%20c", {"C10", "C7", "1000", "999"}},
             OrderCase{"text=c10", {"C10"}},
         }) {
        CAPTURE(c.view);
        CHECK(shop.names(ListKind::orders, c.view) == c.expected);
    }
    const ListRows all = need(list_rows(shop.workspace(), shop.query(ListKind::orders, "")));
    CHECK(all.total == 6);
    REQUIRE(all.sums.size() == 1);
    CHECK(all.sums[0].column == "total");
    REQUIRE(all.sums[0].amounts.size() == 2);
    CHECK(all.sums[0].amounts[0].minor == 5000 + 2500 - 500 + 1000);
    CHECK(all.sums[0].amounts[1].currency.code() == "USD");
    CHECK(all.sums[0].amounts[1].minor == 700);
}

TEST_CASE("companies show their people and what they bought") {
    ListShop shop;
    shop.company(shop.lucja, "Moda");
    shop.company(shop.zoe, "Moda");
    shop.company(shop.emile, "Atelier");
    AddRecord add;
    add.table = TableId::company;
    add.values = {{company_field::name, std::string("Zero")},
                  {company_field::phone, std::string("+48 22 100-20-30")}};
    shop.run(add);
    CHECK(shop.names(ListKind::companies, "") == Texts{"Atelier", "Moda", "Zero"});
    CHECK(shop.names(ListKind::companies, "sort=-people") == Texts{"Moda", "Atelier", "Zero"});
    CHECK(shop.names(ListKind::companies, "sort=-spent") == Texts{"Moda", "Atelier", "Zero"});
    CHECK(shop.names(ListKind::companies, "filter=people:is:0") == Texts{"Zero"});
    CHECK(shop.names(ListKind::companies, "text=22100") == Texts{"Zero"});
    CHECK(shop.names(ListKind::companies, "", "people") == Texts{"1", "2", "0"});
    CHECK(shop.names(ListKind::companies, "", "spent") == Texts{"10.00", "70.00", ""});
    CHECK(shop.names(ListKind::companies, "", "orders") == Texts{"2", "4", "0"});
}

TEST_CASE("cells hold texts, numbers, currencies and lists") {
    ListShop shop;
    const Texts columns{"name",         "tags",          "spent",   "last_touch",
                        "custom.likes", "custom.budget", "no_such", "orders"};
    const std::vector rows{shop.row(TableId::contact, shop.lucja), shop.row(TableId::contact, shop.zoe)};
    const auto cells = need(list_cells(shop.workspace(), ListKind::contacts, columns, rows, 60));
    REQUIRE(cells.size() == 2);
    CHECK(cells[0].id == shop.lucja);
    CHECK(cells[0].cells[1].many == Texts{"Öko", "VIP"});
    CHECK(cells[0].cells[1].text == "Öko; VIP");
    CHECK(cells[0].cells[2].number == 7000);
    CHECK(cells[0].cells[2].currency.code() == "EUR");
    CHECK(cells[0].cells[4].many == Texts{"wool", "silk"});
    CHECK(cells[0].cells[5].number == 10000);
    CHECK(cells[0].cells[6].text == "");
    CHECK(cells[0].cells[7].number == 4);
    CHECK_FALSE(cells[0].cells[3].number);
    CHECK(cells[1].cells[3].text == "2026-02-02");
}

TEST_CASE("a custom field of every type sorts, filters and shows") {
    ListShop shop;
    shop.custom_field("quote", "Quote", "text");
    shop.custom_field("rank", "Rank", "choice", "gold\nsilver\nbronze");
    shop.custom_field("site", "Site", "link");
    const auto set = [&](const Id& contact, std::string key, std::string value) {
        shop.run(EditMany{TableId::contact,
                          {contact},
                          {},
                          {TypedMember{TableId::contact_custom, std::move(value), "", std::move(key)}}});
    };
    set(shop.lucja, "quote", "Zażółć gęślą");
    set(shop.emile, "quote", "J’accuse");
    set(shop.lucja, "rank", "bronze");
    set(shop.emile, "rank", "gold");
    set(shop.zoe, "rank", "silver");
    set(shop.lucja, "site", "https://lucja.example");
    set(shop.emile, "site", "https://zola.example");
    struct Case {
        std::string_view key, sorted, filter;
        Texts first;       ///< Those with a value, in order.
        Texts passing;     ///< Sorted by name.
        std::string cell;  ///< Of the first.
    };
    for (const Case& c : {
             Case{"hat_size", "", "at_most:9", {"Émile Zola", "Łucja Nowak"}, {"Émile Zola"}, "9"},
             Case{"hat_size",
                  "-",
                  "is_set",
                  {"Łucja Nowak", "Émile Zola"},
                  {"Émile Zola", "Łucja Nowak"},
                  "12.5"},
             Case{"budget",
                  "",
                  "at_least:100",
                  {"Łucja Nowak", "Émile Zola"},
                  {"Émile Zola", "Łucja Nowak"},
                  "100.00"},
             Case{"budget", "-", "is:2500", {"Émile Zola", "Łucja Nowak"}, {"Émile Zola"}, "2500"},
             Case{"met", "", "last_month", {"Émile Zola"}, {"Émile Zola"}, "2026-01-31"},
             Case{"likes", "", "contains:woo", {"Zoë 山田", "Łucja Nowak"}, {"Łucja Nowak"}, "silk"},
             Case{"member", "", "is:yes", {"Zoë 山田", "Émile Zola"}, {"Émile Zola"}, "no"},
             Case{"quote", "", "contains:gesla", {"Émile Zola", "Łucja Nowak"}, {"Łucja Nowak"}, "J’accuse"},
             Case{"rank",
                  "",
                  "is:gold,silver",
                  {"Émile Zola", "Zoë 山田", "Łucja Nowak"},
                  {"Émile Zola", "Zoë 山田"},
                  "gold"},
             Case{"rank",
                  "-",
                  "is_not:gold",
                  {"Łucja Nowak", "Zoë 山田", "Émile Zola"},
                  {"Łucja Nowak", "Zoë 山田", "No name"},
                  "bronze"},
             Case{"site",
                  "",
                  "contains:zola",
                  {"Łucja Nowak", "Émile Zola"},
                  {"Émile Zola"},
                  "https://lucja.example"},
         }) {
        CAPTURE(c.key);
        CAPTURE(c.sorted);
        const std::string column = "custom." + std::string(c.key);
        const std::string sort = "sort=" + std::string(c.sorted) + column;
        Texts sorted = shop.names(ListKind::contacts, sort);
        REQUIRE(sorted.size() == 4);
        sorted.resize(c.first.size());
        CHECK(sorted == c.first);
        CHECK(shop.names(ListKind::contacts, "filter=" + column + ":" + std::string(c.filter)) == c.passing);
        CHECK(shop.names(ListKind::contacts, sort, column).front() == c.cell);
    }
}

TEST_CASE("the list as CSV has labels, guards formulas and names foreign currencies") {
    ListShop shop;
    shop.add_contact("=1+1");
    const std::string csv = need(list_csv(
        shop.workspace(), shop.query(ListKind::contacts, "sort=-spent&columns=spent,city,custom.budget")));
    CHECK(csv ==
          "\xEF\xBB\xBFName,Spent,City,Budget\r\nŁucja Nowak,70.00,Łódź,100.00\r\n"
          "Émile Zola,10.00,paris,2500 JPY\r\n'=1+1,,,\r\nZoë 山田,,,\r\nNo name,,,\r\n");
}

}  // namespace
}  // namespace perennial
