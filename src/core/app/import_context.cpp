#include "core/app/import_context.h"

#include <algorithm>
#include <cstdio>

#include "core/app/sql.h"
#include "core/storage/row_clock.h"
#include "core/storage/table_layout.h"

namespace perennial {
namespace {

constexpr std::size_t kKeptProblems = 10'000;

/// "SELECT deleted, clock, field IS NOT NULL, ... FROM table WHERE row = ?1"
std::string presence_sql(const Table& description) {
    std::string sql = "SELECT deleted, clock";
    for (const Field& field : description.fields) sql += ", " + quoted(field.name) + " IS NOT NULL";
    return sql + " FROM " + quoted(description.name) + " WHERE row = ?1";
}

Result<bool> deleted_by_hand(ImportContext& context, const Statement& row) {
    TRY_ASSIGN(const RowClock clock, clock_column(row, 1));
    const ChangeNo deletion = clock.at(kLivesRegister);
    if (!context.last_deletion || context.last_deletion_no != deletion) {
        TRY_ASSIGN(context.last_deletion, context.workspace.change(deletion));
        context.last_deletion_no = deletion;
    }
    return context.last_deletion->kind == ChangeKind::edit || context.last_deletion->kind == ChangeKind::redo;
}

}  // namespace

void ImportContext::count(TableId table, RowFate fate) {
    TableCounts& counted = count(table);
    switch (fate) {
        case RowFate::added: ++counted.added; break;
        case RowFate::updated: ++counted.updated; break;
        case RowFate::unchanged: ++counted.unchanged; break;
    }
}

void ImportContext::recount_as_updated(TableId table, RowFate& fate) {
    if (fate != RowFate::unchanged) return;
    fate = RowFate::updated;
    --count(table).unchanged;
    ++count(table).updated;
}

void ImportContext::note(RowProblem problem) {
    ++report.problem_count;
    if (report.problems.size() < kKeptProblems) report.problems.push_back(std::move(problem));
}

Status ImportContext::note_tag(const std::string& key) {
    if (!tags.insert(key).second) return {};
    ++report.tags;
    TRY_ASSIGN(const auto known,
               one_integer(workspace.reader(),
                           "SELECT 1 FROM contact_tag WHERE key = ?1 AND deleted = 0 LIMIT 1", key));
    report.new_tags += known ? 0 : 1;
    return {};
}

void ImportContext::refuse_row(std::int64_t line, TableId table) {
    ++report.rows_refused;
    ++count(table).refused;
    refused_lines.push_back(line);
}

std::string row_identity(std::uint64_t content_hash, std::int64_t occurrence) {
    char text[40];
    std::snprintf(text, sizeof text, "%016llx/%lld", static_cast<unsigned long long>(content_hash),
                  static_cast<long long>(occurrence));
    return text;
}

/// The second row of one name is a copy that a person made: a row of its own.
std::string RowIdentities::of(const ImportedRow& row) {
    if (!row.was.empty() && mended_.insert(row.was).second) return row.was;
    return row_identity(row.content_hash, ++occurrences_[row.content_hash]);
}

Treatment treatment_of(DuplicatePolicy policy) {
    switch (policy) {
        case DuplicatePolicy::fill: return Treatment::fill;
        case DuplicatePolicy::update: return Treatment::overwrite;
        case DuplicatePolicy::skip:
        case DuplicatePolicy::add: return Treatment::leave;
    }
    return Treatment::leave;
}

Result<std::optional<PresentRow>> present_row(ImportContext& context, TableId table_id, const Id& id) {
    TRY_ASSIGN(const auto row, context.transaction.find(table_id, id));
    if (!row) return std::optional<PresentRow>{};
    TRY_ASSIGN(const PresentRow present, present_row(context, table_id, *row));
    return std::optional(present);
}

Result<PresentRow> present_row(ImportContext& context, TableId table_id, RowNo row) {
    const Table& description = table(table_id);
    TRY_ASSIGN(Statement statement, query(context.connection(), presence_sql(description), row));
    TRY_ASSIGN(const bool found, statement.step());
    if (!found)
        return fail(ErrorCode::storage_failed, "A row vanished while the file was read. Import it again.");
    PresentRow present{row, statement.integer(0) != 0, false, 0};
    for (std::size_t field = 0; field < description.fields.size(); ++field) {
        if (statement.integer(static_cast<int>(field) + 2) != 0) present.present |= std::uint64_t{1} << field;
    }
    if (present.deleted) {
        TRY_ASSIGN(present.by_hand, deleted_by_hand(context, statement));
    }
    return present;
}

Result<bool> write_present(ImportContext& context, TableId table_id, const PresentRow& row,
                           const FieldValues& values, Treatment treatment) {
    const bool stays_deleted = row.deleted && row.by_hand && treatment != Treatment::overwrite;
    if (stays_deleted) return false;
    if (row.deleted) TRY(context.transaction.set_lives(table_id, row.row, true));
    if (treatment == Treatment::leave && !row.deleted) return false;
    FieldValues written;
    for (const auto& entry : values) {
        // What came back after a take-back is as good as new: the file says what it holds.
        if (treatment == Treatment::fill && !row.deleted && row.has(entry.first)) continue;
        written.push_back(entry);
    }
    if (written.empty()) return row.deleted;
    TRY_ASSIGN(const int registers, context.transaction.set(table_id, row.row, written));
    return row.deleted || registers > 0;
}

}  // namespace perennial
