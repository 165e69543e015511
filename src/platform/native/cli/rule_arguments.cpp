#include "platform/native/cli/rule_arguments.h"

#include <algorithm>

namespace perennial::cli {

Attempt<RuleClock> rule_clock(Session& session, const std::optional<std::string>& as_of) {
    RuleClock clock = reader_clock(session.clock());
    if (!as_of) return clock;
    clock.as_of = Day::parse(*as_of);
    if (!clock.as_of) return usage_error("--as-of is a day such as 2026-03-01, not \"" + *as_of + "\".");
    return clock;
}

Attempt<void> keep_where(Session& session, TableId table_id, std::string_view text, std::vector<RowNo>& rows) {
    TRY_ASSIGN(const RuleWorld world, rule_world(session.workspace()));
    TRY_ASSIGN(const RuleClock clock, rule_clock(session, std::nullopt));
    TRY_ASSIGN(const Rule rule, rule_named(world, table(table_id), text));
    TRY_ASSIGN(const auto found, rule_rows(session.workspace(), world, table(table_id), rule, clock));
    std::erase_if(rows, [&](RowNo row) { return !std::ranges::binary_search(found, row); });
    return {};
}

}  // namespace perennial::cli
