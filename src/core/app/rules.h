// Asking rules of a workspace: what its words mean here, which records a rule finds, and the same in SQL.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/app/rule_sql.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/rule_text.h"
#include "core/storage/workspace.h"

namespace perennial {

/// The language of one workspace at one revision.
struct RuleWorld {
    RuleLanguage language;
    std::vector<RuleSegment> segments;
};
Result<RuleWorld> rule_world(Workspace& workspace);
/// The same as a transaction sees it.
Result<RuleWorld> rule_world(Connection& connection);

/// Today where the reader is.
RuleClock reader_clock(const Clock& clock);

/// The rule that a person names: a segment by its name, else a rule's text; or a tree as in files, which begins with "{".
/// Errors: invalid_input with the place, malformed.
Result<Rule> rule_named(const RuleWorld& world, const Table& subject, std::string_view text);

/// The SQL of the rule, as RuleCompiler::select gives it.
Result<std::string> rule_select(Workspace& workspace, const RuleWorld& world, const Table& subject,
                                const Rule& rule, const RuleClock& clock);
/// Living records of the subject for which the rule holds, by row. Errors: those of RuleCompiler::select.
Result<std::vector<RowNo>> rule_rows(Workspace& workspace, const RuleWorld& world, const Table& subject,
                                     const Rule& rule, const RuleClock& clock);
/// How many there are, without naming them.
Result<std::int64_t> rule_count(Workspace& workspace, const RuleWorld& world, const Table& subject,
                                const Rule& rule, const RuleClock& clock);
/// Living records of the table.
Result<std::int64_t> living_count(Workspace& workspace, const Table& subject);

}  // namespace perennial
