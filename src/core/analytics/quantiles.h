// Quantiles of sorted values.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>

namespace perennial::analytics {

/// The `share` quantile (0 to 1) of values sorted upwards, not empty, interpolated between neighbours: position
/// (n - 1) * share (Hyndman and Fan 1996, definition 7).
inline double quantile(std::span<const double> sorted, double share) {
    const double place = static_cast<double>(sorted.size() - 1) * share;
    const auto below = static_cast<std::size_t>(std::floor(place));
    if (below + 1 >= sorted.size()) return sorted.back();
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

}  // namespace perennial::analytics
