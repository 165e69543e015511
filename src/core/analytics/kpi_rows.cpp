// The records behind each figure.
#include <array>

#include "core/analytics/kpi_board.h"
#include "core/base/phrase.h"

namespace perennial::analytics {
namespace {

using Of = FigureRows::Of;

template <ResponseFact::Kind kind>
FigureRows responses_of(const ShopFacts& facts, const Period& period, const ShopCounts&) {
    FigureRows rows{Of::responses, {}};
    for (std::size_t i = 0; i < facts.responses.size(); ++i) {
        if (facts.responses[i].kind == kind && period.has(facts.responses[i].day)) {
            rows.places.push_back(static_cast<std::int32_t>(i));
        }
    }
    return rows;
}

FigureRows expenses_of(const ShopFacts& facts, const Period& period, const ShopCounts&) {
    FigureRows rows{Of::expenses, {}};
    for (std::size_t i = 0; i < facts.expenses.size(); ++i) {
        if (facts.expenses[i].acquisition && period.has(facts.expenses[i].day)) {
            rows.places.push_back(static_cast<std::int32_t>(i));
        }
    }
    return rows;
}

FigureRows orders_until(const ShopFacts& facts, const Period& period, const ShopCounts&) {
    FigureRows rows{Of::orders, {}};
    for (std::size_t i = 0; i < facts.orders.size(); ++i) {
        if (facts.orders[i].day <= period.to) rows.places.push_back(static_cast<std::int32_t>(i));
    }
    return rows;
}

struct Entry {
    std::string_view key;
    FigureRows (*rows)(const ShopFacts&, const Period&, const ShopCounts&);
};

template <Of of, std::vector<std::int32_t> ShopCounts::* list>
FigureRows counted(const ShopFacts&, const Period&, const ShopCounts& counts) {
    return {of, counts.*list};
}
template <std::vector<std::int32_t> Retention::* list>
FigureRows kept(const ShopFacts&, const Period&, const ShopCounts& counts) {
    return {Of::customers, counts.retention.*list};
}

constexpr std::array<Entry, 20> kEntries{{
    {"revenue", counted<Of::orders, &ShopCounts::orders>},
    {"purchases", counted<Of::orders, &ShopCounts::purchases>},
    {"buyers", counted<Of::customers, &ShopCounts::buyers>},
    {"new_customers", counted<Of::customers, &ShopCounts::new_customers>},
    {"average_order_value", counted<Of::orders, &ShopCounts::purchases>},
    {"order_value_by_tenure", counted<Of::orders, &ShopCounts::own_purchases>},
    {"repeat_purchase_share", counted<Of::customers, &ShopCounts::repeat_buyers>},
    {"repeat_rate", counted<Of::orders, &ShopCounts::repeat_orders>},
    {"retention_rate", kept<&Retention::at_start>},
    {"churn_rate", kept<&Retention::lost>},
    {"lifetime_revenue_to_date", counted<Of::customers, &ShopCounts::customers>},
    {"expected_lifetime_revenue", kept<&Retention::at_start>},
    {"expected_lifetime_profit", kept<&Retention::at_start>},
    {"acquisition_cost", expenses_of},
    {"value_to_cost", expenses_of},
    {"payback", expenses_of},
    {"referral_share", counted<Of::customers, &ShopCounts::referred>},
    {"net_promoter_score", responses_of<ResponseFact::Kind::nps>},
    {"customer_satisfaction", responses_of<ResponseFact::Kind::csat>},
    {"revenue_forecast", orders_until},
}};

constexpr auto kKeys = [] {
    std::array<std::string_view, kEntries.size()> keys;
    for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = kEntries[i].key;
    return keys;
}();

}  // namespace

std::span<const std::string_view> kpi_keys() { return kKeys; }

Result<FigureRows> kpi_rows(const ShopFacts& facts, const Period& period, std::string_view key) {
    return kpi_rows(facts, period, count_shop(facts, period), key);
}

Result<FigureRows> kpi_rows(const ShopFacts& facts, const Period& period, const ShopCounts& counts,
                            std::string_view key) {
    std::string names;
    for (const Entry& entry : kEntries) {
        if (entry.key == key) return entry.rows(facts, period, counts);
        names += (names.empty() ? "" : ", ") + std::string(entry.key);
    }
    return fail(ErrorCode::not_found, phrase("There is no figure \"{}\". Figures are {}.", key, names));
}

}  // namespace perennial::analytics
