#include "core/analytics/activity.h"

#include <algorithm>
#include <iterator>

namespace perennial::analytics {

void ActivityCount::add(const CustomerOrders& customer) {
    const std::vector<Day> days = purchase_days(customer.orders, day_);
    if (!days.empty()) seen_.push_back({customer.customer, days.back(), median_gap(days)});
}

Activity ActivityCount::result(const ShopFacts& facts) const {
    std::vector<std::int64_t> gaps;
    for (const Seen& one : seen_) {
        if (one.gap) gaps.push_back(*one.gap);
    }
    Activity out;
    out.usual_gap = median_of(std::move(gaps));
    for (const Seen& one : seen_) {
        const auto& contract_end = facts.customers[static_cast<std::size_t>(one.customer)].contract_end;
        const std::optional<std::int64_t> gap = one.gap ? one.gap : out.usual_gap;
        const bool silent = gap && std::int64_t{day_.days} - one.last.days > kSilenceFactor * *gap;
        const bool gone = contract_end ? *contract_end <= day_ : silent;
        (gone ? out.gone : out.active).push_back(one.customer);
    }
    return out;
}

Activity activity_on(const ShopFacts& facts, Day day) {
    ActivityCount count(day);
    for (const CustomerOrders& customer : by_customer(facts.orders)) count.add(customer);
    return count.result(facts);
}

Retention retention_between(Activity before, Activity after) {
    Retention out;
    out.known = before.usual_gap.has_value() && after.usual_gap.has_value();
    std::ranges::set_difference(after.active, before.active, std::back_inserter(out.gained));
    std::ranges::set_difference(before.active, after.active, std::back_inserter(out.lost));
    out.at_start = std::move(before.active);
    out.at_end = std::move(after.active);
    return out;
}

Retention retention_over(const ShopFacts& facts, const Period& period) {
    return retention_between(activity_on(facts, Day{period.from.days - 1}), activity_on(facts, period.to));
}

}  // namespace perennial::analytics
