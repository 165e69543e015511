// Commands over several records at once: deleting, restoring, tagging, putting in order.
#include <algorithm>

#include "core/app/chosen_rows.h"
#include "core/app/commands.h"
#include "core/app/draft_check.h"
#include "core/app/sql.h"
#include "core/app/words.h"

namespace perennial {
namespace {

Result<Outcome> switch_lives(Workspace& workspace, TableId table_id, const std::vector<Id>& ids, bool lives) {
    TRY_ASSIGN(auto chosen, chosen_rows(workspace, table_id, ids));
    std::erase_if(chosen, [lives](const Chosen& one) { return one.deleted != lives; });
    if (chosen.empty()) return Outcome{};
    TRY_ASSIGN(const std::string words, words_of(workspace, table_id, chosen));
    TRY_ASSIGN(auto transaction, workspace.begin(labelled((lives ? "Restore " : "Delete ") + words)));
    for (const Chosen& one : chosen) TRY(transaction->set_lives(table_id, one.row, lives));
    return finish(*transaction, message_start(table_id, words) + (lives ? " restored." : " deleted."),
                  ids_of(chosen), static_cast<std::int64_t>(chosen.size()));
}

/// Puts the tag on or takes it off; gives those of whom it was otherwise.
Result<std::vector<Id>> switch_tags(Workspace& workspace, WriteTransaction& transaction,
                                    std::span<const Chosen> contacts, const CheckedMember& tag, bool on) {
    TRY_ASSIGN(Statement find, workspace.reader().prepare("SELECT row FROM contact_tag WHERE owner = ?1 AND "
                                                          "key = ?2 AND deleted = 0"));
    bind_one(find, 2, tag.key);
    std::vector<Id> switched;
    for (const Chosen& contact : contacts) {
        bind_one(find, 1, contact.row);
        TRY_ASSIGN(const bool present, find.step());
        const RowNo row = present ? row_column(find, 0) : RowNo::none;
        find.reset();
        if (present == on) continue;
        if (on) {
            TRY(transaction.put_member(TableId::contact_tag, contact.row, tag.key, tag.values));
        } else {
            TRY(transaction.set_lives(TableId::contact_tag, row, false));
        }
        switched.push_back(contact.id);
    }
    return switched;
}

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

Result<Outcome> run(Workspace& workspace, const DeleteRecords& command) {
    return switch_lives(workspace, command.table, command.ids, false);
}

Result<Outcome> run(Workspace& workspace, const RestoreRecords& command) {
    return switch_lives(workspace, command.table, command.ids, true);
}

Result<Outcome> run(Workspace& workspace, const TagContacts& command) {
    TRY_ASSIGN(const auto tags,
               checked_members(workspace, {TypedMember{TableId::contact_tag, command.tag, "", ""}}));
    TRY_ASSIGN(const auto chosen, chosen_rows(workspace, TableId::contact, command.ids));
    if (chosen.empty()) return Outcome{};
    const std::string tag = "\"" + text_of(tags.front().values, member_field::value) + "\"";
    TRY_ASSIGN(const std::string words, words_of(workspace, TableId::contact, chosen));
    const std::string label =
        command.on ? "Tag " + words + " with " + tag : "Take tag " + tag + " off " + words;
    TRY_ASSIGN(auto transaction, workspace.begin(labelled(label)));
    TRY_ASSIGN(auto changed, switch_tags(workspace, *transaction, chosen, tags.front(), command.on));
    const auto count = static_cast<std::int64_t>(changed.size());
    const std::string message = counted(table(TableId::contact), count) +
                                (command.on ? " tagged with " + tag : " no longer tagged with " + tag) + ".";
    return finish(*transaction, message, std::move(changed), count);
}

}  // namespace perennial
