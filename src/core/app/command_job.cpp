#include "core/app/command_job.h"

#include <utility>

namespace perennial {
namespace {

constexpr std::int64_t kRowsBetweenLooks = 32;

}  // namespace

CommandJob::CommandJob(std::unique_ptr<CommandSteps> steps) : steps_(std::move(steps)) {}
CommandJob::~CommandJob() = default;

/// A few records, or the commit; it has a slice to itself, as nothing can be taken off it.
bool CommandJob::step(const Stopwatch& stopwatch, double budget_ms) {
    if (ended()) return true;
    if (stepped_) {
        end(steps_->commit());
        return true;
    }
    do {
        const auto done = steps_->step(kRowsBetweenLooks);
        if (!done) end(std::unexpected(done.error()));
        stepped_ = done && *done;
    } while (!ended() && !stepped_ && stopwatch.elapsed_ms() < budget_ms);
    return ended();
}

Progress CommandJob::progress() const { return steps_ ? steps_->progress() : Progress{}; }

void CommandJob::cancel() {
    if (!ended())
        end(std::unexpected(Error{ErrorCode::cancelled, "Stopped. Nothing was changed.", std::nullopt}));
}

bool CommandJob::ended() const { return result_.has_value(); }
const Result<Outcome>& CommandJob::result() const { return *result_; }

/// Whatever is not committed by now is rolled back.
void CommandJob::end(Result<Outcome> result) {
    result_ = std::move(result);
    steps_.reset();
}

}  // namespace perennial
