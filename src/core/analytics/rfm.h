// Recency, frequency, monetary value: how recently, how often and for how much each customer bought, each in five steps, and the
// groups that people make of them (REQUIREMENTS 2.2).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/analytics/facts.h"

namespace perennial::analytics {

enum class RfmGroup : std::uint8_t {
    champions,
    loyal,
    promising,
    fresh,
    drowsy,
    at_risk,
    must_not_lose,
    lost
};
inline constexpr std::size_t kRfmGroups = 8;

struct RfmGroupText {
    std::string_view key;    ///< "at_risk".
    std::string_view label;  ///< "At risk".
    std::string_view play;   ///< What to do, as one sentence.
};
const RfmGroupText& rfm_group_text(RfmGroup group);

struct RfmCustomer {
    std::int32_t customer = -1;
    Day last;                                      ///< The last purchase.
    std::int64_t purchases = 0;                    ///< Purchases, as docs/METRICS.md counts them.
    std::int64_t spent = 0;                        ///< Minor units.
    int recency = 0, frequency = 0, monetary = 0;  ///< 1 (worst) to 5.
    RfmGroup group = RfmGroup::lost;
};

/// Customers with a purchase up to `as_of`, by place. A score is 1 + floor(5 * share of customers who are strictly worse): equal
/// values always have the same score, and the worst value always scores 1.
std::vector<RfmCustomer> rfm(const ShopFacts& facts, Day as_of);

/// Every pair of scores belongs to exactly one group.
RfmGroup rfm_group(int recency, int frequency);

}  // namespace perennial::analytics
