// What a fit needs of a model: its rows, its bounds, and the log-likelihood of a row with exact derivatives.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/analytics/newton_search.h"
#include "core/analytics/purchase_histories.h"
#include "core/base/result.h"

namespace perennial::analytics {

enum class ModelKind : std::uint8_t { bgnbd, pareto_nbd, gamma_gamma };

/// "bgnbd", as the command line writes it.
std::string_view model_key(ModelKind kind);
/// "BG/NBD".
std::string_view model_name(ModelKind kind);
std::span<const std::string_view> parameter_names(ModelKind kind);

class Likelihood {
public:
    virtual ~Likelihood() = default;
    virtual ModelKind kind() const = 0;
    std::size_t parameter_count() const { return parameter_names(kind()).size(); }

    const std::vector<WeightedHistory>& rows() const { return rows_; }
    virtual Bounds bounds() const = 0;
    /// Starting points, all within reach of the data's own scale.
    virtual std::vector<Parameters> starts() const = 0;
    /// Adds `weight` times the log-likelihood of a row and its derivatives by the parameters (lower triangle). What depends
    /// on the parameters alone must have been prepared by set_parameters.
    virtual void add_row(std::size_t row, double weight, Evaluation& into) const = 0;
    virtual void set_parameters(const Parameters& parameters) = 0;

protected:
    explicit Likelihood(std::vector<WeightedHistory> rows) : rows_(std::move(rows)) {}
    std::vector<WeightedHistory> rows_;
};

// Of weighted rows, for bounds and starts.
double typical_age(std::span<const WeightedHistory> rows);       ///< The mean age; above 0.
double repeats_per_time(std::span<const WeightedHistory> rows);  ///< All repeats by all ages; above 0.
double most_repeats(std::span<const WeightedHistory> rows);

/// Adds `weight` times a row's derivatives (lower triangles).
void add_weighted(double weight, const Parameters& gradient, const Square& hessian, Evaluation& into);

/// How many customers a model wants before it says anything: below it about one fit in nine ends without a maximum.
/// docs/METRICS.md says how the floor was measured.
inline constexpr std::int64_t kLeastCustomers = 100;
inline constexpr std::int64_t kLeastRepeatCustomers = 30;

/// Gamma-gamma takes only customers with repeat purchases of an amount above 0.
/// Errors: refused, below the floor; invalid_input, when a history breaks its invariants.
Result<std::unique_ptr<Likelihood>> make_likelihood(ModelKind kind,
                                                    std::span<const PurchaseHistory> histories);

}  // namespace perennial::analytics
