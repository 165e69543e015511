#include "core/analytics/newton_search.h"

#include <algorithm>
#include <cmath>

namespace perennial::analytics {
namespace {

constexpr int kMostSteps = 300;
constexpr double kLongestStep = 2.0;     // Of a logarithm: a factor of 7.4.
constexpr double kPromiseAtEnd = 1e-10;  // Of log-likelihood.
constexpr double kMostDamping = 1e12;

/// The lower triangle L of matrix = L L'; nullopt when it is not positive definite.
std::optional<Square> cholesky(const Square& matrix, std::size_t count) {
    Square lower{};
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = matrix[i][j];
            for (std::size_t k = 0; k < j; ++k) sum -= lower[i][k] * lower[j][k];
            if (i != j) {
                lower[i][j] = sum / lower[j][j];
            } else {
                // Digits lost to cancellation would make a direction out of noise.
                if (!(sum > 1e-13 * std::abs(matrix[i][i]))) return std::nullopt;
                lower[i][i] = std::sqrt(sum);
            }
        }
    }
    return lower;
}

Parameters solve(const Square& lower, const Parameters& right, std::size_t count) {
    Parameters x = right;
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = 0; k < i; ++k) x[i] -= lower[i][k] * x[k];
        x[i] /= lower[i][i];
    }
    for (std::size_t i = count; i-- > 0;) {
        for (std::size_t k = i + 1; k < count; ++k) x[i] -= lower[k][i] * x[k];
        x[i] /= lower[i][i];
    }
    return x;
}

bool all_finite(const Evaluation& evaluation) {
    double sum = evaluation.value;
    for (std::size_t i = 0; i < kMaxParameters; ++i) {
        sum += evaluation.gradient[i];
        for (const double entry : evaluation.hessian[i]) sum += entry;
    }
    return std::isfinite(sum);
}

}  // namespace

std::optional<Square> inverse_of_positive(const Square& matrix, std::size_t count) {
    const auto lower = cholesky(matrix, count);
    if (!lower) return std::nullopt;
    Square inverse{};
    for (std::size_t j = 0; j < count; ++j) {
        Parameters unit{};
        unit[j] = 1;
        const Parameters column = solve(*lower, unit, count);
        for (std::size_t i = 0; i < count; ++i) inverse[i][j] = column[i];
    }
    return inverse;
}

NewtonSearch::NewtonSearch(std::size_t count, const Parameters& start, const Bounds& bounds)
    : count_(count), bounds_(bounds), trial_(start) {
    for (std::size_t i = 0; i < count_; ++i) trial_[i] = std::clamp(start[i], bounds.low[i], bounds.high[i]);
    best_ = trial_;
}

bool NewtonSearch::held(std::size_t i) const {
    return (best_[i] <= bounds_.low[i] && evaluation_.gradient[i] <= 0) ||
           (best_[i] >= bounds_.high[i] && evaluation_.gradient[i] >= 0);
}

void NewtonSearch::finish() {
    bool any_held = false;
    for (std::size_t i = 0; i < count_; ++i) any_held |= held(i);
    end_ = any_held ? SearchEnd::at_bound : SearchEnd::converged;
}

void NewtonSearch::tell(const Evaluation& evaluation) {
    ++steps_;
    const bool usable = all_finite(evaluation);
    if (!started_) {
        started_ = true;
        if (!usable) {
            end_ = SearchEnd::gave_up;
            return;
        }
        evaluation_ = evaluation;
    } else if (usable && evaluation.value >= evaluation_.value) {
        const double gained = evaluation.value - evaluation_.value;
        // The quadratic is trusted more where it kept its promise, and less where it did not.
        damping_ = gained > 0.5 * promised_ ? (damping_ < 1e-6 ? 0 : damping_ / 10) : damping_ * 2;
        evaluation_ = evaluation;
        best_ = trial_;
    } else {
        if (usable && promised_ < 1e-6) {  // Closer than rounding allows to tell: this is the top.
            finish();
            return;
        }
        damping_ = std::max(damping_ * 8, 1e-3);
    }
    if (steps_ >= kMostSteps || damping_ > kMostDamping) {
        end_ = SearchEnd::gave_up;
        return;
    }
    choose_step();
}

void NewtonSearch::choose_step() {
    Square curvature{};
    Parameters slope{};
    for (std::size_t i = 0; i < count_; ++i) {
        const bool i_held = held(i);
        slope[i] = i_held ? 0 : evaluation_.gradient[i];
        for (std::size_t j = 0; j < count_; ++j) {
            curvature[i][j] = i_held || held(j) ? 0 : -evaluation_.hessian[i][j];
        }
        if (i_held) curvature[i][i] = 1;
    }
    std::optional<Square> lower;
    for (;;) {
        Square damped = curvature;
        for (std::size_t i = 0; i < count_; ++i) {
            damped[i][i] += damping_ * std::max(std::abs(curvature[i][i]), 1e-3);
        }
        lower = cholesky(damped, count_);
        if (lower || damping_ > kMostDamping) break;
        damping_ = std::max(damping_ * 4, 1e-3);
    }
    if (!lower) {
        end_ = SearchEnd::gave_up;
        return;
    }
    Parameters step = solve(*lower, slope, count_);
    double longest = 0;
    for (std::size_t i = 0; i < count_; ++i) longest = std::max(longest, std::abs(step[i]));
    if (longest > kLongestStep) {
        for (double& part : step) part *= kLongestStep / longest;
    }
    promised_ = 0;
    for (std::size_t i = 0; i < count_; ++i) {
        promised_ += slope[i] * step[i];
        for (std::size_t j = 0; j < count_; ++j) promised_ -= 0.5 * step[i] * curvature[i][j] * step[j];
        trial_[i] = std::clamp(best_[i] * std::exp(step[i]), bounds_.low[i], bounds_.high[i]);
    }
    if (promised_ < kPromiseAtEnd && damping_ < 1) finish();
}

}  // namespace perennial::analytics
