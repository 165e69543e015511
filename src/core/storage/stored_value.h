// Values as the database holds them: NULL, an integer or a text. Catalogue values go in and come out here and
// nowhere else. References are row numbers in the database; turning them into ids is the reader's business
// (records.h).
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "core/base/result.h"
#include "core/domain/catalogue.h"
#include "core/storage/connection.h"

namespace perennial {

/// Never a real or a blob: no field is stored so.
using StoredValue = std::variant<std::monostate, std::int64_t, std::string>;

/// What the database will hold: empty text, an empty address and a reference to nothing become NULL. A
/// reference must be resolved already (RowNo as int64). Errors: invalid_input when the value is not of the
/// field's type.
Result<StoredValue> stored(const Field& field, const Value& value);
/// The opposite; a reference stays a row number.
Value loaded(const Field& field, StoredValue value);

/// Binds without copying a text twice. Errors: as stored().
Status bind_value(Statement& statement, int parameter, const Field& field, const Value& value);
void bind_stored(Statement& statement, int parameter, const StoredValue& value);
StoredValue stored_column(const Statement& statement, int column);

void bind_id(Statement& statement, int parameter, const Id& id);
/// All zero when the column does not hold 16 bytes.
Id id_column(const Statement& statement, int column);

/// An address as JSON with its empty parts left out, and back; text that is not such JSON becomes the street.
std::string address_json(const Address& address);
Address parse_address_json(const std::string& text);

}  // namespace perennial
