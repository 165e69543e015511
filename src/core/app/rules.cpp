#include "core/app/rules.h"

#include "core/app/custom_fields.h"
#include "core/app/sql.h"
#include "core/storage/table_layout.h"

namespace perennial {
namespace {

Result<std::string> compiled(Workspace& workspace, const RuleWorld& world, const Table& subject,
                             const Rule& rule, const RuleClock& clock) {
    RuleCompiler compiler(workspace.reader(), world.language, world.segments, clock);
    return compiler.select(subject, rule);
}

}  // namespace

Result<RuleWorld> rule_world(Workspace& workspace) {
    TRY_ASSIGN(auto fields, custom_fields(workspace));
    return RuleWorld{RuleLanguage(catalogue(), std::move(fields), {}), {}};
}

Result<std::vector<RowNo>> rule_rows(Workspace& workspace, const RuleWorld& world, const Table& subject,
                                     const Rule& rule, const RuleClock& clock) {
    TRY_ASSIGN(const std::string sql, compiled(workspace, world, subject, rule, clock));
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
    TRY_ASSIGN(const std::string sql, compiled(workspace, world, subject, rule, clock));
    return workspace.reader().integer("SELECT count(*) FROM (" + sql + ")");
}

Result<std::int64_t> living_count(Workspace& workspace, const Table& subject) {
    return workspace.reader().integer("SELECT count(*) FROM " + quoted(subject.name) + " WHERE deleted = 0");
}

}  // namespace perennial
