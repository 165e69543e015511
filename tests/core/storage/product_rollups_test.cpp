#include "core/storage/product_rollups.h"

#include <doctest/doctest.h>

#include "tests/core/storage/workspace_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TestWorkspace;

std::int64_t number(RowNo row) { return static_cast<std::int64_t>(row); }

struct Shelf {
    RowNo add(TableId table, const FieldValues& values) {
        auto transaction = workspace.begin();
        const RowNo row = need(transaction->insert_resolved(table, workspace.id(), values));
        need(transaction->commit());
        return row;
    }
    void set(TableId table, RowNo row, const FieldValues& values) {
        auto transaction = workspace.begin();
        need(transaction->set(table, row, values));
        need(transaction->commit());
    }
    void lives(TableId table, RowNo row, bool lives) {
        auto transaction = workspace.begin();
        need(transaction->set_lives(table, row, lives));
        need(transaction->commit());
    }
    RowNo product(std::string name) {
        return add(TableId::product, {{product_field::name, std::move(name)}});
    }
    RowNo order(RowNo contact, std::int64_t day, std::string status = "paid", std::string currency = "EUR") {
        return add(TableId::order, {{order_field::contact, number(contact)},
                                    {order_field::placed_on, day},
                                    {order_field::status, std::move(status)},
                                    {order_field::currency, std::move(currency)}});
    }
    RowNo line(RowNo order, RowNo product, std::int64_t quantity, std::int64_t price,
               std::int64_t returned = 0) {
        return add(TableId::order_line, {{order_line_field::order, number(order)},
                                         {order_line_field::product, number(product)},
                                         {order_line_field::quantity, quantity},
                                         {order_line_field::unit_price, price},
                                         {order_line_field::returned_quantity, returned}});
    }
    Id id_of(TableId table, RowNo row) { return need(workspace->record(table, row)).id; }
    /// "sold/buyers/revenue/currency/last_sold" as kept, held against a rebuild in a transaction that is dropped.
    std::string figures(RowNo product) {
        const std::string kept = read(workspace->reader(), product);
        const auto transaction = workspace.begin();
        need(rebuild_product_rollups(transaction->connection()));
        CHECK(read(transaction->connection(), product) == kept);
        return kept;
    }
    static std::string read(Connection& connection, RowNo product) {
        auto row = need(
            connection.prepare("SELECT sold || '/' || buyers || '/' || revenue || '/' || currency || '/' || "
                               "coalesce(last_sold, '') FROM product_rollup WHERE row = ?1"));
        row.bind(1, number(product));
        return need(row.step()) ? std::string(row.text(0)) : "";
    }

    TestWorkspace workspace;
    RowNo aga = add(TableId::contact, {{contact_field::name, std::string("Aga")}});
    RowNo bea = add(TableId::contact, {{contact_field::name, std::string("Bea")}});
};

TEST_CASE("what is sold of a product follows its lines and their orders") {
    Shelf shelf;
    const RowNo tea = shelf.product("Tea"), cup = shelf.product("Cup");
    CHECK(shelf.figures(tea) == "");
    const RowNo first = shelf.order(shelf.aga, 100), second = shelf.order(shelf.bea, 200);
    const RowNo line = shelf.line(first, tea, 2000, 350);
    CHECK(shelf.figures(tea) == "2000/1/700/EUR/100");
    shelf.line(second, tea, 1500, 333, 500);
    CHECK(shelf.figures(tea) == "3000/2/1033/EUR/200");
    shelf.set(TableId::order, second, {{order_field::status, std::string("refunded")}});
    CHECK(shelf.figures(tea) == "2000/1/700/EUR/100");
    shelf.set(TableId::order, second,
              {{order_field::status, std::string("shipped")}, {order_field::placed_on, std::int64_t{50}}});
    CHECK(shelf.figures(tea) == "3000/2/1033/EUR/100");
    shelf.set(TableId::order, second, {{order_field::contact, shelf.id_of(TableId::contact, shelf.aga)}});
    CHECK(shelf.figures(tea) == "3000/1/1033/EUR/100");
    shelf.set(TableId::order_line, line, {{order_line_field::product, shelf.id_of(TableId::product, cup)}});
    CHECK(shelf.figures(tea) == "1000/1/333/EUR/50");
    CHECK(shelf.figures(cup) == "2000/1/700/EUR/100");
    shelf.lives(TableId::order_line, line, false);
    CHECK(shelf.figures(cup) == "");
    shelf.lives(TableId::order_line, line, true);
    shelf.lives(TableId::order, first, false);
    CHECK(shelf.figures(cup) == "");
    CHECK(shelf.figures(tea) == "1000/1/333/EUR/50");
}

TEST_CASE("what came back wholly was not sold to anybody") {
    Shelf shelf;
    const RowNo tea = shelf.product("Tea");
    shelf.line(shelf.order(shelf.aga, 100), tea, 1000, 350, 1000);
    CHECK(shelf.figures(tea) == "0/0/0/EUR/");
}

TEST_CASE("revenue is in the shop's currency, or in that of the latest sale, and never mixes currencies") {
    Shelf shelf;
    const RowNo tea = shelf.product("Tea");
    shelf.line(shelf.order(shelf.aga, 100), tea, 1000, 350);
    shelf.line(shelf.order(shelf.bea, 200, "paid", "USD"), tea, 1000, 400);
    CHECK(shelf.figures(tea) == "2000/2/400/USD/200");
    shelf.add(TableId::setting,
              {{setting_field::name, std::string("currency")}, {setting_field::value, std::string("EUR")}});
    CHECK(shelf.figures(tea) == "2000/2/350/EUR/200");
}

TEST_CASE("a workspace without figures of products gets them when it is opened") {
    Shelf shelf;
    const RowNo tea = shelf.product("Tea");
    shelf.line(shelf.order(shelf.aga, 100), tea, 1000, 350);
    {
        auto connection = need(Connection::open(shelf.workspace.file.path()));
        need(connection->execute("DELETE FROM product_rollup"));
    }
    shelf.workspace.reopen();
    CHECK(shelf.figures(tea) == "1000/1/350/EUR/100");
}

}  // namespace
}  // namespace perennial
