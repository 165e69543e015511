// Commands over several records at once: deleting, restoring, tagging, putting in order.
#include <algorithm>

#include "core/app/commands.h"
#include "core/app/draft_check.h"
#include "core/app/many_steps.h"
#include "core/app/sql.h"
#include "core/app/words.h"

namespace perennial {
namespace {

class SwitchLives final : public ManyAct {
public:
    SwitchLives(TableId table, bool lives) : table_(table), lives_(lives) {}

    Result<bool> write(WriteTransaction& transaction, const Chosen& record) override {
        if (record.deleted != lives_) return false;
        TRY(transaction.set_lives(table_, record.row, lives_));
        return true;
    }
    std::string_view doing() const override { return lives_ ? "Restoring" : "Deleting"; }
    Result<Words> words(const RecordsInWords&, const RecordsInWords& changed) override {
        return Words{(lives_ ? "Restore " : "Delete ") + changed.words,
                     message_start(table_, changed.words) + (lives_ ? " restored." : " deleted.")};
    }

private:
    TableId table_;
    bool lives_;
};

class SwitchTag final : public ManyAct {
public:
    SwitchTag(CheckedMember tag, bool on) : tag_(std::move(tag)), on_(on) {}

    Result<bool> write(WriteTransaction& transaction, const Chosen& record) override {
        TRY_ASSIGN(const auto present,
                   one_integer(transaction.connection(),
                               "SELECT row FROM contact_tag WHERE owner = ?1 AND key = ?2 AND deleted = 0",
                               record.row, tag_.key));
        if (present.has_value() == on_) return false;
        if (on_) {
            TRY(transaction.put_member(TableId::contact_tag, record.row, tag_.key, tag_.values));
        } else {
            TRY(transaction.set_lives(TableId::contact_tag, RowNo{*present}, false));
        }
        return true;
    }
    std::string_view doing() const override { return on_ ? "Tagging" : "Taking the tag off"; }
    Result<Words> words(const RecordsInWords& chosen, const RecordsInWords& changed) override {
        const std::string tag = "\"" + text_of(tag_.values, member_field::value) + "\"";
        return Words{on_ ? "Tag " + chosen.words + " with " + tag : "Take tag " + tag + " off " + chosen.words,
                     counted(table(TableId::contact), changed.count) +
                         (on_ ? " tagged with " + tag : " no longer tagged with " + tag) + "."};
    }

private:
    CheckedMember tag_;
    bool on_;
};

}  // namespace

std::vector<Id> reordered(const std::vector<Id>& wanted, const std::vector<Id>& present) {
    std::vector<Id> order;
    const auto add = [&](const Id& id) {
        const bool known = std::ranges::find(present, id) != present.end();
        if (known && std::ranges::find(order, id) == order.end()) order.push_back(id);
    };
    std::ranges::for_each(wanted, add);
    std::ranges::for_each(present, add);
    return order;
}

Result<std::vector<Id>> write_positions(Workspace& workspace, WriteTransaction& transaction, TableId table_id,
                                        FieldNo position, const std::vector<Id>& order) {
    std::vector<Id> moved;
    for (std::size_t i = 0; i < order.size(); ++i) {
        TRY_ASSIGN(const RowNo row, known_row(workspace, table_id, order[i]));
        TRY_ASSIGN(const int written,
                   transaction.set(table_id, row, {{position, static_cast<std::int64_t>(i) + 1}}));
        if (written > 0) moved.push_back(order[i]);
    }
    return moved;
}

Result<std::unique_ptr<CommandSteps>> steps_of(Workspace& workspace, const DeleteRecords& command) {
    return many_steps(workspace, command.table, command.ids, command.rows,
                      std::make_unique<SwitchLives>(command.table, false));
}

Result<std::unique_ptr<CommandSteps>> steps_of(Workspace& workspace, const RestoreRecords& command) {
    return many_steps(workspace, command.table, command.ids, command.rows,
                      std::make_unique<SwitchLives>(command.table, true));
}

Result<std::unique_ptr<CommandSteps>> steps_of(Workspace& workspace, const TagContacts& command) {
    TRY_ASSIGN(auto tags,
               checked_members(workspace, {TypedMember{TableId::contact_tag, command.tag, "", ""}}));
    return many_steps(workspace, TableId::contact, command.ids, command.rows,
                      std::make_unique<SwitchTag>(std::move(tags.front()), command.on));
}

}  // namespace perennial
