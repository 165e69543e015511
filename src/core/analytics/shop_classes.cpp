#include "core/analytics/shop_classes.h"

#include <array>

namespace perennial::analytics {

const ShopClassText& shop_class_text(ShopClass shop_class) {
    static constexpr std::array<ShopClassText, 3> kTexts{{
        {"frequent", "Frequent", "A preview of what is new, and a reward."},
        {"occasional", "Occasional", "A promotion of something that fits what they bought."},
        {"new_subscriber", "New subscriber", "Introduce the shop: who is behind it, and what it stands for."},
    }};
    return kTexts[static_cast<std::size_t>(shop_class)];
}

std::optional<ShopClass> shop_class(std::span<const OrderFact> orders, const CustomerFact& customer,
                                    Day as_of) {
    std::int64_t ever = 0, lately = 0;
    for (const OrderFact& order : orders) {
        if (!order.purchase || order.day > as_of) continue;
        ++ever;
        if (std::int64_t{as_of.days} - order.day.days < kClassDays) ++lately;
    }
    if (lately >= kFrequentPurchases) return ShopClass::frequent;
    if (lately > 0) return ShopClass::occasional;
    if (ever > 0 || !customer.known_since || *customer.known_since > as_of) return std::nullopt;
    if (std::int64_t{as_of.days} - customer.known_since->days >= kNewSubscriberDays) return std::nullopt;
    return ShopClass::new_subscriber;
}

}  // namespace perennial::analytics
