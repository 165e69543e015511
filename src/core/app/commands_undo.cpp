// Undo, redo and taking an import back, and what they say of what they left alone.
#include "core/app/command_steps.h"
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

class ReversalSteps final : public CommandSteps {
public:
    ReversalSteps(Workspace& workspace, ReversalKind kind, ChangeNo import)
        : workspace_(workspace), kind_(kind), import_(import) {}

    Result<bool> step(std::int64_t rows) override {
        if (!reversal_) {
            TRY_ASSIGN(reversal_, StepwiseReversal::begin(workspace_, kind_, import_));
            return false;
        }
        return reversal_->step(rows);
    }
    Progress progress() const override {
        static constexpr std::string_view kDoing[] = {"Undoing: ", "Doing again: ", "Taking back: "};
        Progress progress;
        progress.doing = kDoing[static_cast<std::size_t>(kind_)];
        if (!reversal_) return progress;
        progress.doing += reversal_->label();
        progress.fraction = reversal_->progress();
        return progress;
    }
    Result<Outcome> commit() override {
        static constexpr std::string_view kDone[] = {"Undone: ", "Done again: ", "Taken back: "};
        TRY_ASSIGN(const Reverted reverted, reversal_->commit());
        Outcome outcome;
        outcome.changed = reverted.change != ChangeNo::none;
        outcome.message = std::string(kDone[static_cast<std::size_t>(kind_)]) + reversal_->label() + ".";
        outcome.affected = reverted.rows;
        outcome.undoable = kind_ == ReversalKind::take_back;
        TRY_ASSIGN(outcome.notes, notes_of(workspace_, reverted));
        return outcome;
    }

private:
    Workspace& workspace_;
    ReversalKind kind_;
    ChangeNo import_;
    std::unique_ptr<StepwiseReversal> reversal_;
};

std::unique_ptr<CommandSteps> reversal_steps(Workspace& workspace, ReversalKind kind,
                                             ChangeNo import = ChangeNo::none) {
    return std::make_unique<ReversalSteps>(workspace, kind, import);
}

}  // namespace

Result<std::unique_ptr<CommandSteps>> steps_of(Workspace& workspace, const Undo&) {
    return reversal_steps(workspace, ReversalKind::undo);
}

Result<std::unique_ptr<CommandSteps>> steps_of(Workspace& workspace, const Redo&) {
    return reversal_steps(workspace, ReversalKind::redo);
}

Result<std::unique_ptr<CommandSteps>> steps_of(Workspace& workspace, const TakeBackImport& command) {
    return reversal_steps(workspace, ReversalKind::take_back, ChangeNo{command.change});
}

}  // namespace perennial
