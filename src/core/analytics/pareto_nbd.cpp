#include "core/analytics/pareto_nbd.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace perennial::analytics {
namespace {

// The likelihood of a customer is usually written with two hypergeometric functions whose difference cancels. They are Euler's
// integral of something simple, positive and smooth, which is computed as what it is:
//
//   L = G(r+x)/G(r) alpha^r beta^s { (alpha+T)^-(r+x) (beta+T)^-s + s INTEGRAL }
//   INTEGRAL = of (alpha+y)^-(r+x) (beta+y)^-(s+1) over y from t to T
//
// (alive until T, or gone at y). Derivatives by the parameters are the same integral with simple factors. In v =
// log(min(alpha, beta) + y) the logarithm of the integrand is concave and its nearest singularity pi away, so that panels of
// a limited range are exact to rounding with twelve points of Gauss and Legendre.

constexpr std::array<double, 6> kNodes{0.1252334085114689, 0.3678314989981802, 0.5873179542866175,
                                       0.7699026741943047, 0.9041172563704749, 0.9815606342467193};
constexpr std::array<double, 6> kWeights{0.2491470458134028, 0.2334925365383548, 0.2031674267230659,
                                         0.1600783285433462, 0.1069393259953184, 0.0471753363865118};

/// What is integrated, at one y.
struct Point {
    double weight = 0;  ///< Of the quadrature times the integrand, relative to exp(reference).
    double log_alpha = 0, log_beta = 0;  ///< log(alpha + y), log(beta + y).
    double by_alpha = 0, by_beta = 0;    ///< Their derivatives by y.
};

/// Calls `use(Point)` at every point of the quadrature from `from` to `to`.
template <class Use>
void integrate(const Parameters& p, double repeats, double from, double to, double reference, Use&& use) {
    const double buying = p[0] + repeats, leaving = p[2] + 1, nearest = std::min(p[1], p[3]);
    const double alpha_over = p[1] - nearest, beta_over = p[3] - nearest;
    const double begin = std::log(nearest + from), end = std::log(nearest + to);
    const double width = std::min(3.0, 10 / (buying + leaving + 1));
    const auto panels = static_cast<std::int64_t>(std::ceil((end - begin) / width));
    double highest = -1e300;
    for (std::int64_t panel = 0; panel < panels; ++panel) {
        const double half = (end - begin) / static_cast<double>(2 * panels);
        const double middle = begin + half * static_cast<double>(2 * panel + 1);
        double highest_here = -1e300;
        for (std::size_t i = 0; i < 2 * kNodes.size(); ++i) {
            const double node = i % 2 == 0 ? kNodes[i / 2] : -kNodes[i / 2];
            const double v = middle + half * node, shifted = std::exp(v);
            Point point;
            point.log_alpha = alpha_over == 0 ? v : std::log(shifted + alpha_over);
            point.log_beta = beta_over == 0 ? v : std::log(shifted + beta_over);
            point.by_alpha = 1 / (shifted + alpha_over);
            point.by_beta = 1 / (shifted + beta_over);
            const double exponent = v - buying * point.log_alpha - leaving * point.log_beta - reference;
            highest_here = std::max(highest_here, exponent);
            point.weight = half * kWeights[i / 2] * std::exp(exponent);
            use(point);
        }
        // Concave: once far below its top the rest adds nothing.
        if (highest_here < highest - 45) break;
        highest = std::max(highest, highest_here);
    }
}

/// The log of what a history is worth if it ends at `time`, its age or its last purchase.
double log_at(const Parameters& p, double repeats, double time) {
    return -(p[0] + repeats) * std::log(p[1] + time) - p[2] * std::log(p[3] + time);
}
double log_of_alive(const Parameters& p, const PurchaseHistory& history) {
    return log_at(p, history.repeats, history.age);
}

/// The larger of what is added up, so that nothing overflows.
double reference_of(const Parameters& p, const PurchaseHistory& history, double log_alive) {
    return std::max(log_alive, log_at(p, history.repeats, history.last));
}

}  // namespace

Bounds ParetoNbdLikelihood::bounds() const {
    const double time = typical_age(rows_);
    return {{1e-4, 1e-5 * time, 1e-4, 1e-5 * time}, {1e3, 1e5 * time, 1e3, 1e5 * time}};
}

std::vector<Parameters> ParetoNbdLikelihood::starts() const {
    const double rate = 2 * repeats_per_time(rows_), time = typical_age(rows_);
    return {{1, 1 / rate, 1, time / 2},
            {0.5, 0.5 / rate, 0.5, time / 4},
            {3, 3 / rate, 1, time},
            {0.25, 0.25 / rate, 2, time}};
}

void ParetoNbdLikelihood::set_parameters(const Parameters& parameters) {
    parameters_ = parameters;
    of_r_.compute(parameters[0], static_cast<std::size_t>(most_repeats(rows_)));
}

namespace {

/// A sum of parts, each exp(h) with the derivatives of h by r, alpha, s, beta, and the sum's own derivatives.
struct SumOfParts {
    double sum = 0;
    Parameters first{};
    Square second{};

    /// h is -buying log(alpha + y) - leaving log(beta + y) and what is linear in r and s; `d` are its derivatives.
    void add(double part, const Parameters& d, double buying, double leaving, double by_alpha,
             double by_beta) {
        sum += part;
        for (std::size_t i = 0; i < kMaxParameters; ++i) {
            first[i] += part * d[i];
            for (std::size_t j = 0; j <= i; ++j) second[i][j] += part * d[i] * d[j];
        }
        second[1][0] -= part * by_alpha;
        second[1][1] += part * buying * by_alpha * by_alpha;
        second[3][2] -= part * by_beta;
        second[3][3] += part * leaving * by_beta * by_beta;
    }
};

}  // namespace

void ParetoNbdLikelihood::add_row(std::size_t row, double weight, Evaluation& into) const {
    const PurchaseHistory& history = rows_[row].history;
    const auto& [r, alpha, s, beta] = parameters_;
    const auto x = static_cast<std::size_t>(history.repeats);
    const double buying = r + history.repeats;
    const double log_alive = log_of_alive(parameters_, history);
    const double reference = reference_of(parameters_, history, log_alive);

    SumOfParts parts;
    const double by_alpha = 1 / (alpha + history.age), by_beta = 1 / (beta + history.age);
    parts.add(
        std::exp(log_alive - reference),
        {-std::log(alpha + history.age), -buying * by_alpha, -std::log(beta + history.age), -s * by_beta},
        buying, s, by_alpha, by_beta);
    const auto add_gone = [&](const Point& point) {
        const double gone = s * point.weight;
        parts.add(
            gone,
            {-point.log_alpha, -buying * point.by_alpha, 1 / s - point.log_beta, -(s + 1) * point.by_beta},
            buying, s + 1, point.by_alpha, point.by_beta);
        parts.second[2][2] -= gone / (s * s);
    };
    if (history.age > history.last) {
        integrate(parameters_, history.repeats, history.last, history.age, reference, add_gone);
    }

    const double inverse = 1 / parts.sum;
    Parameters gradient{};
    Square hessian{};
    for (std::size_t i = 0; i < kMaxParameters; ++i) {
        gradient[i] = parts.first[i] * inverse;
        for (std::size_t j = 0; j <= i; ++j)
            hessian[i][j] = parts.second[i][j] * inverse - gradient[i] * gradient[j];
    }
    into.value += weight * (of_r_.log_value[x] + r * std::log(alpha) + s * std::log(beta) + reference +
                            std::log(parts.sum));
    gradient[0] += of_r_.first[x] + std::log(alpha);
    gradient[1] += r / alpha;
    gradient[2] += std::log(beta);
    gradient[3] += s / beta;
    hessian[0][0] += of_r_.second[x];
    hessian[1][0] += 1 / alpha;
    hessian[1][1] -= r / (alpha * alpha);
    hessian[3][2] += 1 / beta;
    hessian[3][3] -= s / (beta * beta);
    add_weighted(weight, gradient, hessian, into);
}

double pareto_nbd_alive(const Parameters& parameters, const PurchaseHistory& history) {
    const double log_alive = log_of_alive(parameters, history);
    const double reference = reference_of(parameters, history, log_alive);
    const double alive = std::exp(log_alive - reference);
    double gone = 0;
    if (history.age > history.last) {
        integrate(parameters, history.repeats, history.last, history.age, reference,
                  [&](const Point& point) { gone += parameters[2] * point.weight; });
    }
    return alive / (alive + gone);
}

namespace {

/// (1 - (1 + c)^-(s-1)) / (s-1), also where s is 1.
double discount_of_leaving(double s, double c) {
    const double log_one = std::log1p(c);
    return std::abs(s - 1) < 1e-12 ? log_one : -std::expm1(-(s - 1) * log_one) / (s - 1);
}

}  // namespace

double pareto_nbd_expected(const Parameters& parameters, const PurchaseHistory& history, double time) {
    const auto& [r, alpha, s, beta] = parameters;
    const double rate = (r + history.repeats) / (alpha + history.age), watched = beta + history.age;
    return pareto_nbd_alive(parameters, history) * rate * watched * discount_of_leaving(s, time / watched);
}

double pareto_nbd_expected_of_new(const Parameters& parameters, double time) {
    const auto& [r, alpha, s, beta] = parameters;
    return r / alpha * beta * discount_of_leaving(s, time / beta);
}

}  // namespace perennial::analytics
