#include "core/app/import_preview.h"

namespace perennial {
namespace {

bool same(const ImportRequest& a, const ImportRequest& b) {
    return a.bytes == b.bytes && a.file_name == b.file_name && a.source == b.source &&
           a.duplicates == b.duplicates && a.tag_everyone == b.tag_everyone && a.layout == b.layout;
}

}  // namespace

void ImportPreview::ask(Workspace& workspace, const ImportRequest& request) {
    const auto is_asked = [&](const Question& question) {
        return question.revision == workspace.revision() && same(question.request, request);
    };
    if (question_ && is_asked(*question_) && job_) return;
    if (!question_ && answer_ && is_asked(answer_->of)) return;
    stop();
    question_ = {request, workspace.revision()};
    question_->request.dry_run = true;
    question_->request.on_error = OnError::skip;  // Counts every row.
    job_ = std::make_unique<ImportJob>(workspace, question_->request);
}

void ImportPreview::stop() { job_.reset(); }

void ImportPreview::forget() {
    stop();
    question_.reset();
    answer_.reset();
}

bool ImportPreview::step(const Stopwatch& stopwatch, double budget_ms) {
    if (!job_ || !job_->step(stopwatch, budget_ms)) return false;
    answer_ = Answer{*std::move(question_), job_->report(), std::nullopt};
    if (auto result = job_->result(); !result) answer_->failure = std::move(result).error();
    question_.reset();
    job_.reset();
    return true;
}

}  // namespace perennial
