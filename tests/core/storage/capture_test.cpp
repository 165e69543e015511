#include "core/storage/capture.h"

#include <doctest/doctest.h>

#include "tests/core/storage/workspace_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TestWorkspace;

/// A workspace with one contact that has one e-mail, made by change 1.
struct OneContact {
    OneContact() {
        id = workspace.id();
        auto transaction = workspace.begin();
        row = need(transaction->insert(TableId::contact, id, {{contact_field::name, std::string("Aga")}}));
        need(transaction->put_member(TableId::contact_email, row, "aga@example.com",
                                     {{member_field::value, std::string("aga@example.com")}}));
        need(transaction->commit());
    }
    std::int64_t integer(std::string_view sql) { return need(workspace->reader().integer(sql)); }
    /// The change that wrote a register of the contact.
    std::int64_t writer(RegisterNo number) {
        auto row_clock = need(workspace->reader().prepare("SELECT clock FROM contact"));
        REQUIRE(need(row_clock.step()));
        return static_cast<std::int64_t>(need(clock_column(row_clock, 0)).at(number));
    }

    TestWorkspace workspace;
    Id id;
    RowNo row{};
};

constexpr RegisterNo kName = register_of(contact_field::name), kNotes = register_of(contact_field::notes);

TEST_CASE("writes that cannot be accounted for make the commit fail, and nothing stays") {
    struct Case {
        const char* why;
        const char* sql;
    };
    for (const auto& c : {
             Case{"a row removed", "DELETE FROM contact"},
             Case{"a row replaced",
                  "INSERT OR REPLACE INTO contact (row, id, clock) SELECT row, id, 2 FROM contact"},
             Case{"a clock written", "UPDATE contact SET clock = 2"},
             Case{"a clock written along with a field", "UPDATE contact SET name = 'B', clock = 2"},
             Case{"an id written", "UPDATE contact SET id = zeroblob(16)"},
             Case{"a key written", "UPDATE contact_email SET key = 'b@example.com'"},
             Case{"an owner written", "UPDATE contact_email SET owner = 2"},
             Case{"a row renumbered", "UPDATE contact SET row = 9"},
             Case{"a clock of another change", "INSERT INTO contact (id, clock) VALUES (zeroblob(16), 1)"},
             Case{"no clock to speak of", "INSERT INTO contact (id, clock) VALUES (zeroblob(16), 'x')"},
             Case{"a new row that only refers",
                  "INSERT INTO contact (id, deleted, clock) VALUES (zeroblob(16), 2, 2)"},
             Case{"a state that is none", "UPDATE contact SET deleted = 2"},
             Case{"a blob in a field", "UPDATE contact SET name = x'00'"},
             Case{"a real in a field", "UPDATE \"order\" SET total = 0.5"},
         }) {
        CAPTURE(c.why);
        OneContact one;
        {
            auto order = one.workspace.begin();
            need(order->insert(TableId::order, one.workspace.id(), {{order_field::total, std::int64_t{1}}}));
            need(order->commit());
        }
        const std::string before = one.workspace.state();
        auto transaction = one.workspace.begin();
        need(transaction->connection().execute(c.sql));
        const auto refused = transaction->commit();
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().code == ErrorCode::refused);
        transaction.reset();
        CHECK(one.workspace.state() == before);
        CHECK(one.integer("SELECT count(*) FROM change") == 2);
        CHECK_FALSE(one.workspace->writing());
    }
}

TEST_CASE("a write outside of a change does not happen") {
    OneContact one;
    Connection* writer = nullptr;
    {
        auto transaction = one.workspace.begin();
        writer = &transaction->connection();
    }
    CHECK_FALSE(writer->execute("UPDATE contact SET name = 'B'").has_value());
    CHECK_FALSE(writer->execute("BEGIN; DELETE FROM contact; COMMIT").has_value());
    CHECK(one.integer("SELECT count(*) FROM contact WHERE name = 'Aga'") == 1);
    auto transaction = one.workspace.begin();
    need(transaction->set(TableId::contact, one.row, {{contact_field::name, std::string("C")}}));
    CHECK_FALSE(transaction->connection().execute("COMMIT").has_value());
}

TEST_CASE("settled in parts a change is the same, and what is written after the first part is refused") {
    const auto edit = [](OneContact& one) {
        auto transaction = one.workspace.begin();
        need(transaction->put_member(TableId::contact_tag, one.row, "sale",
                                     {{member_field::value, std::string("Sale")}}));
        need(transaction->put_member(TableId::contact_email, one.row, "a@example.com",
                                     {{member_field::value, std::string("a@example.com")}}));
        need(transaction->set(TableId::contact, one.row, {{contact_field::name, std::string("B")}}));
        return transaction;
    };
    OneContact whole, parts;
    need(edit(whole)->commit());
    auto transaction = edit(parts);
    int steps = 0;
    std::int64_t left = transaction->unsettled();
    CHECK(left > 0);
    while (!need(transaction->settle(1))) {
        ++steps;
        CHECK(transaction->unsettled() <= left);
        left = transaction->unsettled();
    }
    CHECK(steps > 1);
    CHECK(transaction->unsettled() == 0);
    need(transaction->commit());
    CHECK(parts.workspace.state() == whole.workspace.state());
    CHECK(parts.integer("SELECT count(*) FROM history") == whole.integer("SELECT count(*) FROM history"));

    const std::string before = parts.workspace.state();
    transaction = parts.workspace.begin();
    need(transaction->set(TableId::contact, parts.row, {{contact_field::name, std::string("C")}}));
    need(transaction->settle(1));
    need(transaction->set(TableId::contact, parts.row, {{contact_field::name, std::string("D")}}));
    CHECK(transaction->commit().error().code == ErrorCode::refused);
    transaction.reset();
    CHECK(parts.workspace.state() == before);
}

TEST_CASE("whoever writes a field by SQL is captured as well") {
    OneContact one;
    auto transaction = one.workspace.begin();
    need(transaction->connection().execute("UPDATE contact SET notes = 'by hand', name = upper(name)"));
    need(transaction->commit());
    CHECK(one.writer(kName) == 2);
    CHECK(one.writer(kNotes) == 2);
    CHECK(one.writer(register_of(contact_field::source)) == 1);
    CHECK(one.integer(
              "SELECT count(*) FROM history WHERE value = 'Aga' AND change = 1 AND replaced_by = 2") == 1);
}

TEST_CASE("the first old value within a change counts, and what is back to it was not written") {
    OneContact one;
    auto transaction = one.workspace.begin();
    for (const char* name : {"B", "C", "D"}) {
        need(transaction->set(TableId::contact, one.row, {{contact_field::name, std::string(name)}}));
    }
    need(transaction->set(TableId::contact, one.row, {{contact_field::notes, std::string("x")}}));
    need(transaction->set(TableId::contact, one.row, {{contact_field::notes, Value{}}}));
    need(transaction->commit());
    CHECK(one.integer("SELECT count(*) FROM history WHERE register = 1") == 1);
    CHECK(one.integer("SELECT value = 'Aga' FROM history WHERE register = 1") == 1);
    CHECK(one.writer(kName) == 2);
    CHECK(one.writer(kNotes) == 1);

    transaction = one.workspace.begin();
    need(transaction->set(TableId::contact, one.row, {{contact_field::name, std::string("E")}}));
    need(transaction->set(TableId::contact, one.row, {{contact_field::name, std::string("D")}}));
    CHECK(need(transaction->commit()).empty);
}

TEST_CASE("an edit says that the row lives, and one of a member that its owner does") {
    OneContact one;
    auto transaction = one.workspace.begin();
    need(transaction->set(TableId::contact, one.row, {{contact_field::name, std::string("B")}}));
    need(transaction->commit());
    CHECK(one.writer(kLivesRegister) == 2);
    transaction = one.workspace.begin();
    const RowNo tag = need(transaction->put_member(TableId::contact_tag, one.row, "vip", {}));
    need(transaction->commit());
    CHECK(one.writer(kLivesRegister) == 3);
    CHECK(one.writer(kName) == 2);
    transaction = one.workspace.begin();
    need(transaction->set_lives(TableId::contact_tag, tag, false));
    need(transaction->commit());
    CHECK(one.writer(kLivesRegister) == 3);
    CHECK(one.integer("SELECT count(*) FROM history WHERE tbl = 0 AND register = 0 AND value = 0") == 2);
}

TEST_CASE("rows that one change makes are a few ranges and have one number for a clock") {
    TestWorkspace workspace;
    auto transaction = workspace.begin("Import", ChangeKind::import);
    for (int i = 0; i < 500; ++i) {
        const RowNo row = need(transaction->insert(TableId::contact, workspace.id(), {}));
        need(transaction->put_member(TableId::contact_tag, row, "new",
                                     {{member_field::value, std::string("new")}}));
    }
    need(transaction->commit());
    auto& reader = workspace->reader();
    CHECK(need(reader.integer("SELECT count(*) FROM created")) == 2);
    CHECK(need(reader.integer("SELECT sum(last_row - first_row + 1) FROM created")) == 1000);
    CHECK(need(reader.integer(
              "SELECT count(*) FROM contact WHERE typeof(clock) = 'integer' AND clock = 1")) == 500);
    CHECK(need(reader.integer("SELECT count(*) FROM history")) == 0);
}

TEST_CASE("a change that writes every register of a row leaves a number for its clock") {
    TestWorkspace workspace;
    const Id id = workspace.id();
    auto transaction = workspace.begin();
    const RowNo row = need(transaction->insert(
        TableId::setting, id,
        {{setting_field::name, std::string("A")}, {setting_field::value, std::string("1")}}));
    need(transaction->commit());
    transaction = workspace.begin();
    need(transaction->set(
        TableId::setting, row,
        {{setting_field::name, std::string("B")}, {setting_field::value, std::string("2")}}));
    need(transaction->commit());
    CHECK(need(workspace->reader().integer("SELECT clock FROM setting")) == 2);
    CHECK(need(workspace->reader().integer("SELECT typeof(clock) = 'integer' FROM setting")) == 1);
}

TEST_CASE("tables of the device are written without capture") {
    OneContact one;
    const auto revision = one.workspace->revision();
    auto transaction = one.workspace.begin();
    need(transaction->connection().execute("INSERT INTO meta (key, value) VALUES ('seen', 'yes')"));
    CHECK(need(transaction->commit()).empty);
    CHECK(one.workspace->revision() == revision);
    CHECK(one.integer("SELECT count(*) FROM meta WHERE key = 'seen'") == 1);
}

TEST_CASE("a clock survives its spelling") {
    struct Case {
        std::vector<std::pair<RegisterNo, std::int64_t>> exceptions;
        std::int64_t rest;
    };
    for (const Case& c : {Case{{}, 1}, Case{{{0, 5}}, 1}, Case{{{3, 7}, {1, 300}}, 127},
                          Case{{{200, 1}}, 1'000'000'000'000}}) {
        CAPTURE(c.rest);
        RowClock clock(static_cast<ChangeNo>(c.rest));
        for (const auto& [number, change] : c.exceptions) clock.set(number, static_cast<ChangeNo>(change));
        const auto decoded = RowClock::decode(clock.encode());
        REQUIRE(decoded.has_value());
        for (RegisterNo number = 0; number < 250; ++number) CHECK(decoded->at(number) == clock.at(number));
    }
    for (const std::vector<std::byte>& bad : {std::vector<std::byte>{},
                                              {std::byte{0x80}},
                                              {std::byte{1}, std::byte{1}},
                                              std::vector<std::byte>(12, std::byte{0xff})}) {
        CHECK_FALSE(RowClock::decode(bad).has_value());
    }
}

}  // namespace
}  // namespace perennial
