#include "core/storage/stored_value.h"

#include <array>
#include <nlohmann/json.hpp>

namespace perennial {
namespace {

struct AddressPart {
    const char* name;
    std::string Address::* part;
};
constexpr std::array<AddressPart, 5> kAddressParts{{{"street", &Address::street},
                                                    {"city", &Address::city},
                                                    {"region", &Address::region},
                                                    {"postal_code", &Address::postal_code},
                                                    {"country", &Address::country}}};

bool is_number(FieldType type) {
    switch (type) {
        case FieldType::integer:
        case FieldType::quantity:
        case FieldType::yes_no:
        case FieldType::day:
        case FieldType::instant:
        case FieldType::money:
        case FieldType::reference: return true;
        default: return false;
    }
}

bool fits(const Field& field, const Value& value) {
    if (absent(value)) return true;
    if (is_number(field.type)) return std::holds_alternative<std::int64_t>(value);
    if (field.type == FieldType::address) return std::holds_alternative<Address>(value);
    return std::holds_alternative<std::string>(value);
}

std::unexpected<Error> misfit(const Field& field) {
    return fail(ErrorCode::invalid_input,
                "The value for " + std::string(field.label) + " is of another type.");
}

}  // namespace

std::string address_json(const Address& address) {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (const AddressPart& entry : kAddressParts) {
        if (const std::string& part = address.*entry.part; !part.empty()) json[entry.name] = part;
    }
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Address parse_address_json(const std::string& text) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    Address address;
    if (!json.is_object()) {
        address.street = text;
        return address;
    }
    for (const AddressPart& entry : kAddressParts) {
        if (auto found = json.find(entry.name); found != json.end() && found->is_string()) {
            address.*entry.part = found->get<std::string>();
        }
    }
    return address;
}

Result<StoredValue> stored(const Field& field, const Value& value) {
    if (!fits(field, value)) return misfit(field);
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        if (field.type == FieldType::reference && *number == 0) return StoredValue{};
        return StoredValue{*number};
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        return text->empty() ? StoredValue{} : StoredValue{*text};
    }
    if (const auto* address = std::get_if<Address>(&value)) {
        return address->empty() ? StoredValue{} : StoredValue{address_json(*address)};
    }
    return StoredValue{};
}

Value loaded(const Field& field, StoredValue value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
    if (auto* text = std::get_if<std::string>(&value)) {
        if (field.type == FieldType::address) return parse_address_json(*text);
        return std::move(*text);
    }
    return {};
}

Status bind_value(Statement& statement, int parameter, const Field& field, const Value& value) {
    if (!fits(field, value)) return misfit(field);
    if (const auto* text = std::get_if<std::string>(&value)) {
        if (text->empty()) {
            statement.bind_null(parameter);
        } else {
            statement.bind(parameter, *text);
        }
        return {};
    }
    TRY_ASSIGN(const StoredValue shape, stored(field, value));
    bind_stored(statement, parameter, shape);
    return {};
}

void bind_stored(Statement& statement, int parameter, const StoredValue& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        statement.bind(parameter, *number);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        statement.bind(parameter, *text);
    } else {
        statement.bind_null(parameter);
    }
}

StoredValue stored_column(const Statement& statement, int column) {
    if (statement.is_null(column)) return {};
    if (statement.is_integer(column)) return statement.integer(column);
    return std::string(statement.text(column));
}

void bind_id(Statement& statement, int parameter, const Id& id) {
    statement.bind_blob(parameter, std::as_bytes(std::span(id.bytes)));
}

Id id_column(const Statement& statement, int column) {
    const auto bytes = statement.blob(column);
    if (bytes.size() != 16) return {};
    return Id::from_bytes(bytes.first<16>());
}

}  // namespace perennial
