#include "core/analytics/model_fit.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/analytics/quantiles.h"

namespace perennial::analytics {
namespace {

std::vector<double> own_weights(const Likelihood& likelihood) {
    std::vector<double> weights;
    for (const WeightedHistory& row : likelihood.rows()) weights.push_back(row.customers);
    return weights;
}

std::optional<Parameters> standard_errors(const Evaluation& by_logarithm, const Parameters& parameters,
                                          std::size_t count) {
    Square information = by_logarithm.hessian;
    for (auto& row : information) {
        for (double& entry : row) entry = -entry;
    }
    const auto covariance = inverse_of_positive(information, count);
    if (!covariance) return std::nullopt;
    Parameters errors{};
    for (std::size_t i = 0; i < count; ++i) errors[i] = parameters[i] * std::sqrt((*covariance)[i][i]);
    return errors;
}

}  // namespace

ModelFit::ModelFit(Likelihood& likelihood) : likelihood_(likelihood), weights_(own_weights(likelihood)) {
    for (const Parameters& start : likelihood.starts()) starts_.emplace_back(0, start);
    likelihood_.set_parameters(starts_.front().second);
}

ModelFit::ModelFit(Likelihood& likelihood, const Parameters& start, std::vector<double> weights)
    : likelihood_(likelihood), weights_(std::move(weights)), starts_{{0, start}}, starts_known_(1) {
    start_search();
}

bool ModelFit::step() {
    if (ended_) return true;
    const std::size_t end = std::min(weights_.size(), next_row_ + kRowsPerStep);
    for (; next_row_ < end; ++next_row_) {
        if (weights_[next_row_] > 0) likelihood_.add_row(next_row_, weights_[next_row_], sum_);
    }
    if (next_row_ == weights_.size()) evaluated();
    return ended_;
}

void ModelFit::evaluated() {
    ++estimate_.evaluations;
    const Evaluation sum = std::exchange(sum_, {});
    next_row_ = 0;
    if (starts_known_ < starts_.size()) {
        starts_[starts_known_].first = std::isfinite(sum.value) ? sum.value : -HUGE_VAL;
        if (++starts_known_ < starts_.size()) {
            likelihood_.set_parameters(starts_[starts_known_].second);
            return;
        }
        std::ranges::sort(starts_, {}, [](const auto& start) { return start.first; });
        start_search();
        return;
    }
    search_->tell(by_logarithms(sum, search_->point()));
    if (!search_->ended()) {
        likelihood_.set_parameters(search_->point());
        return;
    }
    keep_search();
    if (search_->end() == SearchEnd::converged || starts_.empty()) {
        ended_ = true;
    } else {
        start_search();
    }
}

void ModelFit::start_search() {
    search_.emplace(likelihood_.parameter_count(), starts_.back().second, likelihood_.bounds());
    starts_.pop_back();
    starts_known_ = starts_.size();
    likelihood_.set_parameters(search_->point());
}

void ModelFit::keep_search() {
    const Evaluation& best = search_->best_evaluation();
    if (any_kept_ && best.value <= estimate_.log_likelihood) return;
    any_kept_ = true;
    estimate_.kind = likelihood_.kind();
    estimate_.parameters = search_->best();
    estimate_.log_likelihood = best.value;
    estimate_.end = search_->end();
    estimate_.standard_errors = search_->end() == SearchEnd::converged
                                    ? standard_errors(best, search_->best(), likelihood_.parameter_count())
                                    : std::nullopt;
    double customers = 0, repeating = 0;
    for (std::size_t row = 0; row < weights_.size(); ++row) {
        customers += weights_[row];
        if (likelihood_.rows()[row].history.repeats > 0) repeating += weights_[row];
    }
    estimate_.customers = std::llround(customers);
    estimate_.repeat_customers = std::llround(repeating);
    estimate_.kinds = weights_.size();
}

double ModelFit::fraction() const {
    if (ended_) return 1;
    // A fit's number of evaluations is not known before; CDNOW takes about 10.
    const double done =
        estimate_.evaluations + static_cast<double>(next_row_) / static_cast<double>(weights_.size());
    return done / (done + 15);
}

Bootstrap::Bootstrap(Likelihood& likelihood, const ModelEstimate& estimate, int resamples, std::uint64_t seed)
    : likelihood_(likelihood), start_(estimate.parameters), random_(seed), resamples_(resamples) {
    for (std::size_t row = 0; row < likelihood.rows().size(); ++row) {
        const auto customers = static_cast<std::size_t>(std::llround(likelihood.rows()[row].customers));
        row_of_customer_.insert(row_of_customer_.end(), customers, row);
    }
}

void Bootstrap::draw() {
    std::vector<double> weights(likelihood_.rows().size(), 0.0);
    for (std::size_t i = 0; i < row_of_customer_.size(); ++i) {
        weights[row_of_customer_[static_cast<std::size_t>(random_.below(row_of_customer_.size()))]] += 1;
    }
    fit_.emplace(likelihood_, start_, std::move(weights));
}

bool Bootstrap::step() {
    if (ended()) return true;
    if (!fit_) draw();
    if (!fit_->step()) return false;
    if (fit_->estimate().end == SearchEnd::converged) {
        draws_.push_back(fit_->estimate().parameters);
    } else {
        ++failed_;
    }
    fit_.reset();
    ++drawn_;
    return ended();
}

double Bootstrap::fraction() const {
    const double current = fit_ ? fit_->fraction() : 0;
    return resamples_ == 0 ? 1 : (drawn_ + current) / resamples_;
}

std::optional<Interval> interval_over(std::span<const Parameters> draws,
                                      const std::function<double(const Parameters&)>& quantity) {
    constexpr double kLevel = 0.95;
    if (draws.size() < 20) return std::nullopt;
    std::vector<double> values;
    for (const Parameters& draw : draws) values.push_back(quantity(draw));
    std::ranges::sort(values);
    return Interval{quantile(values, (1 - kLevel) / 2), quantile(values, (1 + kLevel) / 2), kLevel,
                    "bootstrap percentiles"};
}

}  // namespace perennial::analytics
