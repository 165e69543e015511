// The counting behind the figures.
#include <algorithm>

#include "core/analytics/kpi_board.h"

namespace perennial::analytics {
namespace {

std::int32_t place(std::size_t index) { return static_cast<std::int32_t>(index); }

void count_order(const OrderFact& order, std::int32_t at, const Period& period, ShopCounts& counts) {
    if (!period.has(order.day)) return;
    counts.orders.push_back(at);
    counts.revenue += order.amount;
    if (!order.purchase) return;
    counts.purchases.push_back(at);
    counts.purchase_revenue += order.amount;
}

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
        counts.tenure.add(order, *first);
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

ShopCounting::ShopCounting(const ShopFacts& facts, const Period& period)
    : facts_(&facts), period_(period), before_(Day{period.from.days - 1}), after_(period.to) {}

void ShopCounting::add_customer(const CustomerOrders& customer) {
    for (std::size_t i = 0; i < customer.orders.size(); ++i) {
        count_order(customer.orders[i], place(customer.first_place + i), period_, counts_);
        months_.add(customer.orders[i]);
    }
    if (customer.customer < 0) return;
    count_customer(*facts_, customer, period_, counts_);
    before_.add(customer);
    after_.add(customer);
}

bool ShopCounting::step() {
    const std::span<const OrderFact> orders = facts_->orders;
    const std::size_t enough = std::min(orders.size(), next_ + kOrdersPerStep);
    while (next_ < enough) {
        const std::int32_t customer = orders[next_].customer;
        // Orders of nobody need not stay together.
        const std::size_t most = customer < 0 ? enough : orders.size();
        std::size_t to = next_;
        while (to < most && orders[to].customer == customer) ++to;
        add_customer({customer, next_, orders.subspan(next_, to - next_)});
        next_ = to;
    }
    if (next_ < orders.size()) return false;
    counts_.months = months_.result(period_);
    counts_.retention = retention_between(before_.result(*facts_), after_.result(*facts_));
    return true;
}

double ShopCounting::fraction() const {
    const std::size_t all = facts_->orders.size();
    return all == 0 ? 1 : static_cast<double>(next_) / static_cast<double>(all);
}

ShopCounts count_shop(const ShopFacts& facts, const Period& period) {
    ShopCounting counting(facts, period);
    while (!counting.step()) {}
    return counting.take();
}

}  // namespace perennial::analytics
