// Whether a draft was overtaken: a form is begun at one revision and saved at another, and only the fields it writes
// matter.
#pragma once

#include <vector>

#include "core/app/command.h"
#include "core/app/draft_check.h"
#include "core/storage/workspace.h"

namespace perennial {

/// Errors: conflict when a field or a list that the draft writes has been changed since `command.based_on` to something
/// else than the draft wants, or the record was deleted since. Other fields may have changed.
Status check_unchanged_since(Workspace& workspace, const EditRecord& command, RowNo row,
                             const FieldValues& values, const std::vector<CheckedMember>& members);

}  // namespace perennial
