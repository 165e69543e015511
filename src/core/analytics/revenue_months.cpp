#include "core/analytics/revenue_months.h"

#include <algorithm>
#include <array>

#include "core/analytics/cohorts.h"

namespace perennial::analytics {
namespace {

constexpr std::size_t kYears = 3, kNobody = kYears;

/// The series of each year of first purchase: the last one stands for its own and all before.
class ByFirstYear {
public:
    ByFirstYear(Day as_of, std::int64_t count)
        : year_(as_of.civil().year), to_(month_number(as_of)), from_(to_ - count + 1), as_of_(as_of) {
        for (auto& amounts : amounts_) amounts.resize(static_cast<std::size_t>(count));
        first_day_ = first_of_month(from_);
    }

    void add(const OrderFact& order, std::size_t series) {
        if (order.day < first_day_ || order.day > as_of_) return;
        amounts_[series][static_cast<std::size_t>(month_number(order.day) - from_)] += order.amount;
        ++n_;
    }
    std::size_t series_of(Day first_purchase) const {
        const int ago = year_ - first_purchase.civil().year;
        return static_cast<std::size_t>(std::clamp(ago, 0, static_cast<int>(kYears) - 1));
    }
    RevenueByFirstYear result() {
        RevenueByFirstYear out{
            .first = from_, .last_is_whole = month_number(Day{as_of_.days + 1}) != to_, .series = {}, .n = n_};
        for (const std::size_t series : std::array<std::size_t, kYears + 1>{2, 1, 0, kNobody}) {
            if (std::ranges::all_of(amounts_[series], [](std::int64_t amount) { return amount == 0; }))
                continue;
            const auto year =
                series == kNobody ? std::nullopt : std::optional(year_ - static_cast<int>(series));
            out.series.push_back({year, series == kYears - 1, std::move(amounts_[series])});
        }
        return out;
    }

private:
    int year_;
    std::int64_t to_, from_;
    Day as_of_, first_day_;
    std::array<std::vector<std::int64_t>, kYears + 1> amounts_;
    std::int64_t n_ = 0;
};

}  // namespace

void RevenueMonthsCount::add(const OrderFact& order) {
    if (order.purchase && (!first_purchase_ || order.day < *first_purchase_)) first_purchase_ = order.day;
    const std::int64_t month = month_number(order.day);
    if (amounts_.empty()) first_ = month;
    if (month < first_) {
        amounts_.insert(amounts_.begin(), static_cast<std::size_t>(first_ - month), 0);
        first_ = month;
    }
    const auto at = static_cast<std::size_t>(month - first_);
    if (at >= amounts_.size()) amounts_.resize(at + 1);
    amounts_[at] += order.amount;
}

RevenueMonths RevenueMonthsCount::result(const Period& period) const {
    if (!first_purchase_ || *first_purchase_ > period.to) return {};
    const std::int64_t from = month_number(*first_purchase_), to = month_number(Day{period.to.days + 1});
    RevenueMonths out{
        from, std::vector<std::int64_t>(static_cast<std::size_t>(std::max<std::int64_t>(to - from, 0)))};
    for (std::size_t i = 0; i < out.amounts.size(); ++i) {
        const auto at = static_cast<std::size_t>(from - first_) + i;
        if (at < amounts_.size()) out.amounts[i] = amounts_[at];
    }
    return out;
}

RevenueMonths revenue_months(const ShopFacts& facts, const Period& period) {
    RevenueMonthsCount count;
    for (const OrderFact& order : facts.orders) count.add(order);
    return count.result(period);
}

RevenueByFirstYear revenue_by_first_year(const ShopFacts& facts, Day as_of, std::int64_t count) {
    ByFirstYear years(as_of, count);
    std::int32_t customer = -1;
    std::optional<std::size_t> series;
    for (const OrderFact& order : facts.orders) {
        if (order.customer != customer) {
            customer = order.customer;
            series.reset();
        }
        // A credit note before every known purchase gives back an older one.
        if (customer >= 0 && !series && order.purchase) series = years.series_of(order.day);
        years.add(order, customer < 0 ? kNobody : series.value_or(kYears - 1));
    }
    return years.result();
}

}  // namespace perennial::analytics
