// Static segments: who is put in by hand, or by a rule once.
#include <algorithm>

#include "core/app/chosen_rows.h"
#include "core/app/commands.h"
#include "core/app/draft_check.h"
#include "core/app/rules.h"
#include "core/app/segments.h"
#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/base/phrase.h"

namespace perennial {
namespace {

Status put_contact(WriteTransaction& transaction, RowNo segment, const Id& contact) {
    TRY(transaction.put_member(TableId::segment_member, segment, contact.to_string(),
                               {{member_field::value, contact}}));
    return {};
}

/// Puts in or takes out; gives those of whom it was otherwise.
Result<std::vector<Id>> switch_members(Workspace& workspace, WriteTransaction& transaction, RowNo segment,
                                       std::span<const Chosen> contacts, bool inside) {
    TRY_ASSIGN(Statement find,
               workspace.reader().prepare("SELECT row FROM segment_member WHERE owner = ?1 AND "
                                          "key = ?2 AND deleted = 0"));
    bind_one(find, 1, segment);
    std::vector<Id> switched;
    for (const Chosen& contact : contacts) {
        bind_one(find, 2, contact.id.to_string());
        TRY_ASSIGN(const bool present, find.step());
        const RowNo row = present ? row_column(find, 0) : RowNo::none;
        find.reset();
        if (present == inside) continue;
        if (inside) {
            TRY(put_contact(transaction, segment, contact.id));
        } else {
            TRY(transaction.set_lives(TableId::segment_member, row, false));
        }
        switched.push_back(contact.id);
    }
    return switched;
}

}  // namespace

Result<Outcome> run(Workspace& workspace, const ChangeSegmentMembers& command) {
    TRY_ASSIGN(const RowNo row, known_row(workspace, TableId::segment, command.segment));
    TRY_ASSIGN(const Record segment, workspace.record(TableId::segment, row));
    const std::string name = text_of(segment.values, segment_field::name);
    if (text_of(segment.values, segment_field::kind) != "static")
        return fail(ErrorCode::invalid_input,
                    phrase("Who is in “{}” follows from its rule. Change the rule instead.", name));
    TRY_ASSIGN(const auto chosen, chosen_rows(workspace, TableId::contact, command.contacts));
    if (chosen.empty()) return Outcome{};
    TRY_ASSIGN(const std::string words, words_of(workspace, TableId::contact, chosen));
    const std::string label = command.inside ? phrase("Put {} into segment {}", words, name)
                                             : phrase("Take {} out of segment {}", words, name);
    TRY_ASSIGN(auto transaction, workspace.begin(labelled(label)));
    TRY_ASSIGN(auto changed, switch_members(workspace, *transaction, row, chosen, command.inside));
    const auto count = static_cast<std::int64_t>(changed.size());
    const std::string message = counted(table(TableId::contact), count) +
                                (command.inside ? " put into segment " : " taken out of segment ") + name +
                                ".";
    return finish(*transaction, message, std::move(changed), count);
}

Result<Outcome> run(Workspace& workspace, const KeepSegment& command) {
    const Table& people = table(TableId::contact);
    TRY_ASSIGN(FieldValues values,
               checked_values(workspace, table(TableId::segment), {{segment_field::name, command.name}}));
    TRY(complete_segment(workspace, std::nullopt, values));
    TRY(require_fields(table(TableId::segment), values));
    TRY_ASSIGN(const RuleWorld world, rule_world(workspace));
    TRY_ASSIGN(const Rule rule, rule_named(world, people, command.rule));
    TRY_ASSIGN(const auto rows,
               rule_rows(workspace, world, people, rule, reader_clock(*workspace.session().clock)));
    TRY_ASSIGN(const auto contacts, ids_of_rows(workspace, TableId::contact, rows));
    const std::string words = words_of_values(TableId::segment, values);
    TRY_ASSIGN(auto transaction, workspace.begin(labelled("Add " + words)));
    const Id id = workspace.ids().next();
    TRY_ASSIGN(const RowNo row, transaction->insert(TableId::segment, id, values));
    for (const Id& contact : contacts) TRY(put_contact(*transaction, row, contact));
    const auto count = static_cast<std::int64_t>(contacts.size());
    return finish(*transaction,
                  phrase("{} added, with {}.", message_start(TableId::segment, words), counted(people, count)),
                  {id}, count);
}

}  // namespace perennial
