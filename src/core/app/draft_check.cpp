#include "core/app/draft_check.h"

#include <algorithm>
#include <array>

#include "core/app/custom_fields.h"
#include "core/app/segments.h"
#include "core/app/words.h"
#include "core/base/text.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

std::unexpected<Error> at_field(Error error, std::string_view field) {
    if (!error.place) error.place = Place{};
    error.place->column = std::string(field);
    return std::unexpected(std::move(error));
}

Status check_reference(Workspace& workspace, const Field& field, const Value& value) {
    const auto* id = std::get_if<Id>(&value);
    if (!id) return {};
    TRY_ASSIGN(const auto row, workspace.find(field.target, *id));
    if (row) return {};
    return at_field(Error{ErrorCode::not_found,
                          "There is no " + singular_words(table(field.target)) + " " + id->to_string() + "."},
                    field.name);
}

Result<Value> checked_value(Workspace& workspace, const Field& field, const Value& value) {
    Result<Value> checked = check_value(field, value);
    if (checked && field.type == FieldType::rule) checked = checked_rule(workspace, *checked);
    if (!checked) return at_field(std::move(checked).error(), field.name);
    TRY(check_reference(workspace, field, *checked));
    return checked;
}

bool ranked(TableId member_table) { return table(member_table).fields.size() > member_field::rank; }

Result<CheckedMember> checked_member(Workspace& workspace, const TypedMember& typed, std::int64_t rank) {
    const Table& description = table(typed.table);
    const auto refused = [&](Error error) { return at_field(std::move(error), description.nested); };
    Result<MemberKey> key = member_key(typed.table, typed.value, typed.name);
    if (!key) return refused(std::move(key).error());
    const Field& field = description.fields[member_field::value];
    Value typed_value = key->value;
    if (field.type == FieldType::reference) typed_value = Id::parse(key->value).value_or(Id{});
    Result<Value> value = checked_value(workspace, field, typed_value);
    if (!value) return refused(std::move(value).error());
    CheckedMember member{typed.table, std::move(key->key), {{member_field::value, *std::move(value)}}};
    if (!ranked(typed.table)) return member;
    Result<Value> label = check_value(description.fields[member_field::label], typed.label);
    if (!label) return refused(std::move(label).error());
    member.values.emplace_back(member_field::label, *std::move(label));
    member.values.emplace_back(member_field::rank, rank);
    return member;
}

/// What custom values are checked against; read only when there are any.
struct CustomRules {
    std::vector<CustomField> fields;
    CustomDefaults defaults;
    std::vector<MemberRecord> present;  ///< The owner's.
};

Result<CustomRules> custom_rules(Workspace& workspace, const std::vector<TypedMember>& members, RowNo owner) {
    CustomRules rules;
    if (std::ranges::find(members, TableId::contact_custom, &TypedMember::table) == members.end())
        return rules;
    TRY_ASSIGN(rules.fields, custom_fields(workspace));
    if (rules.fields.empty()) return rules;
    TRY_ASSIGN(rules.defaults, custom_defaults(workspace));
    if (owner == RowNo::none) return rules;
    TRY_ASSIGN(rules.present, workspace.members(TableId::contact_custom, owner));
    return rules;
}

/// The member with the text that its defined field keeps.
Result<TypedMember> canonical(const CustomRules& rules, const TypedMember& typed) {
    const CustomField* field =
        typed.table == TableId::contact_custom ? find_custom_field(rules.fields, typed.name) : nullptr;
    if (!field) return typed;
    const auto same = std::ranges::find(rules.present, typed.name, &MemberRecord::key);
    if (same != rules.present.end() && text_of(same->values, member_field::value) == typed.value)
        return typed;
    Result<std::string> value = check_custom_value(*field, typed.value, rules.defaults);
    if (!value) return at_field(std::move(value).error(), "custom." + field->key);
    TypedMember kept = typed;
    kept.value = *std::move(value);
    return kept;
}

}  // namespace

Result<FieldValues> checked_values(Workspace& workspace, const Table& table, const FieldValues& values) {
    FieldValues checked;
    checked.reserve(values.size());
    for (const auto& [number, value] : values) {
        if (number >= table.fields.size()) {
            return fail(ErrorCode::invalid_input, "A " + singular_words(table) + " has no field number " +
                                                      std::to_string(number) + ".");
        }
        TRY_ASSIGN(Value clean, checked_value(workspace, table.fields[number], value));
        checked.emplace_back(number, std::move(clean));
    }
    std::ranges::sort(checked, {}, &FieldValues::value_type::first);
    const auto twice = std::ranges::adjacent_find(checked, {}, &FieldValues::value_type::first);
    if (twice != checked.end()) {
        const std::string_view name = table.fields[twice->first].name;
        return at_field(
            Error{ErrorCode::invalid_input, "The field " + std::string(name) + " is given twice."}, name);
    }
    return checked;
}

Status keep_required(const Table& description, const FieldValues& values) {
    for (const auto& [number, value] : values) {
        const Field& field = description.fields[number];
        if (!field.required || !absent(value)) continue;
        return fail_at(ErrorCode::invalid_input, "\"" + std::string(field.label) + "\" cannot be empty.",
                       Place{"", 0, std::string(field.name)});
    }
    return {};
}

Status require_fields(const Table& table, const FieldValues& values) {
    for (std::size_t number = 0; number < table.fields.size(); ++number) {
        const Field& field = table.fields[number];
        if (!field.required) continue;
        const auto found =
            std::ranges::find(values, static_cast<FieldNo>(number), &FieldValues::value_type::first);
        if (found != values.end() && !absent(found->second)) continue;
        return at_field(Error{ErrorCode::invalid_input, std::string(table.label) + ": \"" +
                                                            std::string(field.label) + "\" is missing."},
                        field.name);
    }
    return {};
}

Result<std::vector<CheckedMember>> checked_members(Workspace& workspace,
                                                   const std::vector<TypedMember>& members, RowNo owner) {
    TRY_ASSIGN(const CustomRules rules, custom_rules(workspace, members, owner));
    std::vector<CheckedMember> checked;
    std::array<std::int64_t, kTableCount> next_rank{};
    for (const TypedMember& typed : members) {
        if (table(typed.table).kind != TableKind::member) {
            return fail(ErrorCode::invalid_input,
                        std::string(table(typed.table).label) + " is not part of a contact.");
        }
        std::int64_t& rank = next_rank[static_cast<std::size_t>(typed.table)];
        TRY_ASSIGN(const TypedMember kept, canonical(rules, typed));
        TRY_ASSIGN(CheckedMember member, checked_member(workspace, kept, rank));
        const bool known = std::ranges::any_of(checked, [&](const CheckedMember& other) {
            return other.table == member.table && other.key == member.key;
        });
        if (known) continue;
        ++rank;
        checked.push_back(std::move(member));
    }
    return checked;
}

Result<std::vector<CustomEdit>> checked_custom(Workspace& workspace, const std::vector<TypedMember>& typed,
                                               RowNo owner) {
    std::vector<CustomEdit> edits;
    for (const TypedMember& one : typed) {
        if (one.table != TableId::contact_custom)
            return fail(ErrorCode::invalid_input, "Only custom fields are set one by one.");
        if (trim(one.value).empty()) {
            edits.push_back({squeeze(clean_text(one.name, false)), {}});
            continue;
        }
        TRY_ASSIGN(auto members, checked_members(workspace, {one}, owner));
        edits.push_back({std::move(members.front().key), std::move(members.front().values)});
    }
    return edits;
}

}  // namespace perennial
