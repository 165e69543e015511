// What the models of buying know of a customer: how many repeat purchases, when the last, how long watched, and what a
// repeat purchase came to. Equal customers are put together, which makes fits as fast as there are kinds of customers.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/time.h"

namespace perennial::analytics {

/// One purchase. Several of one customer on one day are one, with their amounts added.
struct Purchase {
    std::int64_t customer = 0;
    Day day;
    double amount = 0;  ///< In whatever unit; the spend model's results are in the same.
};

/// Invariants (held by histories_until): repeats >= 0; 0 <= last <= age; last is 0 exactly when repeats is.
struct PurchaseHistory {
    double repeats = 0;  ///< Purchases after the first, by day.
    double last = 0;     ///< From the first purchase to the last, in units of time.
    double age = 0;      ///< From the first purchase to the end of the watch.
    double spend = 0;    ///< Mean amount of the repeat purchases; 0 without any.
    bool operator==(const PurchaseHistory&) const = default;
};

struct CustomerHistory {
    std::int64_t customer = 0;
    PurchaseHistory history;
    std::int64_t repeats_after = 0;  ///< Purchases after the end and up to `holdout_end`, by day.
};

/// The customers whose first purchase is not after `end`, by number of customer. `unit_days`: 7 counts in weeks.
/// `holdout_end`: up to when later purchases are counted; not before `end`.
std::vector<CustomerHistory> histories_until(std::vector<Purchase> purchases, Day end, Day holdout_end,
                                             double unit_days);

/// Equal histories are one row with their number.
struct WeightedHistory {
    PurchaseHistory history;
    double customers = 0;
};
enum class Telling : std::uint8_t { times, spends };
/// Sorted. `times` looks at repeats, last and age, `spends` at repeats and spend; what is not looked at becomes 0.
std::vector<WeightedHistory> compressed(std::span<const PurchaseHistory> histories, Telling telling);

}  // namespace perennial::analytics
