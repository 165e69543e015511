// Customers who behave exactly as a model says, so that what a fit finds can be compared with the truth. A header alone, since
// the benchmark uses it too.
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "core/analytics/likelihood.h"
#include "core/base/random.h"

namespace perennial {

inline double positive_unit(Random& random) { return 1 - random.unit(); }
inline double exponential_draw(Random& random, double rate) {
    return -std::log(positive_unit(random)) / rate;
}
inline double normal_draw(Random& random) {
    return std::sqrt(-2 * std::log(positive_unit(random))) * std::cos(2 * std::numbers::pi * random.unit());
}

/// Gamma distributed with mean shape / rate: Marsaglia and Tsang (2000), shapes below 1 by the usual power of a uniform.
inline double gamma_draw(Random& random, double shape, double rate) {
    if (shape < 1) return gamma_draw(random, shape + 1, rate) * std::pow(positive_unit(random), 1 / shape);
    const double d = shape - 1.0 / 3, c = 1 / std::sqrt(9 * d);
    for (;;) {
        const double z = normal_draw(random), v = std::pow(1 + c * z, 3);
        if (v > 0 && std::log(positive_unit(random)) < 0.5 * z * z + d - d * v + d * std::log(v))
            return d * v / rate;
    }
}

/// `count` customers of a model of times, each watched for a time uniform between half of `time` and all of it. With
/// gamma-gamma parameters as `spend`, repeat purchases have amounts.
inline std::vector<analytics::PurchaseHistory> simulated_customers(
    Random& random, analytics::ModelKind kind, const analytics::Parameters& parameters, int count,
    double time, const analytics::Parameters* spend = nullptr) {
    std::vector<analytics::PurchaseHistory> out;
    for (int i = 0; i < count; ++i) {
        analytics::PurchaseHistory history;
        history.age = time * (0.5 + 0.5 * random.unit());
        const double rate = gamma_draw(random, parameters[0], parameters[1]);
        double leaves_at = history.age, leaving = 0;
        if (kind == analytics::ModelKind::bgnbd) {
            const double x = gamma_draw(random, parameters[2], 1), y = gamma_draw(random, parameters[3], 1);
            leaving = x / (x + y);
            // After the first purchase nobody leaves: the model lets leaving follow a repeat purchase.
        } else {
            leaves_at = exponential_draw(random, gamma_draw(random, parameters[2], parameters[3]));
        }
        const double end = std::min(history.age, leaves_at);
        for (double at = exponential_draw(random, rate); at < end; at += exponential_draw(random, rate)) {
            history.repeats += 1;
            history.last = at;
            if (random.unit() < leaving) break;
        }
        if (spend && history.repeats > 0) {
            const double scale = gamma_draw(random, (*spend)[1], (*spend)[2]);
            history.spend = gamma_draw(random, (*spend)[0] * history.repeats, scale * history.repeats);
        }
        out.push_back(history);
    }
    return out;
}

}  // namespace perennial
