// A workspace to which random commands of every kind are done, for property tests. The state after each
// change is kept.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/core/storage/workspace_fixture.h"

namespace perennial::test {

enum class Kind : std::uint8_t {
    add_contact,
    add_order,
    add_touch,
    edit,
    edit_deleted,
    equal_edit,
    put_member,
    remove_member,
    put_member_again,
    remove,
    restore,
    setting,
    fill_referred,
    import,
    undo,
    redo,
    take_back,
    abandon,
};
constexpr std::size_t kKinds = 18;
constexpr std::array<TableId, 5> kMemberTables{TableId::contact_email, TableId::contact_phone,
                                               TableId::contact_tag, TableId::contact_interest,
                                               TableId::contact_custom};

class RandomLife {
public:
    explicit RandomLife(std::uint64_t seed) : workspace_(seed), random_(seed) {}

    void step(bool with_take_back) {
        auto kind = static_cast<Kind>(random_.below(kKinds));
        if (kind == Kind::take_back && !with_take_back) kind = Kind::undo;
        // Seldom is there something to redo; when there is, it is more often done than left.
        if (random_.below(2) == 0 && need(undo_state(*workspace_)).redo) kind = Kind::redo;
        if (kind == Kind::undo || kind == Kind::redo || kind == Kind::take_back) {
            go_back(kind);
        } else {
            command(kind);
        }
    }

    TestWorkspace& workspace() { return workspace_; }
    std::int64_t done(Kind kind) const { return done_[static_cast<std::size_t>(kind)]; }
    std::int64_t left_alone() const { return left_alone_; }
    const std::vector<ChangeNo>& imports() const { return imports_; }
    const std::map<ChangeNo, std::string>& snapshots() const { return snapshots_; }

private:
    void did(Kind kind) { ++done_[static_cast<std::size_t>(kind)]; }

    void remember(ChangeNo change) { snapshots_[change] = workspace_.state(); }

    std::string word() {
        constexpr std::array<const char*, 8> kWords{"Aga",  "Łukasz", "ines",         "Öz",
                                                    "佐藤", "",       "O'Neil \"x\"", "two\nlines"};
        return kWords[random_.below(kWords.size())];
    }
    Value text() { return word(); }
    Value number(std::uint64_t bound) {
        return random_.below(6) == 0 ? Value{} : Value{static_cast<std::int64_t>(random_.below(bound))};
    }
    Value pick(std::vector<Id>& ids) {
        return ids.empty() || random_.below(8) == 0 ? Value{} : Value{some(ids)};
    }
    Id some(std::vector<Id>& ids) { return ids[random_.below(ids.size())]; }

    FieldValues contact_values() {
        return {{contact_field::name, text()},
                {contact_field::notes, text()},
                {contact_field::company, pick(companies_)},
                {contact_field::address,
                 random_.below(2) == 0 ? Value{} : Value{Address{word(), "Łódź", "", "", "PL"}}},
                {contact_field::external_id, number(3).index() == 0 ? Value{} : Value{std::string("77")}}};
    }
    FieldValues order_values() {
        constexpr std::array<const char*, 4> kStatuses{"paid", "refunded", "cancelled", "placed"};
        constexpr std::array<const char*, 2> kCurrencies{"EUR", "USD"};
        return {{order_field::contact, pick(contacts_)},
                {order_field::placed_on, number(20'000)},
                {order_field::status, std::string(kStatuses[random_.below(4)])},
                {order_field::currency, std::string(kCurrencies[random_.below(2)])},
                {order_field::total, number(5000)}};
    }
    FieldValues touch_values() {
        return {{touch_field::contact, pick(contacts_)},
                {touch_field::at, number(1'000'000)},
                {touch_field::body, text()}};
    }

    Id make(WriteTransaction& transaction, TableId table, const FieldValues& values, std::vector<Id>& ids) {
        const Id id = workspace_.id();
        need(transaction.insert(table, id, values));
        ids.push_back(id);
        return id;
    }

    /// A row that lives (or is deleted), of any entity table; none when there is no such row.
    std::optional<std::pair<TableId, RowNo>> row(bool deleted) {
        constexpr std::array<TableId, 5> kTables{TableId::contact, TableId::contact, TableId::order,
                                                 TableId::touch, TableId::company};
        const TableId table_id = kTables[random_.below(kTables.size())];
        const std::string name = "\"" + std::string(table(table_id).name) + "\"";
        auto statement =
            need(workspace_->reader().prepare("SELECT row FROM " + name + " WHERE deleted = ?1"));
        statement.bind(1, std::int64_t{deleted});
        std::vector<std::int64_t> rows;
        while (need(statement.step())) rows.push_back(statement.integer(0));
        if (rows.empty()) return std::nullopt;
        return std::pair(table_id, static_cast<RowNo>(rows[random_.below(rows.size())]));
    }

    FieldValues values_for(TableId table) {
        FieldValues all;
        if (table == TableId::contact) all = contact_values();
        if (table == TableId::order) all = order_values();
        if (table == TableId::touch) all = touch_values();
        if (table == TableId::company) all = {{company_field::name, text()}};
        FieldValues some_of;
        for (auto& entry : all) {
            if (some_of.empty() || random_.below(2) == 0) some_of.push_back(entry);
        }
        return some_of;
    }

    bool put_member(WriteTransaction& transaction, bool again) {
        const TableId table = kMemberTables[random_.below(kMemberTables.size())];
        const auto owner = need(transaction.find(TableId::contact, some(contacts_)));
        if (!owner) return false;
        const std::string key = "+48" + std::to_string(random_.below(again ? 3 : 1000)) + "@example.com";
        FieldValues values{{member_field::value, key}};
        if (table == TableId::contact_email || table == TableId::contact_phone) {
            values.emplace_back(member_field::rank, number(3));
        }
        need(transaction.put_member(table, *owner, key, values));
        return true;
    }

    bool remove_member(WriteTransaction& transaction) {
        for (int tries = 0; tries < 10; ++tries) {
            const TableId table = kMemberTables[random_.below(kMemberTables.size())];
            const auto owner = need(workspace_->find(TableId::contact, some(contacts_)));
            if (!owner) continue;
            const auto members = need(workspace_->members(table, *owner));
            if (members.empty()) continue;
            need(transaction.set_lives(table, members[random_.below(members.size())].row, false));
            return true;
        }
        return false;
    }

    void put_line(WriteTransaction& transaction, const Id& order) {
        if (products_.size() < 3)
            make(transaction, TableId::product, {{product_field::name, word()}}, products_);
        need(transaction.insert(TableId::order_line, workspace_.id(),
                                {{order_line_field::order, order},
                                 {order_line_field::product, pick(products_)},
                                 {order_line_field::title, word()},
                                 {order_line_field::quantity, number(5000)},
                                 {order_line_field::unit_price, number(9000)},
                                 {order_line_field::returned_quantity, number(2000)}}));
    }

    bool import(WriteTransaction& transaction) {
        for (std::uint64_t i = 0, count = 1 + random_.below(12); i < count; ++i) {
            make(transaction, TableId::contact, contact_values(), contacts_);
            put_member(transaction, true);
            if (random_.below(3) == 0) {
                put_line(transaction, make(transaction, TableId::order, order_values(), orders_));
            }
        }
        return true;
    }

    bool fill_referred(WriteTransaction& transaction) {
        if (unknown_.empty() || random_.below(2) == 0) {
            unknown_.push_back(workspace_.id());
            FieldValues order = order_values();
            order[0].second = unknown_.back();
            make(transaction, TableId::order, order, orders_);
            return false;
        }
        need(transaction.insert(TableId::contact, unknown_.back(), contact_values()));
        contacts_.push_back(unknown_.back());
        unknown_.pop_back();
        return true;
    }

    bool write(WriteTransaction& transaction, Kind kind) {
        switch (kind) {
            case Kind::add_contact:
                make(transaction, TableId::contact, contact_values(), contacts_);
                return true;
            case Kind::add_order:
                put_line(transaction, make(transaction, TableId::order, order_values(), orders_));
                return true;
            case Kind::add_touch: make(transaction, TableId::touch, touch_values(), touches_); return true;
            case Kind::put_member: return put_member(transaction, false);
            case Kind::put_member_again: return put_member(transaction, true);
            case Kind::remove_member: return remove_member(transaction);
            case Kind::import: return import(transaction);
            case Kind::fill_referred: return fill_referred(transaction);
            case Kind::setting: return set_currency(transaction);
            default: return write_row(transaction, kind);
        }
    }

    bool set_currency(WriteTransaction& transaction) {
        const Value currency = random_.below(2) == 0 ? Value{} : Value{std::string("EUR")};
        if (const auto row = need(transaction.find(TableId::setting, setting_))) {
            need(transaction.set(TableId::setting, *row, {{setting_field::value, currency}}));
        } else {
            setting_ = workspace_.id();
            need(transaction.insert(
                TableId::setting, setting_,
                {{setting_field::name, std::string("currency")}, {setting_field::value, currency}}));
        }
        return true;
    }

    bool write_row(WriteTransaction& transaction, Kind kind) {
        const auto target = row(kind == Kind::restore || kind == Kind::edit_deleted);
        if (!target) return false;
        const auto [table_id, row_no] = *target;
        if (kind == Kind::remove || kind == Kind::restore) {
            need(transaction.set_lives(table_id, row_no, kind == Kind::restore));
        } else if (kind == Kind::equal_edit) {
            CHECK(need(transaction.set(table_id, row_no,
                                       need(workspace_->record(table_id, row_no)).values)) == 0);
        } else {
            need(transaction.set(table_id, row_no, values_for(table_id)));
            if (random_.below(4) == 0) need(transaction.set_lives(table_id, row_no, false));
            if (random_.below(4) == 0) need(transaction.set(table_id, row_no, values_for(table_id)));
        }
        return true;
    }

    void command(Kind kind) {
        const auto revision = workspace_->revision();
        auto transaction =
            workspace_.begin("Command", kind == Kind::import ? ChangeKind::import : ChangeKind::edit);
        if (contacts_.empty()) make(*transaction, TableId::contact, contact_values(), contacts_);
        if (companies_.empty())
            make(*transaction, TableId::company, {{company_field::name, word()}}, companies_);
        if (!write(*transaction, kind)) {
            // Nothing there to do this to.
        } else if (kind == Kind::abandon) {
            transaction.reset();
            CHECK(workspace_->revision() == revision);
            did(kind);
            return;
        } else {
            did(kind);
        }
        const auto committed = need(transaction->commit());
        CHECK(workspace_->revision() == revision + (committed.empty ? 0 : 1));
        if (committed.empty) return;
        if (kind == Kind::import) imports_.push_back(committed.change);
        remember(committed.change);
        states_before_.push_back(state_);
        state_ = snapshots_.at(committed.change);
        redo_states_.clear();
    }

    void go_back(Kind kind) {
        workspace_.clock.advance_ms(1000);
        if (kind == Kind::take_back) return take_back_some();
        const UndoState stack = need(undo_state(*workspace_));
        const bool possible = kind == Kind::undo ? stack.undo.has_value() : stack.redo.has_value();
        auto reverted = kind == Kind::undo ? undo(*workspace_) : redo(*workspace_);
        REQUIRE(reverted.has_value() == possible);
        if (!possible) return;
        did(kind);
        left_alone_ += reverted->left_alone_count;
        remember(reverted->change);
        follow(kind, reverted->change);
    }

    /// Without take-backs, undo gives exactly the state before, and redo the one after.
    void follow(Kind kind, ChangeNo change) {
        const std::string& now = snapshots_.at(change);
        if (!taken_back_) {
            auto& from = kind == Kind::undo ? states_before_ : redo_states_;
            auto& to = kind == Kind::undo ? redo_states_ : states_before_;
            REQUIRE_FALSE(from.empty());
            CHECK(now == from.back());
            from.pop_back();
            to.push_back(state_);
        }
        state_ = now;
    }

    void take_back_some() {
        if (imports_.empty()) return;
        const ChangeNo import = imports_[random_.below(imports_.size())];
        auto reverted = take_back(*workspace_, import);
        if (!reverted) {
            CHECK(reverted.error().code == ErrorCode::refused);
            return;
        }
        did(Kind::take_back);
        taken_back_ = true;
        left_alone_ += reverted->left_alone_count;
        remember(reverted->change);
    }

    TestWorkspace workspace_;
    Random random_;
    std::vector<Id> contacts_, companies_, products_, orders_, touches_, unknown_;
    Id setting_;
    std::vector<ChangeNo> imports_;
    std::array<std::int64_t, kKinds> done_{};
    std::int64_t left_alone_ = 0;
    std::map<ChangeNo, std::string> snapshots_;
    std::string state_;
    std::vector<std::string> states_before_, redo_states_;
    bool taken_back_ = false;
};

}  // namespace perennial::test
