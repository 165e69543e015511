#include "core/app/words.h"

#include <algorithm>

#include "core/app/sql.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

std::string lower_spaced(std::string_view text) {
    std::string words(text);
    for (char& letter : words) {
        if (letter == '_') letter = ' ';
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return words;
}

const Value* find_value(const FieldValues& values, FieldNo field) {
    const auto found = std::ranges::find(values, field, &FieldValues::value_type::first);
    return found == values.end() ? nullptr : &found->second;
}

/// The value of the first living member, by rank.
Result<std::string> main_member(Workspace& workspace, TableId table, RowNo contact) {
    TRY_ASSIGN(const auto members, workspace.members(table, contact));
    return members.empty() ? std::string{} : text_of(members.front().values, member_field::value);
}

Result<std::string> words_of_contact(Workspace& workspace, RowNo row) {
    TRY_ASSIGN(const Record record, workspace.record(TableId::contact, row));
    TRY_ASSIGN(const std::string email, main_member(workspace, TableId::contact_email, row));
    TRY_ASSIGN(const std::string phone, main_member(workspace, TableId::contact_phone, row));
    return name_of_values(record.values, email, phone);
}

Result<std::string> words_of_touch(Workspace& workspace, const Record& record) {
    const auto contact = reference_of(record.values, touch_field::contact);
    if (!contact) return std::string("touch");
    TRY_ASSIGN(const auto row, workspace.find(TableId::contact, *contact));
    if (!row) return std::string("touch");
    TRY_ASSIGN(const std::string name, contact_name(workspace, *row));
    return "touch with " + name;
}

}  // namespace

std::string grouped(std::int64_t number) {
    std::string digits = std::to_string(number);
    const std::size_t first = number < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

std::string singular_words(const Table& table) { return lower_spaced(table.label); }

std::string counted(const Table& table, std::int64_t count) {
    return grouped(count) + " " + (count == 1 ? singular_words(table) : plural_words(table));
}

std::string message_start(TableId table, std::string words) {
    if (table == TableId::contact || words.empty()) return words;
    if (words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
    return words;
}

std::string order_words(std::string_view number, std::optional<std::int64_t> placed_on) {
    if (!number.empty()) return "order " + std::string(number);
    if (!placed_on) return "order";
    return "order of " + Day{static_cast<std::int32_t>(*placed_on)}.to_string();
}

Result<std::string> contact_name(Workspace& workspace, RowNo contact) {
    if (contact == RowNo::none) return std::string{};
    TRY_ASSIGN(const auto shown,
               one_text(workspace.reader(), "SELECT shown_name FROM contact_rollup WHERE row = ?1",
                        static_cast<std::int64_t>(contact)));
    if (shown) return *shown;
    return words_of_contact(workspace, contact);
}

Result<std::string> record_words(Workspace& workspace, TableId table_id, RowNo row) {
    if (table_id == TableId::contact) return contact_name(workspace, row);
    TRY_ASSIGN(const Record record, workspace.record(table_id, row));
    if (table_id == TableId::touch) return words_of_touch(workspace, record);
    return words_of_values(table_id, record.values);
}

std::string words_of_values(TableId table_id, const FieldValues& values) {
    const auto or_table = [&](FieldNo field) {
        std::string text = text_of(values, field);
        return text.empty() ? singular_words(table(table_id)) : text;
    };
    switch (table_id) {
        case TableId::order:
            return order_words(text_of(values, order_field::number),
                               integer_of(values, order_field::placed_on));
        case TableId::company: return or_table(company_field::name);
        case TableId::product: return or_table(product_field::name);
        case TableId::order_line: return or_table(order_line_field::title);
        case TableId::setting: return "setting " + text_of(values, setting_field::name);
        case TableId::custom_field: return "field " + text_of(values, custom_field_field::label);
        case TableId::view: return "view " + text_of(values, view_field::name);
        case TableId::segment: return "segment " + text_of(values, segment_field::name);
        case TableId::survey: return or_table(survey_field::name);
        case TableId::expense: return or_table(expense_field::what);
        default: return singular_words(table(table_id));
    }
}

void put_value(FieldValues& values, FieldNo field, Value value) {
    const auto at = std::ranges::lower_bound(values, field, {}, &FieldValues::value_type::first);
    if (at != values.end() && at->first == field) {
        at->second = std::move(value);
    } else {
        values.emplace(at, field, std::move(value));
    }
}

std::string text_of(const FieldValues& values, FieldNo field) {
    const Value* value = find_value(values, field);
    const auto* text = value ? std::get_if<std::string>(value) : nullptr;
    return text ? *text : std::string{};
}

std::optional<std::int64_t> integer_of(const FieldValues& values, FieldNo field) {
    const Value* value = find_value(values, field);
    const auto* number = value ? std::get_if<std::int64_t>(value) : nullptr;
    return number ? std::optional(*number) : std::nullopt;
}

std::optional<Id> reference_of(const FieldValues& values, FieldNo field) {
    const Value* value = find_value(values, field);
    const auto* id = value ? std::get_if<Id>(value) : nullptr;
    return id && !id->empty() ? std::optional(*id) : std::nullopt;
}

std::string name_of_values(const FieldValues& contact, std::string_view email, std::string_view phone) {
    return display_name(text_of(contact, contact_field::name), text_of(contact, contact_field::given_name),
                        text_of(contact, contact_field::family_name),
                        text_of(contact, contact_field::preferred_name), email, phone,
                        text_of(contact, contact_field::external_id));
}

}  // namespace perennial
