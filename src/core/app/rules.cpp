#include "core/app/rules.h"

#include "core/app/custom_fields.h"
#include "core/app/segments.h"
#include "core/app/sql.h"
#include "core/base/text.h"
#include "core/storage/table_layout.h"

namespace perennial {
namespace {

Result<Rule> checked(const RuleWorld& world, const Table& subject, std::string_view text) {
    auto rule = read_rule(text, world.language, subject);
    if (!rule) return std::unexpected(error_of(rule.error()));
    return *std::move(rule);
}

}  // namespace

Result<Rule> rule_named(const RuleWorld& world, const Table& subject, std::string_view text) {
    const std::string_view trimmed = trim(text);
    if (trimmed.starts_with("{")) {
        TRY_ASSIGN(const Rule tree, rule_of_stored(trimmed, world.segments));
        return checked(world, subject, rule_text(tree));
    }
    const std::string folded = fold(squeeze(trimmed));
    for (const std::string& name : world.language.segments()) {
        if (RuleLanguage::is_person(subject) && fold(name) == folded)
            return Rule{RuleNode{RuleMembership{name, true}}, {}};
    }
    return checked(world, subject, text);
}

RuleClock reader_clock(const Clock& clock) { return {clock.today(), clock.offset_minutes(clock.now()), {}}; }

Result<std::string> rule_select(Workspace& workspace, const RuleWorld& world, const Table& subject,
                                const Rule& rule, const RuleClock& clock) {
    RuleCompiler compiler(workspace.reader(), world.language, world.segments, clock);
    return compiler.select(subject, rule);
}

Result<RuleWorld> rule_world(Connection& connection) {
    TRY_ASSIGN(auto fields, custom_fields(connection));
    TRY_ASSIGN(auto segments, rule_segments(connection));
    std::vector<std::string> names;
    for (const RuleSegment& segment : segments) {
        if (!segment.deleted) names.push_back(segment.name);
    }
    return RuleWorld{RuleLanguage(catalogue(), std::move(fields), std::move(names)), std::move(segments)};
}
Result<RuleWorld> rule_world(Workspace& workspace) { return rule_world(workspace.reader()); }

Result<std::vector<RowNo>> rule_rows(Workspace& workspace, const RuleWorld& world, const Table& subject,
                                     const Rule& rule, const RuleClock& clock) {
    TRY_ASSIGN(const std::string sql, rule_select(workspace, world, subject, rule, clock));
    TRY_ASSIGN(Statement statement, workspace.reader().prepare(sql + " ORDER BY 1"));
    std::vector<RowNo> rows;
    while (true) {
        TRY_ASSIGN(const bool found, statement.step());
        if (!found) return rows;
        rows.push_back(row_column(statement, 0));
    }
}

Result<std::int64_t> rule_count(Workspace& workspace, const RuleWorld& world, const Table& subject,
                                const Rule& rule, const RuleClock& clock) {
    TRY_ASSIGN(const std::string sql, rule_select(workspace, world, subject, rule, clock));
    return workspace.reader().integer("SELECT count(*) FROM (" + sql + ")");
}

Result<std::int64_t> living_count(Workspace& workspace, const Table& subject) {
    return workspace.reader().integer("SELECT count(*) FROM " + quoted(subject.name) + " WHERE deleted = 0");
}

}  // namespace perennial
