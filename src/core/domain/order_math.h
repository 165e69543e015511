// What an order comes to, to the cent: pure, exact, called by the form at every keystroke and by everything that writes
// an order. All amounts are minor units of one currency, all quantities thousandths.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/base/result.h"

namespace perennial {

struct LineAmount {
    std::int64_t quantity = 0, returned_quantity = 0, unit_price = 0, discount = 0;
};
/// (quantity - returned) * unit price, rounded half away from zero, less the line's discount. nullopt on overflow.
std::optional<std::int64_t> line_total(const LineAmount& line);
/// The sum of the lines, less the order's discount, plus shipping. nullopt on overflow.
std::optional<std::int64_t> order_total(std::span<const LineAmount> lines, std::int64_t discount,
                                        std::int64_t shipping);

/// What the foot of an order's form shows.
struct OrderTotals {
    std::int64_t subtotal = 0;  ///< The lines, each less its own discount.
    std::int64_t discount = 0;  ///< The order's.
    std::int64_t shipping = 0;
    std::int64_t other = 0;  ///< What an imported total holds besides: tax, rounding of unit prices.
    std::int64_t total = 0;  ///< subtotal - discount + shipping + other.
    bool operator==(const OrderTotals&) const = default;
};
/// Errors: too_large, naming the line when it is one.
Result<OrderTotals> order_totals(std::span<const LineAmount> lines, std::int64_t discount,
                                 std::int64_t shipping, std::int64_t other = 0);

/// amount * part / whole, rounded half away from zero: what is left of a discount when a part of the goods stays.
/// 0 when `part` is 0; `amount` itself when `whole` is not positive or `part` is not within it.
std::int64_t share_of(std::int64_t amount, std::int64_t part, std::int64_t whole);

}  // namespace perennial
