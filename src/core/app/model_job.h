// A model of buying fitted between two frames: the fit, then resamples for its intervals.
#pragma once

#include <memory>
#include <optional>

#include "core/analytics/model_fit.h"
#include "core/app/job.h"

namespace perennial {

class ModelJob final : public Job {
public:
    /// `resamples` 0: no intervals.
    ModelJob(std::unique_ptr<analytics::Likelihood> likelihood, int resamples, std::uint64_t seed);
    bool step(const Stopwatch& stopwatch, double budget_ms) override;
    Progress progress() const override;
    void cancel() override { cancelled_ = true; }
    bool ended() const override { return cancelled_ || (estimate_ && (!bootstrap_ || bootstrap_->ended())); }

    /// Errors: cancelled.
    Result<analytics::ModelEstimate> estimate() const;
    /// The resamples' parameters, once ended; empty without resamples.
    std::span<const analytics::Parameters> draws() const;
    int failed_resamples() const { return bootstrap_ ? bootstrap_->failed() : 0; }
    const analytics::Likelihood& likelihood() const { return *likelihood_; }

private:
    void step_once();

    std::unique_ptr<analytics::Likelihood> likelihood_;
    analytics::ModelFit fit_;
    int resamples_;
    std::uint64_t seed_;
    std::optional<analytics::ModelEstimate> estimate_;
    std::optional<analytics::Bootstrap> bootstrap_;
    bool cancelled_ = false;
};

}  // namespace perennial
