// The value score: where a customer stands among all, in what they are worth, how engaged they are and how they speak for the
// shop, weighted into one number whose parts stay visible (REQUIREMENTS 2.4).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace perennial::analytics {

inline constexpr std::size_t kValueParts = 3;

/// Raw values; any unit, more is better. nullopt counts as less than any value.
struct ValueFacts {
    std::int32_t customer = -1;
    std::array<std::optional<double>, kValueParts> parts;
};

enum class Tier : std::uint8_t { high, middle, basic };

struct ValueScore {
    std::int32_t customer = -1;
    /// 0 to 100: the share of customers below, plus half of those equal (mid-rank percentile). 0 without a value.
    std::array<double, kValueParts> percentiles{};
    double score = 0;  ///< The weighted mean of the percentiles.
    Tier tier = Tier::basic;
};

struct ValueWeights {
    std::array<std::int64_t, kValueParts> parts{60, 25, 15};  ///< Not below 0, not all 0.
    std::int64_t high_percent = 20;  ///< The best this many percent of customers are the high tier,
    std::int64_t middle_percent =
        30;  ///< the next the middle one. Equal scores are in one tier, the better one.
};

/// In the order given. Errors: invalid_input, when the weights break their rules.
Result<std::vector<ValueScore>> value_scores(std::span<const ValueFacts> customers,
                                             const ValueWeights& weights);

}  // namespace perennial::analytics
