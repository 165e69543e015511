// BG/NBD: customers buy at random times at rates that differ by a gamma distribution (r, alpha), and after each purchase leave
// with a probability that differs by a beta distribution (a, b).
//   Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy Way: An Alternative to the Pareto/NBD Model,
//   Marketing Science 24(2), 275-284. Equations below are numbered as there.
#pragma once

#include <optional>

#include "core/analytics/likelihood.h"

namespace perennial::analytics {

/// Parameters in the order r, alpha, a, b.
class BgnbdLikelihood final : public Likelihood {
public:
    explicit BgnbdLikelihood(std::vector<WeightedHistory> rows);
    ~BgnbdLikelihood() override;
    ModelKind kind() const override { return ModelKind::bgnbd; }
    Bounds bounds() const override;
    std::vector<Parameters> starts() const override;
    void set_parameters(const Parameters& parameters) override;
    void add_row(std::size_t row, double weight, Evaluation& into) const override;

private:
    struct Tables;
    std::unique_ptr<Tables> tables_;
};

/// The probability that the customer is still one (REQUIREMENTS 7.3). nullopt without a repeat purchase: the model takes
/// leaving to happen right after a purchase *with* a repeat, so it says 1 of everybody who bought once, which is no
/// knowledge; the screen says "unknown".
std::optional<double> bgnbd_alive(const Parameters& parameters, const PurchaseHistory& history);

/// Repeat purchases expected of a customer with this history in the next `time` units (equation 10).
double bgnbd_expected(const Parameters& parameters, const PurchaseHistory& history, double time);

/// Repeat purchases expected of a customer in the `time` units after the first purchase (equation 9).
double bgnbd_expected_of_new(const Parameters& parameters, double time);

}  // namespace perennial::analytics
