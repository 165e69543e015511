#include "core/interchange/share_values.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/interchange/json_text.h"
#include "core/interchange/rule_json.h"

namespace perennial {
namespace {

using Kind = JsonNode::Kind;

constexpr std::array kAddressParts{
    AddressPart{"street", &Address::street},   AddressPart{"city", &Address::city},
    AddressPart{"region", &Address::region},   AddressPart{"postal_code", &Address::postal_code},
    AddressPart{"country", &Address::country},
};
constexpr std::size_t kInstantBytes = std::string_view("2026-03-01T12:00:00.000Z").size();
constexpr std::int64_t kDayMs = 86'400'000;

std::string quoted(std::string_view name) { return "\"" + std::string(name) + "\""; }

std::string joined(std::span<const std::string_view> words) {
    std::string text;
    for (const std::string_view word : words) {
        if (!text.empty()) text += ", ";
        text += word;
    }
    return text;
}

/// What a field's value looks like, to end the sentence "... must be".
std::string form_of(const Field& field) {
    switch (field.type) {
        case FieldType::text:
        case FieldType::long_text:
        case FieldType::external_number:
        case FieldType::language: return "text in quotes that is not empty";
        case FieldType::integer: return "a whole number";
        case FieldType::quantity: return "a number with at most three decimals";
        case FieldType::yes_no: return "true or false";
        case FieldType::day: return "a day such as \"2026-03-01\"";
        case FieldType::instant: return "a moment such as \"2026-03-01T12:00:00.000Z\"";
        case FieldType::birthday: return "a birthday such as \"1990-02-28\" or \"--02-28\"";
        case FieldType::money: return "a whole number of the currency's smallest unit";
        case FieldType::choice: return "one of " + joined(field.choices);
        case FieldType::currency: return "three capital letters such as \"EUR\"";
        case FieldType::address: return "an object of street, city, region, postal_code and country";
        case FieldType::rule: return "a rule, as docs/file-format.md describes it";
        case FieldType::reference: return "the id of a " + std::string(table(field.target).name);
    }
    return "of the field's type";
}

bool is_day(std::int64_t days) {
    constexpr std::int64_t kFirst = -719'162;  // 0001-01-01
    constexpr std::int64_t kLast = 2'932'896;  // 9999-12-31
    return days >= kFirst && days <= kLast;
}

bool is_instant(std::int64_t ms) { return is_day(ms >= 0 ? ms / kDayMs : (ms + 1) / kDayMs - 1); }

bool is_currency(std::string_view text) {
    return text.size() == 3 &&
           std::ranges::all_of(text, [](char letter) { return letter >= 'A' && letter <= 'Z'; });
}

bool is_birthday(std::string_view text) {
    const auto birthday = Birthday::parse(text);
    return birthday && birthday->to_string() == text;
}

/// Whether text has the form its field's type asks for.
bool has_form(const Field& field, std::string_view text) {
    switch (field.type) {
        case FieldType::birthday: return is_birthday(text);
        case FieldType::choice: return std::ranges::find(field.choices, text) != field.choices.end();
        case FieldType::currency: return is_currency(text);
        default: return !text.empty();
    }
}

/// Only the one form that is written: lower case, so that equal ids are equal text.
std::optional<Id> parse_id(std::string_view text) {
    if (std::ranges::any_of(text, [](char letter) { return letter >= 'A' && letter <= 'F'; }))
        return std::nullopt;
    return Id::parse(text);
}

std::optional<Instant> parse_instant(std::string_view text) {
    const bool canonical = text.size() == kInstantBytes && text[10] == 'T' && text[13] == ':' &&
                           text[19] == '.' && text.back() == 'Z';
    return canonical ? Instant::parse(text) : std::nullopt;
}

std::unexpected<Error> not_of_type(const Field& field) {
    return fail(ErrorCode::corrupt, quoted(field.name) + " is not " + form_of(field));
}

Status append_limited(std::string& out, const Field& field, std::string_view text) {
    if (text.size() > field.max_bytes) {
        return fail(ErrorCode::corrupt, quoted(field.name) + " is longer than its limit");
    }
    return append_text(out, field.name, text);
}

Status append_number(std::string& out, const Field& field, std::int64_t number) {
    switch (field.type) {
        case FieldType::integer:
        case FieldType::money: append_json_integer(out, number); return {};
        case FieldType::quantity: append_thousandths(out, number); return {};
        case FieldType::yes_no:
            if (number != 0 && number != 1) return not_of_type(field);
            out += number == 1 ? "true" : "false";
            return {};
        case FieldType::day:
            if (!is_day(number)) return not_of_type(field);
            append_json_string(out, Day{static_cast<std::int32_t>(number)}.to_string());
            return {};
        case FieldType::instant: return append_instant(out, field.name, Instant{number});
        default: return not_of_type(field);
    }
}

bool is_text(FieldType type) {
    switch (type) {
        case FieldType::text:
        case FieldType::long_text:
        case FieldType::external_number:
        case FieldType::language:
        case FieldType::birthday:
        case FieldType::choice:
        case FieldType::currency: return true;
        default: return false;
    }
}

Status append_address(std::string& out, const Field& field, const Address& address) {
    std::string object = "{";
    for (const AddressPart& part : kAddressParts) {
        const std::string& text = address.*part.text;
        if (text.empty()) continue;
        append_json_key(object, part.name);
        TRY(append_limited(object, field, text));
    }
    out.append(object).append("}");
    return {};
}

/// The tree in the one form it is written in.
Status append_rule(std::string& out, const Field& field, std::string_view json) {
    const auto rule = rule_of_json(json);
    if (!rule) return not_of_type(field);
    out += rule_json(*rule);
    return {};
}

std::unexpected<Error> wrong_form(const JsonElement& element, const Field& field, const JsonNode& node) {
    return element.fail(node, ErrorCode::malformed, quoted(field.name) + " must be " + form_of(field) + ".");
}

Status check_length(const JsonElement& element, const Field& field, const JsonNode& node) {
    if (node.text.size() <= field.max_bytes) return {};
    return element.fail(node, ErrorCode::too_large,
                        quoted(field.name) + " is longer than " + std::to_string(field.max_bytes) + " bytes.");
}

Result<Value> read_address(const JsonElement& element, const Field& field, const JsonNode& node) {
    if (node.kind != Kind::object) return wrong_form(element, field, node);
    Address address;
    for (const JsonNode& child : JsonChildren(node)) {
        const auto* const part = std::ranges::find(kAddressParts, child.key, &AddressPart::name);
        if (part == kAddressParts.end()) {
            return element.fail_key(
                child, ErrorCode::malformed,
                quoted(child.key) + " is not a part of an address in this version of Perennial.");
        }
        if (child.kind != Kind::string || child.text.empty()) {
            return element.fail(child, ErrorCode::malformed,
                                quoted(child.key) + " must be text in quotes that is not empty.");
        }
        TRY(check_length(element, field, child));
        address.*part->text = child.text;
    }
    if (address.empty()) return wrong_form(element, field, node);
    return address;
}

/// A part of an element as JSON again.
void append_node(std::string& out, const JsonNode& node) {
    const bool object = node.kind == Kind::object;
    switch (node.kind) {
        case Kind::null: out += "null"; return;
        case Kind::boolean: out += node.number != 0 ? "true" : "false"; return;
        case Kind::integer: append_json_integer(out, node.number); return;
        case Kind::decimal: out += node.text; return;
        case Kind::string: append_json_string(out, node.text); return;
        case Kind::array:
        case Kind::object: break;
    }
    std::string inside;
    for (const JsonNode& child : JsonChildren(node)) {
        if (!inside.empty()) inside += ',';
        if (object) {
            append_json_string(inside, child.key);
            inside += ':';
        }
        append_node(inside, child);
    }
    out.append(1, object ? '{' : '[').append(inside).append(1, object ? '}' : ']');
}

Result<Value> read_rule(const JsonElement& element, const Field& field, const JsonNode& node) {
    if (node.kind != Kind::object) return wrong_form(element, field, node);
    std::string json;
    append_node(json, node);
    const auto rule = rule_of_json(json);
    if (!rule) return element.fail(node, rule.error().code, rule.error().message);
    std::string text = rule_json(*rule);
    if (text.size() <= field.max_bytes) return Value(std::move(text));
    return element.fail(node, ErrorCode::too_large,
                        quoted(field.name) + " is longer than " + std::to_string(field.max_bytes) + " bytes.");
}

Result<Value> read_string(const JsonElement& element, const Field& field, const JsonNode& node) {
    if (is_text(field.type)) {
        TRY(check_length(element, field, node));
        if (has_form(field, node.text)) return std::string(node.text);
    } else if (field.type == FieldType::day) {
        if (const auto day = Day::parse(node.text)) return std::int64_t{day->days};
    } else if (field.type == FieldType::instant) {
        if (const auto instant = parse_instant(node.text)) return instant->ms;
    } else if (field.type == FieldType::reference) {
        if (const auto id = parse_id(node.text); id && !id->empty()) return *id;
    }
    return wrong_form(element, field, node);
}

}  // namespace

std::span<const AddressPart> address_parts() { return kAddressParts; }

bool left_out(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return text->empty();
    if (const auto* address = std::get_if<Address>(&value)) return address->empty();
    if (const auto* id = std::get_if<Id>(&value)) return id->empty();
    return absent(value);
}

Status append_value(std::string& out, const Field& field, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return append_number(out, field, *number);
    if (const auto* text = std::get_if<std::string>(&value); text && is_text(field.type)) {
        if (!has_form(field, *text)) return not_of_type(field);
        return append_limited(out, field, *text);
    }
    if (const auto* text = std::get_if<std::string>(&value); text && field.type == FieldType::rule)
        return append_rule(out, field, *text);
    if (const auto* id = std::get_if<Id>(&value); id && field.type == FieldType::reference) {
        append_json_string(out, id->to_string());
        return {};
    }
    if (const auto* address = std::get_if<Address>(&value); address && field.type == FieldType::address) {
        return append_address(out, field, *address);
    }
    return not_of_type(field);
}

Result<Value> read_value(const JsonElement& element, const Field& field, const JsonNode& node) {
    switch (node.kind) {
        case Kind::string: return read_string(element, field, node);
        case Kind::integer:
            if (field.type == FieldType::integer || field.type == FieldType::money) return node.number;
            break;
        case Kind::boolean:
            if (field.type == FieldType::yes_no) return node.number;
            break;
        default: break;
    }
    if (field.type == FieldType::quantity && (node.kind == Kind::integer || node.kind == Kind::decimal)) {
        const auto thousandths =
            parse_thousandths(node.kind == Kind::integer ? std::to_string(node.number) : node.text);
        if (thousandths) return *thousandths;
    }
    if (field.type == FieldType::address) return read_address(element, field, node);
    if (field.type == FieldType::rule) return read_rule(element, field, node);
    return wrong_form(element, field, node);
}

Status append_text(std::string& out, std::string_view name, std::string_view text) {
    if (find_invalid_utf8(text)) return fail(ErrorCode::corrupt, quoted(name) + " is not valid UTF-8");
    append_json_string(out, text);
    return {};
}

Status append_instant(std::string& out, std::string_view name, Instant instant) {
    if (!is_instant(instant.ms)) {
        return fail(ErrorCode::corrupt, quoted(name) + " lies outside the years 0001 to 9999");
    }
    append_json_string(out, instant.to_string());
    return {};
}

Result<std::string> read_text(const JsonElement& element, std::string_view name, const JsonNode& node) {
    if (node.kind == Kind::string && !node.text.empty()) return std::string(node.text);
    return element.fail(node, ErrorCode::malformed,
                        quoted(name) + " must be text in quotes that is not empty.");
}

Result<Instant> read_instant(const JsonElement& element, std::string_view name, const JsonNode& node) {
    if (node.kind == Kind::string) {
        if (const auto instant = parse_instant(node.text)) return *instant;
    }
    return element.fail(node, ErrorCode::malformed,
                        quoted(name) + " must be a moment such as \"2026-03-01T12:00:00.000Z\".");
}

Result<Id> read_id(const JsonElement& element, std::string_view name, const JsonNode& node) {
    if (node.kind == Kind::string) {
        if (const auto id = parse_id(node.text); id && !id->empty()) return *id;
    }
    return element.fail(node, ErrorCode::malformed,
                        quoted(name) +
                            " must be an id: 36 characters such as "
                            "\"0197f3c2-0000-7000-8000-000000000001\", in small letters.");
}

Result<std::int64_t> read_integer(const JsonElement& element, std::string_view name, const JsonNode& node) {
    if (node.kind == Kind::integer) return node.number;
    return element.fail(node, ErrorCode::malformed, quoted(name) + " must be a whole number.");
}

Result<bool> read_yes_no(const JsonElement& element, std::string_view name, const JsonNode& node) {
    if (node.kind == Kind::boolean) return node.number == 1;
    return element.fail(node, ErrorCode::malformed, quoted(name) + " must be true or false.");
}

}  // namespace perennial
