// Four small reports: quadrants of retention, what is bought together, time spent in a stage, order value by tenure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/analytics/facts.h"
#include "core/analytics/figure.h"

namespace perennial::analytics {

/// Transactional retention (keeps buying) against relational (keeps in touch), REQUIREMENTS 6.9's quadrant.
enum class Quadrant : std::uint8_t { devoted, habitual, friendly, fading };
std::string_view quadrant_label(Quadrant quadrant);
/// Buys: a purchase within the last `window_days` up to `as_of`. In touch: a touch that the person began within them.
Quadrant quadrant(std::optional<Day> last_purchase, std::optional<Day> last_touch_in, Day as_of,
                  std::int64_t window_days = 180);

/// Two products bought by the same customers more often than chance would have it.
struct CrossSell {
    std::int32_t first = 0, second = 0;  ///< Products; first < second.
    std::int64_t support = 0;            ///< Customers with both.
    double lift = 0;                     ///< P(both) / (P(first) P(second)); 1 is chance.
};
inline constexpr std::int64_t kLeastSupport = 5;
/// `baskets`: (customer, product), repetitions count once. Pairs with at least kLeastSupport customers, by lift downwards, then by
/// support downwards, then by products; at most `most`.
std::vector<CrossSell> cross_sell(std::vector<std::pair<std::int32_t, std::int32_t>> baskets,
                                  std::int64_t customers, std::size_t most);

/// How long people stayed in a stage, in whatever unit the times have.
struct Dwell {
    std::int64_t n = 0;
    double lower_quartile = 0, median = 0, upper_quartile = 0;
};
/// nullopt without any.
std::optional<Dwell> dwell(std::vector<double> times);

/// Purchases of a period by how long after the first purchase they were, told one after the other.
struct TenureBands {
    static constexpr std::size_t kBands = 4;
    std::array<std::int64_t, kBands> sums{}, counts{};
    /// A purchase of a customer whose first one was on `first`.
    void add(const OrderFact& purchase, Day first);
};

/// Mean amount of purchases in a period, by how long after the first purchase they were: first, to 3 months, to a year, later.
Figure order_value_by_tenure(const ShopFacts& facts, const Period& period);
Figure order_value_by_tenure(const TenureBands& bands, Currency currency);

}  // namespace perennial::analytics
