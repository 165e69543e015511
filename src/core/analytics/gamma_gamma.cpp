#include "core/analytics/gamma_gamma.h"

#include <cmath>

#include "core/analytics/special_functions.h"

namespace perennial::analytics {

double GammaGammaLikelihood::mean_spend() const {
    double customers = 0, sum = 0;
    for (const WeightedHistory& row : rows_) {
        customers += row.customers;
        sum += row.customers * row.history.spend;
    }
    return sum / customers;
}

Bounds GammaGammaLikelihood::bounds() const {
    const double mean = mean_spend();
    return {{1e-3, 1e-3, 1e-5 * mean}, {1e5, 1e4, 1e5 * mean}};
}

std::vector<Parameters> GammaGammaLikelihood::starts() const {
    // With mean p gamma / (q - 1) as observed.
    const double mean = mean_spend();
    return {{5, 3, 2 * mean / 5}, {1, 3, 2 * mean}, {20, 5, 4 * mean / 20}, {2, 11, 10 * mean / 2}};
}

void GammaGammaLikelihood::set_parameters(const Parameters& parameters) {
    parameters_ = parameters;
    const double q = parameters[1];
    log_gamma_of_q_ = std::lgamma(q);
    digamma_of_q_ = digamma(q);
    trigamma_of_q_ = trigamma(q);
}

// The density of the mean amount z of x purchases (Fader and Hardie 2013, equation 1a), in logarithms.
void GammaGammaLikelihood::add_row(std::size_t row, double weight, Evaluation& into) const {
    const auto& [x, last, age, z] = rows_[row].history;
    const double p = parameters_[0], q = parameters_[1], scale = parameters_[2];
    const double all = p * x + q, total = scale + x * z, log_total = std::log(total),
                 log_spent = std::log(x * z);
    into.value += weight * (std::lgamma(all) - std::lgamma(p * x) - log_gamma_of_q_ + q * std::log(scale) +
                            p * x * log_spent - std::log(z) - all * log_total);

    const double digamma_all = digamma(all), trigamma_all = trigamma(all), by_total = 1 / total;
    const Parameters gradient{x * (digamma_all - digamma(p * x) + log_spent - log_total),
                              digamma_all - digamma_of_q_ + std::log(scale) - log_total,
                              q / scale - all * by_total};
    const Square hessian{
        {{x * x * (trigamma_all - trigamma(p * x))},
         {x * trigamma_all, trigamma_all - trigamma_of_q_},
         {-x * by_total, 1 / scale - by_total, -q / (scale * scale) + all * by_total * by_total}}};
    add_weighted(weight, gradient, hessian, into);
}

std::optional<double> gamma_gamma_expected(const Parameters& parameters, const PurchaseHistory& history) {
    const double p = parameters[0], q = parameters[1], scale = parameters[2];
    const double below = p * history.repeats + q - 1;
    if (below <= 0) return std::nullopt;
    return p * (scale + history.repeats * history.spend) / below;
}

std::optional<double> spend_correlation(std::span<const PurchaseHistory> histories) {
    double n = 0, sum_x = 0, sum_z = 0;
    for (const PurchaseHistory& history : histories) {
        if (history.repeats <= 0) continue;
        n += 1;
        sum_x += history.repeats;
        sum_z += history.spend;
    }
    if (n < 3) return std::nullopt;
    double xx = 0, zz = 0, xz = 0;
    for (const PurchaseHistory& history : histories) {
        if (history.repeats <= 0) continue;
        const double x = history.repeats - sum_x / n, z = history.spend - sum_z / n;
        xx += x * x;
        zz += z * z;
        xz += x * z;
    }
    if (xx <= 0 || zz <= 0) return std::nullopt;
    return xz / std::sqrt(xx * zz);
}

}  // namespace perennial::analytics
