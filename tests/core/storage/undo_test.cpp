#include <doctest/doctest.h>

#include "tests/core/storage/workspace_fixture.h"

namespace perennial {
namespace {

using test::need;
using test::TestWorkspace;

FieldValues named(std::string name) { return {{contact_field::name, std::move(name)}}; }

struct Shop {
    ChangeNo add(std::string name) {
        auto transaction = workspace.begin("Add " + name);
        id = workspace.id();
        row = need(transaction->insert(TableId::contact, id, named(name)));
        return need(transaction->commit()).change;
    }
    ChangeNo edit(FieldNo field, std::string text) {
        auto transaction = workspace.begin("Edit " + text);
        need(transaction->set(TableId::contact, row, {{field, text}}));
        return need(transaction->commit()).change;
    }
    ChangeNo set_lives(bool lives) {
        auto transaction = workspace.begin(lives ? "Restore" : "Delete");
        need(transaction->set_lives(TableId::contact, row, lives));
        return need(transaction->commit()).change;
    }
    /// Three contacts, each with an e-mail and a tag.
    ChangeNo import() {
        auto transaction = workspace.begin("Import shop.csv", ChangeKind::import);
        for (int i = 0; i < 3; ++i) {
            row = need(transaction->insert(TableId::contact, workspace.id(), named("C" + std::to_string(i))));
            need(transaction->put_member(TableId::contact_email, row, "c@example.com",
                                         {{member_field::value, std::string("c@example.com")}}));
            need(transaction->put_member(TableId::contact_tag, row, "new",
                                         {{member_field::value, std::string("new")}}));
        }
        return need(transaction->commit()).change;
    }
    std::string next_undo() {
        const auto state = need(undo_state(*workspace));
        return state.undo ? state.undo->label : "";
    }
    std::string next_redo() {
        const auto state = need(undo_state(*workspace));
        return state.redo ? state.redo->label : "";
    }
    std::int64_t living(std::string_view table) {
        return need(
            workspace->reader().integer("SELECT count(*) FROM " + std::string(table) + " WHERE deleted = 0"));
    }

    TestWorkspace workspace;
    Id id;
    RowNo row{};
};

TEST_CASE("undo and redo walk through the changes by name, also after reopening") {
    Shop shop;
    std::vector<std::string> states{shop.workspace.state()};
    shop.add("Aga");
    states.push_back(shop.workspace.state());
    shop.edit(contact_field::name, "B");
    states.push_back(shop.workspace.state());
    shop.set_lives(false);
    states.push_back(shop.workspace.state());

    CHECK(shop.next_undo() == "Delete");
    CHECK(shop.next_redo().empty());
    for (const std::size_t at : {2u, 1u, 0u}) {
        const Reverted report = need(undo(*shop.workspace));
        CHECK(report.registers > 0);
        CHECK(shop.workspace.state() == states[at]);
        shop.workspace.reopen();
    }
    CHECK(shop.next_undo().empty());
    CHECK(undo(*shop.workspace).error().code == ErrorCode::refused);
    CHECK(shop.next_redo() == "Add Aga");
    for (const std::size_t at : {1u, 2u, 3u}) {
        need(redo(*shop.workspace));
        CHECK(shop.workspace.state() == states[at]);
        shop.workspace.reopen();
    }
    CHECK(redo(*shop.workspace).error().code == ErrorCode::refused);
    CHECK(shop.next_undo() == "Delete");
    const Change last = need(shop.workspace->change(need(shop.workspace->last_change())));
    CHECK(last.kind == ChangeKind::redo);
    CHECK(last.label == "Redo: Delete");
    CHECK(last.undoes_n > 0);
}

TEST_CASE("a new change ends what could be redone") {
    Shop shop;
    shop.add("Aga");
    shop.edit(contact_field::name, "B");
    need(undo(*shop.workspace));
    CHECK(shop.next_redo() == "Edit B");
    shop.edit(contact_field::notes, "n");
    CHECK(shop.next_redo().empty());
    CHECK(shop.next_undo() == "Edit n");
}

TEST_CASE("take-back removes what an import brought and can itself be undone and redone") {
    Shop shop;
    shop.add("Aga");
    const ChangeNo import = shop.import();
    const std::string imported = shop.workspace.state();
    shop.add("Later");
    const std::string later = shop.workspace.state();

    const Reverted report = need(take_back(*shop.workspace, import));
    CHECK(report.rows == 9);
    CHECK(report.left_alone_count == 0);
    CHECK(shop.living("contact") == 2);
    CHECK(shop.living("contact_tag") == 0);
    CHECK(shop.living("contact_rollup JOIN contact USING (row)") == 2);
    CHECK(shop.next_undo() == "Take back: Import shop.csv");
    const auto again = take_back(*shop.workspace, import);
    REQUIRE_FALSE(again.has_value());
    CHECK(again.error().code == ErrorCode::refused);

    need(undo(*shop.workspace));
    CHECK(shop.workspace.state() == later);
    CHECK(shop.next_redo() == "Take back: Import shop.csv");
    need(redo(*shop.workspace));
    CHECK(shop.living("contact") == 2);
    need(undo(*shop.workspace));
    need(undo(*shop.workspace));
    CHECK(shop.workspace.state() == imported);
    CHECK(shop.next_undo() == "Import shop.csv");
    CHECK(need(undo(*shop.workspace)).rows == 9);
    CHECK(shop.living("contact") == 1);
}

TEST_CASE("an import that was undone and redone can still be taken back") {
    Shop shop;
    const ChangeNo import = shop.import();
    need(undo(*shop.workspace));
    CHECK(take_back(*shop.workspace, import).error().code == ErrorCode::refused);
    need(redo(*shop.workspace));
    CHECK(need(take_back(*shop.workspace, import)).rows == 9);
    CHECK(shop.living("contact") == 0);
}

TEST_CASE("what was edited since the import stays with all that belongs to it, and is listed") {
    Shop shop;
    const ChangeNo import = shop.import();
    const ChangeNo edit = shop.edit(contact_field::name, "Edited");
    const Reverted report = need(take_back(*shop.workspace, import));
    CHECK(report.rows == 6);
    REQUIRE(report.left_alone.size() == 1);
    CHECK(report.left_alone_count == 1);
    CHECK(report.left_alone[0].table == TableId::contact);
    CHECK(report.left_alone[0].row == shop.row);
    CHECK_FALSE(report.left_alone[0].field.has_value());
    CHECK(report.left_alone[0].since == edit);
    CHECK(shop.living("contact") == 1);
    CHECK(shop.living("contact_email") == 1);
    CHECK(shop.living("contact_tag") == 1);
}

TEST_CASE("an import that overwrote fields gives back those nobody has written since") {
    Shop shop;
    shop.add("Aga");
    auto transaction = shop.workspace.begin("Import", ChangeKind::import);
    need(transaction->set(
        TableId::contact, shop.row,
        {{contact_field::name, std::string("Imported")}, {contact_field::source, std::string("file")}}));
    const ChangeNo import = need(transaction->commit()).change;
    const ChangeNo edit = shop.edit(contact_field::name, "Mine");
    const Reverted report = need(take_back(*shop.workspace, import));
    REQUIRE(report.left_alone.size() == 1);
    CHECK(report.left_alone[0].field == contact_field::name);
    CHECK(report.left_alone[0].since == edit);
    const FieldValues expected = named("Mine");
    CHECK(need(shop.workspace->record(TableId::contact, shop.row)).values == expected);
}

TEST_CASE("taking back does not restore a row that was deleted since") {
    Shop shop;
    shop.add("Aga");
    auto transaction = shop.workspace.begin("Import", ChangeKind::import);
    need(transaction->set(TableId::contact, shop.row, {{contact_field::source, std::string("file")}}));
    const ChangeNo import = need(transaction->commit()).change;
    shop.set_lives(false);
    CHECK(need(take_back(*shop.workspace, import)).left_alone_count == 0);
    const Record record = need(shop.workspace->record(TableId::contact, shop.row));
    CHECK(record.deleted);
    CHECK(record.values == named("Aga"));
}

TEST_CASE("only imports are taken back") {
    Shop shop;
    const ChangeNo edit = shop.add("Aga");
    CHECK(take_back(*shop.workspace, edit).error().code == ErrorCode::refused);
    CHECK(take_back(*shop.workspace, ChangeNo{99}).error().code == ErrorCode::not_found);
}

TEST_CASE("an edit that was undone no longer stands in the way of taking the import back") {
    Shop shop;
    const ChangeNo import = shop.import();
    shop.edit(contact_field::name, "Edited");
    need(undo(*shop.workspace));
    CHECK(need(take_back(*shop.workspace, import)).rows == 9);
    CHECK(shop.living("contact") == 0);
}

TEST_CASE("the history of a row tells each write once, oldest first") {
    Shop shop;
    const ChangeNo made = shop.add("Aga");
    const ChangeNo renamed = shop.edit(contact_field::name, "B");
    const ChangeNo removed = shop.set_lives(false);
    const ChangeNo undone = need(undo(*shop.workspace)).change;
    struct Expected {
        std::optional<FieldNo> field;
        Value value;
        ChangeNo change;
        bool current;
    };
    const std::vector<Expected> expected{{std::nullopt, std::int64_t{0}, made, false},
                                         {contact_field::name, std::string("Aga"), made, false},
                                         {contact_field::name, std::string("B"), renamed, true},
                                         {std::nullopt, std::int64_t{1}, removed, false},
                                         {std::nullopt, std::int64_t{0}, undone, true}};
    const auto entries = need(history(*shop.workspace, TableId::contact, shop.row));
    REQUIRE(entries.size() == expected.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        CAPTURE(i);
        CHECK(entries[i].field == expected[i].field);
        CHECK(entries[i].value == expected[i].value);
        CHECK(entries[i].change == expected[i].change);
        CHECK(entries[i].current == expected[i].current);
    }
    CHECK(history(*shop.workspace, TableId::contact, RowNo{99}).error().code == ErrorCode::not_found);
}

}  // namespace
}  // namespace perennial
