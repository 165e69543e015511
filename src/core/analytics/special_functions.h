// The few special functions of the models.
#pragma once

#include <vector>

namespace perennial::analytics {

/// d/dx log Gamma(x), x > 0. Relative error about 1e-14 away from its zero.
double digamma(double x);
/// d2/dx2 log Gamma(x), x > 0.
double trigamma(double x);
/// log(1 + exp(x)) without overflow.
double log_one_plus_exp(double x);

/// log Gamma(c + n) - log Gamma(c) and its first two derivatives by c, for n = 0, 1, ... `most`: sums, so exact for any c.
struct RisingFactorials {
    std::vector<double> log_value, first, second;
    void compute(double c, std::size_t most);
};

}  // namespace perennial::analytics
