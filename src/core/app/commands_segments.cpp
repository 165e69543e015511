// Static segments: who is put in by hand, or by a rule once.
#include "core/app/commands.h"
#include "core/app/draft_check.h"
#include "core/app/many_steps.h"
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

class SwitchMember final : public ManyAct {
public:
    SwitchMember(RowNo segment, std::string name, bool inside)
        : segment_(segment), name_(std::move(name)), inside_(inside) {}

    Result<bool> write(WriteTransaction& transaction, const Chosen& contact) override {
        TRY_ASSIGN(const auto present,
                   one_integer(transaction.connection(),
                               "SELECT row FROM segment_member WHERE owner = ?1 AND key = ?2 AND deleted = 0",
                               segment_, contact.id.to_string()));
        if (present.has_value() == inside_) return false;
        if (inside_) {
            TRY(put_contact(transaction, segment_, contact.id));
        } else {
            TRY(transaction.set_lives(TableId::segment_member, RowNo{*present}, false));
        }
        return true;
    }
    std::string_view doing() const override { return inside_ ? "Putting in" : "Taking out"; }
    Result<Words> words(const RecordsInWords& chosen, const RecordsInWords& changed) override {
        return Words{inside_ ? phrase("Put {} into segment {}", chosen.words, name_)
                             : phrase("Take {} out of segment {}", chosen.words, name_),
                     counted(table(TableId::contact), changed.count) +
                         (inside_ ? " put into segment " : " taken out of segment ") + name_ + "."};
    }

private:
    RowNo segment_;
    std::string name_;
    bool inside_;
};

}  // namespace

Result<std::unique_ptr<CommandSteps>> steps_of(Workspace& workspace, const ChangeSegmentMembers& command) {
    TRY_ASSIGN(const RowNo row, known_row(workspace, TableId::segment, command.segment));
    TRY_ASSIGN(const Record segment, workspace.record(TableId::segment, row));
    std::string name = text_of(segment.values, segment_field::name);
    if (text_of(segment.values, segment_field::kind) != "static")
        return fail(ErrorCode::invalid_input,
                    phrase("Who is in “{}” follows from its rule. Change the rule instead.", name));
    return many_steps(workspace, TableId::contact, command.ids, command.rows,
                      std::make_unique<SwitchMember>(row, std::move(name), command.inside));
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
