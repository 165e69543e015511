#include "core/analytics/facts.h"

#include <algorithm>

namespace perennial::analytics {

std::vector<CustomerOrders> by_customer(std::span<const OrderFact> orders) {
    std::vector<CustomerOrders> out;
    for (std::size_t from = 0, to = 0; from < orders.size(); from = to) {
        while (to < orders.size() && orders[to].customer == orders[from].customer) ++to;
        if (orders[from].customer >= 0)
            out.push_back({orders[from].customer, from, orders.subspan(from, to - from)});
    }
    return out;
}

std::vector<Day> purchase_days(std::span<const OrderFact> orders, Day until) {
    std::vector<Day> days;
    for (const OrderFact& order : orders) {
        if (!order.purchase || order.day > until) continue;
        if (days.empty() || days.back() != order.day) days.push_back(order.day);
    }
    return days;
}

std::optional<std::int64_t> median_of(std::vector<std::int64_t> values) {
    if (values.empty()) return std::nullopt;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    if (values.size() % 2 == 1) return *middle;
    const std::int64_t sum = *std::max_element(values.begin(), middle) + *middle;
    return (sum + (sum > 0 ? 1 : 0)) / 2;
}

std::optional<std::int64_t> median_gap(std::span<const Day> days) {
    if (days.size() < 3) return std::nullopt;
    std::vector<std::int64_t> gaps;
    for (std::size_t i = 1; i < days.size(); ++i)
        gaps.push_back(std::int64_t{days[i].days} - days[i - 1].days);
    return median_of(std::move(gaps));
}

}  // namespace perennial::analytics
