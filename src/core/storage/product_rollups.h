// Derived figures of products (table product_rollup): what was sold of each. As those of contacts: never captured, never
// exported, and incremental upkeep gives the same as rebuilding.
#pragma once

#include <algorithm>
#include <cstdint>

#include "core/base/result.h"
#include "core/storage/connection.h"
#include "core/storage/rollups.h"

namespace perennial {

/// Products whose figures are out of date, and orders whose products' are.
struct StaleProducts {
    StaleRows products, orders;

    bool empty() const { return products.empty() && orders.empty(); }
    void clear() {
        products.clear();
        orders.clear();
    }
};

/// How many products cost about as much as that many contacts: hundreds of lines each.
inline std::int64_t products_for(std::int64_t contacts) {
    constexpr std::int64_t kContactsOfProduct = 50;
    return std::max<std::int64_t>(1, contacts / kContactsOfProduct);
}

/// Brings the figures of at most about `at_most` products up to date; true when none is left. A product costs as many steps
/// as it has lines.
Result<bool> update_product_rollups(Connection& connection, StaleProducts& stale, std::int64_t at_most);
/// Computes everything anew.
Status rebuild_product_rollups(Connection& connection);

}  // namespace perennial
