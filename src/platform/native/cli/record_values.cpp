#include "platform/native/cli/record_values.h"

#include <algorithm>

#include "core/base/time.h"
#include "core/interchange/json_text.h"

namespace perennial::cli {
namespace {

std::unexpected<Error> wrong(std::string_view field, std::string_view wanted) {
    return fail_at(ErrorCode::invalid_input,
                   "\"" + std::string(field) + "\" wants " + std::string(wanted) + ".",
                   Place{"", 0, std::string(field)});
}

Result<Value> read_text(const Field& field, const Json& json, std::string_view wanted = "a text") {
    if (!json.is_string()) return wrong(field.name, wanted);
    return Value(json.get<std::string>());
}

Result<Value> read_integer(const Field& field, const Json& json) {
    if (!json.is_number_integer() || (json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX)) {
        return wrong(field.name, "a whole number");
    }
    return Value(json.get<std::int64_t>());
}

Result<Value> read_quantity(const Field& field, const Json& json) {
    const auto thousandths = json.is_number() ? parse_thousandths(json.dump()) : std::nullopt;
    if (!thousandths) return wrong(field.name, "a number with at most three decimals, such as 1.5");
    return Value(*thousandths);
}

Result<Value> read_day(const Field& field, const Json& json) {
    const auto day = json.is_string() ? Day::parse(json.get<std::string>()) : std::nullopt;
    if (!day) return wrong(field.name, "a day such as \"2026-03-01\"");
    return Value(std::int64_t{day->days});
}

Result<Value> read_instant(const Field& field, const Json& json) {
    const auto instant = json.is_string() ? Instant::parse(json.get<std::string>()) : std::nullopt;
    if (!instant) return wrong(field.name, "an instant such as \"2026-03-01T12:00:00.000Z\"");
    return Value(instant->ms);
}

Result<Value> read_money(const Field& field, const Json& json, std::optional<Currency>& currency) {
    constexpr std::string_view kWanted = "an amount such as {\"minor\": 2400, \"currency\": \"EUR\"}";
    const bool shaped = json.is_object() && json.size() == 2 && json.contains("minor") &&
                        json.contains("currency") && json["currency"].is_string();
    if (!shaped) return wrong(field.name, kWanted);
    const auto named = Currency::parse(json["currency"].get<std::string>());
    if (!named) return wrong(field.name, kWanted);
    if (currency && *currency != *named) {
        return fail_at(ErrorCode::invalid_input, "The amounts of one record are in one currency.",
                       Place{"", 0, std::string(field.name)});
    }
    currency = *named;
    return read_integer(field, json["minor"]);
}

Result<Value> read_reference(const Field& field, const Json& json) {
    const auto id = json.is_string() ? Id::parse(json.get<std::string>()) : std::nullopt;
    if (!id) return wrong(field.name, "the id of a record");
    return Value(*id);
}

Result<Value> read_address(const Field& field, const Json& json) {
    if (!json.is_object())
        return wrong(field.name, "an object with street, city, region, postal_code and country");
    Address address;
    for (const auto& [name, part] : json.items()) {
        std::string* const to = name == "street"        ? &address.street
                                : name == "city"        ? &address.city
                                : name == "region"      ? &address.region
                                : name == "postal_code" ? &address.postal_code
                                : name == "country"     ? &address.country
                                                        : nullptr;
        if (!to || !part.is_string())
            return wrong(field.name, "only street, city, region, postal_code and country, as texts");
        *to = part.get<std::string>();
    }
    return Value(std::move(address));
}

Result<Value> read_value(const Field& field, const Json& json, std::optional<Currency>& currency) {
    if (json.is_null()) return Value{};
    switch (field.type) {
        case FieldType::integer: return read_integer(field, json);
        case FieldType::quantity: return read_quantity(field, json);
        case FieldType::yes_no:
            if (!json.is_boolean()) return wrong(field.name, "true or false");
            return Value(std::int64_t{json.get<bool>()});
        case FieldType::day: return read_day(field, json);
        case FieldType::instant: return read_instant(field, json);
        case FieldType::money: return read_money(field, json, currency);
        case FieldType::reference: return read_reference(field, json);
        case FieldType::address: return read_address(field, json);
        // The text that a person types, or the tree as files have it.
        case FieldType::rule: return json.is_string() ? read_text(field, json) : Value(dump(json));
        default: return read_text(field, json);
    }
}

/// {"value", "label"} or a bare text.
Result<TypedMember> read_member(const Table& members, const Json& json) {
    TypedMember member;
    member.table = members.id;
    const std::string_view wanted = "a list of texts, or of objects with value and label";
    if (json.is_string()) {
        member.value = json.get<std::string>();
        return member;
    }
    if (!json.is_object() || !json.contains("value")) return wrong(members.nested, wanted);
    for (const auto& [name, part] : json.items()) {
        if (!part.is_string() || (name != "value" && name != "label")) return wrong(members.nested, wanted);
        (name == "value" ? member.value : member.label) = part.get<std::string>();
    }
    return member;
}

Result<void> read_members(const Table& members, const Json& json, ReadFields& read) {
    read.member_tables.push_back(members.id);
    if (json.is_null()) return {};
    if (members.id == TableId::contact_custom) {
        if (!json.is_object()) return wrong(members.nested, "an object of texts by field");
        for (const auto& [name, value] : json.items()) {
            if (value.is_null()) continue;
            if (!value.is_string()) return wrong(members.nested, "an object of texts by field");
            read.members.push_back({members.id, value.get<std::string>(), "", name});
        }
        return {};
    }
    if (!json.is_array()) return wrong(members.nested, "a list");
    for (const Json& entry : json) {
        TRY_ASSIGN(TypedMember member, read_member(members, entry));
        read.members.push_back(std::move(member));
    }
    return {};
}

const Table* nested_table(const Table& owner, std::string_view name) {
    const auto found = std::ranges::find_if(catalogue(), [&](const Table& table) {
        return table.kind == TableKind::member && table.owner == owner.id && table.nested == name;
    });
    return found == catalogue().end() ? nullptr : &*found;
}

}  // namespace

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Result<ReadFields> read_fields(const Table& table, const Json& fields) {
    if (!fields.is_object()) return fail(ErrorCode::invalid_input, "\"fields\" wants an object.");
    ReadFields read;
    for (const auto& [name, json] : fields.items()) {
        if (const Table* members = nested_table(table, name)) {
            TRY(read_members(*members, json, read));
            continue;
        }
        const auto number = find_field(table, name);
        if (!number) {
            return fail_at(ErrorCode::invalid_input,
                           "A " + std::string(table.name) + " has no field \"" + name + "\".",
                           Place{"", 0, name});
        }
        TRY_ASSIGN(Value value, read_value(table.fields[*number], json, read.currency));
        read.values.emplace_back(*number, std::move(value));
    }
    return read;
}

Json value_json(const Field& field, const Value& value, Currency currency) {
    if (absent(value)) return nullptr;
    if (const auto* id = std::get_if<Id>(&value)) return id->to_string();
    if (const auto* text = std::get_if<std::string>(&value))
        return field.type == FieldType::rule ? Json::parse(*text) : Json(*text);
    if (const auto* address = std::get_if<Address>(&value)) {
        Json json = Json::object();
        if (!address->street.empty()) json["street"] = address->street;
        if (!address->city.empty()) json["city"] = address->city;
        if (!address->region.empty()) json["region"] = address->region;
        if (!address->postal_code.empty()) json["postal_code"] = address->postal_code;
        if (!address->country.empty()) json["country"] = address->country;
        return json;
    }
    const std::int64_t number = std::get<std::int64_t>(value);
    switch (field.type) {
        case FieldType::yes_no: return number != 0;
        case FieldType::day: return Day{static_cast<std::int32_t>(number)}.to_string();
        case FieldType::instant: return Instant{number}.to_string();
        case FieldType::money: {
            Json json{{"minor", number}};
            if (!currency.empty()) json["currency"] = currency.code();
            return json;
        }
        case FieldType::quantity: {
            std::string text;
            append_thousandths(text, number);
            return Json::parse(text);
        }
        default: return number;
    }
}

}  // namespace perennial::cli
