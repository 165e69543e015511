#include <doctest/doctest.h>

#include "tests/core/storage/workspace_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TestWorkspace;

RowNo add_contact(WriteTransaction& transaction, const Id& id, std::string name) {
    return need(transaction.insert(TableId::contact, id, {{contact_field::name, std::move(name)}}));
}

std::string text_of(const FieldValues& values, FieldNo field) {
    for (const auto& [number, value] : values) {
        if (number == field) return std::get<std::string>(value);
    }
    return "";
}

TEST_CASE("what a command writes is there after its commit, with references as ids") {
    TestWorkspace workspace;
    const Id bakery = workspace.id(), aga = workspace.id();
    {
        auto transaction = workspace.begin();
        need(transaction->insert(TableId::company, bakery, {{company_field::name, std::string("Bakery")}}));
        need(transaction->insert(TableId::contact, aga,
                                 {{contact_field::name, std::string("Agnieszka Wróblewska")},
                                  {contact_field::company, bakery},
                                  {contact_field::address, Address{"Długa 1", "Łódź", "", "90-001", "PL"}},
                                  {contact_field::notes, std::string()}}));
        CHECK_FALSE(need(workspace->find(TableId::contact, aga)).has_value());
        CHECK(need(transaction->find(TableId::contact, aga)).has_value());
        CHECK_FALSE(need(transaction->commit()).empty);
    }
    const auto row = need(workspace->find(TableId::contact, aga));
    REQUIRE(row.has_value());
    const Record record = need(workspace->record(TableId::contact, *row));
    CHECK(record.id == aga);
    CHECK_FALSE(record.deleted);
    const FieldValues expected{{contact_field::name, std::string("Agnieszka Wróblewska")},
                               {contact_field::company, bakery},
                               {contact_field::address, Address{"Długa 1", "Łódź", "", "90-001", "PL"}}};
    CHECK(record.values == expected);
}

TEST_CASE("a transaction that is not committed leaves nothing behind") {
    TestWorkspace workspace;
    const Id id = workspace.id();
    const auto revision = workspace->revision();
    add_contact(*workspace.begin(), id, "Aga");
    CHECK_FALSE(need(workspace->find(TableId::contact, id)).has_value());
    CHECK(workspace->revision() == revision);
    CHECK_FALSE(workspace->writing());
    CHECK(need(workspace->last_change()) == ChangeNo::none);
}

TEST_CASE("a change is numbered by its writer, and only one that wrote something is recorded") {
    TestWorkspace workspace;
    const Id id = workspace.id();
    RowNo row{};
    for (const char* name : {"Aga", "Agnieszka"}) {
        auto transaction = workspace.begin("Name");
        row = need(transaction->find(TableId::contact, id)).value_or(RowNo::none);
        if (row == RowNo::none) {
            row = add_contact(*transaction, id, name);
        } else {
            CHECK(need(transaction->set(TableId::contact, row, {{contact_field::name, std::string(name)}})) ==
                  1);
        }
        CHECK_FALSE(need(transaction->commit()).empty);
    }
    const auto revision = workspace->revision();
    auto transaction = workspace.begin();
    CHECK(need(transaction->set(TableId::contact, row, {{contact_field::name, std::string("Agnieszka")}})) ==
          0);
    CHECK(need(transaction->commit()).empty);
    CHECK(workspace->revision() == revision);

    const Change change = need(workspace->change(need(workspace->last_change())));
    CHECK(change.n == 2);
    CHECK(change.writer == workspace->session().writer);
    CHECK(change.author == "Ines");
    CHECK(change.label == "Name");
    CHECK(change.wall == Instant{1'772'366'402'000});
    CHECK(need(workspace->version_vector()) == VersionVector{{change.writer, 2}});
}

TEST_CASE("another session is another writer, and a pinned writer goes on counting") {
    TestWorkspace workspace;
    const auto write = [&](std::string name) {
        auto transaction = workspace.begin();
        add_contact(*transaction, workspace.id(), std::move(name));
        return need(workspace->change(need(transaction->commit()).change));
    };
    const Change first = write("A");
    workspace.reopen();
    const Change second = write("B");
    CHECK(second.writer != first.writer);
    CHECK(second.n == 1);
    CHECK(second.time > first.time);
    workspace.reopen();
    workspace->session().writer = first.writer;
    CHECK(write("C").n == 2);
}

TEST_CASE(
    "a reference to an unknown id waits for its row, which then counts as made by the change that brings "
    "it") {
    TestWorkspace workspace;
    const Id order = workspace.id(), contact = workspace.id();
    auto transaction = workspace.begin();
    need(transaction->insert(TableId::order, order,
                             {{order_field::contact, contact},
                              {order_field::placed_on, std::int64_t{20'000}},
                              {order_field::status, std::string("paid")},
                              {order_field::currency, std::string("EUR")},
                              {order_field::total, std::int64_t{1250}}}));
    need(transaction->commit());
    CHECK_FALSE(need(workspace->find(TableId::contact, contact)).has_value());
    const RowNo row = *need(workspace->find(TableId::order, order));
    CHECK(std::get<Id>(need(workspace->record(TableId::order, row)).values[0].second) == contact);

    transaction = workspace.begin();
    add_contact(*transaction, contact, "Late");
    const ChangeNo made = need(transaction->commit()).change;
    const RowNo late = *need(workspace->find(TableId::contact, contact));
    CHECK(text_of(need(workspace->record(TableId::contact, late)).values, contact_field::name) == "Late");
    CHECK(need(workspace->reader().integer("SELECT orders FROM contact_rollup")) == 1);
    CHECK(need(workspace->reader().integer("SELECT change FROM created WHERE tbl = 0")) ==
          static_cast<std::int64_t>(made));
    CHECK(need(workspace->reader().integer("SELECT count(*) FROM history")) == 0);
}

TEST_CASE("an id that is taken is refused") {
    TestWorkspace workspace;
    const Id id = workspace.id();
    auto transaction = workspace.begin();
    add_contact(*transaction, id, "One");
    const auto second = transaction->insert(TableId::contact, id, {});
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().code == ErrorCode::refused);
}

TEST_CASE("members are named by their key and come by rank, then key") {
    TestWorkspace workspace;
    const Id id = workspace.id();
    auto transaction = workspace.begin();
    const RowNo row = add_contact(*transaction, id, "Aga");
    const auto put = [&](std::string key, Value rank) {
        return need(transaction->put_member(TableId::contact_email, row, key,
                                            {{member_field::value, key}, {member_field::rank, rank}}));
    };
    put("c@example.com", std::int64_t{2});
    put("b@example.com", {});
    const RowNo first = put("a@example.com", std::int64_t{1});
    CHECK(put("a@example.com", std::int64_t{1}) == first);
    put("a2@example.com", {});
    need(transaction->commit());
    std::string keys;
    for (const auto& member : need(workspace->members(TableId::contact_email, row))) keys += member.key + " ";
    CHECK(keys == "a@example.com c@example.com a2@example.com b@example.com ");

    transaction = workspace.begin();
    need(transaction->set_lives(TableId::contact_email, first, false));
    need(transaction->commit());
    CHECK(need(workspace->members(TableId::contact_email, row)).size() == 3);
    CHECK(need(workspace->members(TableId::contact_email, row, true)).size() == 4);
}

TEST_CASE("editing a deleted row, or a member of it, restores it") {
    TestWorkspace workspace;
    const Id id = workspace.id();
    auto transaction = workspace.begin();
    const RowNo row = add_contact(*transaction, id, "Aga");
    need(transaction->commit());
    const auto remove = [&] {
        auto removal = workspace.begin();
        need(removal->set_lives(TableId::contact, row, false));
        need(removal->commit());
        CHECK(need(workspace->record(TableId::contact, row)).deleted);
    };
    remove();
    transaction = workspace.begin();
    CHECK(need(transaction->set(TableId::contact, row, {{contact_field::source, std::string("fair")}})) == 2);
    need(transaction->commit());
    CHECK_FALSE(need(workspace->record(TableId::contact, row)).deleted);
    remove();
    transaction = workspace.begin();
    need(transaction->put_member(TableId::contact_tag, row, "vip",
                                 {{member_field::value, std::string("VIP")}}));
    need(transaction->commit());
    CHECK_FALSE(need(workspace->record(TableId::contact, row)).deleted);
}

TEST_CASE("what cannot be done is refused with a code") {
    TestWorkspace workspace;
    auto transaction = workspace.begin();
    const auto second = workspace->begin({});
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().code == ErrorCode::refused);
    const RowNo nobody{77};
    CHECK(transaction->set(TableId::contact, nobody, {}).error().code == ErrorCode::not_found);
    CHECK(transaction->set_lives(TableId::contact, nobody, false).error().code == ErrorCode::not_found);
    CHECK(transaction->put_member(TableId::contact_tag, nobody, "x", {}).error().code == ErrorCode::not_found);
    CHECK(workspace->record(TableId::contact, nobody).error().code == ErrorCode::not_found);
    CHECK(workspace->change(ChangeNo{9}).error().code == ErrorCode::not_found);
    const auto misfit =
        transaction->insert(TableId::contact, workspace.id(), {{contact_field::name, std::int64_t{1}}});
    REQUIRE_FALSE(misfit.has_value());
    CHECK(misfit.error().code == ErrorCode::invalid_input);
    const auto unknown =
        transaction->insert(TableId::contact, workspace.id(), {{FieldNo{99}, std::string("x")}});
    REQUIRE_FALSE(unknown.has_value());
    CHECK(unknown.error().code == ErrorCode::invalid_input);
}

TEST_CASE("a workspace keeps its identity, and a reader of it cannot write") {
    TestWorkspace workspace;
    const Id business = workspace->business();
    CHECK_FALSE(business.empty());
    workspace.reopen();
    CHECK(workspace->business() == business);
    auto reader = need(
        Workspace::open({workspace.file.path(), "", true}, {&workspace.clock, &workspace.random, {}, ""}));
    CHECK(reader->read_only());
    const auto refused = reader->begin({});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::refused);
}

}  // namespace
}  // namespace perennial
