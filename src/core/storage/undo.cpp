// Undo, redo and take-back. The stack is this device's; whether a change stands is read from the changes
// themselves (`undoes`), so that it survives reopening and does not depend on who undid it.
#include "core/storage/changes.h"
#include "core/storage/revert.h"
#include "core/storage/workspace_parts.h"

namespace perennial {
namespace {

struct StackEntry {
    std::int64_t position = 0;
    UndoStep step;                     ///< The change as it was made first.
    ChangeNo target = ChangeNo::none;  ///< The change to revert.
};

constexpr std::string_view kUndoEntries =
    "SELECT u.position, u.change, c.label FROM undo_stack u JOIN change c ON c.change = u.change WHERE "
    "u.state = 0 "
    "ORDER BY u.position DESC";
constexpr std::string_view kRedoEntry =
    "SELECT u.position, u.change, c.label, u.answered_by FROM undo_stack u JOIN change c ON c.change = "
    "u.change "
    "WHERE u.state = 1 ORDER BY u.position LIMIT 1";

StackEntry entry_of(const Statement& row) {
    UndoStep step{static_cast<ChangeNo>(row.integer(1)), std::string(row.text(2))};
    return {row.integer(0), std::move(step), ChangeNo::none};
}

/// The latest change that still stands.
Result<std::optional<StackEntry>> next_undo(Connection& connection) {
    TRY_ASSIGN(auto row, connection.prepare(kUndoEntries));
    for (;;) {
        TRY_ASSIGN(const bool more, row.step());
        if (!more) return std::nullopt;
        StackEntry entry = entry_of(row);
        TRY_ASSIGN(const auto standing, standing_form(connection, entry.step.change));
        if (!standing) continue;  // Taken back since.
        entry.target = *standing;
        return entry;
    }
}

Result<std::optional<StackEntry>> next_redo(Connection& connection) {
    TRY_ASSIGN(auto row, connection.prepare(kRedoEntry));
    TRY_ASSIGN(const bool found, row.step());
    if (!found) return std::nullopt;
    StackEntry entry = entry_of(row);
    entry.target = static_cast<ChangeNo>(row.integer(3));
    return entry;
}

/// An undo is recorded even when every register had been changed since: the stack moves on.
Result<std::unique_ptr<WriteTransaction>> begin_reversal(Workspace& workspace, ChangeKind kind,
                                                         std::string label, ChangeNo target) {
    ChangeDraft draft;
    draft.kind = kind;
    draft.label = std::move(label);
    draft.undoes = target;
    TRY_ASSIGN(auto transaction, workspace.begin(std::move(draft)));
    transaction->parts().keep_if_empty = true;
    return transaction;
}

Status mark(Connection& connection, std::int64_t position, std::int64_t state, ChangeNo answered_by) {
    TRY_ASSIGN(auto update,
               connection.prepare(
                   "UPDATE undo_stack SET state = ?2, answered_by = nullif(?3, 0) WHERE position = ?1"));
    update.bind(1, position).bind(2, state).bind(3, static_cast<std::int64_t>(answered_by));
    return update.run();
}

}  // namespace

Result<UndoState> undo_state(Workspace& workspace) {
    TRY_ASSIGN(auto undo, next_undo(workspace.reader()));
    TRY_ASSIGN(auto redo, next_redo(workspace.reader()));
    UndoState state;
    if (undo) state.undo = std::move(undo->step);
    if (redo) state.redo = std::move(redo->step);
    return state;
}

Result<Reverted> undo(Workspace& workspace) {
    TRY_ASSIGN(const auto entry, next_undo(workspace.reader()));
    if (!entry) return fail(ErrorCode::refused, "There is nothing to undo.");
    TRY_ASSIGN(auto transaction,
               begin_reversal(workspace, ChangeKind::undo, "Undo: " + entry->step.label, entry->target));
    TRY_ASSIGN(Reverted report, revert(*transaction, entry->target));
    TRY(mark(transaction->connection(), entry->position, 1, transaction->change()));
    TRY(transaction->commit());
    return report;
}

Result<Reverted> redo(Workspace& workspace) {
    TRY_ASSIGN(const auto entry, next_redo(workspace.reader()));
    if (!entry) return fail(ErrorCode::refused, "There is nothing to redo.");
    TRY_ASSIGN(auto transaction,
               begin_reversal(workspace, ChangeKind::redo, "Redo: " + entry->step.label, entry->target));
    TRY_ASSIGN(Reverted report, revert(*transaction, entry->target));
    TRY(mark(transaction->connection(), entry->position, 0, ChangeNo::none));
    TRY(transaction->commit());
    return report;
}

Result<Reverted> take_back(Workspace& workspace, ChangeNo import) {
    TRY_ASSIGN(const Change change, workspace.change(import));
    if (change.kind != ChangeKind::import) {
        return fail(ErrorCode::refused,
                    "Only an import can be taken back; \"" + change.label + "\" is none. Undo it instead.");
    }
    TRY_ASSIGN(const auto standing, standing_form(workspace.reader(), import));
    if (!standing) return fail(ErrorCode::refused, "\"" + change.label + "\" has been taken back already.");
    TRY_ASSIGN(auto transaction,
               begin_reversal(workspace, ChangeKind::take_back, "Take back: " + change.label, *standing));
    TRY_ASSIGN(Reverted report, revert(*transaction, *standing));
    TRY(transaction->commit());
    return report;
}

}  // namespace perennial
