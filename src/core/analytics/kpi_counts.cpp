// The counting behind the figures.
#include <algorithm>

#include "core/analytics/kpi_board.h"

namespace perennial::analytics {
namespace {

std::int32_t place(std::size_t index) { return static_cast<std::int32_t>(index); }

void count_customer(const ShopFacts& facts, const CustomerOrders& customer, const Period& period,
                    ShopCounts& counts) {
    std::optional<Day> first;
    std::int64_t in_period = 0, to_date = 0;
    for (std::size_t i = 0; i < customer.orders.size(); ++i) {
        const OrderFact& order = customer.orders[i];
        if (order.day > period.to) break;
        to_date += order.amount;
        if (period.has(order.day)) counts.customer_revenue += order.amount;
        if (!order.purchase) continue;
        if (!first) first = order.day;
        if (!period.has(order.day)) continue;
        ++in_period;
        counts.own_purchases.push_back(place(customer.first_place + i));
        if (*first < order.day) counts.repeat_orders.push_back(counts.own_purchases.back());
    }
    if (!first) return;
    counts.customers.push_back(customer.customer);
    counts.revenue_to_date += to_date;
    if (in_period > 0) counts.buyers.push_back(customer.customer);
    if (in_period > 1) counts.repeat_buyers.push_back(customer.customer);
    if (!period.has(*first)) return;
    counts.new_customers.push_back(customer.customer);
    if (facts.customers[static_cast<std::size_t>(customer.customer)].referred)
        counts.referred.push_back(customer.customer);
}

}  // namespace

ShopCounts count_shop(const ShopFacts& facts, const Period& period) {
    ShopCounts counts;
    for (std::size_t i = 0; i < facts.orders.size(); ++i) {
        const OrderFact& order = facts.orders[i];
        if (!period.has(order.day)) continue;
        counts.orders.push_back(place(i));
        counts.revenue += order.amount;
        if (!order.purchase) continue;
        counts.purchases.push_back(place(i));
        counts.purchase_revenue += order.amount;
    }
    for (const CustomerOrders& customer : by_customer(facts.orders))
        count_customer(facts, customer, period, counts);
    counts.retention = retention_over(facts, period);
    return counts;
}

}  // namespace perennial::analytics
