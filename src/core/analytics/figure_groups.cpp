#include "core/analytics/figure_groups.h"

#include <algorithm>
#include <array>

namespace perennial::analytics {
namespace {

using Of = FigureRows::Of;
using Kind = ResponseFact::Kind;

FigureGroup customers(std::string_view symbol, std::string_view words,
                      const std::vector<std::int32_t>& places) {
    return {symbol, words, {Of::customers, places}};
}
FigureGroup orders(std::string_view words, const std::vector<std::int32_t>& places) {
    return {{}, words, {Of::orders, places}};
}

/// Answers of a kind in the period with a score from `least` to `most`.
FigureGroup answers(const ShopFacts& facts, const Period& period, Kind kind, std::string_view words,
                    std::int64_t least, std::int64_t most) {
    FigureGroup group{{}, words, {Of::responses, {}}};
    for (std::size_t i = 0; i < facts.responses.size(); ++i) {
        const ResponseFact& answer = facts.responses[i];
        if (answer.kind == kind && period.has(answer.day) && answer.score >= least && answer.score <= most)
            group.rows.places.push_back(static_cast<std::int32_t>(i));
    }
    return group;
}

/// The terms besides what kpi_rows() names.
void add_terms(const ShopFacts& facts, const Period& period, const ShopCounts& counts, std::string_view key,
               std::vector<FigureGroup>& groups) {
    const Retention& kept = counts.retention;
    if (key == "retention_rate") {
        groups.front().symbol = "S";
        groups.push_back(customers("E", "customers at the end", kept.at_end));
        groups.push_back(customers("N", "of those, not yet at the start", kept.gained));
        groups.push_back(customers({}, "at the start, not any more at the end", kept.lost));
    } else if (key.starts_with("expected_lifetime")) {
        groups.push_back(customers({}, "at the start, not any more at the end", kept.lost));
        groups.push_back(customers({}, "customers at the end", kept.at_end));
    } else if (key == "churn_rate") {
        groups.push_back(customers("S", "customers at the start", kept.at_start));
        groups.push_back(customers("E", "customers at the end", kept.at_end));
        groups.push_back(customers("N", "of those, not yet at the start", kept.gained));
    } else if (key == "repeat_purchase_share") {
        groups.push_back(customers({}, "buyers", counts.buyers));
    } else if (key == "repeat_rate") {
        groups.push_back(orders("customers' purchases", counts.own_purchases));
    } else if (key == "referral_share" || key == "acquisition_cost" || key == "value_to_cost" ||
               key == "payback") {
        groups.push_back(customers({}, "new customers", counts.new_customers));
    } else if (key == "net_promoter_score") {
        groups.push_back(answers(facts, period, Kind::nps, "answers of 9 and 10", 9, 10));
        groups.push_back(answers(facts, period, Kind::nps, "answers of 7 and 8", 7, 8));
        groups.push_back(answers(facts, period, Kind::nps, "answers of 0 to 6", 0, 6));
    } else if (key == "customer_satisfaction") {
        groups.push_back(answers(facts, period, Kind::csat, "answers of 4 and 5", 4, 5));
    }
}

struct Words {
    std::string_view key;
    std::string_view rows;  ///< What kpi_rows() names.
    std::string_view definition;
};
constexpr std::array<Words, 20> kWords{{
    {"revenue", "orders in the period", "What customers paid in the period, less what was given back."},
    {"purchases", "purchases", "Orders in the period that were neither cancelled nor refunded."},
    {"buyers", "buyers", "Customers with a purchase in the period."},
    {"new_customers", "new customers", "Customers whose first purchase is in the period."},
    {"average_order_value", "purchases", "What a purchase comes to, on average."},
    {"order_value_by_tenure", "customers' purchases",
     "What a purchase comes to, by how long ago the customer first bought."},
    {"repeat_purchase_share", "buyers with two or more purchases",
     "Of those who bought in the period, the share who bought at least twice."},
    {"repeat_rate", "purchases of people who had bought before",
     "Of all purchases in the period, the share by people who had bought before."},
    {"retention_rate", "customers at the start",
     "Of the customers you had when the period began, the share you still have."},
    {"churn_rate", "at the start, not any more at the end",
     "Of the customers you had when the period began, the share who left."},
    {"lifetime_revenue_to_date", "customers with a purchase",
     "What a customer has paid you so far, on average."},
    {"expected_lifetime_revenue", "customers at the start",
     "What a customer will pay you while they stay, if things go on as in this period."},
    {"expected_lifetime_profit", "customers at the start",
     "What is left of that after your costs: the same times the margin."},
    {"acquisition_cost", "expenses to win customers", "What it cost to win one new customer in the period."},
    {"value_to_cost", "expenses to win customers",
     "How many times over a customer's expected profit pays for winning them."},
    {"payback", "expenses to win customers",
     "How many months it takes until a new customer has paid for being won."},
    {"referral_share", "new customers whom somebody sent",
     "Of the new customers, the share whom another customer sent."},
    {"net_promoter_score", "answers",
     "How likely people are to recommend you: the share of 9 and 10 less the share of 0 to 6."},
    {"customer_satisfaction", "answers", "Of those who answered, the share who are satisfied: 4 or 5 of 5."},
    {"revenue_forecast", "orders up to then",
     "Revenue of the next month, by the method that would have been least wrong so far."},
}};

const Words* words_of(std::string_view key) {
    const auto found = std::ranges::find(kWords, key, &Words::key);
    return found == kWords.end() ? nullptr : &*found;
}

}  // namespace

Result<std::vector<FigureGroup>> figure_groups(const ShopFacts& facts, const Period& period,
                                               const ShopCounts& counts, std::string_view key) {
    TRY_ASSIGN(FigureRows rows, kpi_rows(facts, period, counts, key));
    std::vector<FigureGroup> groups;
    groups.push_back({{}, words_of(key)->rows, std::move(rows)});
    add_terms(facts, period, counts, key, groups);
    return groups;
}

std::string_view figure_definition(std::string_view key) {
    const Words* words = words_of(key);
    return words == nullptr ? std::string_view{} : words->definition;
}

bool more_is_better(std::string_view key) {
    return key != "churn_rate" && key != "acquisition_cost" && key != "payback";
}

}  // namespace perennial::analytics
