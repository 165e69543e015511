// The canonical spelling of JSON's atoms, in the one way the share file and the command line write them.
// Invariant: what is appended here reads back to exactly the same value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace perennial {

/// Appends a JSON string: quotes, backslashes and control characters escaped, all else as it is. `text` is UTF-8.
void append_json_string(std::string& out, std::string_view text);
/// Appends "name": for a name that needs no escaping, after a comma unless it is the first of its object.
void append_json_key(std::string& out, std::string_view name);
void append_json_integer(std::string& out, std::int64_t number);

/// Appends thousandths as a JSON number of at most three decimals: 1500 is 1.5.
void append_thousandths(std::string& out, std::int64_t thousandths);
/// Reads a JSON number as thousandths. nullopt with an exponent, more than three decimals, or beyond 64 bits.
std::optional<std::int64_t> parse_thousandths(std::string_view number);

}  // namespace perennial
