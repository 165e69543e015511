#include "core/analytics/activity.h"

#include <algorithm>
#include <iterator>

namespace perennial::analytics {

Activity activity_on(const ShopFacts& facts, Day day) {
    struct Seen {
        std::int32_t customer;
        Day last;
        std::optional<std::int64_t> gap;
    };
    std::vector<Seen> seen;
    std::vector<std::int64_t> gaps;
    for (const CustomerOrders& customer : by_customer(facts.orders)) {
        const std::vector<Day> days = purchase_days(customer.orders, day);
        if (days.empty()) continue;
        seen.push_back({customer.customer, days.back(), median_gap(days)});
        if (seen.back().gap) gaps.push_back(*seen.back().gap);
    }
    Activity out;
    out.usual_gap = median_of(std::move(gaps));
    for (const Seen& one : seen) {
        const auto& contract_end = facts.customers[static_cast<std::size_t>(one.customer)].contract_end;
        const std::optional<std::int64_t> gap = one.gap ? one.gap : out.usual_gap;
        const bool silent = gap && std::int64_t{day.days} - one.last.days > kSilenceFactor * *gap;
        const bool gone = contract_end ? *contract_end <= day : silent;
        (gone ? out.gone : out.active).push_back(one.customer);
    }
    return out;
}

Retention retention_over(const ShopFacts& facts, const Period& period) {
    Activity before = activity_on(facts, Day{period.from.days - 1});
    Activity after = activity_on(facts, period.to);
    Retention out;
    out.known = before.usual_gap.has_value() && after.usual_gap.has_value();
    std::ranges::set_difference(after.active, before.active, std::back_inserter(out.gained));
    std::ranges::set_difference(before.active, after.active, std::back_inserter(out.lost));
    out.at_start = std::move(before.active);
    out.at_end = std::move(after.active);
    return out;
}

}  // namespace perennial::analytics
