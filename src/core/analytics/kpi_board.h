// Every figure of a period at once, and the records behind each.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/analytics/activity.h"
#include "core/analytics/facts.h"
#include "core/analytics/figure.h"
#include "core/analytics/revenue_months.h"
#include "core/analytics/small_reports.h"
#include "core/base/result.h"

namespace perennial::analytics {

/// The keys of all figures, in the order of the board.
std::span<const std::string_view> kpi_keys();

/// What the figures count: places of orders and customers, each upwards.
struct ShopCounts {
    std::vector<std::int32_t> orders;         ///< In the period, whatever they are.
    std::vector<std::int32_t> purchases;      ///< Of them the purchases.
    std::vector<std::int32_t> own_purchases;  ///< Of them those of a customer.
    std::vector<std::int32_t> repeat_orders;  ///< Of them those by somebody who had bought on a day before.
    std::vector<std::int32_t> buyers;         ///< Customers with a purchase in the period.
    std::vector<std::int32_t> repeat_buyers;  ///< With two or more.
    std::vector<std::int32_t> new_customers;  ///< Whose first purchase is in the period.
    std::vector<std::int32_t> referred;       ///< Of them those whom somebody sent.
    std::vector<std::int32_t> customers;      ///< With a purchase up to the period's end.
    std::int64_t revenue = 0, purchase_revenue = 0;  ///< In the period: of all orders, of purchases.
    std::int64_t customer_revenue = 0;               ///< In the period, of customers' orders.
    std::int64_t revenue_to_date = 0;                ///< Of `customers`, up to the period's end.
    Retention retention;
    TenureBands tenure;    ///< Of `own_purchases`.
    RevenueMonths months;  ///< Up to the period's last whole month.
};
ShopCounts count_shop(const ShopFacts& facts, const Period& period);

/// The same in steps of a millisecond or so. The facts must outlive it.
class ShopCounting {
public:
    ShopCounting(const ShopFacts& facts, const Period& period);
    /// Counts the next customers; true when all are.
    bool step();
    double fraction() const;
    /// Once ended.
    ShopCounts take() { return std::move(counts_); }

    static constexpr std::size_t kOrdersPerStep = 10'000;

private:
    void add_customer(const CustomerOrders& customer);

    const ShopFacts* facts_;
    Period period_;
    std::size_t next_ = 0;
    ShopCounts counts_;
    ActivityCount before_, after_;
    RevenueMonthsCount months_;
};

/// In the order of kpi_keys().
std::vector<Figure> kpi_board(const ShopFacts& facts, const Period& period);
/// From what count_shop() counted of that period.
std::vector<Figure> kpi_board(const ShopFacts& facts, const Period& period, const ShopCounts& counts);

struct FigureRows {
    enum class Of : std::uint8_t { orders, customers, responses, expenses };
    Of of = Of::orders;
    std::vector<std::int32_t> places;  ///< Among the facts of that kind, upwards.
};
/// The records behind a figure: those that its fraction counts above the line, those of its sum, and of the retention rate all
/// who were customers at the start. Errors: not_found, naming the keys there are.
Result<FigureRows> kpi_rows(const ShopFacts& facts, const Period& period, std::string_view key);
/// From what count_shop() counted of that period.
Result<FigureRows> kpi_rows(const ShopFacts& facts, const Period& period, const ShopCounts& counts,
                            std::string_view key);

}  // namespace perennial::analytics
