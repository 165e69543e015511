// What a customer is expected to be worth, and whether winning one pays.
#include <algorithm>
#include <cmath>

#include "core/analytics/kpi_parts.h"

namespace perennial::analytics {
namespace {

constexpr std::string_view kNoLifetime =
    "Nobody left in this period, so it does not say how long customers stay; take a longer one.";
constexpr std::string_view kNoMargin =
    "The shop's margin is not told; set it (setting \"margin\", in percent) to see this.";

std::string months_text(Quotient months) { return value_text(Unit::months, months.value(), {}); }

/// The sum of a monthly amount over months, each discounted at its end; the last may be a part of one.
double discounted(double monthly, double months, double monthly_rate) {
    double sum = 0, factor = 1;
    for (double left = months; left > 0 && factor > 1e-9; left -= 1) {
        const double part = std::min(left, 1.0);
        factor *= std::pow(1 + monthly_rate, -part);
        sum += monthly * part * factor;
    }
    return sum;
}

std::string permille_text(std::int64_t permille) {
    return value_text(Unit::share, static_cast<double>(permille) / 1000, {});
}

}  // namespace

Figure expected_lifetime_revenue(std::optional<Quotient> months, Quotient monthly_minor, Currency currency,
                                 std::int64_t n) {
    Figure figure{.key = "expected_lifetime_revenue",
                  .label = "Lifetime value, expected",
                  .unit = Unit::money,
                  .n = n,
                  .currency = currency};
    if (!months) return not_available(std::move(figure), std::string(kNoLifetime));
    const auto revenue = product(*months, monthly_minor);
    if (!revenue) return not_available(std::move(figure), "The amounts are too large.");
    figure.numerator = revenue->above;
    figure.denominator = revenue->below;
    figure.value = static_cast<double>(rounded(*revenue));
    figure.formula = phrase("months x monthly revenue = {} x {}", months_text(*months),
                            money_text(rounded(monthly_minor), currency)) +
                     equals_value(figure);
    return with_small_sample_note(std::move(figure));
}

Figure expected_lifetime_profit(std::optional<Quotient> months, Quotient monthly_minor,
                                std::optional<std::int64_t> margin_permille,
                                std::int64_t yearly_discount_permille, Currency currency, std::int64_t n) {
    Figure figure{.key = "expected_lifetime_profit",
                  .label = "Lifetime profit, expected",
                  .unit = Unit::money,
                  .n = n,
                  .currency = currency};
    if (!months) return not_available(std::move(figure), std::string(kNoLifetime));
    if (!margin_permille) return not_available(std::move(figure), std::string(kNoMargin));
    const auto monthly = product(monthly_minor, {*margin_permille, 1000});
    const auto profit = monthly ? product(*months, *monthly) : std::nullopt;
    if (!profit) return not_available(std::move(figure), "The amounts are too large.");
    std::string how = phrase("months x monthly revenue x margin = {} x {} x {}", months_text(*months),
                             money_text(rounded(monthly_minor), currency), permille_text(*margin_permille));
    if (yearly_discount_permille == 0) {
        figure.numerator = profit->above;
        figure.denominator = profit->below;
        figure.value = static_cast<double>(rounded(*profit));
    } else {
        const double rate = std::pow(1 + static_cast<double>(yearly_discount_permille) / 1000, 1.0 / 12) - 1;
        figure.value = std::round(discounted(monthly->value(), months->value(), rate));
        how += phrase(", discounted by {} a year", permille_text(yearly_discount_permille));
    }
    figure.formula = how + equals_value(figure);
    return with_small_sample_note(std::move(figure));
}

Figure value_to_cost(const Figure& expected_profit, const Figure& cost) {
    Figure figure{
        .key = "value_to_cost", .label = "Lifetime profit to cost", .unit = Unit::ratio, .n = cost.n};
    if (!expected_profit.value) return not_available(std::move(figure), expected_profit.reason);
    if (!cost.value) return not_available(std::move(figure), cost.reason);
    if (*cost.value <= 0) return not_available(std::move(figure), "Nothing was spent to win customers.");
    figure.value = *expected_profit.value / *cost.value;
    figure.formula = "expected profit / acquisition cost = " +
                     value_text(Unit::money, *expected_profit.value, expected_profit.currency) + " / " +
                     value_text(Unit::money, *cost.value, cost.currency) + equals_value(figure);
    return with_small_sample_note(std::move(figure));
}

Figure payback_months(const Figure& cost, Quotient monthly_minor,
                      std::optional<std::int64_t> margin_permille) {
    Figure figure{.key = "payback", .label = "Payback", .unit = Unit::months, .n = cost.n};
    if (!cost.value) return not_available(std::move(figure), cost.reason);
    if (!margin_permille) return not_available(std::move(figure), std::string(kNoMargin));
    const double monthly = monthly_minor.value() * static_cast<double>(*margin_permille) / 1000;
    if (monthly <= 0)
        return not_available(std::move(figure), "never: a customer brings no margin in a month.");
    // The exact cost, not the rounded one.
    const double exact = Quotient{*cost.numerator, *cost.denominator}.value();
    figure.value = exact / monthly;
    figure.formula =
        phrase("acquisition cost / (monthly revenue x margin) = {} / ({} x {})",
               value_text(Unit::money, *cost.value, cost.currency),
               money_text(rounded(monthly_minor), cost.currency), permille_text(*margin_permille)) +
        equals_value(figure);
    return with_small_sample_note(std::move(figure));
}

}  // namespace perennial::analytics
