// The fields that the shop has defined for its contacts, and the gate for their values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/domain/custom_value.h"
#include "core/storage/workspace.h"

namespace perennial {

/// Living definitions by position, then label.
Result<std::vector<CustomField>> custom_fields(Workspace& workspace);
Result<std::vector<CustomField>> custom_fields(Connection& connection);
struct CustomFieldUse {
    CustomField field;
    std::int64_t contacts = 0;  ///< Living ones that have a value.
};
/// custom_fields(), with how many contacts have a value of each.
Result<std::vector<CustomFieldUse>> custom_field_uses(Workspace& workspace);
/// Keys of definitions that were removed: their values are kept, and not shown.
Result<std::vector<std::string>> removed_custom_keys(Workspace& workspace);
/// Keys under which living contacts have values and that nobody has defined, in order.
Result<std::vector<std::string>> undefined_custom_keys(Workspace& workspace);

/// The shop's currency; days before months unless its country writes them the other way round.
Result<CustomDefaults> custom_defaults(Workspace& workspace);

/// Where the definition with this key lives, the same on every machine.
Id custom_field_id(std::string_view key);
/// nullptr when the key is nobody's.
const CustomField* find_custom_field(const std::vector<CustomField>& fields, std::string_view key);

}  // namespace perennial
