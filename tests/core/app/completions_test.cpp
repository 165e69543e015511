#include "core/app/completions.h"

#include <doctest/doctest.h>

#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TestApp;
using Texts = std::vector<std::string>;

struct Shop : TestApp {
    Shop() { run(SetSetting{"currency", "EUR"}); }
    Id product(std::string name, std::string sku = {}, std::string category = {}, bool retired = false) {
        AddRecord add;
        add.table = TableId::product;
        add.values = {{product_field::name, std::move(name)},
                      {product_field::sku, std::move(sku)},
                      {product_field::category, std::move(category)},
                      {product_field::price, std::int64_t{450}},
                      {product_field::retired, std::int64_t{retired}}};
        return run(add).ids.front();
    }
    Id sale(std::vector<Id> products, std::optional<Id> contact = {}, std::string_view day = "2026-02-01") {
        OrderDraft order = need(fresh_order(workspace()));
        order.contact = contact;
        order.placed_on = *Day::parse(day);
        for (const Id& product : products)
            order.lines.push_back({.title = "Item", .unit_price = 450, .product = product});
        return run(SaveOrder{.order = {}, .draft = order}).ids.front();
    }
    Texts products(std::string_view text, std::size_t limit = 10) {
        Texts names;
        for (const auto& choice : need(complete_products(workspace(), text, limit)))
            names.push_back(choice.name);
        return names;
    }
    Texts contacts(std::string_view text, std::size_t limit = 10) {
        Texts names;
        for (const auto& choice : need(complete_contacts(workspace(), text, limit)))
            names.push_back(choice.name);
        return names;
    }
    Texts companies(std::string_view text) {
        Texts names;
        for (const auto& choice : need(complete_companies(workspace(), text, 10)))
            names.push_back(choice.name);
        return names;
    }
};

TEST_CASE("products are found in name, code and category, best sellers first, without those no longer sold") {
    Shop shop;
    const Id rye = shop.product("Rye bread", "B-1", "Bread");
    const Id roll = shop.product("Bread roll", "B-2", "Rolls");
    const Id cake = shop.product("Crème cake", "C-1", "Cakes");
    const Id gone = shop.product("Old bread", "B-0", "Bread", true);
    shop.sale({rye, rye, cake});
    shop.sale({rye, gone, gone});
    struct Case {
        std::string_view text;
        Texts names;
    };
    for (const Case& c :
         {Case{"", {"Rye bread", "Crème cake", "Bread roll"}}, Case{"bread", {"Bread roll", "Rye bread"}},
          Case{"BREAD rye", {"Rye bread"}}, Case{"creme", {"Crème cake"}}, Case{"rolls", {"Bread roll"}},
          Case{"b-2", {"Bread roll"}}, Case{"nothing", {}}}) {
        CAPTURE(c.text);
        CHECK(shop.products(c.text) == c.names);
    }
    CHECK(shop.products("", 1) == Texts{"Rye bread"});
    CHECK(shop.products("", 0).empty());
    const auto choice = need(complete_products(shop.workspace(), "b-2", 1)).front();
    CHECK(choice.id == roll);
    CHECK(choice.price == 450);
    CHECK(choice.currency.code() == "EUR");
    shop.run(DeleteRecords{TableId::product, {roll}});
    CHECK(shop.products("roll").empty());
}

TEST_CASE("a product of exactly this code stands before everything that contains it") {
    Shop shop;
    const Id often = shop.product("Tea 12", "T-12");
    shop.product("Nut", "12");
    shop.sale({often, often});
    CHECK(shop.products("12") == Texts{"Nut", "Tea 12"});
}

TEST_CASE("contacts are found in name, e-mail and phone, names that begin so first, then who bought last") {
    Shop shop;
    const Id anna = shop.add_contact("Anna Nowak", {{TableId::contact_email, "a.n@example.com", "", ""}});
    const Id hanna = shop.add_contact("Hanna Berg", {{TableId::contact_phone, "+48 600 100 200", "", ""}});
    const Id annabel = shop.add_contact("Ännabel Cruz");
    const Id rye = shop.product("Rye");
    shop.sale({rye}, hanna, "2026-02-10");
    shop.sale({rye}, annabel, "2026-01-10");
    CHECK(shop.contacts("anna") == Texts{"Ännabel Cruz", "Anna Nowak", "Hanna Berg"});
    CHECK(shop.contacts("anna", 2) == Texts{"Ännabel Cruz", "Anna Nowak"});
    CHECK(shop.contacts("600100") == Texts{"Hanna Berg"});
    CHECK(shop.contacts("a.n@") == Texts{"Anna Nowak"});
    CHECK(shop.contacts("") == Texts{"Hanna Berg", "Ännabel Cruz", "Anna Nowak"});
    CHECK(shop.contacts("zz").empty());
    const auto choice = need(complete_contacts(shop.workspace(), "nowak", 1)).front();
    CHECK(choice.id == anna);
    CHECK(choice.email == "a.n@example.com");
}

TEST_CASE("companies are found by name, those that begin so first, then the largest") {
    Shop shop;
    for (const char* company : {"Green Bakery", "Bakery Nord", "Old Bakery", "Green Bakery"}) {
        AddRecord add;
        add.values = {{contact_field::name, std::string("Person")}};
        add.company_name = company;
        shop.run(add);
    }
    CHECK(shop.companies("bakery") == Texts{"Bakery Nord", "Green Bakery", "Old Bakery"});
    CHECK(shop.companies("old ba") == Texts{"Old Bakery"});
    CHECK(shop.companies("").front() == "Green Bakery");
    CHECK(need(complete_companies(shop.workspace(), "green", 5)).front().people == 2);
}

TEST_CASE("names, tags, categories and channels in use are known, most used first") {
    Shop shop;
    const Id aga = shop.add_contact("Aga"), bo = shop.add_contact("Bo"), gone = shop.add_contact("Gone");
    shop.run(TagContacts{{aga, bo, gone}, "Regular", true});
    shop.run(TagContacts{{bo}, "VIP", true});
    EditRecord owner;
    owner.id = aga;
    owner.values = {{contact_field::owner, std::string("Tomek")}};
    shop.run(owner);
    shop.product("Rye", "", "Bread");
    shop.product("Roll", "", "Bread");
    shop.product("Cake", "", "Cakes");
    shop.run(DeleteRecords{TableId::contact, {gone}});
    CHECK(need(known_tags(shop.workspace())) == std::vector<KnownWord>{{"Regular", 2}, {"VIP", 1}});
    CHECK(need(product_categories(shop.workspace())) == std::vector<KnownWord>{{"Bread", 2}, {"Cakes", 1}});
    Texts staff;
    for (const auto& name : need(staff_names(shop.workspace()))) staff.push_back(name.text);
    CHECK(staff == Texts{"Ines", "Tomek"});
    CHECK(need(order_channels(shop.workspace())).empty());
}

}  // namespace
}  // namespace perennial
