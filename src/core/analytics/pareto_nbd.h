// Pareto/NBD: customers buy at random times at rates that differ by a gamma distribution (r, alpha), and leave after a time
// that is exponential at rates that differ by another (s, beta), whether they buy or not.
//   Schmittlein, Morrison and Colombo (1987), Counting Your Customers: Who Are They and What Will They Do Next?,
//   Management Science 33(1), 1-24.
//   Fader and Hardie (2005), A Note on Deriving the Pareto/NBD Model and Related Expressions.
#pragma once

#include "core/analytics/likelihood.h"
#include "core/analytics/special_functions.h"

namespace perennial::analytics {

/// Parameters in the order r, alpha, s, beta.
class ParetoNbdLikelihood final : public Likelihood {
public:
    explicit ParetoNbdLikelihood(std::vector<WeightedHistory> rows) : Likelihood(std::move(rows)) {}
    ModelKind kind() const override { return ModelKind::pareto_nbd; }
    Bounds bounds() const override;
    std::vector<Parameters> starts() const override;
    void set_parameters(const Parameters& parameters) override;
    void add_row(std::size_t row, double weight, Evaluation& into) const override;

private:
    Parameters parameters_{};
    RisingFactorials of_r_;
};

/// The probability that the customer is still one; one-time buyers have one, too.
double pareto_nbd_alive(const Parameters& parameters, const PurchaseHistory& history);

/// Repeat purchases expected of a customer with this history in the next `time` units (Fader and Hardie, equation 41).
double pareto_nbd_expected(const Parameters& parameters, const PurchaseHistory& history, double time);

/// Repeat purchases expected of a customer in the `time` units after the first purchase.
double pareto_nbd_expected_of_new(const Parameters& parameters, double time);

}  // namespace perennial::analytics
