// One field's value, whatever its type, as the generic parts of the program pass it about.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/id.h"

namespace perennial {

/// A postal address. One register: it changes as a whole.
struct Address {
    std::string street = {}, city = {}, region = {}, postal_code = {};
    std::string country = {};  ///< ISO 3166-1 alpha-2 when it is known, else the text as given.
    bool operator==(const Address&) const = default;
    bool empty() const {
        return street.empty() && city.empty() && region.empty() && postal_code.empty() && country.empty();
    }
};

/// monostate = absent. int64: integer, thousandths of a quantity, yes/no as 1/0, days of a Day, milliseconds
/// of an Instant, minor units of money. string: every text, choice and code type. Id: a reference.
using Value = std::variant<std::monostate, std::int64_t, std::string, Id, Address>;

inline bool absent(const Value& value) { return std::holds_alternative<std::monostate>(value); }

/// Index of a field in its table's description. Stable for ever: fields are only appended.
using FieldNo = std::uint16_t;
using FieldValues = std::vector<std::pair<FieldNo, Value>>;

}  // namespace perennial
