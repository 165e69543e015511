#include "core/analytics/small_reports.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/analytics/kpi_parts.h"
#include "core/analytics/quantiles.h"

namespace perennial::analytics {

std::string_view quadrant_label(Quadrant quadrant) {
    constexpr std::array<std::string_view, 4> kLabels{"Buys and keeps in touch", "Buys, silent",
                                                      "In touch, does not buy",
                                                      "Neither buys nor keeps in touch"};
    return kLabels[static_cast<std::size_t>(quadrant)];
}

Quadrant quadrant(std::optional<Day> last_purchase, std::optional<Day> last_touch_in, Day as_of,
                  std::int64_t window_days) {
    const auto lately = [&](const std::optional<Day>& day) {
        return day && *day <= as_of && std::int64_t{as_of.days} - day->days < window_days;
    };
    if (lately(last_purchase)) return lately(last_touch_in) ? Quadrant::devoted : Quadrant::habitual;
    return lately(last_touch_in) ? Quadrant::friendly : Quadrant::fading;
}

std::vector<CrossSell> cross_sell(std::vector<std::pair<std::int32_t, std::int32_t>> baskets,
                                  std::int64_t customers, std::size_t most) {
    std::ranges::sort(baskets);
    const auto [again, end] = std::ranges::unique(baskets);
    baskets.erase(again, end);
    std::map<std::int32_t, std::int64_t> buyers;
    for (const auto& [customer, product] : baskets) ++buyers[product];
    std::map<std::pair<std::int32_t, std::int32_t>, std::int64_t> both;
    for (std::size_t i = 0; i < baskets.size(); ++i) {
        if (buyers[baskets[i].second] < kLeastSupport) continue;
        for (std::size_t j = i + 1; j < baskets.size() && baskets[j].first == baskets[i].first; ++j) {
            if (buyers[baskets[j].second] >= kLeastSupport) ++both[{baskets[i].second, baskets[j].second}];
        }
    }
    std::vector<CrossSell> out;
    for (const auto& [pair, support] : both) {
        if (support < kLeastSupport) continue;
        const double lift =
            static_cast<double>(support) * static_cast<double>(customers) /
            (static_cast<double>(buyers[pair.first]) * static_cast<double>(buyers[pair.second]));
        out.push_back({pair.first, pair.second, support, lift});
    }
    std::ranges::stable_sort(out, [](const CrossSell& a, const CrossSell& b) {
        return a.lift != b.lift ? a.lift > b.lift : a.support > b.support;
    });
    if (out.size() > most) out.resize(most);
    return out;
}

std::optional<Dwell> dwell(std::vector<double> times) {
    if (times.empty()) return std::nullopt;
    std::ranges::sort(times);
    return Dwell{static_cast<std::int64_t>(times.size()), quantile(times, 0.25), quantile(times, 0.5),
                 quantile(times, 0.75)};
}

void TenureBands::add(const OrderFact& purchase, Day first) {
    const std::int64_t since = std::int64_t{purchase.day.days} - first.days;
    const std::size_t band = since == 0 ? 0 : since <= 91 ? 1 : since <= 365 ? 2 : 3;
    sums[band] += purchase.amount;
    ++counts[band];
}

Figure order_value_by_tenure(const ShopFacts& facts, const Period& period) {
    TenureBands bands;
    for (const CustomerOrders& customer : by_customer(facts.orders)) {
        std::optional<Day> first;
        for (const OrderFact& order : customer.orders) {
            if (!order.purchase) continue;
            if (!first) first = order.day;
            if (period.has(order.day)) bands.add(order, *first);
        }
    }
    return order_value_by_tenure(bands, facts.currency);
}

Figure order_value_by_tenure(const TenureBands& bands, Currency currency) {
    constexpr std::array<std::string_view, TenureBands::kBands> kNames{"first purchase", "up to 3 months",
                                                                       "up to a year", "later"};
    std::int64_t sum = 0, count = 0;
    std::vector<Figure::Part> parts;
    for (std::size_t band = 0; band < kNames.size(); ++band) {
        sum += bands.sums[band];
        count += bands.counts[band];
        Figure::Part part{std::string(kNames[band]), std::nullopt, {}, bands.counts[band]};
        if (bands.counts[band] > 0) {
            part.value = static_cast<double>(rounded({bands.sums[band], bands.counts[band]}));
        } else {
            part.reason = "No such purchase in this period.";
        }
        parts.push_back(std::move(part));
    }
    Figure figure = mean_money(
        {.key = "order_value_by_tenure", .label = "Order value by tenure", .currency = currency}, sum, count,
        "revenue of customers' purchases / purchases", "There were no purchases in this period.");
    figure.parts = std::move(parts);
    return figure;
}

}  // namespace perennial::analytics
