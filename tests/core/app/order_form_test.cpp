#include "core/app/order_form.h"

#include <doctest/doctest.h>

#include "core/app/words.h"
#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::sql_integer;
using test::TestApp;

struct Till : TestApp {
    Till() { run(SetSetting{"currency", "EUR"}); }

    OrderDraft fresh() { return need(fresh_order(workspace())); }
    OrderDraft draft(const Id& order) { return need(draft_of(workspace(), order)); }
    OrderPage page(const Id& order) { return need(order_page(workspace(), order)); }
    std::int64_t total(const Id& order) {
        return integer_of(page(order).values, order_field::total).value_or(-1);
    }
    Id save(OrderDraft order) { return run(SaveOrder{.order = {}, .draft = std::move(order)}).ids.front(); }
    /// Two loaves at 4.50 and a cake at 30.00, its line 5.00 off, the order 2.00 off, shipping 4.90.
    Id sale() {
        OrderDraft order = fresh();
        order.lines = {{.title = "Rye bread", .quantity = 2000, .unit_price = 450},
                       {.title = "Cake", .unit_price = 3000, .discount = 500}};
        order.discount = 200;
        order.shipping = 490;
        return save(std::move(order));
    }
    Outcome edit(const Id& order, OrderDraft draft, std::uint64_t based_on = 0) {
        return run(SaveOrder{.order = order, .draft = std::move(draft), .based_on = based_on});
    }
    std::string label() { return need(workspace().change(need(workspace().last_change()))).label; }
};

TEST_CASE("a fresh order is today's, paid, in the shop's currency, by who sits here") {
    Till till;
    const OrderDraft order = till.fresh();
    CHECK(order.placed_on.to_string() == "2026-03-01");
    CHECK(order.status == "paid");
    CHECK(order.currency.code() == "EUR");
    CHECK(order.staff == "Ines");
    CHECK(order.number == "1");
    CHECK(order.lines.empty());
}

TEST_CASE("an order's number and channel follow the one typed last") {
    Till till;
    const auto typed = [&](std::string number, std::string channel) {
        OrderDraft order = till.fresh();
        order.number = std::move(number);
        order.channel = std::move(channel);
        order.lines = {{.title = "Rye bread", .unit_price = 450}};
        return till.save(std::move(order));
    };
    struct Case {
        std::string_view number, next;
    };
    for (const Case& c : {Case{"1", "2"}, Case{"R-0099", "R-0100"}, Case{"2026/9", "2026/10"},
                          Case{"99", "100"}, Case{"B", ""}}) {
        CAPTURE(c.number);
        const Id last = typed(std::string(c.number), "market");
        CHECK(need(next_order_number(till.workspace())) == c.next);
        CHECK(till.fresh().channel == "market");
        till.run(DeleteRecords{TableId::order, {last}});
    }
    typed("7", "");
    AddRecord imported;
    imported.table = TableId::order;
    imported.id = derived_id("order", "shop", "8");
    imported.values = {{order_field::placed_on, std::int64_t{1}}, {order_field::number, std::string("8")}};
    till.run(imported);
    CHECK(need(next_order_number(till.workspace())) == "9");
}

TEST_CASE("in a shop whose orders all come from imports the first number is for the person to choose") {
    Till till;
    AddRecord imported;
    imported.table = TableId::order;
    imported.id = derived_id("order", "shop", "10482");
    imported.values = {{order_field::placed_on, std::int64_t{1}}, {order_field::number, std::string("10482")}};
    till.run(imported);
    CHECK(need(next_order_number(till.workspace())).empty());
}

TEST_CASE("a saved order comes to what the form showed, and opens again as it was typed") {
    Till till;
    OrderDraft typed = till.fresh();
    typed.number = "R-1";
    typed.note = "Birthday";
    typed.lines = {
        {.title = "Rye bread", .quantity = 1500, .unit_price = 1200},
        {.title = "Cake", .quantity = 2000, .unit_price = 4500, .discount = 500, .returned_quantity = 1000},
        {.title = "  "}};
    typed.discount = 100;
    typed.shipping = 599;
    const OrderTotals shown = need(totals_of(typed));
    const Outcome saved = till.run(SaveOrder{.order = {}, .draft = typed});
    CHECK(saved.message == "Order R-1 added.");
    CHECK(till.label() == "Add order R-1");
    const Id order = saved.ids.front();
    CHECK(till.total(order) == shown.total);
    // 1.5 * 12.00 + (2 - 1) * 45.00 - 5.00 - 1.00 + 5.99
    CHECK(shown.total == 1800 + 4500 - 500 - 100 + 599);
    CHECK(till.page(order).lines.size() == 2);

    OrderDraft opened = till.draft(order);
    CHECK(opened.other == 0);
    for (OrderLineDraft& line : opened.lines) line.id.reset();
    typed.lines.pop_back();
    CHECK(opened == typed);
    CHECK_FALSE(till.edit(order, till.draft(order)).changed);
    till.run(Undo{});
    CHECK(sql_integer(till.workspace(), "SELECT count(*) FROM order_line WHERE deleted = 0") == 0);
    CHECK(sql_integer(till.workspace(), "SELECT count(*) FROM \"order\" WHERE deleted = 0") == 0);
}

TEST_CASE("amounts are in the currency's own minor units") {
    struct Case {
        std::string_view currency, amount;
        std::int64_t unit_price, quantity, total;
    };
    for (const Case& c : {Case{"JPY", "1235", 823, 1500, 1235}, Case{"TND", "1.235", 823, 1500, 1235},
                          Case{"EUR", "12.35", 823, 1500, 1235}}) {
        CAPTURE(c.currency);
        Till till;
        OrderDraft order = till.fresh();
        order.currency = *Currency::parse(c.currency);
        order.lines = {{.title = "Tea", .quantity = c.quantity, .unit_price = c.unit_price}};
        CHECK(till.total(till.save(order)) == c.total);
    }
    Till till;
    OrderDraft order = till.fresh();
    order.currency = *Currency::parse("TND");
    order.number = "5";
    order.lines = {{.title = "Tea", .quantity = 2000, .unit_price = 1235}};
    const Id id = till.save(order);
    CHECK(till.run(ReturnLines{id, {{*till.draft(id).lines[0].id, 1000}}}).message ==
          "Return from order 5 saved: 1.235 TND to give back.");
}

TEST_CASE("an order of a hundred lines is saved in the order typed, and so it is after one is moved") {
    Till till;
    OrderDraft order = till.fresh();
    std::int64_t expected = 0;
    for (std::int64_t i = 1; i <= 100; ++i) {
        order.lines.push_back({.title = "Item " + std::to_string(i), .quantity = i * 10, .unit_price = i});
        expected += (i * 10 * i + 500) / 1000;
    }
    const Id id = till.save(order);
    CHECK(till.total(id) == expected);
    OrderDraft opened = till.draft(id);
    REQUIRE(opened.lines.size() == 100);
    for (std::size_t i = 0; i < 100; ++i) CHECK(opened.lines[i].title == "Item " + std::to_string(i + 1));

    std::swap(opened.lines[0], opened.lines[99]);
    till.edit(id, opened);
    CHECK(till.draft(id) == opened);
    CHECK(till.total(id) == expected);
}

TEST_CASE("an edit adds, changes and removes lines as one step") {
    Till till;
    const Id id = till.sale();
    const std::string before = till.state();
    OrderDraft draft = till.draft(id);
    draft.lines.erase(draft.lines.begin());
    draft.lines[0].unit_price = 2800;
    draft.lines.push_back({.title = "Tart", .quantity = 3000, .unit_price = 333});
    draft.status = "shipped";
    CHECK(till.edit(id, draft).message == "Order 1 saved.");
    CHECK(till.total(id) == 2800 - 500 + 999 - 200 + 490);
    const auto lines = till.page(id).lines;
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].title == "Cake");
    CHECK(lines[1].title == "Tart");
    const std::string after = till.state();
    till.run(Undo{});
    CHECK(till.state() == before);
    till.run(Redo{});
    CHECK(till.state() == after);
}

TEST_CASE("an edit writes only what is different, so that history shows what was done") {
    Till till;
    const Id id = till.sale();
    const auto writes = [&] {
        // Register 0, whether the row lives, is said again by every edit.
        return sql_integer(till.workspace(), "SELECT count(*) FROM history WHERE register > 0");
    };
    const std::int64_t before = writes();
    OrderDraft draft = till.draft(id);
    draft.status = "delivered";
    till.edit(id, draft);
    CHECK(writes() == before + 1);
    draft.lines[0].quantity = 3000;
    till.edit(id, draft);
    CHECK(writes() == before + 3);  // The quantity and the total.
}

TEST_CASE("what an order cannot be is refused, with the line that is wrong, and nothing changes") {
    Till till;
    const Id order = till.sale();
    const Id line = *till.draft(order).lines[0].id;
    const OrderDraft good = till.draft(order);
    const std::string before = till.state();
    const auto with = [&](auto change) {
        OrderDraft draft = good;
        change(draft);
        return Command{SaveOrder{.order = order, .draft = draft}};
    };
    OrderDraft empty = till.fresh();
    struct Case {
        const char* why;
        Command command;
        ErrorCode code;
        std::string_view says;
    };
    const Id unknown{{9}};
    for (const Case& c : {
             Case{"nothing sold", SaveOrder{.order = {}, .draft = empty}, ErrorCode::invalid_input,
                  "what was sold"},
             Case{"an unknown order", SaveOrder{.order = unknown, .draft = good}, ErrorCode::not_found,
                  "no order"},
             Case{"more back than sold", with([](auto& d) { d.lines[0].returned_quantity = 2001; }),
                  ErrorCode::invalid_input, "2.001 cannot have come back: 2 were sold."},
             Case{"less than nothing back", with([](auto& d) { d.lines[0].returned_quantity = -1; }),
                  ErrorCode::invalid_input, "below zero"},
             Case{"no quantity", with([](auto& d) { d.lines[0].quantity = 0; }), ErrorCode::invalid_input,
                  "Line 1: how many?"},
             Case{"a price without a title", with([](auto& d) { d.lines[1].title = " "; }),
                  ErrorCode::invalid_input, "Line 2: what was sold?"},
             Case{"a line's discount above its price", with([](auto& d) { d.lines[0].discount = 901; }),
                  ErrorCode::invalid_input, "Line 1: the discount"},
             Case{"a discount below zero", with([](auto& d) { d.discount = -1; }), ErrorCode::invalid_input,
                  "without a minus"},
             Case{"a discount above the order", with([](auto& d) { d.discount = 3401; }),
                  ErrorCode::invalid_input, "larger than the order"},
             Case{"shipping below zero", with([](auto& d) { d.shipping = -1; }), ErrorCode::invalid_input,
                  "without a minus"},
             Case{"a price beyond counting", with([](auto& d) { d.lines[0].unit_price = INT64_MAX; }),
                  ErrorCode::too_large, "Line 1 is too large"},
             Case{"an unknown product", with([&](auto& d) { d.lines[0].product = unknown; }),
                  ErrorCode::not_found, "Line 1: There is no product"},
             Case{"an unknown contact", with([&](auto& d) { d.contact = unknown; }), ErrorCode::not_found,
                  "no contact"},
             Case{"a status that is none", with([](auto& d) { d.status = "lost"; }), ErrorCode::invalid_input,
                  "lost"},
             Case{"no status", with([](auto& d) { d.status = ""; }), ErrorCode::invalid_input, "Status"},
             Case{"a line of another order", with([&](auto& d) { d.lines[0].id = unknown; }),
                  ErrorCode::not_found, "not in this order"},
             Case{"returning what is not there", ReturnLines{order, {{unknown, 1000}}}, ErrorCode::not_found,
                  "not in the order"},
             Case{"returning more than was bought", ReturnLines{order, {{line, 2001}}},
                  ErrorCode::invalid_input, "2.001 cannot come back, 2 are left."},
             Case{"returning it twice at once", ReturnLines{order, {{line, 1500}, {line, 1000}}},
                  ErrorCode::invalid_input, "0.5 are left"},
             Case{"returning nothing", ReturnLines{order, {{line, 0}}}, ErrorCode::invalid_input, "how many"},
             Case{"refunding nothing", RefundOrder{unknown}, ErrorCode::not_found, "no order"},
         }) {
        CAPTURE(c.why);
        const Error error = till.refused(c.command);
        CHECK(error.code == c.code);
        CHECK_MESSAGE(error.message.find(c.says) != std::string::npos, error.message);
    }
    CHECK(till.state() == before);
}

TEST_CASE(
    "a return gives back what was paid for the goods, to the cent, and all of it gives back all of it") {
    Till till;
    const Id id = till.sale();
    const OrderDraft bought = till.draft(id);
    const Id bread = *bought.lines[0].id, cake = *bought.lines[1].id;
    const std::string before = till.state();
    // 9.00 + 25.00 - 2.00 + 4.90; one loaf is 4.50 of 34.00, and as much of the discount.
    CHECK(till.total(id) == 3690);
    const Outcome one = till.run(ReturnLines{id, {{bread, 1000}}});
    CHECK(one.message == "Return from order 1 saved: 4.24 EUR to give back.");
    CHECK(till.label() == "Return from order 1");
    CHECK(till.total(id) == 3266);
    till.run(Undo{});
    CHECK(till.state() == before);
    till.run(Redo{});

    till.run(ReturnLines{id, {{cake, 1000}}});
    till.run(ReturnLines{id, {{bread, 1000}}});
    CHECK(till.total(id) == 490);
    CHECK(till.draft(id).lines[1].discount == 0);
    CHECK(till.refused(ReturnLines{id, {{bread, 1}}}).message ==
          "Rye bread: 0.001 cannot come back, 0 are left.");
}

TEST_CASE(
    "returns in any order of random sales end at the shipping, and what is given back is what was paid") {
    constexpr std::uint64_t kSeed = 20260301;
    INFO("seed " << kSeed);
    Random random(kSeed);
    Till till;
    int discounted = 0;
    for (int round = 0; round < 12; ++round) {
        CAPTURE(round);
        OrderDraft order = till.fresh();
        for (std::uint64_t i = 0; i <= random.below(4); ++i) {
            const auto price = static_cast<std::int64_t>(random.below(2000)) + 1;
            const auto pieces = static_cast<std::int64_t>(random.below(4)) + 1;
            order.lines.push_back(
                {.title = "Item",
                 .quantity = pieces * 1000,
                 .unit_price = price,
                 .discount = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(price)))});
        }
        order.discount = static_cast<std::int64_t>(
            random.below(static_cast<std::uint64_t>(need(totals_of(order)).subtotal) + 1));
        order.shipping = 490;
        discounted += order.discount > 0;
        const Id id = till.save(order);
        std::int64_t last = till.total(id);
        while (true) {
            std::vector<std::pair<Id, std::int64_t>> left;
            for (const auto& line : till.draft(id).lines) {
                if (line.quantity > line.returned_quantity) left.emplace_back(*line.id, 1000);
            }
            if (left.empty()) break;
            till.run(ReturnLines{id, {left[random.below(left.size())]}});
            CHECK(till.total(id) <= last);
            last = till.total(id);
            CHECK(last >= 490);
        }
        CHECK(last == 490);
    }
    CHECK(discounted > 6);
}

TEST_CASE("a refund gives the whole order back, and it no longer counts as spent") {
    Till till;
    const Id aga = till.add_contact("Aga");
    OrderDraft order = till.fresh();
    order.contact = aga;
    order.lines = {{.title = "Cake", .unit_price = 3000}};
    const Id id = till.save(order);
    const std::string before = till.state();
    CHECK(till.run(RefundOrder{id}).message == "Order 1 refunded: 30.00 EUR to give back.");
    CHECK(till.label() == "Refund order 1");
    CHECK(till.page(id).counted == 0);
    CHECK(need(contact_page(till.workspace(), aga)).spent.minor == 0);
    CHECK_FALSE(till.run(RefundOrder{id}).changed);
    till.run(Undo{});
    CHECK(till.state() == before);
    OrderDraft cancelled = till.draft(id);
    cancelled.status = "cancelled";
    till.edit(id, cancelled);
    CHECK(till.refused(RefundOrder{id}).code == ErrorCode::refused);
}

TEST_CASE("nothing is given back for what was not paid yet") {
    Till till;
    OrderDraft order = till.fresh();
    order.status = "placed";
    order.lines = {{.title = "Cake", .quantity = 2000, .unit_price = 3000}};
    const Id id = till.save(order);
    CHECK(till.run(ReturnLines{id, {{*till.draft(id).lines[0].id, 1000}}}).message ==
          "Return from order 1 saved: the order comes to 30.00 EUR now.");
    CHECK(till.run(RefundOrder{id}).message == "Order 1 refunded.");
}

TEST_CASE("an imported order keeps the tax in its total when it is edited, and gives its share back") {
    Till till;
    const Id id = till.sale();
    EditRecord tax;
    tax.table = TableId::order;
    tax.id = id;
    tax.values = {{order_field::total, std::int64_t{3690 + 680}}};
    till.run(tax);
    OrderDraft draft = till.draft(id);
    CHECK(draft.other == 680);
    draft.status = "delivered";
    till.edit(id, draft);
    CHECK(till.total(id) == 3690 + 680);
    till.run(ReturnLines{id, {{*draft.lines[1].id, 1000}}});
    CHECK(till.draft(id).other == 180);
    CHECK(till.total(id) == 900 - 53 + 490 + 180);
}

TEST_CASE("an order that breaks a rule of the form can still have its status changed") {
    Till till;
    const Id id = till.sale();
    EditRecord odd;
    odd.table = TableId::order_line;
    odd.id = *till.draft(id).lines[0].id;
    odd.values = {{order_line_field::returned_quantity, std::int64_t{9000}}};
    till.run(odd);
    OrderDraft draft = till.draft(id);
    draft.status = "delivered";
    CHECK(till.edit(id, draft).changed);
    CHECK(till.total(id) == 3690);
}

TEST_CASE("an edit that was overtaken is refused, one that touches other things is not") {
    Till till;
    const Id id = till.sale();
    const OrderDraft begun = till.draft(id);
    const std::uint64_t revision = till.workspace().revision();
    const auto save = [&](const OrderDraft& draft) {
        return till.app.execute(SaveOrder{.order = id, .draft = draft, .based_on = revision});
    };
    till.add_contact("Somebody else");
    OrderDraft other = begun;
    other.lines[0].quantity = 3000;
    till.edit(id, other);

    OrderDraft mine = begun;
    mine.lines[0].quantity = 5000;
    CHECK(save(mine).error().code == ErrorCode::conflict);
    mine = begun;
    mine.note = "Birthday";
    CHECK(save(mine).error().code == ErrorCode::conflict);
    CHECK_FALSE(save(till.draft(id))->changed);
    till.run(Undo{});
    mine = begun;
    mine.note = "Birthday";
    CHECK(need(save(mine)).changed);

    OrderDraft without = till.draft(id);
    const std::uint64_t later = till.workspace().revision();
    EditRecord title;
    title.table = TableId::order_line;
    title.id = *without.lines[1].id;
    title.values = {{order_line_field::title, std::string("Birthday cake")}};
    till.run(title);
    without.lines.pop_back();
    const auto removed = till.app.execute(SaveOrder{.order = id, .draft = without, .based_on = later});
    CHECK(removed.error().code == ErrorCode::conflict);
    CHECK(removed.error().message.find("Birthday cake") != std::string::npos);
}

TEST_CASE("a product is made of a line only when that is asked for, and only once") {
    Till till;
    const auto products = [&] { return sql_integer(till.workspace(), "SELECT count(*) FROM product"); };
    OrderDraft order = till.fresh();
    order.lines = {{.title = "Rye bread", .unit_price = 450}};
    till.save(order);
    CHECK(products() == 0);
    order.lines = {{.title = "Rye bread", .unit_price = 450, .make_product = true},
                   {.title = " rye BREAD", .unit_price = 430, .make_product = true}};
    const Id id = till.save(order);
    CHECK(products() == 1);
    CHECK(sql_integer(till.workspace(), "SELECT price FROM product WHERE currency = 'EUR'") == 450);
    const OrderDraft saved = till.draft(id);
    CHECK(saved.lines[0].product.has_value());
    CHECK(saved.lines[0].product == saved.lines[1].product);
    till.run(Undo{});
    CHECK(sql_integer(till.workspace(), "SELECT count(*) FROM product WHERE deleted = 0") == 0);
}

TEST_CASE("a customer typed at the till is found, or made with the order as one step") {
    Till till;
    const Id aga = till.add_contact("Aga Nowak", {{TableId::contact_email, "aga@example.com", "", ""},
                                                  {TableId::contact_phone, "+48 600 100 200", "", ""}});
    till.add_contact("Bo");
    till.add_contact("bo");
    OrderDraft order = till.fresh();
    order.lines = {{.title = "Rye bread", .unit_price = 450}};
    struct Case {
        std::string_view typed;
        bool found;
    };
    for (const Case& c :
         {Case{"aga NOWAK", true}, Case{"AGA@example.com", true}, Case{"+48600100200", true},
          Case{"Cy Young", false}, Case{"cy@example.com", false}, Case{"600 900 900", false}}) {
        CAPTURE(c.typed);
        order.customer_name = c.typed;
        const std::string before = till.state();
        const auto contact = till.draft(till.save(order)).contact;
        REQUIRE(contact.has_value());
        CHECK((contact == aga) == c.found);
        if (c.found) continue;
        CHECK(need(contact_page(till.workspace(), *contact)).shown_name == c.typed);
        till.run(Undo{});
        CHECK(till.state() == before);
    }
    order.customer_name = "BO";
    CHECK(till.refused(SaveOrder{.order = {}, .draft = order}).message ==
          "Several contacts have \"BO\". Choose the one from the list.");
    order.customer_name = "";
    CHECK_FALSE(till.draft(till.save(order)).contact.has_value());
}

}  // namespace
}  // namespace perennial
