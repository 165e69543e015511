// Whether a draft was overtaken: a form is begun at one revision and saved at another, and only the fields it writes
// matter.
#pragma once

#include <optional>
#include <vector>

#include "core/app/command.h"
#include "core/app/draft_check.h"
#include "core/storage/workspace.h"

namespace perennial {

/// The last change that a draft begun at this revision knew of; none when there is nothing to check.
Result<std::optional<ChangeNo>> base_of_draft(Workspace& workspace, std::uint64_t based_on);
/// Errors: conflict when one of `values` was written after `base` and is something else now, or the row was deleted since.
Status check_row_unchanged(Workspace& workspace, TableId table, RowNo row, const FieldValues& values,
                           ChangeNo base);
/// Errors: conflict when anything of the row was written after `base`.
Status check_row_untouched(Workspace& workspace, TableId table, RowNo row, ChangeNo base);

/// Errors: conflict when a field or a list that the draft writes has been changed since `command.based_on` to something
/// else than the draft wants, or the record was deleted since. Other fields may have changed.
Status check_unchanged_since(Workspace& workspace, const EditRecord& command, RowNo row,
                             const FieldValues& values, const std::vector<CheckedMember>& members,
                             const std::vector<CustomEdit>& custom);

}  // namespace perennial
