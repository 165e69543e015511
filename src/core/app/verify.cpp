#include "core/app/verify.h"

#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/storage/product_rollups.h"
#include "core/storage/rollups.h"
#include "core/storage/row_clock.h"
#include "core/storage/table_layout.h"

namespace perennial {
namespace {

using Findings = std::vector<std::string>;

Status check_database(Connection& reader, Findings& findings) {
    TRY_ASSIGN(Statement check, reader.prepare("PRAGMA integrity_check"));
    while (true) {
        TRY_ASSIGN(const bool found, check.step());
        if (!found) return {};
        if (check.text(0) != "ok") findings.push_back("The database: " + text_column(check, 0));
    }
}

/// In how many rows the table of figures differs once `rebuild` has computed it anew.
Result<std::int64_t> differing_rows(Connection& connection, const std::string& figures,
                                    Status (*rebuild)(Connection&)) {
    const std::string kept = "temp.kept_" + figures;
    TRY(connection.execute("CREATE TEMP TABLE kept_" + figures + " AS SELECT * FROM " + figures));
    TRY(rebuild(connection));
    return connection.integer("SELECT count(*) FROM (SELECT row FROM (SELECT * FROM " + kept +
                              " EXCEPT SELECT * FROM " + figures + ") UNION SELECT row FROM (SELECT * FROM " +
                              figures + " EXCEPT SELECT * FROM " + kept + "))");
}

/// Computes the figures anew inside a transaction that is dropped.
Status check_rollups(Workspace& workspace, Findings& findings) {
    TRY_ASSIGN(const auto transaction, workspace.begin(ChangeDraft{}));
    Connection& connection = transaction->connection();
    TRY_ASSIGN(const std::int64_t contacts, differing_rows(connection, "contact_rollup", rebuild_rollups));
    if (contacts > 0) {
        findings.push_back("Derived figures of " + counted(table(TableId::contact), contacts) +
                           " are not what their orders and touches come to.");
    }
    TRY_ASSIGN(const std::int64_t products,
               differing_rows(connection, "product_rollup", rebuild_product_rollups));
    if (products > 0) {
        findings.push_back("Derived figures of " + counted(table(TableId::product), products) +
                           " are not what was sold of them.");
    }
    return {};
}

/// 0 when the clock names known changes only, for a row that is known.
Result<bool> sane(const Statement& row, const Table& description, ChangeNo last) {
    const Result<RowClock> clock = clock_column(row, 0);
    if (!clock) return false;
    for (std::size_t number = 0; number <= description.fields.size(); ++number) {
        const ChangeNo change = clock->at(static_cast<RegisterNo>(number));
        if (change <= ChangeNo::none || change > last) return false;
    }
    return true;
}

Status check_clocks(Workspace& workspace, const Table& description, Findings& findings) {
    TRY_ASSIGN(const ChangeNo last, workspace.last_change());
    TRY_ASSIGN(Statement rows, workspace.reader().prepare("SELECT clock FROM " + quoted(description.name) +
                                                          " WHERE deleted <> 2"));
    std::int64_t wrong = 0;
    while (true) {
        TRY_ASSIGN(const bool found, rows.step());
        if (!found) break;
        TRY_ASSIGN(const bool right, sane(rows, description, last));
        if (!right) ++wrong;
    }
    if (wrong > 0)
        findings.push_back("The clocks of " + counted(description, wrong) +
                           " name changes that are not known.");
    return {};
}

Status check_field(Connection& reader, const Table& description, const Field& field, Findings& findings) {
    const std::string from =
        " FROM " + quoted(description.name) + " t WHERE t.deleted = 0 AND t." + quoted(field.name);
    if (field.required) {
        TRY_ASSIGN(const std::int64_t missing, reader.integer("SELECT count(*)" + from + " IS NULL"));
        if (missing > 0) {
            findings.push_back(counted(description, missing) + " without \"" + std::string(field.label) +
                               "\".");
        }
    }
    if (field.type != FieldType::reference) return {};
    TRY_ASSIGN(
        const std::int64_t dangling,
        reader.integer("SELECT count(*)" + from + " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " +
                       quoted(table(field.target).name) + " r WHERE r.row = t." + quoted(field.name) + ")"));
    if (dangling > 0) {
        findings.push_back("\"" + std::string(field.label) + "\" of " + counted(description, dangling) +
                           " leads nowhere.");
    }
    return {};
}

Status check_history(Workspace& workspace, Findings& findings) {
    TRY_ASSIGN(const ChangeNo last, workspace.last_change());
    if (last == ChangeNo::none) return {};
    TRY_ASSIGN(const std::int64_t unknown,
               workspace.reader().integer(
                   "SELECT count(*) FROM history WHERE change NOT IN (SELECT change FROM change) "
                   "OR replaced_by NOT IN (SELECT change FROM change)"));
    if (unknown > 0)
        findings.push_back("The history names changes that are not known, " + grouped(unknown) + " times.");
    TRY_ASSIGN(const std::string now, visible_state(workspace));
    TRY_ASSIGN(const std::string replayed, visible_state(workspace, last));
    if (now != replayed)
        findings.emplace_back("What is visible is not what rows and history say of the last change.");
    return {};
}

}  // namespace

Result<std::vector<std::string>> verify_workspace(Workspace& workspace) {
    Findings findings;
    TRY(check_database(workspace.reader(), findings));
    TRY(check_rollups(workspace, findings));
    for (const Table& description : catalogue()) {
        TRY(check_clocks(workspace, description, findings));
        for (const Field& field : description.fields)
            TRY(check_field(workspace.reader(), description, field, findings));
    }
    TRY(check_history(workspace, findings));
    return findings;
}

}  // namespace perennial
