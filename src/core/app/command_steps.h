// Commands that may be about very many records, carried out in steps within one transaction: in one go for few records, by a
// CommandJob between frames for many. Both ways are the same steps, so that they leave the same change.
#pragma once

#include <cstdint>
#include <memory>

#include "core/app/command.h"
#include "core/app/job.h"
#include "core/base/result.h"
#include "core/storage/workspace.h"

namespace perennial {

class CommandSteps {
public:
    virtual ~CommandSteps() = default;
    /// Works on about `rows` records; true when only the commit is left.
    virtual Result<bool> step(std::int64_t rows) = 0;
    virtual Progress progress() const = 0;
    /// Once, after the last step. Destroyed before, nothing has changed.
    virtual Result<Outcome> commit() = 0;
};

/// nullptr for a command that is not one of these. Errors: what is wrong with the command itself.
Result<std::unique_ptr<CommandSteps>> command_steps(Workspace& workspace, const Command& command);

/// Whether the command is about so many records that the page would stand still meanwhile.
Result<bool> takes_long(Workspace& workspace, const Command& command);

/// All steps at once.
Result<Outcome> run_steps(Result<std::unique_ptr<CommandSteps>> steps);

// commands_many.cpp
Result<std::unique_ptr<CommandSteps>> steps_of(Workspace& workspace, const DeleteRecords& command);
Result<std::unique_ptr<CommandSteps>> steps_of(Workspace& workspace, const RestoreRecords& command);
Result<std::unique_ptr<CommandSteps>> steps_of(Workspace& workspace, const TagContacts& command);
// commands_edit_many.cpp
Result<std::unique_ptr<CommandSteps>> steps_of(Workspace& workspace, const EditMany& command);
// commands_segments.cpp
Result<std::unique_ptr<CommandSteps>> steps_of(Workspace& workspace, const ChangeSegmentMembers& command);
// commands_undo.cpp
Result<std::unique_ptr<CommandSteps>> steps_of(Workspace& workspace, const Undo& command);
Result<std::unique_ptr<CommandSteps>> steps_of(Workspace& workspace, const Redo& command);
Result<std::unique_ptr<CommandSteps>> steps_of(Workspace& workspace, const TakeBackImport& command);

template <class Kind>
concept DoneInSteps = requires(Workspace& workspace, const Kind& command) { steps_of(workspace, command); };

}  // namespace perennial
