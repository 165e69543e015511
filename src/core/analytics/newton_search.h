// Finds the maximum of a function of a few positive parameters by damped Newton steps in their logarithms. It asks for a
// point and is told the value and derivatives there, so that a long sum can be computed in slices between two frames.
// Invariant: the best point only ever gets better; every point lies within the bounds.
#pragma once

#include <cstdint>
#include <optional>

#include "core/analytics/evaluation.h"

namespace perennial::analytics {

/// Least and greatest value of each parameter, above 0.
struct Bounds {
    Parameters low{}, high{};
};

enum class SearchEnd : std::uint8_t {
    converged,
    at_bound,  ///< The maximum lies on a bound: the data do not say how large that parameter is.
    gave_up,   ///< Too many steps, or no step goes up any more far from a maximum.
};

class NewtonSearch {
public:
    /// `count` parameters; `start` is moved into the bounds.
    NewtonSearch(std::size_t count, const Parameters& start, const Bounds& bounds);

    /// Where to evaluate next.
    const Parameters& point() const { return trial_; }
    /// Value and derivatives by the *logarithms* of the parameters at point(). A value that is no number is a step too far.
    void tell(const Evaluation& evaluation);

    bool ended() const { return end_.has_value(); }
    /// Why; only after it has ended.
    SearchEnd end() const { return *end_; }
    const Parameters& best() const { return best_; }
    const Evaluation& best_evaluation() const { return evaluation_; }

private:
    void choose_step();
    void finish();
    bool held(std::size_t i) const;

    std::size_t count_;
    Bounds bounds_;
    Parameters trial_, best_;
    Evaluation evaluation_;
    bool started_ = false;
    double damping_ = 0;
    double promised_ = 0;  ///< What the quadratic promises for the trial.
    int steps_ = 0;
    std::optional<SearchEnd> end_;
};

/// The inverse of a symmetric positive definite matrix of `count` rows; nullopt when it is not one.
std::optional<Square> inverse_of_positive(const Square& matrix, std::size_t count);

}  // namespace perennial::analytics
