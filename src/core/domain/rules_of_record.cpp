#include "core/domain/rules_of_record.h"

#include <algorithm>
#include <limits>

#include "core/base/text.h"

namespace perennial {
namespace {

constexpr std::string_view kCancelled = "cancelled";
constexpr std::string_view kRefunded = "refunded";
constexpr std::int64_t kThousandths = 1000;

/// value / 1000, rounded half away from zero.
__int128 from_thousandths(__int128 value) {
    const __int128 half = value < 0 ? -kThousandths / 2 : kThousandths / 2;
    return (value + half) / kThousandths;
}

std::optional<std::int64_t> line_total(const LineAmount& line) {
    const __int128 kept = static_cast<__int128>(line.quantity) - line.returned_quantity;
    constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
    // A quantity of up to 65 bits times a price of 63 can pass even 128 bits only beyond this.
    if (kept > kMax || kept < -kMax) return std::nullopt;
    const __int128 total = from_thousandths(kept * line.unit_price) - line.discount;
    if (total > kMax || total < -kMax) return std::nullopt;
    return static_cast<std::int64_t>(total);
}

}  // namespace

std::optional<std::int64_t> order_total(std::span<const LineAmount> lines, std::int64_t discount,
                                        std::int64_t shipping) {
    std::int64_t total = 0;
    for (const LineAmount& line : lines) {
        const auto amount = line_total(line);
        if (!amount || __builtin_add_overflow(total, *amount, &total)) return std::nullopt;
    }
    if (__builtin_sub_overflow(total, discount, &total)) return std::nullopt;
    if (__builtin_add_overflow(total, shipping, &total)) return std::nullopt;
    return total;
}

std::int64_t counted_amount(std::string_view status, std::int64_t total) {
    if (status == kCancelled) return 0;
    return status == kRefunded ? std::min(total, std::int64_t{0}) : total;
}

bool counts_as_purchase(std::string_view status) { return status != kCancelled && status != kRefunded; }

}  // namespace perennial
