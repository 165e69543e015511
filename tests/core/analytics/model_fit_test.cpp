#include "core/analytics/model_fit.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/analytics/model_predictions.h"
#include "tests/support/cdnow.h"
#include "tests/support/simulated_customers.h"

namespace perennial::analytics {
namespace {

std::unique_ptr<Likelihood> likelihood_of(ModelKind kind, std::span<const PurchaseHistory> histories) {
    auto made = make_likelihood(kind, histories);
    REQUIRE(made.has_value());
    return std::move(*made);
}

ModelEstimate fitted(Likelihood& likelihood) {
    ModelFit fit(likelihood);
    while (!fit.step()) {}
    return fit.estimate();
}

const std::vector<PurchaseHistory>& cdnow() {
    static const auto histories = only_histories(cdnow_histories());
    return histories;
}

// Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2), table 2, for BG/NBD and
// Pareto/NBD. Fader and Hardie (2013), The Gamma-Gamma Model of Monetary Value, for gamma-gamma. The log-likelihoods with more
// digits, and the standard errors of Pareto/NBD, are those of the R package CLVTools 0.11 (tests/testthat/test_correctness_*.R).
TEST_CASE("the published estimates of the CDNOW customers are reproduced to their printed digits") {
    struct Case {
        ModelKind kind;
        Parameters parameters;
        double half_digit, log_likelihood;
        std::int64_t customers;
    };
    for (const Case& c : {Case{ModelKind::bgnbd, {0.243, 4.414, 0.793, 2.426}, 0.0005, -9582.429, 2357},
                          Case{ModelKind::pareto_nbd, {0.553, 10.578, 0.606, 11.669}, 0.0005, -9594.976, 2357},
                          Case{ModelKind::gamma_gamma, {6.25, 3.74, 15.44}, 0.005, -4055.9177, 946}}) {
        CAPTURE(model_name(c.kind));
        const auto likelihood = likelihood_of(c.kind, cdnow());
        const ModelEstimate estimate = fitted(*likelihood);
        CHECK(estimate.end == SearchEnd::converged);
        CHECK(estimate.customers == c.customers);
        CHECK(estimate.repeat_customers == 946);
        CHECK(std::abs(estimate.log_likelihood - c.log_likelihood) < 0.0005);
        for (std::size_t i = 0; i < likelihood->parameter_count(); ++i) {
            CAPTURE(i);
            CHECK(std::abs(estimate.parameters[i] - c.parameters[i]) < c.half_digit);
        }
    }
}

TEST_CASE("standard errors come from the observed information") {
    const auto likelihood = likelihood_of(ModelKind::pareto_nbd, cdnow());
    const ModelEstimate estimate = fitted(*likelihood);
    REQUIRE(estimate.standard_errors.has_value());
    const Parameters published{0.0476264, 0.8427222, 0.1872594, 6.2105448};
    for (std::size_t i = 0; i < 4; ++i) {
        CAPTURE(i);
        CHECK((*estimate.standard_errors)[i] == doctest::Approx(published[i]).epsilon(0.002));
    }
}

TEST_CASE("a search finds the same maximum from bad starts") {
    for (const ModelKind kind : {ModelKind::bgnbd, ModelKind::pareto_nbd, ModelKind::gamma_gamma}) {
        CAPTURE(model_name(kind));
        const auto likelihood = likelihood_of(kind, cdnow());
        const ModelEstimate best = fitted(*likelihood);
        std::vector<double> weights;
        for (const WeightedHistory& row : likelihood->rows()) weights.push_back(row.customers);
        for (const Parameters& start :
             {Parameters{1, 1, 1, 1}, Parameters{0.001, 0.001, 0.001, 0.001}, Parameters{100, 100, 100, 100},
              Parameters{0.01, 300, 50, 0.02}, Parameters{30, 0.01, 0.01, 900}}) {
            CAPTURE(start[0]);
            CAPTURE(start[1]);
            ModelFit fit(*likelihood, start, weights);
            while (!fit.step()) {}
            CHECK(fit.estimate().end == SearchEnd::converged);
            CHECK(fit.estimate().log_likelihood == doctest::Approx(best.log_likelihood).epsilon(1e-11));
            for (std::size_t i = 0; i < likelihood->parameter_count(); ++i) {
                CHECK(fit.estimate().parameters[i] == doctest::Approx(best.parameters[i]).epsilon(1e-4));
            }
        }
    }
}

TEST_CASE("a fit is the same whatever the unit of time or money") {
    auto scaled = cdnow();
    for (PurchaseHistory& history : scaled) {
        history.last *= 7;
        history.age *= 7;
        history.spend *= 100;
    }
    for (const ModelKind kind : {ModelKind::bgnbd, ModelKind::pareto_nbd, ModelKind::gamma_gamma}) {
        CAPTURE(model_name(kind));
        const auto in_weeks = likelihood_of(kind, cdnow()), in_days = likelihood_of(kind, scaled);
        const ModelEstimate weeks = fitted(*in_weeks), days = fitted(*in_days);
        const Parameters factor = kind == ModelKind::bgnbd        ? Parameters{1, 7, 1, 1}
                                  : kind == ModelKind::pareto_nbd ? Parameters{1, 7, 1, 7}
                                                                  : Parameters{1, 1, 100, 0};
        for (std::size_t i = 0; i < in_weeks->parameter_count(); ++i) {
            CHECK(days.parameters[i] == doctest::Approx(weeks.parameters[i] * factor[i]).epsilon(1e-5));
        }
    }
}

TEST_CASE("simulated parameters are recovered within their errors") {
    struct Case {
        ModelKind kind;
        Parameters truth;
    };
    const Parameters spend{6.25, 3.74, 15.44};
    for (const Case& c :
         {Case{ModelKind::bgnbd, {0.8, 6, 0.8, 2.5}}, Case{ModelKind::pareto_nbd, {0.8, 6, 0.9, 12}},
          Case{ModelKind::gamma_gamma, spend}}) {
        CAPTURE(model_name(c.kind));
        const bool money = c.kind == ModelKind::gamma_gamma;
        Random random(5);
        const auto customers =
            simulated_customers(random, money ? ModelKind::bgnbd : c.kind,
                                money ? Parameters{0.8, 6, 0.8, 2.5} : c.truth, 3000, 80, &spend);
        const auto likelihood = likelihood_of(c.kind, customers);
        const ModelEstimate estimate = fitted(*likelihood);
        REQUIRE(estimate.standard_errors.has_value());
        for (std::size_t i = 0; i < likelihood->parameter_count(); ++i) {
            CAPTURE(i);
            CHECK(std::abs(estimate.parameters[i] - c.truth[i]) < 3 * (*estimate.standard_errors)[i]);
        }
    }
}

TEST_CASE("where the data do not say how large a parameter is, the fit says so") {
    // Nobody ever leaves: the larger b, the better.
    Random random(3);
    std::vector<PurchaseHistory> customers;
    for (int i = 0; i < 300; ++i)
        customers.push_back({20 + static_cast<double>(random.below(5)), 49.9, 50, 10});
    const auto likelihood = likelihood_of(ModelKind::bgnbd, customers);
    const ModelEstimate estimate = fitted(*likelihood);
    CHECK(estimate.end == SearchEnd::at_bound);
    CHECK_FALSE(estimate.standard_errors.has_value());
    CHECK(std::isfinite(estimate.log_likelihood));
    // Predictions stand all the same: 22 purchases in 50 weeks.
    CHECK(expected_purchases(ModelKind::bgnbd, estimate.parameters, customers.front(), 50) ==
          doctest::Approx(22).epsilon(0.1));
}

TEST_CASE("a fit works in small steps and its progress never goes back") {
    const auto likelihood = likelihood_of(ModelKind::bgnbd, cdnow());
    ModelFit fit(*likelihood);
    double before = 0;
    int steps = 1;
    for (; !fit.step(); ++steps) {
        CHECK(fit.fraction() >= before);
        before = fit.fraction();
    }
    CHECK(fit.fraction() == 1);
    const std::size_t slices =
        (likelihood->rows().size() + ModelFit::kRowsPerStep - 1) / ModelFit::kRowsPerStep;
    CHECK(steps == fit.estimate().evaluations * static_cast<int>(slices));
}

TEST_CASE("resampling gives the same draws for the same seed, around the estimate") {
    const auto likelihood = likelihood_of(ModelKind::gamma_gamma, cdnow());
    const ModelEstimate estimate = fitted(*likelihood);
    const auto draws = [&](std::uint64_t seed) {
        Bootstrap bootstrap(*likelihood, estimate, 40, seed);
        double before = 0;
        while (!bootstrap.step()) {
            CHECK(bootstrap.fraction() >= before);
            before = bootstrap.fraction();
        }
        CHECK(bootstrap.fraction() == 1);
        CHECK(bootstrap.failed() == 0);
        return bootstrap.draws();
    };
    const auto first = draws(1);
    CHECK(first.size() == 40);
    CHECK(first == draws(1));
    CHECK(first != draws(2));
    for (std::size_t i = 0; i < 3; ++i) {
        const auto interval = interval_over(first, [&](const Parameters& p) { return p[i]; });
        REQUIRE(interval.has_value());
        CHECK(interval->low < estimate.parameters[i]);
        CHECK(interval->high > estimate.parameters[i]);
        // About as wide as the standard errors say.
        const double width = (interval->high - interval->low) / (2 * 1.96 * (*estimate.standard_errors)[i]);
        CHECK(width > 0.5);
        CHECK(width < 2);
    }
    CHECK_FALSE(
        interval_over(std::span(first).first(19), [](const Parameters& p) { return p[0]; }).has_value());
}

// tests/bench/model_fits.cpp measures the coverage over many more data sets; docs/METRICS.md holds what it found.
TEST_CASE("bootstrap intervals cover the truth about as often as they say") {
    const Parameters truth{0.8, 6, 0.8, 2.5};
    Random random(2024);
    constexpr int kDataSets = 20;
    int covered = 0;
    for (int i = 0; i < kDataSets; ++i) {
        const auto customers = simulated_customers(random, ModelKind::bgnbd, truth, 250, 60);
        const auto likelihood = likelihood_of(ModelKind::bgnbd, customers);
        Bootstrap bootstrap(*likelihood, fitted(*likelihood), 60, random.next());
        while (!bootstrap.step()) {}
        const auto expected = [](const Parameters& p) { return expected_of_new(ModelKind::bgnbd, p, 52); };
        const auto interval = interval_over(bootstrap.draws(), expected);
        REQUIRE(interval.has_value());
        const double value = expected(truth);
        covered += interval->low <= value && value <= interval->high ? 1 : 0;
    }
    // Of 20 with a coverage of 90 % or more, 15 and fewer have a chance of 1 in 90.
    CHECK(covered >= 16);
}

}  // namespace
}  // namespace perennial::analytics
