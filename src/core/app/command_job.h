// A command about very many records as a job: one change, the same that App::execute would make.
#pragma once

#include <memory>
#include <optional>

#include "core/app/command_steps.h"
#include "core/app/job.h"

namespace perennial {

class CommandJob final : public Job {
public:
    /// `steps` is never null.
    explicit CommandJob(std::unique_ptr<CommandSteps> steps);
    ~CommandJob() override;
    bool step(const Stopwatch& stopwatch, double budget_ms) override;
    Progress progress() const override;
    void cancel() override;
    bool ended() const override;
    /// Of a job that has ended. Errors: those of the command; cancelled.
    const Result<Outcome>& result() const;

private:
    void end(Result<Outcome> result);

    std::unique_ptr<CommandSteps> steps_;
    bool stepped_ = false;  ///< Only the commit is left.
    std::optional<Result<Outcome>> result_;
};

}  // namespace perennial
