#include "core/app/pages.h"

#include <doctest/doctest.h>

#include "core/app/words.h"
#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TestApp;

struct Shop : TestApp {
    Id company(std::string name) {
        AddRecord add;
        add.table = TableId::company;
        add.values = {{company_field::name, std::move(name)}};
        return run(add).ids.front();
    }
    Id person(std::string name, const Id& company) {
        AddRecord add;
        add.values = {{contact_field::name, std::move(name)}, {contact_field::company, company}};
        return run(add).ids.front();
    }
    Id sale(const std::optional<Id>& contact, std::string_view day, OrderLineDraft line,
            std::string_view status = "paid", std::string_view currency = "EUR") {
        OrderDraft order;
        order.contact = contact;
        order.placed_on = *Day::parse(day);
        order.status = status;
        order.currency = *Currency::parse(currency);
        order.lines = {std::move(line)};
        return run(SaveOrder{.order = {}, .draft = order}).ids.front();
    }
};

TEST_CASE("a company's page has its living people, their orders and what they come to, by currency") {
    Shop shop;
    const Id bakery = shop.company("Green Bakery"), other = shop.company("Other");
    const Id zoe = shop.person("Zoë", bakery), aga = shop.person("Aga", bakery),
             gone = shop.person("Gone", bakery);
    const Id stranger = shop.person("Stranger", other);
    const Id first = shop.add_order(aga, "2026-01-05", 1000);
    const Id second = shop.add_order(zoe, "2026-02-05", 500);
    const Id dollars = shop.add_order(zoe, "2026-01-20", 700, "", "paid", "USD");
    const Id refunded = shop.add_order(zoe, "2026-02-20", 900, "", "refunded");
    shop.add_order(gone, "2026-02-21", 900);
    shop.add_order(stranger, "2026-02-22", 900);
    shop.run(DeleteRecords{TableId::contact, {gone}});

    const CompanyPage page = need(company_page(shop.workspace(), bakery));
    CHECK(text_of(page.values, company_field::name) == "Green Bakery");
    CHECK(page.people == std::vector{shop.row(TableId::contact, aga), shop.row(TableId::contact, zoe)});
    CHECK(page.orders == std::vector{shop.row(TableId::order, refunded), shop.row(TableId::order, second),
                                     shop.row(TableId::order, dollars), shop.row(TableId::order, first)});
    CHECK(page.purchases == 3);
    REQUIRE(page.spent.size() == 2);
    CHECK(page.spent[0].minor == 1500);
    CHECK(page.spent[1].minor == 700);
    CHECK(page.first_order->to_string() == "2026-01-05");
    CHECK(page.last_order->to_string() == "2026-02-05");
    CHECK(page.provenance.text == "Typed by Ines");
    CHECK_FALSE(page.deleted);
    CHECK(company_page(shop.workspace(), Id{{1}}).error().code == ErrorCode::not_found);
}

TEST_CASE("a product's page counts what stayed sold, and what its lines brought, by currency") {
    Shop shop;
    AddRecord add;
    add.table = TableId::product;
    add.values = {{product_field::name, std::string("Rye bread")},
                  {product_field::price, std::int64_t{450}},
                  {product_field::currency, std::string("EUR")}};
    const Id rye = shop.run(add).ids.front();
    const Id aga = shop.add_contact("Aga"), bo = shop.add_contact("Bo");
    const auto line = [&](std::int64_t quantity, std::int64_t returned = 0, std::int64_t discount = 0) {
        return OrderLineDraft{.title = "Rye",
                              .quantity = quantity,
                              .unit_price = 450,
                              .discount = discount,
                              .returned_quantity = returned,
                              .product = rye};
    };
    shop.sale(aga, "2026-01-01", line(2000, 1000));
    shop.sale(bo, "2026-01-02", line(3500, 0, 75));
    shop.sale({}, "2026-01-03", line(1000), "paid", "USD");
    shop.sale(aga, "2026-01-04", line(9000), "cancelled");
    const Id refunded = shop.sale(aga, "2026-01-05", line(9000), "refunded");
    const Id credit = shop.sale(bo, "2026-01-06", line(-500), "refunded");
    const Id gone = shop.sale(aga, "2026-01-07", line(9000));
    shop.run(DeleteRecords{TableId::order, {gone}});

    const ProductPage page = need(product_page(shop.workspace(), rye));
    CHECK(page.currency.code() == "EUR");
    CHECK(page.sold == 1000 + 3500 + 1000 - 500);
    CHECK(page.returned == 1000);
    REQUIRE(page.revenue.size() == 2);
    CHECK(page.revenue[0].minor == 450 + 1575 - 75 - 225);
    CHECK(page.revenue[1].minor == 450);
    CHECK(page.buyers == std::vector{shop.row(TableId::contact, bo), shop.row(TableId::contact, aga)});
    REQUIRE(page.orders.size() == 6);
    CHECK(page.orders[0] == shop.row(TableId::order, credit));
    CHECK(page.orders[1] == shop.row(TableId::order, refunded));
    CHECK(page.last_sold->to_string() == "2026-01-03");
    CHECK(page.provenance.text == "Typed by Ines");
    CHECK(product_page(shop.workspace(), Id{{1}}).error().code == ErrorCode::not_found);
}

TEST_CASE("a product needs a name or a code, and its price a currency") {
    Shop shop;
    AddRecord add;
    add.table = TableId::product;
    add.values = {{product_field::category, std::string("Bread")}};
    CHECK(shop.refused(add).place->column == "name");
    add.values = {{product_field::name, std::string("Rye")}, {product_field::price, std::int64_t{450}}};
    CHECK(shop.refused(add).place->column == "currency");
    shop.run(SetSetting{"currency", "EUR"});
    const Id rye = shop.run(add).ids.front();
    CHECK(need(product_page(shop.workspace(), rye)).currency.code() == "EUR");
}

}  // namespace
}  // namespace perennial
