// Records as JSON from outside: what `apply` reads, checked form by form before any rule of the record is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/app/command.h"
#include "core/base/money.h"
#include "core/storage/workspace.h"

namespace perennial::cli {

using Json = nlohmann::ordered_json;

/// On one line; text that is not UTF-8 is replaced, never thrown.
std::string dump(const Json& json);

/// The "fields" of one line of edits, as the parts of a command.
struct ReadFields {
    FieldValues values;                  ///< null became absent, which clears.
    std::vector<TableId> member_tables;  ///< Lists that were given: "emails", "tags", ...
    std::vector<TypedMember> members;
    std::optional<Currency> currency;  ///< That the amounts name, all the same one.
};
/// Errors: invalid_input, with the field's name in `column`.
Result<ReadFields> read_fields(const Table& table, const Json& fields);

/// A field's value as record_json writes it.
Json value_json(const Field& field, const Value& value, Currency currency);

}  // namespace perennial::cli
