#include "core/domain/order_math.h"

#include <limits>
#include <string>

namespace perennial {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kThousandths = 1000;

/// value / divisor, rounded half away from zero; the divisor is positive.
__int128 rounded(__int128 value, __int128 divisor) {
    const __int128 half = value < 0 ? -divisor / 2 : divisor / 2;
    return (value + half) / divisor;
}

std::unexpected<Error> too_large(const std::string& what) {
    return fail(ErrorCode::too_large, what + " is too large to count. Check quantities and prices.");
}

}  // namespace

std::optional<std::int64_t> line_total(const LineAmount& line) {
    const __int128 kept = static_cast<__int128>(line.quantity) - line.returned_quantity;
    // A quantity of up to 65 bits times a price of 63 can pass even 128 bits only beyond this.
    if (kept > kMax || kept < -kMax) return std::nullopt;
    const __int128 total = rounded(kept * line.unit_price, kThousandths) - line.discount;
    if (total > kMax || total < -kMax) return std::nullopt;
    return static_cast<std::int64_t>(total);
}

std::optional<std::int64_t> order_total(std::span<const LineAmount> lines, std::int64_t discount,
                                        std::int64_t shipping) {
    const auto totals = order_totals(lines, discount, shipping);
    return totals ? std::optional(totals->total) : std::nullopt;
}

Result<OrderTotals> order_totals(std::span<const LineAmount> lines, std::int64_t discount,
                                 std::int64_t shipping, std::int64_t other) {
    OrderTotals totals{0, discount, shipping, other, 0};
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto amount = line_total(lines[i]);
        if (!amount) return too_large("Line " + std::to_string(i + 1));
        if (__builtin_add_overflow(totals.subtotal, *amount, &totals.subtotal))
            return too_large("The sum of the lines");
    }
    bool over = __builtin_sub_overflow(totals.subtotal, discount, &totals.total);
    over = __builtin_add_overflow(totals.total, shipping, &totals.total) || over;
    over = __builtin_add_overflow(totals.total, other, &totals.total) || over;
    if (over) return too_large("The order's total");
    return totals;
}

std::int64_t share_of(std::int64_t amount, std::int64_t part, std::int64_t whole) {
    if (whole <= 0 || part < 0 || part >= whole) return part == 0 ? 0 : amount;
    return static_cast<std::int64_t>(rounded(static_cast<__int128>(amount) * part, whole));
}

}  // namespace perennial
