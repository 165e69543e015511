// The list of imports and the workspace at a glance.
#include "core/app/commands.h"
#include "core/app/queries.h"
#include "core/app/sql.h"

namespace perennial {
namespace {

// An import is taken back while the last answer to it stands: a take-back or an undo that was itself not undone.
constexpr std::string_view kImports =
    "SELECT c.change, c.wall, c.source, c.author, "
    "json_extract(c.facts, '$.file'), json_extract(c.facts, '$.added'), json_extract(c.facts, '$.updated'), "
    "json_extract(c.facts, '$.unchanged'), json_extract(c.facts, '$.refused'), "
    "EXISTS (SELECT 1 FROM change a WHERE a.undoes = c.change AND a.kind IN ('undo', 'take_back') "
    "        AND NOT EXISTS (SELECT 1 FROM change b WHERE b.undoes = a.change AND b.change > a.change "
    "                        AND b.kind IN ('undo', 'redo'))) "
    "FROM (SELECT *, iif(json_valid(detail), detail, '{}') AS facts FROM change) c WHERE c.kind = 'import' "
    "ORDER BY c.change DESC";

ImportEntry import_entry(const Statement& row) {
    ImportEntry entry;
    entry.change = ChangeNo{row.integer(0)};
    entry.at = Instant{row.integer(1)};
    entry.source = text_column(row, 2);
    entry.author = text_column(row, 3);
    entry.file = text_column(row, 4);
    entry.added = row.integer(5);
    entry.updated = row.integer(6);
    entry.unchanged = row.integer(7);
    entry.refused = row.integer(8);
    entry.taken_back = row.integer(9) != 0;
    return entry;
}

Result<std::string> setting(Workspace& workspace, std::string_view name) {
    TRY_ASSIGN(const auto value,
               one_text(workspace.reader(), "SELECT value FROM setting WHERE id = ?1 AND deleted = 0",
                        setting_id(name)));
    return value.value_or("");
}

}  // namespace

Result<std::vector<ImportEntry>> import_list(Workspace& workspace) {
    TRY_ASSIGN(Statement statement, workspace.reader().prepare(kImports));
    std::vector<ImportEntry> imports;
    while (true) {
        TRY_ASSIGN(const bool found, statement.step());
        if (!found) return imports;
        imports.push_back(import_entry(statement));
    }
}

Result<WorkspaceSummary> workspace_summary(Workspace& workspace) {
    Connection& reader = workspace.reader();
    WorkspaceSummary summary;
    TRY_ASSIGN(summary.name, setting(workspace, "name"));
    TRY_ASSIGN(const std::string currency, setting(workspace, "currency"));
    summary.currency = Currency::parse(currency).value_or(Currency{});
    TRY_ASSIGN(summary.country, setting(workspace, "country"));
    TRY_ASSIGN(summary.contacts, reader.integer("SELECT count(*) FROM contact_rollup"));
    TRY_ASSIGN(summary.orders, reader.integer("SELECT count(*) FROM \"order\" WHERE deleted = 0"));
    TRY_ASSIGN(summary.touches, reader.integer("SELECT count(*) FROM touch WHERE deleted = 0"));
    return summary;
}

}  // namespace perennial
