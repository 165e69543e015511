#include "core/analytics/figure.h"

#include <array>
#include <cmath>

namespace perennial::analytics {

std::string_view unit_name(Unit unit) {
    constexpr std::array<std::string_view, 7> kNames{"count", "share", "money", "months",
                                                     "days",  "ratio", "points"};
    return kNames[static_cast<std::size_t>(unit)];
}

Interval wilson_interval(std::int64_t hits, std::int64_t of) {
    constexpr double z = 1.959963984540054;
    const double n = static_cast<double>(of), p = static_cast<double>(hits) / n;
    const double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    // At 0 and n of n the bound is exact; rounding would leave it a hair beyond.
    return {hits == 0 ? 0 : middle - half, hits == of ? 1 : middle + half, 0.95, "Wilson"};
}

std::string number_text(double value, int digits) {
    constexpr std::array<std::int64_t, 10> kPowers{
        1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};
    // Too large for the digits: they would be noise.
    while (digits > 0 &&
           std::abs(value) * static_cast<double>(kPowers[static_cast<std::size_t>(digits)]) > 9e15)
        --digits;
    if (!(std::abs(value) < 9e15)) return value > 0 ? "very large" : "very small";
    const std::int64_t power = kPowers[static_cast<std::size_t>(digits)];
    return Decimal{std::llround(value * static_cast<double>(power)), digits}.to_string();
}

std::string value_text(Unit unit, double value, Currency currency) {
    switch (unit) {
        case Unit::count: return number_text(value, 0);
        case Unit::share: return number_text(100 * value, 1) + " %";
        case Unit::money: {
            const std::string amount = amount_text(Money{std::llround(value), currency});
            return currency.empty() ? amount : amount + " " + std::string(currency.code());
        }
        case Unit::months: return number_text(value, 1) + (value == 1 ? " month" : " months");
        case Unit::days: return number_text(value, 1) + (value == 1 ? " day" : " days");
        case Unit::ratio: return number_text(value, 2);
        case Unit::points: return (value > 0 ? "+" : "") + number_text(value, 1);
    }
    return {};
}

}  // namespace perennial::analytics
