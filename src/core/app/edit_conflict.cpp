#include "core/app/edit_conflict.h"

#include <algorithm>

#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/interchange/record_json.h"
#include "core/storage/row_clock.h"
#include "core/storage/table_layout.h"

namespace perennial {
namespace {

/// The last change at a revision: one commit is one change and one revision.
Result<ChangeNo> change_at(Workspace& workspace, std::uint64_t revision) {
    TRY_ASSIGN(const ChangeNo last, workspace.last_change());
    const auto since = static_cast<std::int64_t>(workspace.revision() - revision);
    return ChangeNo{std::max<std::int64_t>(0, static_cast<std::int64_t>(last) - since)};
}

Value value_among(const FieldValues& values, FieldNo field) {
    const auto found = std::ranges::find(values, field, &FieldValues::value_type::first);
    return found == values.end() ? Value{} : found->second;
}

std::unexpected<Error> overtaken(const Field& field, const Value& now) {
    const std::string text = value_text(field, now, Currency{});
    const std::string to = absent(now)                          ? "cleared"
                           : field.type == FieldType::reference ? "changed"
                           : field.type == FieldType::money     ? "changed"
                           : field.type == FieldType::rule      ? "changed"
                                                                : "changed to \"" + text + "\"";
    return fail_at(ErrorCode::conflict,
                   "\"" + std::string(field.label) + "\" has been " + to +
                       " since you began. Nothing was saved: compare, then save again.",
                   Place{"", 0, std::string(field.name)});
}

Result<RowClock> clock_of(Workspace& workspace, const Table& description, RowNo row) {
    TRY_ASSIGN(
        Statement statement,
        query(workspace.reader(), "SELECT clock FROM " + quoted(description.name) + " WHERE row = ?1", row));
    TRY_ASSIGN(const bool found, statement.step());
    if (!found) return RowClock{};
    return clock_column(statement, 0);
}

/// Whether any register of a row was written after `base`.
bool written_since(const RowClock& clock, const Table& description, ChangeNo base) {
    for (std::size_t number = 0; number <= description.fields.size(); ++number) {
        if (clock.at(static_cast<RegisterNo>(number)) > base) return true;
    }
    return false;
}

Status check_members(Workspace& workspace, RowNo owner, TableId member_table,
                     const std::vector<CheckedMember>& wanted, ChangeNo base) {
    const Table& description = table(member_table);
    TRY_ASSIGN(Statement statement, query(workspace.reader(),
                                          "SELECT key, value, deleted, clock FROM " +
                                              quoted(description.name) + " WHERE owner = ?1",
                                          owner));
    while (true) {
        TRY_ASSIGN(const bool found, statement.step());
        if (!found) return {};
        TRY_ASSIGN(const RowClock clock, clock_column(statement, 3));
        if (!written_since(clock, description, base)) continue;
        const bool deleted = statement.integer(2) != 0;
        const auto same = std::ranges::find_if(wanted, [&](const CheckedMember& member) {
            return member.table == member_table && member.key == statement.text(0);
        });
        const bool as_wanted =
            same == wanted.end()
                ? deleted
                : !deleted && text_of(same->values, member_field::value) == statement.text(1);
        if (as_wanted) continue;
        return fail_at(ErrorCode::conflict,
                       "The " + plural_words(description) + " have been changed since you began: \"" +
                           text_column(statement, 1) + "\" was " + (deleted ? "removed" : "written") +
                           ". Nothing was saved: compare, then save again.",
                       Place{"", 0, std::string(description.nested)});
    }
}

/// One custom field that the draft writes.
Status check_custom(Workspace& workspace, RowNo owner, const CustomEdit& edit, ChangeNo base) {
    const Table& description = table(TableId::contact_custom);
    TRY_ASSIGN(Statement statement,
               query(workspace.reader(),
                     "SELECT value, deleted, clock FROM contact_custom WHERE owner = ?1 AND key = ?2", owner,
                     edit.key));
    TRY_ASSIGN(const bool found, statement.step());
    if (!found) return {};
    TRY_ASSIGN(const RowClock clock, clock_column(statement, 2));
    const std::string now = statement.integer(1) != 0 ? std::string() : text_column(statement, 0);
    if (!written_since(clock, description, base) || now == text_of(edit.values, member_field::value))
        return {};
    return fail_at(ErrorCode::conflict,
                   "This has been " + (now.empty() ? std::string("cleared") : "changed to \"" + now + "\"") +
                       " since you began. Nothing was saved: compare, then save again.",
                   Place{"", 0, "custom." + edit.key});
}

}  // namespace

Result<std::optional<ChangeNo>> base_of_draft(Workspace& workspace, std::uint64_t based_on) {
    if (based_on == 0 || based_on >= workspace.revision()) return std::optional<ChangeNo>{};
    TRY_ASSIGN(const ChangeNo base, change_at(workspace, based_on));
    return std::optional(base);
}

Status check_row_unchanged(Workspace& workspace, TableId table_id, RowNo row, const FieldValues& values,
                           ChangeNo base) {
    const Table& description = table(table_id);
    TRY_ASSIGN(const RowClock clock, clock_of(workspace, description, row));
    TRY_ASSIGN(const Record record, workspace.record(table_id, row));
    if (record.deleted && clock.at(kLivesRegister) > base) {
        return fail(ErrorCode::conflict,
                    "This " + singular_words(description) +
                        " has been deleted since you began. Restore it, then save again.");
    }
    for (const auto& [field, wanted] : values) {
        const Value now = value_among(record.values, field);
        if (clock.at(register_of(field)) > base && now != wanted)
            return overtaken(description.fields[field], now);
    }
    return {};
}

Status check_row_untouched(Workspace& workspace, TableId table_id, RowNo row, ChangeNo base) {
    const Table& description = table(table_id);
    TRY_ASSIGN(const RowClock clock, clock_of(workspace, description, row));
    if (!written_since(clock, description, base)) return {};
    TRY_ASSIGN(const std::string words, record_words(workspace, table_id, row));
    return fail(ErrorCode::conflict,
                "\"" + words +
                    "\" has been changed since you began. Nothing was saved: compare, then "
                    "save again.");
}

Status check_unchanged_since(Workspace& workspace, const EditRecord& command, RowNo row,
                             const FieldValues& values, const std::vector<CheckedMember>& members,
                             const std::vector<CustomEdit>& custom) {
    TRY_ASSIGN(const auto base, base_of_draft(workspace, command.based_on));
    if (!base) return {};
    TRY(check_row_unchanged(workspace, command.table, row, values, *base));
    for (const TableId member_table : command.member_tables) {
        TRY(check_members(workspace, row, member_table, members, *base));
    }
    for (const CustomEdit& edit : custom) TRY(check_custom(workspace, row, edit, *base));
    return {};
}

}  // namespace perennial
