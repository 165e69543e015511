// Fits a model by maximum likelihood, in steps of a few milliseconds, so that the page stays usable; and again on resampled
// customers, for intervals.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/analytics/figure.h"
#include "core/analytics/likelihood.h"
#include "core/base/random.h"

namespace perennial::analytics {

struct ModelEstimate {
    ModelKind kind = ModelKind::bgnbd;
    Parameters parameters{};
    /// From the observed information; nullopt when the maximum lies on a bound or is flat.
    std::optional<Parameters> standard_errors;
    double log_likelihood = 0;
    std::int64_t customers = 0, repeat_customers = 0;
    std::size_t kinds = 0;  ///< Different histories among the customers.
    int evaluations = 0;
    SearchEnd end = SearchEnd::converged;
};

/// One maximisation. The likelihood must outlive it.
class ModelFit {
public:
    /// From the best of the model's own starts, and from the next best while a search does not end at a maximum.
    explicit ModelFit(Likelihood& likelihood);
    /// From a start, with another number of customers for each row.
    ModelFit(Likelihood& likelihood, const Parameters& start, std::vector<double> weights);

    /// Works on at most kRowsPerStep rows; true when it has ended.
    bool step();
    /// 0 to 1, a guess until it ends.
    double fraction() const;
    /// Once ended.
    const ModelEstimate& estimate() const { return estimate_; }

    static constexpr std::size_t kRowsPerStep = 500;

private:
    void evaluated();
    void start_search();
    void keep_search();

    Likelihood& likelihood_;
    std::vector<double> weights_;
    std::vector<std::pair<double, Parameters>> starts_;  ///< With their value, once known; the best last.
    std::size_t starts_known_ = 0;
    std::optional<NewtonSearch> search_;
    Evaluation sum_;
    std::size_t next_row_ = 0;
    bool ended_ = false, any_kept_ = false;
    ModelEstimate estimate_;
};

/// What happens to an estimate when the customers are drawn anew, with replacement, as many as there are (Efron 1979).
class Bootstrap {
public:
    Bootstrap(Likelihood& likelihood, const ModelEstimate& estimate, int resamples, std::uint64_t seed);
    bool step();
    double fraction() const;
    /// The parameters of each resample whose search ended at a maximum, in the order drawn.
    const std::vector<Parameters>& draws() const { return draws_; }
    bool ended() const { return drawn_ == resamples_; }
    /// Resamples that had none; they are left out, and many of them say that the data are too few.
    int failed() const { return failed_; }

private:
    void draw();

    Likelihood& likelihood_;
    Parameters start_;
    std::vector<std::size_t> row_of_customer_;
    Random random_;
    int resamples_, drawn_ = 0, failed_ = 0;
    std::optional<ModelFit> fit_;
    std::vector<Parameters> draws_;
};

/// The middle 95 % of what `quantity` comes to over the draws (percentile interval). nullopt with fewer than 20 draws.
std::optional<Interval> interval_over(std::span<const Parameters> draws,
                                      const std::function<double(const Parameters&)>& quantity);

}  // namespace perennial::analytics
