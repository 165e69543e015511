#include <limits>

#include "core/base/ascii.h"
#include "core/base/money.h"

namespace perennial {
namespace {

/// `value` / 10^`scale` in units of 10^-`digits`, rounded half away from zero.
std::optional<std::int64_t> rescaled(__int128 value, int scale, int digits) {
    constexpr __int128 kMax = std::numeric_limits<std::int64_t>::max();
    for (; scale < digits; ++scale) {
        // Beyond this it can only grow further.
        if (value > kMax || value < -kMax) return std::nullopt;
        value *= 10;
    }
    if (scale > digits) {
        __int128 divisor = 1;
        for (; scale > digits; --scale) divisor *= 10;
        const __int128 rest = value % divisor;
        value /= divisor;
        if (2 * rest >= divisor) ++value;
        if (2 * rest <= -divisor) --value;
    }
    if (value > kMax || value < -kMax - 1) return std::nullopt;
    return static_cast<std::int64_t>(value);
}

/// "-0.05" for -5 and 2 digits.
std::string fixed_point_text(std::int64_t units, int digits) {
    const bool negative = units < 0;
    const auto magnitude =
        negative ? 0 - static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
    std::string text;
    append_padded(text, magnitude, static_cast<std::size_t>(digits) + 1);
    if (digits > 0) text.insert(text.size() - static_cast<std::size_t>(digits), 1, '.');
    if (negative) text.insert(0, 1, '-');
    return text;
}

Decimal without_trailing_zeros(Decimal decimal) {
    for (; decimal.scale > 0 && decimal.units % 10 == 0; --decimal.scale) decimal.units /= 10;
    return decimal;
}

}  // namespace

bool Decimal::operator==(const Decimal& other) const {
    const Decimal a = without_trailing_zeros(*this);
    const Decimal b = without_trailing_zeros(other);
    return a.units == b.units && a.scale == b.scale;
}

std::optional<std::int64_t> Decimal::scaled_to(int digits) const { return rescaled(units, scale, digits); }

std::string Decimal::to_string() const {
    const Decimal shortest = without_trailing_zeros(*this);
    return fixed_point_text(shortest.units, shortest.scale);
}

std::optional<std::int64_t> line_amount(const Decimal& quantity, const Decimal& unit_price, int minor_digits) {
    const __int128 product = static_cast<__int128>(quantity.units) * unit_price.units;
    return rescaled(product, quantity.scale + unit_price.scale, minor_digits);
}

std::string amount_text(const Money& money) {
    return fixed_point_text(money.minor, money.currency.minor_digits());
}

}  // namespace perennial
