// A log-likelihood with its exact first and second derivatives, as sums over rows.
#pragma once

#include <array>
#include <cstddef>

namespace perennial::analytics {

inline constexpr std::size_t kMaxParameters = 4;

/// The parameters of a model, in its own order; places behind its count are 0.
using Parameters = std::array<double, kMaxParameters>;
using Square = std::array<std::array<double, kMaxParameters>, kMaxParameters>;

struct Evaluation {
    double value = 0;
    Parameters gradient{};
    Square hessian{};  ///< Only row >= column is filled while rows are added up; mirror() fills the rest.

    /// The lower triangle's sums are written to the upper one.
    void mirror() {
        for (std::size_t i = 0; i < kMaxParameters; ++i) {
            for (std::size_t j = 0; j < i; ++j) hessian[j][i] = hessian[i][j];
        }
    }
};

/// Derivatives by parameters turned into those by their logarithms: d/dlog p = p d/dp.
inline Evaluation by_logarithms(const Evaluation& evaluation, const Parameters& parameters) {
    Evaluation out = evaluation;
    out.mirror();
    for (std::size_t i = 0; i < kMaxParameters; ++i) {
        out.gradient[i] *= parameters[i];
        for (std::size_t j = 0; j < kMaxParameters; ++j) out.hessian[i][j] *= parameters[i] * parameters[j];
        out.hessian[i][i] += out.gradient[i];
    }
    return out;
}

}  // namespace perennial::analytics
