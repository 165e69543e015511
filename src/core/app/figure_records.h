// Rules of the records that figures are made of: answers and expenses.
#pragma once

#include "core/domain/value.h"
#include "core/storage/workspace.h"

namespace perennial {

/// Scores within their scale: 0 to 10 (nps), 1 to 5 (csat), none (text). `row` is the record that is edited, or none; what is not
/// in `values` is read from it. Other tables pass. Errors: invalid_input, with the field's name.
Status check_answer(Workspace& workspace, TableId table, RowNo row, const FieldValues& values);

/// An expense's currency is the shop's when none is given. Errors: invalid_input, when the shop has none.
Status complete_expense(Workspace& workspace, TableId table, FieldValues& values);

}  // namespace perennial
