#include "core/storage/product_rollups.h"

#include <limits>
#include <string>
#include <vector>

#include "core/domain/order_math.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

constexpr std::string_view kLines =
    "SELECT l.quantity, l.returned_quantity, l.unit_price, l.discount, o.status, o.currency, o.placed_on, "
    "o.contact FROM order_line l JOIN \"order\" o ON o.row = l.\"order\" "
    "WHERE l.product = ?1 AND l.deleted = 0 AND o.deleted = 0";
constexpr std::string_view kWrite =
    "INSERT OR REPLACE INTO product_rollup (row, sold, buyers, revenue, currency, last_sold) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

struct Sales {
    struct Tally {
        std::string currency;
        std::int64_t revenue = 0;
        std::int64_t latest = 0;  ///< Day.
    };
    std::vector<Tally> tallies;  ///< Seldom more than one.
    std::vector<std::int64_t> buyers;
    std::int64_t sold = 0;
    std::optional<std::int64_t> last_sold;

    void add(const Statement& line);
    Tally& tally(std::string_view currency) {
        const auto found = std::ranges::find(tallies, currency, &Tally::currency);
        return found != tallies.end() ? *found : tallies.emplace_back(Tally{std::string(currency)});
    }
};

void Sales::add(const Statement& line) {
    if (!counts_as_purchase(line.text(4))) return;
    const LineAmount amount{line.integer(0), line.integer(1), line.integer(2), line.integer(3)};
    Tally& sums = tally(line.text(5));
    const std::int64_t day = line.integer(6);
    sums.latest = std::max(sums.latest, day);
    // A sum beyond all measure stays what it was.
    const auto worth = order_total({&amount, 1}, 0, 0);
    std::int64_t sum = 0;
    if (worth && !__builtin_add_overflow(sums.revenue, *worth, &sum)) sums.revenue = sum;
    std::int64_t kept = 0;
    if (__builtin_sub_overflow(amount.quantity, amount.returned_quantity, &kept)) return;
    if (!__builtin_add_overflow(sold, kept, &sum)) sold = sum;
    if (kept <= 0) return;
    last_sold = std::max(last_sold.value_or(day), day);
    if (const std::int64_t buyer = line.integer(7); buyer > 0) buyers.push_back(buyer);
}

/// The shop's currency, else that of the latest sale.
const Sales::Tally* shown_tally(const Sales& sales, std::string_view shop_currency) {
    if (!shop_currency.empty()) {
        const auto found = std::ranges::find(sales.tallies, shop_currency, &Sales::Tally::currency);
        return found == sales.tallies.end() ? nullptr : &*found;
    }
    const auto latest = std::ranges::max_element(sales.tallies, {}, [](const Sales::Tally& tally) {
        return std::pair(tally.latest, std::string_view(tally.currency));
    });
    return latest == sales.tallies.end() ? nullptr : &*latest;
}

Status write_product(Statement& lines, Statement& write, Statement& remove, std::int64_t product,
                     std::string_view shop_currency) {
    Sales sales;
    lines.reset();
    lines.bind(1, product);
    for (;;) {
        TRY_ASSIGN(const bool found, lines.step());
        if (!found) break;
        sales.add(lines);
    }
    if (sales.tallies.empty()) return remove.bind(1, product).run();
    std::ranges::sort(sales.buyers);
    const auto repeated = std::ranges::unique(sales.buyers);
    const auto buyers = static_cast<std::int64_t>(sales.buyers.size() - repeated.size());
    const Sales::Tally* tally = shown_tally(sales, shop_currency);
    write.bind(1, product).bind(2, sales.sold).bind(3, buyers);
    write.bind(4, tally ? tally->revenue : 0);
    write.bind(5, tally ? std::string_view(tally->currency) : shop_currency);
    if (sales.last_sold) {
        write.bind(6, *sales.last_sold);
    } else {
        write.bind_null(6);
    }
    return write.run();
}

/// Orders that changed make the products of their lines stale.
Status spread_orders(Connection& connection, StaleProducts& stale) {
    if (stale.products.all()) {
        stale.orders.clear();
        return {};
    }
    TRY_ASSIGN(auto products,
               connection.prepare("SELECT DISTINCT product FROM order_line WHERE \"order\" BETWEEN ?1 AND ?2 "
                                  "AND product IS NOT NULL ORDER BY product"));
    for (const StaleRows::Run& run : stale.orders.take(std::numeric_limits<std::int64_t>::max())) {
        products.reset();
        products.bind(1, run.first).bind(2, run.second);
        for (;;) {
            TRY_ASSIGN(const bool found, products.step());
            if (!found) break;
            stale.products.add(products.integer(0));
        }
    }
    return {};
}

}  // namespace

Result<bool> update_product_rollups(Connection& connection, StaleProducts& stale, std::int64_t at_most) {
    if (stale.empty()) return true;
    TRY(spread_orders(connection, stale));
    if (stale.products.all()) {
        TRY_ASSIGN(const std::int64_t last, connection.integer("SELECT coalesce(max(row), 0) FROM product"));
        stale.products.clear();
        stale.products.add_range(1, last);
    }
    TRY_ASSIGN(const std::string currency, shop_currency(connection));
    TRY_ASSIGN(auto lines, connection.prepare(kLines));
    TRY_ASSIGN(auto write, connection.prepare(kWrite));
    TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM product_rollup WHERE row = ?1"));
    for (const StaleRows::Run& run : stale.products.take(at_most)) {
        for (std::int64_t product = run.first; product <= run.second; ++product)
            TRY(write_product(lines, write, remove, product, currency));
    }
    return stale.empty();
}

Status rebuild_product_rollups(Connection& connection) {
    TRY(connection.execute("DELETE FROM product_rollup"));
    StaleProducts everything;
    everything.products.add_all();
    TRY(update_product_rollups(connection, everything, std::numeric_limits<std::int64_t>::max()));
    return {};
}

}  // namespace perennial
