#include "core/analytics/purchase_histories.h"

#include <algorithm>
#include <tuple>

namespace perennial::analytics {
namespace {

auto key_of(const PurchaseHistory& history) {
    return std::tuple(history.repeats, history.last, history.age, history.spend);
}

/// One customer's purchases, sorted by day, with one entry a day.
CustomerHistory history_of(std::span<const Purchase> days, Day end, Day holdout_end, double unit_days) {
    CustomerHistory out{days.front().customer, {}, 0};
    const Day first = days.front().day;
    double spent = 0;
    for (const Purchase& purchase : days.subspan(1)) {
        if (purchase.day > holdout_end) break;
        if (purchase.day > end) {
            ++out.repeats_after;
            continue;
        }
        out.history.repeats += 1;
        out.history.last = (purchase.day.days - first.days) / unit_days;
        spent += purchase.amount;
    }
    out.history.age = (end.days - first.days) / unit_days;
    if (out.history.repeats > 0) out.history.spend = spent / out.history.repeats;
    return out;
}

}  // namespace

std::vector<CustomerHistory> histories_until(std::vector<Purchase> purchases, Day end, Day holdout_end,
                                             double unit_days) {
    std::ranges::sort(purchases, {}, [](const Purchase& p) { return std::pair(p.customer, p.day); });
    std::vector<Purchase> days;
    for (const Purchase& purchase : purchases) {
        if (!days.empty() && days.back().customer == purchase.customer && days.back().day == purchase.day) {
            days.back().amount += purchase.amount;
        } else {
            days.push_back(purchase);
        }
    }
    std::vector<CustomerHistory> out;
    const std::span<const Purchase> all = days;
    for (std::size_t from = 0, to = 0; from < all.size(); from = to) {
        while (to < all.size() && all[to].customer == all[from].customer) ++to;
        if (all[from].day > end) continue;
        out.push_back(history_of(all.subspan(from, to - from), end, holdout_end, unit_days));
    }
    return out;
}

std::vector<WeightedHistory> compressed(std::span<const PurchaseHistory> histories, Telling telling) {
    std::vector<PurchaseHistory> sorted(histories.begin(), histories.end());
    for (PurchaseHistory& history : sorted) {
        if (telling == Telling::times) {
            history.spend = 0;
        } else {
            history.last = history.age = 0;
        }
    }
    std::ranges::sort(sorted, {}, key_of);
    std::vector<WeightedHistory> out;
    for (const PurchaseHistory& history : sorted) {
        if (!out.empty() && out.back().history == history) {
            out.back().customers += 1;
        } else {
            out.push_back({history, 1});
        }
    }
    return out;
}

}  // namespace perennial::analytics
