// The formulas of the figures, each from its few counts, so that a worked example is one call. Rates are exact quotients, money
// is whole minor units rounded half away from zero, and a figure that cannot be computed says why.
#pragma once

#include <cstdint>
#include <optional>

#include "core/analytics/figure.h"

namespace perennial::analytics {

/// An exact quotient; `below` > 0.
struct Quotient {
    std::int64_t above = 0, below = 1;
    double value() const { return static_cast<double>(above) / static_cast<double>(below); }
};

// Keeping customers.
Figure repeat_purchase_share(std::int64_t repeat_buyers, std::int64_t buyers);
/// (E - N) / S.
Figure retention_rate(std::int64_t at_start, std::int64_t at_end, std::int64_t gained);
/// 1 - (E - N) / S.
Figure churn_rate(std::int64_t at_start, std::int64_t at_end, std::int64_t gained);
Figure repeat_rate(std::int64_t repeat_orders, std::int64_t orders);
Figure referral_share(std::int64_t referred, std::int64_t new_customers);
Figure average_order_value(std::int64_t revenue, std::int64_t orders, Currency currency);

// What a customer is worth: to date, expected revenue, expected profit.
Figure lifetime_revenue_to_date(std::int64_t revenue, std::int64_t customers, Currency currency);
/// Months times monthly revenue of a customer.
Figure expected_lifetime_revenue(std::optional<Quotient> months, Quotient monthly_minor, Currency currency,
                                 std::int64_t n);
/// The same times the margin; discounted at each month's end when the yearly rate is above 0.
Figure expected_lifetime_profit(std::optional<Quotient> months, Quotient monthly_minor,
                                std::optional<std::int64_t> margin_permille,
                                std::int64_t yearly_discount_permille, Currency currency, std::int64_t n);

// What a customer costs.
Figure acquisition_cost(std::int64_t spend, std::int64_t new_customers, Currency currency);
/// Expected profit of a customer to acquisition cost.
Figure value_to_cost(const Figure& expected_profit, const Figure& cost);
/// Months until the margin of a customer's monthly revenue has paid for winning them; "never" at no margin.
Figure payback_months(const Figure& cost, Quotient monthly_minor, std::optional<std::int64_t> margin_permille);

// What customers say.
/// Scores of 9 and 10, 7 and 8, 0 to 6.
Figure net_promoter_score(std::int64_t promoters, std::int64_t passives, std::int64_t detractors);
/// Scores of 4 and 5 out of 5.
Figure customer_satisfaction(std::int64_t satisfied, std::int64_t answers);

}  // namespace perennial::analytics
