// Why a rule holds for one record, or why it does not: its parts with the record's own figures, in words.
#pragma once

#include <string>
#include <vector>

#include "core/app/rules.h"

namespace perennial {

/// One part of a rule: "5 orders since 2025-03-03", "tag is “wholesale”", "no touches in the last 7 days".
struct RuleReason {
    std::string text;
    bool holds = false;
};

/// "Matches because ...": when the rule holds, the parts that make it hold; when it does not, those that fail. Nested groups
/// are taken apart. Errors: those of RuleCompiler.
Result<std::vector<RuleReason>> explain_rule(Workspace& workspace, const RuleWorld& world,
                                             const Table& subject, const Rule& rule, const RuleClock& clock,
                                             RowNo record);

}  // namespace perennial
