// Gamma-gamma: what a customer's purchases come to varies around the customer's own mean by a gamma distribution of shape p, and
// the means differ between customers by an inverse gamma distribution (q, gamma). How often somebody buys says nothing about
// how much: whether that holds is checked by spend_correlation.
//   Fader, Hardie and Lee (2005), RFM and CLV: Using Iso-Value Curves for Customer Base Analysis, Journal of Marketing
//   Research 42(4), 415-430. Fader and Hardie (2013), The Gamma-Gamma Model of Monetary Value.
#pragma once

#include <optional>

#include "core/analytics/likelihood.h"

namespace perennial::analytics {

/// Parameters in the order p, q, gamma. Rows have repeats >= 1 and spend > 0.
class GammaGammaLikelihood final : public Likelihood {
public:
    explicit GammaGammaLikelihood(std::vector<WeightedHistory> rows) : Likelihood(std::move(rows)) {}
    ModelKind kind() const override { return ModelKind::gamma_gamma; }
    Bounds bounds() const override;
    std::vector<Parameters> starts() const override;
    void set_parameters(const Parameters& parameters) override;
    void add_row(std::size_t row, double weight, Evaluation& into) const override;

private:
    double mean_spend() const;
    Parameters parameters_{};
    double log_gamma_of_q_ = 0, digamma_of_q_ = 0, trigamma_of_q_ = 0;
};

/// What a purchase of this customer is expected to come to; without repeat purchases the mean over all customers. nullopt where
/// the model has no mean (q at most 1 and no repeat purchase).
std::optional<double> gamma_gamma_expected(const Parameters& parameters, const PurchaseHistory& history);

/// Pearson's correlation of number and mean amount of repeat purchases, over customers who have some. The model assumes 0.
/// nullopt with fewer than three of them, or when all are alike.
std::optional<double> spend_correlation(std::span<const PurchaseHistory> histories);

}  // namespace perennial::analytics
