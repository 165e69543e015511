#include "core/analytics/likelihood.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/analytics/pareto_nbd.h"
#include "tests/support/simulated_customers.h"

namespace perennial::analytics {
namespace {

Evaluation evaluate(Likelihood& likelihood, const Parameters& parameters) {
    likelihood.set_parameters(parameters);
    Evaluation sum;
    for (std::size_t row = 0; row < likelihood.rows().size(); ++row) {
        likelihood.add_row(row, likelihood.rows()[row].customers, sum);
    }
    sum.mirror();
    return sum;
}

std::vector<PurchaseHistory> some_customers() {
    Random random(11);
    const Parameters spend{6.25, 3.74, 15.44};
    auto customers =
        simulated_customers(random, ModelKind::pareto_nbd, {0.55, 10.6, 0.61, 11.7}, 150, 60, &spend);
    // What the formulas must survive: somebody who buys daily, somebody who bought at the very end, and one who left at once.
    customers.push_back({400, 55, 58, 12});
    customers.push_back({1, 20, 20, 3});
    customers.push_back({2, 0.01, 60, 250});
    return customers;
}

TEST_CASE("derivatives of every likelihood are those of its value") {
    struct Case {
        ModelKind kind;
        Parameters at;
    };
    for (const Case& c :
         {Case{ModelKind::bgnbd, {0.24, 4.4, 0.79, 2.4}}, Case{ModelKind::bgnbd, {3, 0.2, 0.01, 40}},
          Case{ModelKind::pareto_nbd, {0.55, 10.6, 0.61, 11.7}}, Case{ModelKind::pareto_nbd, {2, 30, 3, 0.5}},
          Case{ModelKind::pareto_nbd, {0.1, 0.3, 0.05, 200}},
          Case{ModelKind::gamma_gamma, {6.25, 3.74, 15.4}}, Case{ModelKind::gamma_gamma, {0.3, 0.8, 200}}}) {
        CAPTURE(model_name(c.kind));
        CAPTURE(c.at[0]);
        const auto likelihood = make_likelihood(c.kind, some_customers());
        REQUIRE(likelihood.has_value());
        const Evaluation exact = evaluate(**likelihood, c.at);
        REQUIRE(std::isfinite(exact.value));
        for (std::size_t i = 0; i < (*likelihood)->parameter_count(); ++i) {
            CAPTURE(i);
            const double step = 1e-5 * c.at[i];
            Parameters up = c.at, down = c.at;
            up[i] += step;
            down[i] -= step;
            const Evaluation above = evaluate(**likelihood, up), below = evaluate(**likelihood, down);
            const double scale = std::abs(exact.value) / c.at[i];
            CHECK(std::abs(exact.gradient[i] - (above.value - below.value) / (2 * step)) < 1e-7 * scale);
            for (std::size_t j = 0; j < (*likelihood)->parameter_count(); ++j) {
                CAPTURE(j);
                const double slope = (above.gradient[j] - below.gradient[j]) / (2 * step);
                CHECK(std::abs(exact.hessian[i][j] - slope) < 1e-7 * scale / c.at[j]);
            }
        }
    }
}

// Computed with 60 digits from the papers' expression with two hypergeometric functions (Fader and Hardie 2005, A Note on
// Deriving the Pareto/NBD Model, equations 20 to 22) by tests/tools/pareto_likelihood.py.
TEST_CASE("the Pareto/NBD likelihood equals the hypergeometric expression") {
    struct Case {
        Parameters p;
        PurchaseHistory history;
        double value;
    };
    for (const Case& c : {Case{{0.553, 10.578, 0.606, 11.669}, {2, 30.43, 38.86, 0}, -9.5542832451504058},
                          Case{{0.553, 10.578, 0.606, 11.669}, {0, 0, 38.86, 0}, -0.52104629408089031},
                          Case{{0.553, 10.578, 0.606, 11.669}, {29, 37.5, 38.86, 0}, -45.563367059931454},
                          Case{{0.553, 10.578, 0.606, 11.669}, {26, 30.86, 31, 0}, -39.131671540302775},
                          Case{{2, 30, 3, 0.5}, {1, 0.5, 60, 0}, -4.8824958807552003},
                          Case{{0.1, 0.3, 0.05, 200}, {3, 10, 50, 0}, -13.602686905319818},
                          Case{{1.5, 1.5, 1.5, 1.5}, {4, 2, 9, 0}, -5.0131191210239891},
                          Case{{10.465, 0.00798565181, 3.0516, 2.82}, {400, 5, 6, 0}, 1323.1889309678178},
                          Case{{10.465, 0.00798565181, 3.0516, 2.82}, {500, 1, 37, 0}, 2594.4044546227567},
                          Case{{0.01, 1000, 0.01, 0.001}, {0, 0, 100, 0}, -0.00085820107591236416},
                          Case{{50, 5, 20, 700}, {1000, 90, 400, 0}, 1397.6494009099256}}) {
        CAPTURE(c.p[0]);
        CAPTURE(c.history.repeats);
        ParetoNbdLikelihood likelihood({{c.history, 1}});
        CHECK(evaluate(likelihood, c.p).value == doctest::Approx(c.value).epsilon(1e-12));
    }
}

TEST_CASE("histories that cannot be are refused with their place") {
    std::vector<PurchaseHistory> histories(100, PurchaseHistory{1, 2, 3, 4});
    for (const PurchaseHistory& wrong :
         {PurchaseHistory{1.5, 2, 3, 0}, PurchaseHistory{-1, 0, 3, 0}, PurchaseHistory{1, 4, 3, 0},
          PurchaseHistory{0, 1, 3, 0}, PurchaseHistory{1, 0, 3, 0}, PurchaseHistory{1, 1, HUGE_VAL, 0},
          PurchaseHistory{1, 1, 3, -4}}) {
        auto with_wrong = histories;
        with_wrong[41] = wrong;
        const auto likelihood = make_likelihood(ModelKind::bgnbd, with_wrong);
        REQUIRE_FALSE(likelihood.has_value());
        CHECK(likelihood.error().code == ErrorCode::invalid_input);
        CHECK(likelihood.error().message.starts_with("Customer 42 "));
    }
}

TEST_CASE("below its floor a model refuses and says what it wants") {
    std::vector<PurchaseHistory> histories(static_cast<std::size_t>(kLeastCustomers),
                                           PurchaseHistory{0, 0, 30, 0});
    for (std::size_t i = 0; i < static_cast<std::size_t>(kLeastRepeatCustomers); ++i)
        histories[i] = {1, 2, 30, 9};
    for (const ModelKind kind : {ModelKind::bgnbd, ModelKind::pareto_nbd, ModelKind::gamma_gamma}) {
        CAPTURE(model_name(kind));
        CHECK(make_likelihood(kind, histories).has_value());
        auto fewer = histories;
        fewer[0] = {0, 0, 30, 0};
        const auto likelihood = make_likelihood(kind, fewer);
        REQUIRE_FALSE(likelihood.has_value());
        CHECK(likelihood.error().code == ErrorCode::refused);
        CHECK(likelihood.error().message.find("at least 30") != std::string::npos);
        CHECK(likelihood.error().message.find("here are 29") != std::string::npos);
    }
    histories.pop_back();
    CHECK(make_likelihood(ModelKind::gamma_gamma, histories).has_value());
    CHECK(make_likelihood(ModelKind::bgnbd, histories)
              .error()
              .message.find("at least 100 customers; here are 99") != std::string::npos);
}

}  // namespace
}  // namespace perennial::analytics
