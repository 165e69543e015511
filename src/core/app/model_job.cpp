#include "core/app/model_job.h"

namespace perennial {

ModelJob::ModelJob(std::unique_ptr<analytics::Likelihood> likelihood, int resamples, std::uint64_t seed)
    : likelihood_(std::move(likelihood)), fit_(*likelihood_), resamples_(resamples), seed_(seed) {}

void ModelJob::step_once() {
    if (bootstrap_) {
        bootstrap_->step();
    } else if (fit_.step()) {
        estimate_ = fit_.estimate();
        if (resamples_ > 0) bootstrap_.emplace(*likelihood_, *estimate_, resamples_, seed_);
    }
}

bool ModelJob::step(const Stopwatch& stopwatch, double budget_ms) {
    while (!ended()) {
        step_once();
        if (stopwatch.elapsed_ms() >= budget_ms) break;
    }
    return ended();
}

Progress ModelJob::progress() const {
    const std::string name(analytics::model_name(likelihood_->kind()));
    if (!bootstrap_)
        return {"Fitting " + name, 0, 0, resamples_ > 0 ? 0.1 * fit_.fraction() : fit_.fraction()};
    return {"Resampling for the intervals of " + name, 0, 0, 0.1 + 0.9 * bootstrap_->fraction()};
}

Result<analytics::ModelEstimate> ModelJob::estimate() const {
    if (estimate_ && !cancelled_) return *estimate_;
    return fail(ErrorCode::cancelled, "The fit was stopped.");
}

std::span<const analytics::Parameters> ModelJob::draws() const {
    if (!bootstrap_) return {};
    return bootstrap_->draws();
}

}  // namespace perennial
