// Adding and editing one record.
#include <algorithm>

#include "core/app/commands.h"
#include "core/app/draft_check.h"
#include "core/app/edit_conflict.h"
#include "core/app/figure_records.h"
#include "core/app/segments.h"
#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/base/text.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

void drop_absent(FieldValues& values) {
    std::erase_if(values, [](const auto& entry) { return absent(entry.second); });
}

/// A record that members and a typed company may belong to.
Status check_command(const Table& description, const std::vector<TypedMember>& members, bool has_company) {
    if (description.kind == TableKind::member) {
        const std::string owner = singular_words(table(description.owner));
        return fail(ErrorCode::invalid_input, "A " + singular_words(description) + " belongs to a " + owner +
                                                  ": give it with the " + owner + ".");
    }
    const bool own = std::ranges::all_of(members, [&](const TypedMember& member) {
        return table(member.table).kind != TableKind::member || table(member.table).owner == description.id;
    });
    if (own && (!has_company || description.id == TableId::contact)) return {};
    return fail(
        ErrorCode::invalid_input,
        "Only contacts have e-mails, phones, tags, interests, custom fields and a company by name, and "
        "only segments have members.");
}

/// A product's price is in the shop's currency unless it has its own.
Status complete_price(Workspace& workspace, TableId table_id, RowNo row, FieldValues& values) {
    const bool priced = table_id == TableId::product && integer_of(values, product_field::price);
    if (!priced || !text_of(values, product_field::currency).empty()) return {};
    if (row != RowNo::none) {
        TRY_ASSIGN(const Record present, workspace.record(table_id, row));
        if (!text_of(present.values, product_field::currency).empty()) return {};
    }
    TRY_ASSIGN(const Currency currency, needed_currency(workspace, "The price"));
    put_value(values, product_field::currency, std::string(currency.code()));
    return {};
}

/// What nobody could find again is no record.
Status check_named(TableId table_id, const FieldValues& values, bool has_more) {
    if (table_id == TableId::contact && values.empty() && !has_more)
        return fail(ErrorCode::invalid_input, "Type a name, an e-mail or a phone number first.");
    if (table_id == TableId::product && text_of(values, product_field::name).empty() &&
        text_of(values, product_field::sku).empty())
        return fail_at(ErrorCode::invalid_input, "Type the product's name or its code first.",
                       Place{"", 0, "name"});
    return {};
}

/// Fields that follow from others when they are not given.
Status complete(Workspace& workspace, TableId table_id, FieldValues& values) {
    if (table_id == TableId::product) return complete_price(workspace, table_id, RowNo::none, values);
    if (table_id == TableId::segment) return complete_segment(workspace, std::nullopt, values);
    TRY(complete_expense(workspace, table_id, values));
    if (table_id != TableId::order) return {};
    if (text_of(values, order_field::status).empty())
        put_value(values, order_field::status, std::string("placed"));
    TRY_ASSIGN(const Currency currency, order_currency(workspace, values));
    put_value(values, order_field::currency, std::string(currency.code()));
    return {};
}

std::string first_of(const std::vector<CheckedMember>& members, TableId table_id) {
    const auto found = std::ranges::find(members, table_id, &CheckedMember::table);
    return found == members.end() ? std::string{} : text_of(found->values, member_field::value);
}

/// The new record as its change's label names it.
Result<std::string> words_of_draft(Workspace& workspace, TableId table_id, const FieldValues& values,
                                   const std::vector<CheckedMember>& members) {
    switch (table_id) {
        case TableId::contact:
            return name_of_values(values, first_of(members, TableId::contact_email),
                                  first_of(members, TableId::contact_phone));
        case TableId::touch: {
            TRY_ASSIGN(const RowNo row, known_row(workspace, TableId::contact,
                                                  reference_of(values, touch_field::contact).value_or(Id{})));
            TRY_ASSIGN(const std::string name, contact_name(workspace, row));
            return "touch with " + name;
        }
        default: return words_of_values(table_id, values);
    }
}

/// Resolves a typed company inside the transaction; "" clears it.
Status put_company(Workspace& workspace, WriteTransaction& transaction, const std::string& typed,
                   FieldValues& values) {
    if (trim(typed).empty()) {
        put_value(values, contact_field::company, std::monostate{});
        return {};
    }
    TRY_ASSIGN(const Value name, check_value(table(TableId::company).fields[company_field::name], typed));
    TRY_ASSIGN(const Id company, find_or_add_company(workspace, transaction, std::get<std::string>(name)));
    put_value(values, contact_field::company, company);
    return {};
}

Status put_members(WriteTransaction& transaction, RowNo owner, const std::vector<CheckedMember>& members) {
    for (const CheckedMember& member : members) {
        TRY(transaction.put_member(member.table, owner, member.key, member.values));
    }
    return {};
}

/// Removes the living members that are not among `wanted`.
Status remove_other_members(Workspace& workspace, WriteTransaction& transaction, RowNo owner,
                            TableId member_table, const std::vector<CheckedMember>& wanted) {
    TRY_ASSIGN(const auto present, workspace.members(member_table, owner));
    for (const MemberRecord& member : present) {
        const bool stays = std::ranges::any_of(wanted, [&](const CheckedMember& other) {
            return other.table == member_table && other.key == member.key;
        });
        if (!stays) TRY(transaction.set_lives(member_table, member.row, false));
    }
    return {};
}

Status check_member_tables(const EditRecord& command) {
    for (const TypedMember& member : command.members) {
        if (std::ranges::find(command.member_tables, member.table) != command.member_tables.end()) continue;
        return fail(ErrorCode::invalid_input, "Members are given without their list (" +
                                                  std::string(table(member.table).nested) + ").");
    }
    return {};
}

/// As written first, by the index; else by comparing folded names.
Result<std::optional<Id>> find_company(Connection& connection, std::string_view name) {
    TRY_ASSIGN(Statement same,
               query(connection, "SELECT id FROM company WHERE name = ?1 AND deleted = 0", name));
    TRY_ASSIGN(const bool exact, same.step());
    if (exact) return std::optional(id_column(same, 0));
    const std::string folded = fold(name);
    TRY_ASSIGN(Statement all,
               query(connection, "SELECT id, name FROM company WHERE deleted = 0 ORDER BY row"));
    while (true) {
        TRY_ASSIGN(const bool found, all.step());
        if (!found) return std::optional<Id>{};
        if (fold(all.text(1)) == folded) return std::optional(id_column(all, 0));
    }
}

struct EditDraft {
    FieldValues values;
    std::vector<CheckedMember> members;
    std::vector<CustomEdit> custom;
};

Result<EditDraft> checked_edit(Workspace& workspace, const EditRecord& command, RowNo row) {
    const Table& description = table(command.table);
    std::vector<TypedMember> members = command.members;
    members.insert(members.end(), command.set_custom.begin(), command.set_custom.end());
    for (const TableId member_table : command.member_tables) members.push_back({member_table, "", "", ""});
    TRY(check_command(description, members, command.company_name.has_value()));
    TRY(check_member_tables(command));
    EditDraft draft;
    TRY_ASSIGN(draft.values, checked_values(workspace, description, command.values));
    TRY(keep_required(description, draft.values));
    TRY_ASSIGN(draft.members, checked_members(workspace, command.members, row));
    TRY_ASSIGN(draft.custom, checked_custom(workspace, command.set_custom, row));
    return draft;
}

}  // namespace

Result<RowNo> known_row(Workspace& workspace, TableId table_id, const Id& id) {
    TRY_ASSIGN(const auto row, workspace.find(table_id, id));
    if (row) return *row;
    return fail(ErrorCode::not_found,
                "There is no " + singular_words(table(table_id)) + " " + id.to_string() + ".");
}

Result<Id> find_or_add_company(Workspace& workspace, WriteTransaction& transaction, std::string_view name) {
    TRY_ASSIGN(const auto present, find_company(transaction.connection(), name));
    if (present) return *present;
    const Id id = workspace.ids().next();
    TRY(transaction.insert(TableId::company, id, {{company_field::name, std::string(name)}}));
    return id;
}

Result<Outcome> run(Workspace& workspace, const AddRecord& command) {
    if (command.table == TableId::setting) {
        return run(workspace, SetSetting{text_of(command.values, setting_field::name),
                                         text_of(command.values, setting_field::value)});
    }
    if (command.table == TableId::custom_field) return run(workspace, new_custom_field(command.values));
    const Table& description = table(command.table);
    TRY(check_command(description, command.members, !command.company_name.empty()));
    TRY_ASSIGN(FieldValues values, checked_values(workspace, description, command.values));
    drop_absent(values);
    TRY(complete(workspace, command.table, values));
    TRY(require_fields(description, values));
    TRY(check_answer(workspace, command.table, RowNo::none, values));
    TRY_ASSIGN(const auto members, checked_members(workspace, command.members));
    TRY(check_named(command.table, values, !members.empty() || !command.company_name.empty()));
    TRY_ASSIGN(const std::string words, words_of_draft(workspace, command.table, values, members));
    TRY_ASSIGN(auto transaction, workspace.begin(labelled("Add " + words)));
    if (!command.company_name.empty())
        TRY(put_company(workspace, *transaction, command.company_name, values));
    drop_absent(values);
    const Id id = command.id ? *command.id : workspace.ids().next();
    TRY_ASSIGN(const RowNo row, transaction->insert(command.table, id, values));
    TRY(put_members(*transaction, row, members));
    return finish(*transaction, message_start(command.table, words) + " added.", {id}, 1);
}

Result<Outcome> run(Workspace& workspace, const EditRecord& command) {
    if (command.table == TableId::custom_field) {
        TRY_ASSIGN(const SaveCustomField save, edited_custom_field(workspace, command));
        return run(workspace, save);
    }
    TRY_ASSIGN(const RowNo row, known_row(workspace, command.table, command.id));
    TRY_ASSIGN(EditDraft draft, checked_edit(workspace, command, row));
    TRY(complete_price(workspace, command.table, row, draft.values));
    if (command.table == TableId::segment) TRY(complete_segment(workspace, command.id, draft.values));
    TRY(check_answer(workspace, command.table, row, draft.values));
    TRY(check_unchanged_since(workspace, command, row, draft.values, draft.members, draft.custom));
    TRY_ASSIGN(const std::string words, record_words(workspace, command.table, row));
    TRY_ASSIGN(auto transaction, workspace.begin(labelled("Edit " + words)));
    if (command.company_name) TRY(put_company(workspace, *transaction, *command.company_name, draft.values));
    TRY(transaction->set(command.table, row, draft.values));
    for (const TableId member_table : command.member_tables) {
        TRY(remove_other_members(workspace, *transaction, row, member_table, draft.members));
    }
    TRY(put_members(*transaction, row, draft.members));
    for (const CustomEdit& edit : draft.custom) TRY(put_custom(*transaction, row, edit));
    return finish(*transaction, message_start(command.table, words) + " saved.", {command.id}, 1);
}

}  // namespace perennial
