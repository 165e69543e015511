#include <doctest/doctest.h>

#include "core/app/lists.h"
#include "tests/core/app/app_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::sql_integer;
using test::TestApp;

struct Many : TestApp {
    Id anna = add_contact("Anna");
    Id ben = add_contact("Ben");
    Id cleo = add_contact("Cleo", {{TableId::contact_custom, "38", "", "shoe size"}});

    EditMany owner(std::string name, std::vector<Id> ids) {
        return {TableId::contact, std::move(ids), {{contact_field::owner, std::move(name)}}, {}};
    }
    std::string owner_of(const Id& id) {
        const auto record = need(workspace().record(TableId::contact, row(TableId::contact, id)));
        for (const auto& [field, value] : record.values) {
            if (field == contact_field::owner) return std::get<std::string>(value);
        }
        return {};
    }
    EditMany shoes(std::string size) {
        return {TableId::contact,
                {anna, ben, cleo},
                {},
                {{TableId::contact_custom, std::move(size), "", "shoe size"}}};
    }
};

TEST_CASE("a field of many is set in one step; those that have the value are not counted") {
    Many shop;
    CHECK(shop.run(shop.owner("Ines", {shop.anna})).message == "Owner of Anna set to Ines.");
    const auto outcome = shop.run(shop.owner(" Ines ", {shop.anna, shop.ben, shop.cleo, shop.ben}));
    CHECK(outcome.message == "Owner of 2 contacts set to Ines.");
    CHECK(outcome.affected == 2);
    CHECK(shop.owner_of(shop.cleo) == "Ines");
    CHECK(need(undo_state(shop.workspace())).undo->label == "Set Owner of 2 contacts to Ines");
    shop.run(Undo{});
    CHECK(shop.owner_of(shop.cleo) == "");
    CHECK(shop.owner_of(shop.anna) == "Ines");
    const auto nothing = shop.run(shop.owner("Ines", {shop.anna}));
    CHECK_FALSE(nothing.changed);
    CHECK(shop.run(shop.owner("", {shop.anna, shop.ben})).message == "Owner of Anna cleared.");
}

TEST_CASE("deleted records are left alone by a bulk edit") {
    Many shop;
    shop.run(DeleteRecords{TableId::contact, {shop.ben}});
    CHECK(shop.run(shop.owner("Ines", {shop.anna, shop.ben})).affected == 1);
    CHECK(need(shop.workspace().record(TableId::contact, shop.row(TableId::contact, shop.ben))).deleted);
}

TEST_CASE("custom fields of many are set and cleared") {
    Many shop;
    CHECK(shop.run(shop.shoes("38")).message == "shoe size of 2 contacts set to 38.");
    CHECK(sql_integer(shop.workspace(), "SELECT count(*) FROM contact_custom WHERE deleted = 0") == 3);
    CHECK(shop.run(shop.shoes("")).message == "shoe size of 3 contacts cleared.");
    CHECK(sql_integer(shop.workspace(), "SELECT count(*) FROM contact_custom WHERE deleted = 0") == 0);
    shop.run(Undo{});
    CHECK(sql_integer(shop.workspace(), "SELECT count(*) FROM contact_custom WHERE deleted = 0") == 3);
}

TEST_CASE("several fields at once are named by their number, a company by its name") {
    Many shop;
    AddRecord add;
    add.table = TableId::company;
    add.values = {{company_field::name, std::string("Moda")}};
    const Id moda = shop.run(add).ids.front();
    EditMany edit = shop.owner("Ines", {shop.anna, shop.ben});
    edit.set_custom = {{TableId::contact_custom, "40", "", "shoe size"}};
    CHECK(shop.run(edit).message == "2 fields of 2 contacts changed.");
    const EditMany company{TableId::contact, {shop.anna, shop.ben}, {{contact_field::company, moda}}, {}};
    CHECK(shop.run(company).message == "Company of 2 contacts set to Moda.");
    CHECK_FALSE(shop.run(company).changed);
}

TEST_CASE("a bulk edit that breaks a rule changes nothing") {
    Many shop;
    const std::string before = shop.state();
    const Id unknown = *Id::parse("0197f3c2-0000-7000-8000-000000000001");
    struct Case {
        const char* why;
        EditMany edit;
        ErrorCode code;
    };
    for (const Case& c : {
             Case{"no field", {TableId::contact, {shop.anna}, {}, {}}, ErrorCode::invalid_input},
             Case{"no such record", shop.owner("Ines", {shop.anna, unknown}), ErrorCode::not_found},
             Case{"value of another type",
                  {TableId::contact, {shop.anna}, {{contact_field::owner, std::int64_t{3}}}, {}},
                  ErrorCode::invalid_input},
             Case{"required field cleared",
                  {TableId::order, {}, {{order_field::status, std::string()}}, {}},
                  ErrorCode::invalid_input},
             Case{"custom fields of orders",
                  {TableId::order, {}, {}, {{TableId::contact_custom, "x", "", "y"}}},
                  ErrorCode::invalid_input},
             Case{"another list",
                  {TableId::contact, {}, {}, {{TableId::contact_tag, "x", "", ""}}},
                  ErrorCode::invalid_input},
         }) {
        CAPTURE(c.why);
        CHECK(shop.refused(c.edit).code == c.code);
        CHECK(shop.state() == before);
    }
}

}  // namespace
}  // namespace perennial
