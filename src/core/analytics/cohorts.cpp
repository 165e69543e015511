#include "core/analytics/cohorts.h"

#include <algorithm>

#include "core/base/phrase.h"

namespace perennial::analytics {

std::int64_t month_number(Day day) {
    const Day::Civil civil = day.civil();
    return 12 * std::int64_t{civil.year} + civil.month - 1;
}
std::string month_text(std::int64_t month) {
    return zero_padded(month / 12, 4) + "-" + zero_padded(month % 12 + 1, 2);
}
Day first_of_month(std::int64_t month) {
    return Day::from_civil(static_cast<int>(month / 12), static_cast<int>(month % 12) + 1, 1)
        .value_or(Day::kFirst);
}

namespace {

void add_customer(std::span<const OrderFact> orders, Day as_of, Cohort& cohort) {
    ++cohort.size;
    std::int64_t counted_in = -1;
    bool began = false;
    for (const OrderFact& order : orders) {
        if (order.day > as_of) break;
        began |= order.purchase;
        if (!began) continue;
        const std::int64_t month = month_number(order.day) - cohort.month;
        CohortMonth& entry = cohort.months[static_cast<std::size_t>(month)];
        entry.revenue += order.amount;
        if (order.purchase && counted_in != month) {
            ++entry.customers;
            counted_in = month;
        }
    }
}

}  // namespace

std::vector<Cohort> cohorts(const ShopFacts& facts, Day as_of) {
    struct Begin {
        std::int64_t month;
        std::span<const OrderFact> orders;
    };
    std::vector<Begin> begins;
    for (const CustomerOrders& customer : by_customer(facts.orders)) {
        const auto first = std::ranges::find_if(customer.orders, &OrderFact::purchase);
        if (first == customer.orders.end() || first->day > as_of) continue;
        begins.push_back({month_number(first->day), customer.orders});
    }
    if (begins.empty()) return {};
    const std::int64_t from = std::ranges::min(begins, {}, &Begin::month).month, to = month_number(as_of);
    std::vector<Cohort> out;
    for (std::int64_t month = from; month <= to; ++month) {
        out.push_back({month, 0, std::vector<CohortMonth>(static_cast<std::size_t>(to - month + 1))});
    }
    for (const Begin& begin : begins)
        add_customer(begin.orders, as_of, out[static_cast<std::size_t>(begin.month - from)]);
    return out;
}

}  // namespace perennial::analytics
