#include "core/analytics/special_functions.h"

#include <cmath>
#include <cstddef>

namespace perennial::analytics {

// Both: up by the recurrence to x >= 10, then the asymptotic series (Abramowitz and Stegun 6.3.18 and 6.4.12).

double digamma(double x) {
    double sum = 0;
    for (; x < 10; x += 1) sum -= 1 / x;
    const double y = 1 / (x * x);
    const double series =
        y * (1.0 / 12 -
             y * (1.0 / 120 - y * (1.0 / 252 - y * (1.0 / 240 - y * (1.0 / 132 - y * 691.0 / 32760)))));
    return sum + std::log(x) - 0.5 / x - series;
}

double trigamma(double x) {
    double sum = 0;
    for (; x < 10; x += 1) sum += 1 / (x * x);
    const double y = 1 / (x * x);
    const double series =
        y * (1.0 / 6 - y * (1.0 / 30 - y * (1.0 / 42 - y * (1.0 / 30 - y * (5.0 / 66 - y * 691.0 / 2730)))));
    return sum + (1 + 0.5 / x + series) / x;
}

double log_one_plus_exp(double x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }

void RisingFactorials::compute(double c, std::size_t most) {
    log_value.assign(most + 1, 0);
    first.assign(most + 1, 0);
    second.assign(most + 1, 0);
    for (std::size_t n = 0; n < most; ++n) {
        const double factor = c + static_cast<double>(n);
        log_value[n + 1] = log_value[n] + std::log(factor);
        first[n + 1] = first[n] + 1 / factor;
        second[n + 1] = second[n] - 1 / (factor * factor);
    }
}

}  // namespace perennial::analytics
