// Who is still a customer on a day, and what that says of a period.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/analytics/facts.h"

namespace perennial::analytics {

inline constexpr std::int64_t kSilenceFactor = 3;  ///< Gone after a silence of this many usual gaps.

/// A customer with a contract is one until its end. Without a contract: until a silence longer than kSilenceFactor times
/// the customer's own median gap; who has none yet (fewer than three days with a purchase) goes by the shop's usual gap, the
/// median of the gaps of those who have one.
struct Activity {
    std::vector<std::int32_t> active, gone;  ///< Customers with a purchase up to the day, by place.
    std::optional<std::int64_t> usual_gap;   ///< nullopt: nobody has a gap, so silence says nothing.
};
Activity activity_on(const ShopFacts& facts, Day day);

/// The same, told one customer after the other, so that it can be done in steps.
class ActivityCount {
public:
    explicit ActivityCount(Day day) : day_(day) {}
    /// Customers come by place, upwards.
    void add(const CustomerOrders& customer);
    Activity result(const ShopFacts& facts) const;

private:
    struct Seen {
        std::int32_t customer;
        Day last;
        std::optional<std::int64_t> gap;
    };
    Day day_;
    std::vector<Seen> seen_;
};

/// Who was kept over a period: from the day before its first to its last.
struct Retention {
    std::vector<std::int32_t> at_start;  ///< S.
    std::vector<std::int32_t> at_end;    ///< E.
    std::vector<std::int32_t> gained;    ///< N: active at the end, not at the start (new, or come back).
    std::vector<std::int32_t> lost;      ///< Active at the start, not at the end: S - (E - N).
    bool known = false;                  ///< Whether there was a usual gap on both days.
};
Retention retention_over(const ShopFacts& facts, const Period& period);
/// From who was active on the day before the period, and on its last.
Retention retention_between(Activity before, Activity after);

}  // namespace perennial::analytics
