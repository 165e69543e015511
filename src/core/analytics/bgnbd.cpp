#include "core/analytics/bgnbd.h"

#include <algorithm>
#include <cmath>

#include "core/analytics/special_functions.h"

namespace perennial::analytics {

struct BgnbdLikelihood::Tables {
    double r = 0, alpha = 0, a = 0, b = 0, log_alpha = 0, log_a = 0;
    RisingFactorials of_r, of_b, of_a_plus_b;
};

BgnbdLikelihood::BgnbdLikelihood(std::vector<WeightedHistory> rows)
    : Likelihood(std::move(rows)), tables_(std::make_unique<Tables>()) {}

BgnbdLikelihood::~BgnbdLikelihood() = default;

Bounds BgnbdLikelihood::bounds() const {
    const double time = typical_age(rows_);
    return {{1e-4, 1e-5 * time, 1e-4, 1e-4}, {1e3, 1e5 * time, 1e4, 1e4}};
}

std::vector<Parameters> BgnbdLikelihood::starts() const {
    const double rate = 2 * repeats_per_time(rows_);
    return {
        {1, 1 / rate, 1, 3}, {0.25, 0.25 / rate, 0.5, 2}, {3, 3 / rate, 1, 10}, {0.25, 0.25 / rate, 0.2, 0.2}};
}

void BgnbdLikelihood::set_parameters(const Parameters& p) {
    const auto most = static_cast<std::size_t>(most_repeats(rows_));
    Tables& t = *tables_;
    t.r = p[0];
    t.alpha = p[1];
    t.a = p[2];
    t.b = p[3];
    t.log_alpha = std::log(t.alpha);
    t.log_a = std::log(t.a);
    t.of_r.compute(t.r, most);
    t.of_b.compute(t.b, most);
    t.of_a_plus_b.compute(t.a + t.b, most);
}

// Equation 6, in logarithms:
//   log G(r+x)/G(r) + r log alpha + log G(a+b)/G(a+b+x) + log G(b+x)/G(b)
//   - (r+x) log(alpha+T) + log(1 + [x>0] exp(d)),   d = log(a/(b+x-1)) + (r+x) log((alpha+T)/(alpha+t))
void BgnbdLikelihood::add_row(std::size_t row, double weight, Evaluation& into) const {
    const Tables& t = *tables_;
    const auto& [repeats, last, age, spend] = rows_[row].history;
    const auto x = static_cast<std::size_t>(repeats);
    const double by_age = 1 / (t.alpha + age), log_age = std::log(t.alpha + age), power = t.r + repeats;

    double value = t.of_r.log_value[x] + t.r * t.log_alpha + t.of_b.log_value[x] -
                   t.of_a_plus_b.log_value[x] - power * log_age;
    double g_r = t.of_r.first[x] + t.log_alpha - log_age;
    double g_alpha = t.r / t.alpha - power * by_age;
    double g_a = -t.of_a_plus_b.first[x];
    double g_b = t.of_b.first[x] - t.of_a_plus_b.first[x];
    double h_rr = t.of_r.second[x], h_alpha_r = 1 / t.alpha - by_age;
    double h_alpha_alpha = -t.r / (t.alpha * t.alpha) + power * by_age * by_age;
    double h_aa = -t.of_a_plus_b.second[x], h_ba = h_aa, h_bb = t.of_b.second[x] + h_aa;
    double h_ar = 0, h_a_alpha = 0, h_br = 0, h_b_alpha = 0;

    if (x > 0) {
        const double by_last = 1 / (t.alpha + last), by_b = 1 / (t.b + repeats - 1), by_a = 1 / t.a;
        const double d_r = log_age - std::log(t.alpha + last), d_alpha = power * (by_age - by_last);
        const double d = t.log_a + std::log(by_b) + power * d_r;
        const double gone = 1 / (1 + std::exp(-d)), both = gone * (1 - gone);
        value += log_one_plus_exp(d);
        g_r += gone * d_r;
        g_alpha += gone * d_alpha;
        g_a += gone * by_a;
        g_b -= gone * by_b;
        h_rr += both * d_r * d_r;
        h_alpha_r += gone * (by_age - by_last) + both * d_alpha * d_r;
        h_alpha_alpha += gone * power * (by_last * by_last - by_age * by_age) + both * d_alpha * d_alpha;
        h_ar = both * by_a * d_r;
        h_a_alpha = both * by_a * d_alpha;
        h_aa += (both - gone) * by_a * by_a;
        h_br = -both * by_b * d_r;
        h_b_alpha = -both * by_b * d_alpha;
        h_ba -= both * by_b * by_a;
        h_bb += (gone + both) * by_b * by_b;
    }
    into.value += weight * value;
    const Parameters gradient{g_r, g_alpha, g_a, g_b};
    const Square hessian{
        {{h_rr}, {h_alpha_r, h_alpha_alpha}, {h_ar, h_a_alpha, h_aa}, {h_br, h_b_alpha, h_ba, h_bb}}};
    add_weighted(weight, gradient, hessian, into);
}

std::optional<double> bgnbd_alive(const Parameters& parameters, const PurchaseHistory& history) {
    if (history.repeats <= 0) return std::nullopt;
    const auto& [r, alpha, a, b] = parameters;
    const double d = std::log(a / (b + history.repeats - 1)) +
                     (r + history.repeats) * std::log((alpha + history.age) / (alpha + history.last));
    return 1 / (1 + std::exp(d));
}

namespace {

// E over p ~ beta(a, b) of (1 - (1 + p c)^-power) / p: the repeat purchases in a time of c (in units of alpha + T) of a
// customer who has just not left. It equals the papers' expression with the hypergeometric function, without its poles at
// a = 1 and without its cancellation. With p = 1/(1+exp(-w)), w = mode + width sinh(u), the trapezoid rule converges
// exponentially whatever a and b are (Takahasi and Mori 1974).
double expected_while_leaving(double a, double b, double power, double c) {
    constexpr double kStep = 0.125;
    const double mode = std::log(a / b), width = std::min(1.0, std::sqrt(1 / a + 1 / b));
    const auto log_density = [&](double w) { return -a * log_one_plus_exp(-w) - b * log_one_plus_exp(w); };
    const double peak = log_density(mode);
    double mass = 0, sum = 0;
    const auto add = [&](double u) {
        const double w = mode + width * std::sinh(u);
        const double weight = std::exp(log_density(w) - peak) * std::cosh(u);
        const double p = 1 / (1 + std::exp(-w));
        const double leaving = p * c;
        // Below what a double can tell from 0 the quotient is its limit.
        const double purchases = leaving < 1e-300 ? power * c : -std::expm1(-power * std::log1p(leaving)) / p;
        mass += weight;
        sum += weight * purchases;
        return weight;
    };
    add(0);
    for (const double direction : {-1.0, 1.0}) {
        for (int i = 1; i < 400; ++i) {
            if (add(direction * kStep * i) < 1e-18 * mass) break;
        }
    }
    return sum / mass;
}

}  // namespace

double bgnbd_expected(const Parameters& parameters, const PurchaseHistory& history, double time) {
    const auto& [r, alpha, a, b] = parameters;
    const double alive = bgnbd_alive(parameters, history).value_or(1);
    return alive *
           expected_while_leaving(a, b + history.repeats, r + history.repeats, time / (alpha + history.age));
}

double bgnbd_expected_of_new(const Parameters& parameters, double time) {
    const auto& [r, alpha, a, b] = parameters;
    return expected_while_leaving(a, b, r, time / alpha);
}

}  // namespace perennial::analytics
