#include "core/analytics/kpi.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/analytics/kpi_parts.h"
#include "core/domain/order_math.h"

namespace perennial::analytics {

std::int64_t rounded(Quotient quotient) { return share_of(quotient.above, 1, quotient.below); }

std::optional<Quotient> product(Quotient a, Quotient b) {
    // Crosswise first, so that the product itself stays small.
    const auto one = std::gcd(a.above, b.below), two = std::gcd(b.above, a.below);
    const __int128 above = static_cast<__int128>(a.above / one) * (b.above / two);
    const __int128 below = static_cast<__int128>(a.below / two) * (b.below / one);
    constexpr __int128 kMost = INT64_MAX;
    if (above > kMost || above < -kMost || below > kMost) return std::nullopt;
    return Quotient{static_cast<std::int64_t>(above), static_cast<std::int64_t>(below)};
}

namespace {

/// A share with Wilson's interval. `formula`: in words and with its numbers, up to the value.
Figure share(Figure figure, std::int64_t hits, std::int64_t of, std::string formula,
             std::string_view nothing) {
    figure.unit = Unit::share;
    figure.n = of;
    figure.numerator = hits;
    figure.denominator = of;
    if (of <= 0) return not_available(std::move(figure), std::string(nothing));
    figure.value = static_cast<double>(hits) / static_cast<double>(of);
    if (hits >= 0 && hits <= of) figure.interval = wilson_interval(hits, of);
    figure.formula = std::move(formula) + equals_value(figure);
    return with_small_sample_note(std::move(figure));
}

/// "repeat buyers / buyers = 3 / 8".
std::string quotient_words(std::string_view words, std::int64_t above, std::int64_t below) {
    return phrase("{} = {} / {}", words, above, below);
}

constexpr std::string_view kNobodyAtStart = "Nobody was a customer at the start of this period.";

}  // namespace

Figure mean_money(Figure figure, std::int64_t sum, std::int64_t of, std::string_view words,
                  std::string_view nothing) {
    figure.unit = Unit::money;
    figure.n = of;
    figure.numerator = sum;
    figure.denominator = of;
    if (of <= 0) return not_available(std::move(figure), std::string(nothing));
    figure.value = static_cast<double>(rounded({sum, of}));
    figure.formula =
        phrase("{} = {} / {}", words, money_text(sum, figure.currency), of) + equals_value(figure);
    return with_small_sample_note(std::move(figure));
}

Figure repeat_purchase_share(std::int64_t repeat_buyers, std::int64_t buyers) {
    return share({.key = "repeat_purchase_share", .label = "Retention, repeat buyers"}, repeat_buyers, buyers,
                 quotient_words("buyers with two or more purchases / buyers", repeat_buyers, buyers),
                 "Nobody bought in this period.");
}

Figure retention_rate(std::int64_t at_start, std::int64_t at_end, std::int64_t gained) {
    return share({.key = "retention_rate", .label = "Retention, by period"}, at_end - gained, at_start,
                 phrase("(E - N) / S = ({} - {}) / {}", at_end, gained, at_start), kNobodyAtStart);
}

Figure churn_rate(std::int64_t at_start, std::int64_t at_end, std::int64_t gained) {
    return share({.key = "churn_rate", .label = "Churn"}, at_start - (at_end - gained), at_start,
                 phrase("1 - (E - N) / S = 1 - ({} - {}) / {}", at_end, gained, at_start), kNobodyAtStart);
}

Figure repeat_rate(std::int64_t repeat_orders, std::int64_t orders) {
    return share(
        {.key = "repeat_rate", .label = "Repeat rate"}, repeat_orders, orders,
        quotient_words("purchases of people who had bought before / purchases", repeat_orders, orders),
        "There were no purchases in this period.");
}

Figure referral_share(std::int64_t referred, std::int64_t new_customers) {
    return share({.key = "referral_share", .label = "Referral share"}, referred, new_customers,
                 quotient_words("new customers whom somebody sent / new customers", referred, new_customers),
                 "There were no new customers in this period.");
}

Figure average_order_value(std::int64_t revenue, std::int64_t orders, Currency currency) {
    return mean_money({.key = "average_order_value", .label = "Average order value", .currency = currency},
                      revenue, orders, "revenue of purchases / purchases",
                      "There were no purchases in this period.");
}

Figure lifetime_revenue_to_date(std::int64_t revenue, std::int64_t customers, Currency currency) {
    return mean_money(
        {.key = "lifetime_revenue_to_date", .label = "Lifetime value, to date", .currency = currency},
        revenue, customers, "all revenue / all customers", "There are no customers with a purchase.");
}

Figure acquisition_cost(std::int64_t spend, std::int64_t new_customers, Currency currency) {
    return mean_money({.key = "acquisition_cost", .label = "Cost to win a customer", .currency = currency},
                      spend, new_customers, "spent to win customers / new customers",
                      "There were no new customers in this period, so no cost for each.");
}

// The interval is the adjusted Wald one: three answers more, of which three quarters promote and three quarters detract (Rocks
// 2016, Interval estimation for the Net Promoter Score), which holds what it says also for few answers and extreme scores.
Figure net_promoter_score(std::int64_t promoters, std::int64_t passives, std::int64_t detractors) {
    Figure figure{.key = "net_promoter_score", .label = "Would recommend (NPS)", .unit = Unit::points};
    const std::int64_t n = promoters + passives + detractors;
    figure.n = n;
    figure.numerator = 100 * (promoters - detractors);
    figure.denominator = n;
    if (n == 0) return not_available(std::move(figure), "There are no answers in this period.");
    figure.value = Quotient{*figure.numerator, n}.value();
    const double more = static_cast<double>(n) + 3, up = (static_cast<double>(promoters) + 0.75) / more,
                 down = (static_cast<double>(detractors) + 0.75) / more;
    const double half = 1.959963984540054 * std::sqrt((up + down - (up - down) * (up - down)) / more);
    figure.interval = Interval{100 * std::max(-1.0, up - down - half), 100 * std::min(1.0, up - down + half),
                               0.95, "adjusted Wald"};
    figure.formula = phrase("% of 9 and 10 - % of 0 to 6 = {} / {} - {} / {}", promoters, n, detractors, n) +
                     equals_value(figure);
    return with_small_sample_note(std::move(figure));
}

Figure customer_satisfaction(std::int64_t satisfied, std::int64_t answers) {
    return share({.key = "customer_satisfaction", .label = "Satisfied (CSAT)"}, satisfied, answers,
                 quotient_words("answers of 4 and 5 / answers", satisfied, answers),
                 "There are no answers in this period.");
}

}  // namespace perennial::analytics
