// The boutique's three kinds of people (REQUIREMENTS 2.2): each person is in one of them at most.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/analytics/facts.h"

namespace perennial::analytics {

enum class ShopClass : std::uint8_t { frequent, occasional, new_subscriber };

struct ShopClassText {
    std::string_view key, label, play;
};
const ShopClassText& shop_class_text(ShopClass shop_class);

inline constexpr std::int64_t kFrequentPurchases = 4;   ///< Within kClassDays.
inline constexpr std::int64_t kClassDays = 365;         ///< as_of and the 364 days before it.
inline constexpr std::int64_t kNewSubscriberDays = 30;  ///< as_of and the 29 days before it.

/// From the customer's purchases (sorted by day) and the day the shop wrote the person down. Frequent: 4 or more purchases in 365
/// days. Occasional: 1 to 3. New subscriber: known for 30 days at most, and no purchase ever. Else none.
std::optional<ShopClass> shop_class(std::span<const OrderFact> orders, const CustomerFact& customer,
                                    Day as_of);

}  // namespace perennial::analytics
