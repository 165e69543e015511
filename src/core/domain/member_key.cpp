#include "core/base/id.h"
#include "core/base/text.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

constexpr std::size_t kMaxCustomNameBytes = 100;

const Field& value_field(TableId member_table) { return table(member_table).fields[member_field::value]; }

/// The value as shown: cleaned, within the field's length, not empty.
Result<std::string> check_shown(TableId member_table, std::string_view typed) {
    TRY_ASSIGN(Value checked, check_value(value_field(member_table), Value(std::string(typed))));
    return std::get<std::string>(std::move(checked));
}

Result<MemberKey> email_key(std::string_view typed) {
    TRY_ASSIGN(std::string shown, check_shown(TableId::contact_email, typed));
    auto key = normalise_email(shown);
    if (!key) return fail(ErrorCode::invalid_input, "Not an e-mail address. Type it as name@example.com.");
    return MemberKey{*std::move(key), std::move(shown)};
}

Result<MemberKey> phone_key(std::string_view typed) {
    TRY_ASSIGN(std::string shown, check_shown(TableId::contact_phone, typed));
    auto key = normalise_phone(shown);
    if (!key)
        return fail(ErrorCode::invalid_input,
                    "Not a phone number. Type it as +48 600 100 200 or 020 7946 0018.");
    return MemberKey{*std::move(key), std::move(shown)};
}

/// Tags and interests: the same word in another case or without its accents is the same one.
Result<MemberKey> word_key(TableId member_table, std::string_view typed) {
    TRY_ASSIGN(std::string shown, check_shown(member_table, squeeze(typed)));
    std::string key = fold(shown);
    if (key.empty()) key = shown;
    return MemberKey{std::move(key), std::move(shown)};
}

Result<MemberKey> custom_key(std::string_view typed, std::string_view name) {
    std::string key = squeeze(clean_text(name, false));
    if (key.empty())
        return fail(ErrorCode::invalid_input, "A custom field needs a name. Type one, such as Shoe size.");
    if (key.size() > kMaxCustomNameBytes)
        return fail(ErrorCode::invalid_input, "The name of the custom field is too long: at most " +
                                                  std::to_string(kMaxCustomNameBytes) +
                                                  " bytes fit. Shorten it.");
    TRY_ASSIGN(std::string shown, check_shown(TableId::contact_custom, typed));
    return MemberKey{std::move(key), std::move(shown)};
}

Result<MemberKey> person_key(std::string_view typed) {
    const auto id = Id::parse(typed);
    if (!id || id->empty())
        return fail(ErrorCode::invalid_input, "Not a contact. Name it by its id: 36 letters and digits.");
    return MemberKey{id->to_string(), id->to_string()};
}

}  // namespace

std::string custom_field_key(std::string_view label) {
    const std::string folded = fold(label);
    std::string key;
    bool gap = false;
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t begin = at;
        if (!is_letter_or_digit(next_code_point(folded, at))) {
            gap = true;
            continue;
        }
        if (gap && !key.empty()) key += '_';
        gap = false;
        key.append(folded, begin, at - begin);
    }
    return std::string(truncate_utf8(key, kMaxCustomNameBytes));
}

Result<MemberKey> member_key(TableId member_table, std::string_view typed, std::string_view name) {
    switch (member_table) {
        case TableId::contact_email: return email_key(typed);
        case TableId::contact_phone: return phone_key(typed);
        case TableId::contact_tag:
        case TableId::contact_interest: return word_key(member_table, typed);
        case TableId::contact_custom: return custom_key(typed, name);
        case TableId::segment_member: return person_key(typed);
        default:
            return fail(ErrorCode::invalid_input, std::string(table(member_table).label) +
                                                      " is a record of its own, not an entry of a contact.");
    }
}

}  // namespace perennial
