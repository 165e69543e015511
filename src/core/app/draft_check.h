// The gate for drafts: every value and member of a command passes domain's rules here before a transaction is begun.
#pragma once

#include <string>
#include <vector>

#include "core/app/command.h"
#include "core/storage/workspace.h"

namespace perennial {

/// Cleaned values in field order. An error's place names the field in `column`.
/// Errors: invalid_input (a rule of the field, no such field, the field twice), not_found (a reference to nothing).
Result<FieldValues> checked_values(Workspace& workspace, const Table& table, const FieldValues& values);

/// Errors: invalid_input when a required field is not among the values.
Status require_fields(const Table& table, const FieldValues& values);

/// For edits, which see only some of the fields. Errors: invalid_input when a required one is cleared.
Status keep_required(const Table& table, const FieldValues& values);

struct CheckedMember {
    TableId table = TableId::contact_email;
    std::string key;
    FieldValues values;
};
/// Keys made, values cleaned, ranks given by order within each table; the same member twice is one. Values of defined custom
/// fields become what the field keeps; one that `owner` has already passes as it is.
/// Errors: invalid_input, with the nested list's name in `column`, or "custom.KEY".
Result<std::vector<CheckedMember>> checked_members(Workspace& workspace,
                                                   const std::vector<TypedMember>& members,
                                                   RowNo owner = RowNo::none);

/// A custom field's new value; none clears it.
struct CustomEdit {
    std::string key;
    FieldValues values;
};
/// Each as checked_members does. Errors: those, and invalid_input when one is no custom field.
Result<std::vector<CustomEdit>> checked_custom(Workspace& workspace, const std::vector<TypedMember>& typed,
                                               RowNo owner = RowNo::none);

}  // namespace perennial
