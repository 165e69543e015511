// The facts of a shop, as the formulas read them: plain values, numbered by their place, nothing of storage.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/money.h"
#include "core/base/time.h"

namespace perennial::analytics {

/// Both days are within it.
struct Period {
    Day from, to;
    std::int64_t days() const { return std::int64_t{to.days} - from.days + 1; }
    bool has(Day day) const { return from <= day && day <= to; }
    bool operator==(const Period&) const = default;
};

/// An order that counts (docs/METRICS.md), of the shop's currency.
struct OrderFact {
    std::int32_t customer = -1;  ///< Place among the customers; -1: nobody's.
    Day day;
    std::int64_t amount = 0;  ///< Counted amount in minor units; below 0 for a credit note.
    bool purchase = true;     ///< Neither cancelled nor refunded.
};

struct CustomerFact {
    std::optional<Day> known_since;   ///< The day the shop first wrote the person down.
    std::optional<Day> contract_end;  ///< The first day without a contract; none: no contract, or no end.
    bool referred = false;            ///< Somebody sent them.
    std::int32_t channel = -1;        ///< Of the first contact; place among the channels.
};

struct ResponseFact {
    enum class Kind : std::uint8_t { nps, csat };
    Kind kind = Kind::nps;
    Day day;
    std::int64_t score = 0;
};

struct ExpenseFact {
    Day day;
    std::int32_t channel = -1;
    std::int64_t amount = 0;
    bool acquisition = true;  ///< Else for keeping customers.
};

struct ShopFacts {
    std::vector<OrderFact> orders;  ///< Sorted by (customer, day).
    std::vector<CustomerFact> customers;
    std::vector<ResponseFact> responses;
    std::vector<ExpenseFact> expenses;
    std::vector<std::string> channels;
    Currency currency;
    std::optional<std::int64_t> margin_permille;  ///< Gross margin; none: not told.
    std::int64_t yearly_discount_permille = 0;    ///< 0: not discounted.
    bool expenses_known = true;  ///< False: what was spent cannot be told apart for these customers.
};

/// One customer's orders.
struct CustomerOrders {
    std::int32_t customer = -1;
    std::size_t first_place = 0;  ///< Of the first of them among all orders.
    std::span<const OrderFact> orders;
};
/// By customer; orders of nobody are left out.
std::vector<CustomerOrders> by_customer(std::span<const OrderFact> orders);

/// Days with a purchase up to `until`, each once, upwards.
std::vector<Day> purchase_days(std::span<const OrderFact> orders, Day until);

/// The median of the days between neighbours, halves rounded up; nullopt with fewer than three days.
std::optional<std::int64_t> median_gap(std::span<const Day> days);

/// The middle of whole numbers, halves rounded up; nullopt without any.
std::optional<std::int64_t> median_of(std::vector<std::int64_t> values);

}  // namespace perennial::analytics
