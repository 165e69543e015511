#include "core/app/app.h"

#include <variant>

#include "core/app/command_steps.h"
#include "core/app/commands.h"

namespace perennial {

Result<Outcome> App::execute(const Command& command) {
    return std::visit(
        [this]<class Kind>(const Kind& chosen) {
            if constexpr (DoneInSteps<Kind>)
                return run_steps(steps_of(workspace_, chosen));
            else
                return run(workspace_, chosen);
        },
        command);
}

Result<Outcome> finish(WriteTransaction& transaction, std::string message, std::vector<Id> ids,
                       std::int64_t affected) {
    TRY_ASSIGN(const auto committed, transaction.commit());
    Outcome outcome;
    if (committed.empty) return outcome;
    if (ids.size() > kMostListed) ids.resize(kMostListed);
    outcome.message = std::move(message);
    outcome.ids = std::move(ids);
    outcome.affected = affected;
    outcome.changed = true;
    outcome.undoable = true;
    return outcome;
}

}  // namespace perennial
