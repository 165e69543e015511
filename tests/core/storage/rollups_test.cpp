#include "core/storage/rollups.h"

#include <doctest/doctest.h>

#include <functional>

#include "tests/core/storage/workspace_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TestWorkspace;

struct Ledger {
    RowNo contact(std::string name) {
        auto transaction = workspace.begin();
        const RowNo row =
            need(transaction->insert(TableId::contact, workspace.id(), {{contact_field::name, name}}));
        need(transaction->commit());
        return row;
    }
    RowNo order(RowNo contact, std::int64_t day, std::string status, std::int64_t total,
                std::string currency) {
        auto transaction = workspace.begin();
        const RowNo row =
            need(transaction->insert_resolved(TableId::order, workspace.id(),
                                              {{order_field::contact, static_cast<std::int64_t>(contact)},
                                               {order_field::placed_on, day},
                                               {order_field::status, status},
                                               {order_field::total, total},
                                               {order_field::currency, currency}}));
        need(transaction->commit());
        return row;
    }
    void currency(std::string code) {
        auto transaction = workspace.begin();
        need(transaction->insert(
            TableId::setting, workspace.id(),
            {{setting_field::name, std::string("currency")}, {setting_field::value, code}}));
        need(transaction->commit());
    }
    /// "orders/purchases/spent/currency/others/first/last" of a contact, or "" when it has no figures.
    std::string figures(RowNo contact) {
        auto row =
            need(workspace->reader().prepare("SELECT orders || '/' || purchases || '/' || spent || '/' || "
                                             "currency || '/' || other_currencies || '/' || "
                                             "coalesce(first_order, '') || '/' || coalesce(last_order, '') "
                                             "FROM contact_rollup WHERE row = ?1"));
        row.bind(1, static_cast<std::int64_t>(contact));
        return need(row.step()) ? std::string(row.text(0)) : "";
    }
    std::string text(RowNo contact, std::string column) {
        auto row =
            need(workspace->reader().prepare("SELECT " + column + " FROM contact_rollup WHERE row = ?1"));
        row.bind(1, static_cast<std::int64_t>(contact));
        REQUIRE(need(row.step()));
        return std::string(row.text(0));
    }

    TestWorkspace workspace;
};

TEST_CASE("figures follow the rules for what counts as spent and as a purchase") {
    Ledger ledger;
    const RowNo aga = ledger.contact("Aga");
    CHECK(ledger.figures(aga) == "0/0/0//0//");
    ledger.order(aga, 100, "paid", 1000, "EUR");
    ledger.order(aga, 90, "delivered", 500, "EUR");
    ledger.order(aga, 110, "cancelled", 7000, "EUR");
    CHECK(ledger.figures(aga) == "3/2/1500/EUR/0/90/100");
    ledger.order(aga, 120, "refunded", 300, "EUR");
    ledger.order(aga, 121, "refunded", -200, "EUR");
    CHECK(ledger.figures(aga) == "5/2/1300/EUR/0/90/100");
}

TEST_CASE("spent is in the shop's currency, or in that of the latest order, and never mixes currencies") {
    Ledger ledger;
    const RowNo aga = ledger.contact("Aga");
    ledger.order(aga, 100, "paid", 1000, "EUR");
    ledger.order(aga, 200, "paid", 30, "USD");
    CHECK(ledger.figures(aga) == "2/2/30/USD/1/100/200");
    ledger.currency("EUR");
    CHECK(ledger.figures(aga) == "2/2/1000/EUR/1/100/200");
    need(undo(*ledger.workspace));
    CHECK(ledger.figures(aga) == "2/2/30/USD/1/100/200");
}

TEST_CASE("an order that changes hands counts for its new contact only, and a deleted one for nobody") {
    Ledger ledger;
    const RowNo aga = ledger.contact("Aga"), ben = ledger.contact("Ben");
    const RowNo order = ledger.order(aga, 100, "paid", 1000, "EUR");
    const Id ben_id = need(ledger.workspace->record(TableId::contact, ben)).id;
    auto transaction = ledger.workspace.begin();
    need(transaction->set(TableId::order, order, {{order_field::contact, ben_id}}));
    need(transaction->commit());
    CHECK(ledger.figures(aga) == "0/0/0//0//");
    CHECK(ledger.figures(ben) == "1/1/1000/EUR/0/100/100");
    transaction = ledger.workspace.begin();
    need(transaction->set_lives(TableId::order, order, false));
    need(transaction->set_lives(TableId::contact, aga, false));
    need(transaction->commit());
    CHECK(ledger.figures(ben) == "0/0/0//0//");
    CHECK(ledger.figures(aga).empty());
}

TEST_CASE("what is searched is folded and holds names, e-mails, phone digits and number") {
    Ledger ledger;
    const RowNo row = ledger.contact("Łukasz Öz");
    auto transaction = ledger.workspace.begin();
    need(transaction->set(TableId::contact, row, {{contact_field::external_id, std::string("K-77")}}));
    need(transaction->put_member(
        TableId::contact_email, row, "b@example.com",
        {{member_field::value, std::string("B@example.com")}, {member_field::rank, std::int64_t{2}}}));
    need(transaction->put_member(
        TableId::contact_email, row, "c@example.com",
        {{member_field::value, std::string("c@example.com")}, {member_field::rank, std::int64_t{1}}}));
    need(transaction->put_member(TableId::contact_phone, row, "+48601",
                                 {{member_field::value, std::string("+48 601")}}));
    need(transaction->commit());
    CHECK(ledger.text(row, "search_text") == "lukasz oz\nc@example.com\nb@example.com\n48601\nk-77");
    CHECK(ledger.text(row, "main_email") == "c@example.com");
    CHECK(ledger.text(row, "main_phone") == "+48 601");
    CHECK(ledger.text(row, "shown_name") == "Łukasz Öz");
}

TEST_CASE("who has no name at all sorts behind everybody") {
    Ledger ledger;
    const RowNo named = ledger.contact("žž"), nameless = ledger.contact("");
    CHECK(ledger.text(named, "sort_key") < ledger.text(nameless, "sort_key"));
    CHECK_FALSE(ledger.text(nameless, "shown_name").empty());
}

TEST_CASE(
    "another owner or a tag leaves a contact's figures alone; a name, an order or its end renews them") {
    Ledger ledger;
    const RowNo contact = ledger.contact("Aga");
    const auto write = [&](const std::function<void(WriteTransaction&)>& act) {
        auto transaction = ledger.workspace.begin();
        // No table of the catalogue: nobody but this test writes there by hand.
        need(transaction->connection().execute("UPDATE contact_rollup SET main_phone = 'as it was'"));
        act(*transaction);
        need(transaction->commit());
        auto left = need(ledger.workspace->reader().prepare(
            "SELECT count(*) FROM contact_rollup WHERE main_phone = 'as it was'"));
        REQUIRE(need(left.step()));
        return left.integer(0) == 1;
    };
    const auto set = [&](FieldNo field, std::string value) {
        return write([&](WriteTransaction& transaction) {
            need(transaction.set(TableId::contact, contact, {{field, std::move(value)}}));
        });
    };
    CHECK(set(contact_field::owner, "Ines"));
    CHECK(write([&](WriteTransaction& transaction) {
        need(transaction.put_member(TableId::contact_tag, contact, "vip",
                                    {{member_field::value, std::string("VIP")}}));
    }));
    CHECK_FALSE(set(contact_field::name, "Agnes"));
    CHECK(ledger.text(contact, "shown_name") == "Agnes");
    CHECK_FALSE(set(contact_field::preferred_name, "Nes"));
    CHECK_FALSE(set(contact_field::external_id, "17"));
    const auto live = [&](bool lives) {
        return write([&](WriteTransaction& transaction) {
            need(transaction.set_lives(TableId::contact, contact, lives));
        });
    };
    CHECK_FALSE(live(false));
    CHECK(ledger.figures(contact) == "");
    CHECK_FALSE(live(true));
    CHECK(ledger.text(contact, "shown_name") == "Agnes");
    live(false);
    // Who edits a part of a deleted contact says that it lives.
    CHECK_FALSE(write([&](WriteTransaction& transaction) {
        need(transaction.put_member(TableId::contact_tag, contact, "new",
                                    {{member_field::value, std::string("New")}}));
    }));
    CHECK(ledger.text(contact, "shown_name") == "Agnes");
}

TEST_CASE("settling a job's figures in slices leaves nothing to its commit and gives the same") {
    Ledger ledger;
    std::vector<RowNo> rows;
    auto transaction = ledger.workspace.begin("Import", ChangeKind::import);
    for (int i = 0; i < 1000; ++i) {
        rows.push_back(need(transaction->insert(TableId::contact, ledger.workspace.id(),
                                                {{contact_field::name, "C" + std::to_string(i)}})));
    }
    int slices = 1;
    while (!need(transaction->settle(64))) ++slices;
    CHECK(slices == 16);
    CHECK(need(transaction->connection().integer("SELECT count(*) FROM contact_rollup")) == 1000);
    need(transaction->commit());
    CHECK(ledger.text(rows[500], "shown_name") == "C500");
}

TEST_CASE("stale contacts come as ranges, each once") {
    StaleRows stale;
    for (const std::int64_t row : {5, 6, 7, 6, 20, 9, 20, 40, 0, -1, 21, 19}) stale.add(row);
    CHECK(stale.take(4) == std::vector<StaleRows::Run>{{19, 21}, {40, 40}});
    CHECK(stale.take(1000) == std::vector<StaleRows::Run>{{5, 9}});
    CHECK(stale.empty());
    stale.add_all();
    CHECK_FALSE(stale.empty());
}

}  // namespace
}  // namespace perennial
