// Rules on the command line: as they are typed, asked of the open workspace.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/app/rules.h"
#include "platform/native/cli/session.h"

namespace perennial::cli {

/// The clock that rules of this run count from. `as_of`: the switch's day, if it was given. Errors: usage.
Attempt<RuleClock> rule_clock(Session& session, const std::optional<std::string>& as_of);

/// Keeps of `rows`, in their order, those for which the rule holds. Errors: invalid_input, with line and column.
Attempt<void> keep_where(Session& session, TableId table, std::string_view rule, std::vector<RowNo>& rows);

}  // namespace perennial::cli
