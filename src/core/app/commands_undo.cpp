// Undo, redo and taking an import back, and what they say of what they left alone.
#include "core/app/commands.h"
#include "core/app/words.h"

namespace perennial {
namespace {

constexpr std::size_t kNotes = 20;

/// "Name of Ines Duarte stays: "Edit Ines Duarte" changed it since."
Result<std::string> note_of(Workspace& workspace, const LeftAlone& left) {
    const Table& description = table(left.table);
    std::string what =
        left.field ? "\"" + std::string(description.fields[*left.field].label) + "\" of a " : "A ";
    if (description.kind == TableKind::member) {
        what += "contact's " + singular_words(description);
    } else {
        TRY_ASSIGN(const std::string words, record_words(workspace, left.table, left.row));
        what =
            left.field ? "\"" + std::string(description.fields[*left.field].label) + "\" of " + words : words;
        what = message_start(left.field ? TableId::contact : left.table, what);
    }
    TRY_ASSIGN(const Change since, workspace.change(left.since));
    return what + " stays: \"" + since.label + "\" came after it.";
}

Result<std::vector<std::string>> notes_of(Workspace& workspace, const Reverted& reverted) {
    std::vector<std::string> notes;
    for (const LeftAlone& left : reverted.left_alone) {
        if (notes.size() == kNotes) break;
        TRY_ASSIGN(std::string note, note_of(workspace, left));
        notes.push_back(std::move(note));
    }
    const auto listed = static_cast<std::int64_t>(notes.size());
    if (reverted.left_alone_count > listed) {
        notes.push_back("And " + grouped(reverted.left_alone_count - listed) + " more.");
    }
    return notes;
}

Result<Outcome> outcome_of(Workspace& workspace, const Reverted& reverted, std::string message) {
    Outcome outcome;
    outcome.changed = reverted.change != ChangeNo::none;
    outcome.message = std::move(message);
    outcome.affected = reverted.rows;
    TRY_ASSIGN(outcome.notes, notes_of(workspace, reverted));
    return outcome;
}

}  // namespace

Result<Outcome> run(Workspace& workspace, const Undo&) {
    TRY_ASSIGN(const UndoState before, undo_state(workspace));
    TRY_ASSIGN(const Reverted reverted, undo(workspace));
    return outcome_of(workspace, reverted,
                      "Undone: " + (before.undo ? before.undo->label : std::string()) + ".");
}

Result<Outcome> run(Workspace& workspace, const Redo&) {
    TRY_ASSIGN(const UndoState before, undo_state(workspace));
    TRY_ASSIGN(const Reverted reverted, redo(workspace));
    return outcome_of(workspace, reverted,
                      "Done again: " + (before.redo ? before.redo->label : std::string()) + ".");
}

Result<Outcome> run(Workspace& workspace, const TakeBackImport& command) {
    const ChangeNo number{command.change};
    TRY_ASSIGN(const Reverted reverted, take_back(workspace, number));
    TRY_ASSIGN(const Change import, workspace.change(number));
    TRY_ASSIGN(Outcome outcome, outcome_of(workspace, reverted, "Taken back: " + import.label + "."));
    outcome.undoable = true;
    return outcome;
}

}  // namespace perennial
