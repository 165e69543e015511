#include "core/analytics/kpi_board.h"

#include <algorithm>
#include <array>

#include "core/analytics/forecast.h"
#include "core/analytics/kpi_parts.h"

namespace perennial::analytics {
namespace {

std::int64_t size_of(const std::vector<std::int32_t>& places) {
    return static_cast<std::int64_t>(places.size());
}

Figure plain_count(std::string_view key, std::string_view label, std::int64_t count) {
    Figure figure{
        .key = key, .label = label, .unit = Unit::count, .value = static_cast<double>(count), .n = count};
    figure.formula = phrase("{} counted", count);
    return figure;
}

Figure revenue_figure(const ShopFacts& facts, const ShopCounts& counts) {
    Figure figure{.key = "revenue",
                  .label = "Revenue",
                  .unit = Unit::money,
                  .value = static_cast<double>(counts.revenue),
                  .n = size_of(counts.orders),
                  .currency = facts.currency};
    figure.formula = phrase("counted amounts of {} orders", figure.n) + equals_value(figure);
    return figure;
}

/// The months of a period: days / 365.25 * 12.
Quotient months_of(const Period& period) { return {period.days() * 48, 1461}; }

/// A customer's revenue in a month: what customers paid in the period, by its months and by the mean of S and E.
Quotient monthly_revenue(const ShopCounts& counts, const Period& period) {
    const std::int64_t both = size_of(counts.retention.at_start) + size_of(counts.retention.at_end);
    const Quotient months = months_of(period);
    if (both == 0) return {0, 1};
    return product({2 * counts.customer_revenue, both}, {months.below, months.above}).value_or(Quotient{0, 1});
}

/// How long customers stay: the months of the period by the share who left in it.
std::optional<Quotient> lifetime_months(const ShopCounts& counts, const Period& period) {
    if (counts.retention.lost.empty()) return std::nullopt;
    return product(months_of(period), {size_of(counts.retention.at_start), size_of(counts.retention.lost)});
}

Figure cost_with_channels(const ShopFacts& facts, const ShopCounts& counts, const Period& period) {
    if (!facts.expenses_known) {
        return not_available(acquisition_cost(0, 0, facts.currency),
                             "What was spent is not told apart by segment.");
    }
    std::int64_t all = 0;
    std::vector<std::int64_t> spent(facts.channels.size()), gained(facts.channels.size());
    for (const ExpenseFact& expense : facts.expenses) {
        if (!expense.acquisition || !period.has(expense.day)) continue;
        all += expense.amount;
        if (expense.channel >= 0) spent[static_cast<std::size_t>(expense.channel)] += expense.amount;
    }
    for (const std::int32_t customer : counts.new_customers) {
        const std::int32_t channel = facts.customers[static_cast<std::size_t>(customer)].channel;
        if (channel >= 0) ++gained[static_cast<std::size_t>(channel)];
    }
    Figure figure = acquisition_cost(all, size_of(counts.new_customers), facts.currency);
    for (std::size_t i = 0; i < facts.channels.size(); ++i) {
        if (spent[i] == 0 && gained[i] == 0) continue;
        const Figure one = acquisition_cost(spent[i], gained[i], facts.currency);
        figure.parts.push_back({facts.channels[i], one.value, one.reason, one.n});
    }
    return figure;
}

Figure net_promoter_figure(const ShopFacts& facts, const Period& period) {
    std::int64_t promoters = 0, passives = 0, detractors = 0;
    for (const ResponseFact& response : facts.responses) {
        if (response.kind != ResponseFact::Kind::nps || !period.has(response.day)) continue;
        ++(response.score >= 9 ? promoters : response.score >= 7 ? passives : detractors);
    }
    return net_promoter_score(promoters, passives, detractors);
}

Figure satisfaction_figure(const ShopFacts& facts, const Period& period) {
    std::int64_t satisfied = 0, answers = 0;
    for (const ResponseFact& response : facts.responses) {
        if (response.kind != ResponseFact::Kind::csat || !period.has(response.day)) continue;
        ++answers;
        satisfied += response.score >= 4 ? 1 : 0;
    }
    return customer_satisfaction(satisfied, answers);
}

constexpr std::string_view kNoGap =
    "Nobody has bought on three days yet, so there is no usual gap by which to judge a silence.";

/// The two rates of keeping customers, with their reason when silence says nothing.
std::array<Figure, 2> keeping(const ShopCounts& counts) {
    const Retention& kept = counts.retention;
    const std::int64_t start = size_of(kept.at_start), end = size_of(kept.at_end),
                       gained = size_of(kept.gained);
    std::array<Figure, 2> both{retention_rate(start, end, gained), churn_rate(start, end, gained)};
    if (kept.known) return both;
    for (Figure& figure : both) {
        if (!figure.value) continue;
        figure.interval.reset();
        figure.formula.clear();
        figure = not_available(std::move(figure), std::string(kNoGap));
    }
    return both;
}

}  // namespace

std::vector<Figure> kpi_board(const ShopFacts& facts, const Period& period) {
    return kpi_board(facts, period, count_shop(facts, period));
}

std::vector<Figure> kpi_board(const ShopFacts& facts, const Period& period, const ShopCounts& counts) {
    const Quotient monthly = monthly_revenue(counts, period);
    const auto months = lifetime_months(counts, period);
    const std::int64_t at_start = size_of(counts.retention.at_start);
    auto [kept, churned] = keeping(counts);
    const Figure profit = expected_lifetime_profit(months, monthly, facts.margin_permille,
                                                   facts.yearly_discount_permille, facts.currency, at_start);
    const Figure cost = cost_with_channels(facts, counts, period);

    std::vector<Figure> board;
    board.push_back(revenue_figure(facts, counts));
    board.push_back(plain_count("purchases", "Purchases", size_of(counts.purchases)));
    board.push_back(plain_count("buyers", "Buyers", size_of(counts.buyers)));
    board.push_back(plain_count("new_customers", "New customers", size_of(counts.new_customers)));
    board.push_back(average_order_value(counts.purchase_revenue, size_of(counts.purchases), facts.currency));
    board.push_back(order_value_by_tenure(counts.tenure, facts.currency));
    board.push_back(repeat_purchase_share(size_of(counts.repeat_buyers), size_of(counts.buyers)));
    board.push_back(repeat_rate(size_of(counts.repeat_orders), size_of(counts.own_purchases)));
    board.push_back(std::move(kept));
    board.push_back(std::move(churned));
    board.push_back(
        lifetime_revenue_to_date(counts.revenue_to_date, size_of(counts.customers), facts.currency));
    board.push_back(expected_lifetime_revenue(months, monthly, facts.currency, at_start));
    board.push_back(profit);
    board.push_back(cost);
    board.push_back(value_to_cost(profit, cost));
    board.push_back(payback_months(cost, monthly, facts.margin_permille));
    board.push_back(referral_share(size_of(counts.referred), size_of(counts.new_customers)));
    board.push_back(net_promoter_figure(facts, period));
    board.push_back(satisfaction_figure(facts, period));
    board.push_back(forecast_revenue(counts.months.amounts, facts.currency).figure);
    return board;
}

}  // namespace perennial::analytics
