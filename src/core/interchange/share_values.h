// The form each type of field has in the share file, both ways. Exact: what is written reads back as the same value.
// Absent values are left out, never null or empty.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/domain/catalogue.h"
#include "core/interchange/json_element.h"

namespace perennial {

// Names of the share file that are not fields of the catalogue. A test holds the two apart.
namespace share_name {
inline constexpr std::string_view perennial = "perennial", format = "format", business = "business",
                                  change_count = "change_count", changes = "changes", tables = "tables",
                                  history = "history", id = "id", change = "change", deleted = "deleted",
                                  continued = "continued", key = "key", owner = "owner", table = "table",
                                  field = "field", value = "value", writer = "writer", n = "n", time = "time",
                                  milliseconds = "ms", counter = "counter", wall = "wall", kind = "kind",
                                  author = "author", label = "label", source = "source", detail = "detail",
                                  undoes = "undoes";
}

/// Whether a row is deleted, as the field it looks like in the file.
inline constexpr Field kDeletedField{
    .name = share_name::deleted, .label = "Deleted", .type = FieldType::yes_no};

/// The parts of an address, in the order they are written.
struct AddressPart {
    std::string_view name;
    std::string Address::* text;
};
std::span<const AddressPart> address_parts();

/// What the file leaves out: absent, empty text, an address of nothing, a reference to nobody.
bool left_out(const Value& value);

/// Appends a value that is not left out. Errors: corrupt when it is not of the field's type or beyond its limits.
Status append_value(std::string& out, const Field& field, const Value& value);
/// Errors: malformed, too_large, with the place and the field's name.
Result<Value> read_value(const JsonElement& element, const Field& field, const JsonNode& node);

// The same for what is not a field of the catalogue; `name` is what an error calls it.

/// Errors: corrupt when the text is not UTF-8.
Status append_text(std::string& out, std::string_view name, std::string_view text);
/// Errors: corrupt outside the years 0001 to 9999.
Status append_instant(std::string& out, std::string_view name, Instant instant);
Result<std::string> read_text(const JsonElement& element, std::string_view name, const JsonNode& node);
Result<Instant> read_instant(const JsonElement& element, std::string_view name, const JsonNode& node);
/// Not the empty id.
Result<Id> read_id(const JsonElement& element, std::string_view name, const JsonNode& node);
Result<std::int64_t> read_integer(const JsonElement& element, std::string_view name, const JsonNode& node);
Result<bool> read_yes_no(const JsonElement& element, std::string_view name, const JsonNode& node);

}  // namespace perennial
