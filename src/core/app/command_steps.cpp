#include "core/app/command_steps.h"

#include <limits>
#include <variant>

namespace perennial {
namespace {

/// About 10 ms of work in the page.
constexpr std::int64_t kAtOnce = 300;

template <class Kind> Result<std::int64_t> size_of(Workspace&, const Kind& command) {
    if constexpr (requires { command.rows; })
        return static_cast<std::int64_t>(command.ids.size() + command.rows.size());
    return 0;
}
Result<std::int64_t> size_of(Workspace& workspace, const Undo&) {
    return reversal_size(workspace, ReversalKind::undo);
}
Result<std::int64_t> size_of(Workspace& workspace, const Redo&) {
    return reversal_size(workspace, ReversalKind::redo);
}
Result<std::int64_t> size_of(Workspace& workspace, const TakeBackImport& command) {
    return reversal_size(workspace, ReversalKind::take_back, ChangeNo{command.change});
}

}  // namespace

Result<std::unique_ptr<CommandSteps>> command_steps(Workspace& workspace, const Command& command) {
    return std::visit(
        [&]<class Kind>(const Kind& chosen) -> Result<std::unique_ptr<CommandSteps>> {
            if constexpr (DoneInSteps<Kind>) return steps_of(workspace, chosen);
            return nullptr;
        },
        command);
}

Result<bool> takes_long(Workspace& workspace, const Command& command) {
    TRY_ASSIGN(const std::int64_t size,
               std::visit([&](const auto& chosen) { return size_of(workspace, chosen); }, command));
    return size > kAtOnce;
}

Result<Outcome> run_steps(Result<std::unique_ptr<CommandSteps>> steps) {
    if (!steps) return std::unexpected(std::move(steps).error());
    bool done = false;
    while (!done) {
        TRY_ASSIGN(done, (*steps)->step(std::numeric_limits<std::int64_t>::max()));
    }
    return (*steps)->commit();
}

}  // namespace perennial
