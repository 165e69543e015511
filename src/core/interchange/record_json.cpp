#include "core/interchange/record_json.h"

#include <algorithm>
#include <limits>

#include "core/interchange/json_text.h"
#include "core/interchange/share_values.h"

namespace perennial {
namespace {

using Member = RecordView::Member;

const Value* find_value(const FieldValues& values, FieldNo number) {
    const auto found = std::ranges::find(values, number, &std::pair<FieldNo, Value>::first);
    return found == values.end() || left_out(found->second) ? nullptr : &found->second;
}

std::string text_of(const FieldValues& values, FieldNo number) {
    const Value* const value = find_value(values, number);
    const auto* const text = value == nullptr ? nullptr : std::get_if<std::string>(value);
    return text == nullptr ? std::string() : *text;
}

std::string joined(const Address& address) {
    std::string text;
    for (const AddressPart& part : address_parts()) {
        if ((address.*part.text).empty()) continue;
        if (!text.empty()) text += ", ";
        text += address.*part.text;
    }
    return text;
}

std::string number_text(FieldType type, std::int64_t number, Currency currency) {
    switch (type) {
        case FieldType::quantity: {
            std::string text;
            append_thousandths(text, number);
            return text;
        }
        case FieldType::yes_no: return number != 0 ? "yes" : "no";
        case FieldType::day: return Day{static_cast<std::int32_t>(number)}.to_string();
        case FieldType::instant: return Instant{number}.to_string();
        case FieldType::money: return amount_text(Money{number, currency});
        default: return std::to_string(number);
    }
}

void append_address(std::string& out, const Address& address) {
    std::string object = "{";
    for (const AddressPart& part : address_parts()) {
        if ((address.*part.text).empty()) continue;
        append_json_key(object, part.name);
        append_json_string(object, address.*part.text);
    }
    out.append(object).append("}");
}

void append_money(std::string& out, std::int64_t minor, Currency currency) {
    std::string object = "{";
    append_json_key(object, "minor");
    append_json_integer(object, minor);
    if (!currency.empty()) {
        append_json_key(object, "currency");
        append_json_string(object, currency.code());
    }
    out.append(object).append("}");
}

void append_number(std::string& out, FieldType type, std::int64_t number, Currency currency) {
    switch (type) {
        case FieldType::money: append_money(out, number, currency); return;
        case FieldType::yes_no: out += number != 0 ? "true" : "false"; return;
        case FieldType::day:
        case FieldType::instant: append_json_string(out, number_text(type, number, currency)); return;
        default: out += number_text(type, number, currency); return;
    }
}

void append_field(std::string& out, const Field& field, const Value& value, Currency currency) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        append_number(out, field.type, *number, currency);
    } else if (const auto* address = std::get_if<Address>(&value)) {
        append_address(out, *address);
    } else if (field.type == FieldType::rule) {
        out += value_text(field, value, currency);
    } else {
        append_json_string(out, value_text(field, value, currency));
    }
}

/// E-mails and phones: {"value": ..., "label": ...}. Their rank is told by their order.
void append_contact_point(std::string& out, const Member& member) {
    std::string object = "{";
    for (const FieldNo number : {member_field::value, member_field::label}) {
        if (find_value(member.values, number) == nullptr) continue;
        append_json_key(object, table(member.table).fields[number].name);
        append_json_string(object, text_of(member.values, number));
    }
    out.append(object).append("}");
}

void append_members(std::string& out, const Table& description, std::span<const Member* const> members) {
    const bool by_key = description.id == TableId::contact_custom;
    const bool ranked = find_field(description, "rank").has_value();
    append_json_key(out, description.nested);
    std::string list(1, by_key ? '{' : '[');
    for (const Member* const member : members) {
        if (list.size() > 1) list += ',';
        if (by_key) {
            append_json_string(list, member->key);
            list += ':';
        }
        if (ranked) {
            append_contact_point(list, *member);
        } else {
            const Field& field = description.fields[member_field::value];
            const Value* const value = find_value(member->values, member_field::value);
            append_json_string(list, value_text(field, value == nullptr ? Value{} : *value, {}));
        }
    }
    out.append(list).append(by_key ? "}" : "]");
}

std::int64_t rank_of(const Member& member) {
    const Value* const value = find_value(member.values, member_field::rank);
    const auto* const rank = value == nullptr ? nullptr : std::get_if<std::int64_t>(value);
    return rank == nullptr ? std::numeric_limits<std::int64_t>::max() : *rank;
}

std::vector<const Member*> members_of(const RecordView& record, TableId id) {
    std::vector<const Member*> members;
    for (const Member& member : record.members) {
        if (member.table == id) members.push_back(&member);
    }
    std::ranges::sort(members, [](const Member* a, const Member* b) {
        return std::pair(rank_of(*a), std::string_view(a->key)) <
               std::pair(rank_of(*b), std::string_view(b->key));
    });
    return members;
}

}  // namespace

std::string record_json(const RecordView& record) {
    const Table& description = table(record.table);
    std::string out = "{";
    append_json_key(out, share_name::id);
    append_json_string(out, record.id.to_string());
    for (std::size_t i = 0; i < description.fields.size(); ++i) {
        const Value* const value = find_value(record.values, static_cast<FieldNo>(i));
        if (value == nullptr) continue;
        append_json_key(out, description.fields[i].name);
        append_field(out, description.fields[i], *value, record.currency);
    }
    for (const Table& members_table : catalogue()) {
        if (members_table.kind != TableKind::member || members_table.owner != record.table) continue;
        const auto members = members_of(record, members_table.id);
        if (!members.empty()) append_members(out, members_table, members);
    }
    return out + "}";
}

std::string value_text(const Field& field, const Value& value, Currency currency) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return number_text(field.type, *number, currency);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* id = std::get_if<Id>(&value)) return id->empty() ? std::string() : id->to_string();
    if (const auto* address = std::get_if<Address>(&value)) return joined(*address);
    return {};
}

}  // namespace perennial
