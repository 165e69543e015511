#include "core/analytics/likelihood.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/analytics/bgnbd.h"
#include "core/analytics/gamma_gamma.h"
#include "core/analytics/pareto_nbd.h"
#include "core/base/phrase.h"

namespace perennial::analytics {
namespace {

constexpr std::array<std::string_view, 3> kKeys{"bgnbd", "pareto_nbd", "gamma_gamma"};
constexpr std::array<std::string_view, 3> kNames{"BG/NBD", "Pareto/NBD", "Gamma-gamma"};
constexpr std::array<std::string_view, 4> kBgnbd{"r", "alpha", "a", "b"};
constexpr std::array<std::string_view, 4> kParetoNbd{"r", "alpha", "s", "beta"};
constexpr std::array<std::string_view, 3> kGammaGamma{"p", "q", "gamma"};

/// The tables of sums over repeats are as long as this at most.
constexpr double kMostRepeats = 100'000;

bool sound(const PurchaseHistory& history) {
    const auto& [repeats, last, age, spend] = history;
    return repeats >= 0 && repeats <= kMostRepeats && repeats == std::floor(repeats) && last >= 0 &&
           age >= last && std::isfinite(age) && std::isfinite(spend) && spend >= 0 &&
           (repeats > 0) == (last > 0);
}

Status check_floor(ModelKind kind, std::int64_t customers, std::int64_t repeating) {
    if (repeating < kLeastRepeatCustomers) {
        return fail(
            ErrorCode::refused,
            phrase(
                "{} wants at least {} customers who came back{}; here are {}. Ask again when there are more.",
                model_name(kind), kLeastRepeatCustomers,
                kind == ModelKind::gamma_gamma ? " and spent something" : "", repeating));
    }
    if (kind != ModelKind::gamma_gamma && customers < kLeastCustomers) {
        return fail(ErrorCode::refused,
                    phrase("{} wants at least {} customers; here are {}. Ask again when there are more.",
                           model_name(kind), kLeastCustomers, customers));
    }
    return {};
}

}  // namespace

std::string_view model_key(ModelKind kind) { return kKeys[static_cast<std::size_t>(kind)]; }
std::string_view model_name(ModelKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::span<const std::string_view> parameter_names(ModelKind kind) {
    switch (kind) {
        case ModelKind::bgnbd: return kBgnbd;
        case ModelKind::pareto_nbd: return kParetoNbd;
        case ModelKind::gamma_gamma: return kGammaGamma;
    }
    return {};
}

double typical_age(std::span<const WeightedHistory> rows) {
    double customers = 0, sum = 0;
    for (const WeightedHistory& row : rows) {
        customers += row.customers;
        sum += row.customers * row.history.age;
    }
    return sum / customers;
}

double repeats_per_time(std::span<const WeightedHistory> rows) {
    double repeats = 0, time = 0;
    for (const WeightedHistory& row : rows) {
        repeats += row.customers * row.history.repeats;
        time += row.customers * row.history.age;
    }
    return repeats / time;
}

double most_repeats(std::span<const WeightedHistory> rows) {
    double most = 0;
    for (const WeightedHistory& row : rows) most = std::max(most, row.history.repeats);
    return most;
}

void add_weighted(double weight, const Parameters& gradient, const Square& hessian, Evaluation& into) {
    for (std::size_t i = 0; i < kMaxParameters; ++i) {
        into.gradient[i] += weight * gradient[i];
        for (std::size_t j = 0; j <= i; ++j) into.hessian[i][j] += weight * hessian[i][j];
    }
}

Result<std::unique_ptr<Likelihood>> make_likelihood(ModelKind kind,
                                                    std::span<const PurchaseHistory> histories) {
    std::vector<PurchaseHistory> taken;
    std::int64_t repeating = 0;
    for (const PurchaseHistory& history : histories) {
        if (!sound(history)) {
            return fail(
                ErrorCode::invalid_input,
                phrase(
                    "Customer {} of the table cannot be: repeat purchases are whole numbers up to {}, the "
                    "last of "
                    "them lies between the first purchase and the end of the watch, and without any it is 0.",
                    &history - histories.data() + 1, static_cast<std::int64_t>(kMostRepeats)));
        }
        const bool repeats = history.repeats > 0 && (kind != ModelKind::gamma_gamma || history.spend > 0);
        repeating += repeats ? 1 : 0;
        if (repeats || kind != ModelKind::gamma_gamma) taken.push_back(history);
    }
    TRY(check_floor(kind, static_cast<std::int64_t>(taken.size()), repeating));
    auto rows = compressed(taken, kind == ModelKind::gamma_gamma ? Telling::spends : Telling::times);
    switch (kind) {
        case ModelKind::bgnbd: return std::make_unique<BgnbdLikelihood>(std::move(rows));
        case ModelKind::pareto_nbd: return std::make_unique<ParetoNbdLikelihood>(std::move(rows));
        case ModelKind::gamma_gamma: break;
    }
    return std::make_unique<GammaGammaLikelihood>(std::move(rows));
}

}  // namespace perennial::analytics
