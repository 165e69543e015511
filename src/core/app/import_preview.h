// What would become of a file, known while its columns are still being matched: a check of every row in the background,
// begun anew whenever the question or the workspace has changed. Sliced like a job, but nobody waits for it: whoever wants
// to write calls stop() first, and the next ask() begins again.
#pragma once

#include <memory>
#include <optional>

#include "core/app/import_job.h"

namespace perennial {

class ImportPreview {
public:
    /// Makes sure that the answer to `request` is there or on its way. What it says of `on_error` and `remember` changes no
    /// answer. Must not be called while somebody else writes.
    void ask(Workspace& workspace, const ImportRequest& request);
    /// Rolls a check that is running back.
    void stop();
    /// Stops, and forgets what was answered.
    void forget();

    bool working() const { return job_ != nullptr; }
    /// True when the check has ended. Does nothing when none is running.
    bool step(const Stopwatch& stopwatch, double budget_ms);
    /// Of the check that is running.
    Progress progress() const { return job_ ? job_->progress() : Progress{}; }

    /// The answer to what was asked last; none while it is being worked out, or when there is none.
    const ImportReport* report() const { return question_ ? nullptr : latest(); }
    /// Why what was asked last has no answer: no column says when the orders were placed, the file cannot be read on.
    const Error* failure() const {
        return !question_ && answer_ && answer_->failure ? &*answer_->failure : nullptr;
    }
    /// The latest answer, perhaps to what was asked before, and the layout that it is about.
    const ImportReport* latest() const { return answer_ && !answer_->failure ? &answer_->report : nullptr; }
    const ImportLayout* latest_layout() const { return latest() ? &answer_->of.request.layout : nullptr; }

private:
    struct Question {
        ImportRequest request;
        std::uint64_t revision = 0;
    };
    struct Answer {
        Question of;
        ImportReport report;
        std::optional<Error> failure;
    };

    std::unique_ptr<ImportJob> job_;
    std::optional<Question> question_;  ///< Not answered yet.
    std::optional<Answer> answer_;
};

}  // namespace perennial
