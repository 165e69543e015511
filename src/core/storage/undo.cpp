// Undo, redo and take-back. The stack is this device's; whether a change stands is read from the changes
// themselves (`undoes`), so that it survives reopening and does not depend on who undid it.
#include <algorithm>
#include <limits>

#include "core/storage/changes.h"
#include "core/storage/revert.h"
#include "core/storage/workspace_parts.h"

namespace perennial {
namespace {

/// A change that is to be undone, redone or taken back.
struct Wanted {
    std::int64_t position = 0;         ///< On the stack; 0: of an import that is taken back.
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

Wanted entry_of(const Statement& row) {
    UndoStep step{static_cast<ChangeNo>(row.integer(1)), std::string(row.text(2))};
    return {row.integer(0), std::move(step), ChangeNo::none};
}

/// The latest change that still stands.
Result<std::optional<Wanted>> next_undo(Connection& connection) {
    TRY_ASSIGN(auto row, connection.prepare(kUndoEntries));
    for (;;) {
        TRY_ASSIGN(const bool more, row.step());
        if (!more) return std::nullopt;
        Wanted entry = entry_of(row);
        TRY_ASSIGN(const auto standing, standing_form(connection, entry.step.change));
        if (!standing) continue;  // Taken back since.
        entry.target = *standing;
        return entry;
    }
}

Result<std::optional<Wanted>> next_redo(Connection& connection) {
    TRY_ASSIGN(auto row, connection.prepare(kRedoEntry));
    TRY_ASSIGN(const bool found, row.step());
    if (!found) return std::nullopt;
    Wanted entry = entry_of(row);
    entry.target = static_cast<ChangeNo>(row.integer(3));
    return entry;
}

/// The import that is to be taken back.
Result<Wanted> wanted_import(Workspace& workspace, ChangeNo import) {
    TRY_ASSIGN(const Change change, workspace.change(import));
    if (change.kind != ChangeKind::import) {
        return fail(ErrorCode::refused,
                    "Only an import can be taken back; \"" + change.label + "\" is none. Undo it instead.");
    }
    TRY_ASSIGN(const auto standing, standing_form(workspace.reader(), import));
    if (!standing) return fail(ErrorCode::refused, "\"" + change.label + "\" has been taken back already.");
    return Wanted{0, {import, change.label}, *standing};
}

Result<Wanted> wanted_reversal(Workspace& workspace, ReversalKind kind, ChangeNo import) {
    if (kind == ReversalKind::take_back) return wanted_import(workspace, import);
    const bool undoes = kind == ReversalKind::undo;
    TRY_ASSIGN(auto entry, undoes ? next_undo(workspace.reader()) : next_redo(workspace.reader()));
    if (entry) return *std::move(entry);
    return fail(ErrorCode::refused, undoes ? "There is nothing to undo." : "There is nothing to redo.");
}

/// An undo is recorded even when every register had been changed since: the stack moves on.
Result<std::unique_ptr<WriteTransaction>> begin_reversal(Workspace& workspace, ReversalKind kind,
                                                         const Wanted& wanted) {
    struct Said {
        ChangeKind kind;
        std::string_view label;
    };
    static constexpr Said kSaid[] = {
        {ChangeKind::undo, "Undo: "}, {ChangeKind::redo, "Redo: "}, {ChangeKind::take_back, "Take back: "}};
    const Said& said = kSaid[static_cast<std::size_t>(kind)];
    ChangeDraft draft;
    draft.kind = said.kind;
    draft.label = std::string(said.label) + wanted.step.label;
    draft.undoes = wanted.target;
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

// In steps --------------------------------------------------------------------------------------------------

struct StepwiseReversal::Parts {
    ReversalKind kind;
    Wanted wanted;
    std::unique_ptr<WriteTransaction> transaction;
    Reversal reversal;
    std::optional<std::int64_t> unsettled;  ///< How many rows, when the reversal was through.

    Parts(ReversalKind what, Wanted which, std::unique_ptr<WriteTransaction> into)
        : kind(what),
          wanted(std::move(which)),
          transaction(std::move(into)),
          reversal(*transaction, wanted.target) {}
};

StepwiseReversal::StepwiseReversal(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
StepwiseReversal::~StepwiseReversal() = default;

Result<std::unique_ptr<StepwiseReversal>> StepwiseReversal::begin(Workspace& workspace, ReversalKind kind,
                                                                  ChangeNo import) {
    TRY_ASSIGN(Wanted wanted, wanted_reversal(workspace, kind, import));
    TRY_ASSIGN(auto transaction, begin_reversal(workspace, kind, wanted));
    return std::unique_ptr<StepwiseReversal>(
        new StepwiseReversal(std::make_unique<Parts>(kind, std::move(wanted), std::move(transaction))));
}

const std::string& StepwiseReversal::label() const { return parts_->wanted.step.label; }

double StepwiseReversal::progress() const {
    constexpr double kReverting = 0.6;  // The rest is writing history, clocks and derived figures.
    if (!parts_->unsettled) return kReverting * parts_->reversal.progress();
    if (*parts_->unsettled == 0) return 1;
    const auto left = static_cast<double>(parts_->transaction->unsettled());
    return 1 - (1 - kReverting) * std::min(1.0, left / static_cast<double>(*parts_->unsettled));
}

Result<bool> StepwiseReversal::step(std::int64_t rows) {
    TRY_ASSIGN(const bool reverted, parts_->reversal.step(rows));
    if (!reverted) return false;
    if (!parts_->unsettled) parts_->unsettled = parts_->transaction->unsettled();
    return parts_->transaction->settle(rows);
}

Result<Reverted> StepwiseReversal::commit() {
    TRY(step(std::numeric_limits<std::int64_t>::max()));
    Connection& connection = parts_->transaction->connection();
    const std::int64_t position = parts_->wanted.position;
    if (parts_->kind == ReversalKind::undo) TRY(mark(connection, position, 1, parts_->transaction->change()));
    if (parts_->kind == ReversalKind::redo) TRY(mark(connection, position, 0, ChangeNo::none));
    TRY(parts_->transaction->commit());
    return parts_->reversal.take_report();
}

Result<std::int64_t> reversal_size(Workspace& workspace, ReversalKind kind, ChangeNo import) {
    TRY_ASSIGN(const Wanted wanted, wanted_reversal(workspace, kind, import));
    return reversal_size(workspace.reader(), wanted.target);
}

namespace {

Result<Reverted> reverse(Workspace& workspace, ReversalKind kind, ChangeNo import = ChangeNo::none) {
    TRY_ASSIGN(auto reversal, StepwiseReversal::begin(workspace, kind, import));
    return reversal->commit();
}

}  // namespace

Result<Reverted> undo(Workspace& workspace) { return reverse(workspace, ReversalKind::undo); }
Result<Reverted> redo(Workspace& workspace) { return reverse(workspace, ReversalKind::redo); }
Result<Reverted> take_back(Workspace& workspace, ChangeNo import) {
    return reverse(workspace, ReversalKind::take_back, import);
}

}  // namespace perennial
