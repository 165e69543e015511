// Derived figures of contacts (table contact_rollup): what lists sort, filter and show. Never captured, never
// exported; can be rebuilt from the rows at any time, and incremental upkeep gives the same as rebuilding.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/domain/catalogue.h"
#include "core/storage/connection.h"

namespace perennial {

/// The setting that names the shop's currency (ISO 4217), in which "spent" is shown.
inline constexpr std::string_view kCurrencySetting = "currency";

/// How a row of a table leads to the contact (of an order line: the product) whose figures depend on it.
enum class RollupSource : std::uint8_t { none, itself, owner, person, currency, product };
RollupSource rollup_source(TableId table);

/// The shop's currency as it is set; "" when it is not.
Result<std::string> shop_currency(Connection& connection);

/// Rows of one table whose figures are out of date, as ranges.
class StaleRows {
public:
    void add(std::int64_t row);
    void add_range(std::int64_t first, std::int64_t last);
    /// Every one, such as after the shop's currency has changed.
    void add_all() { all_ = true; }
    bool all() const { return all_; }
    bool empty() const { return runs_.empty() && !all_; }
    /// How many, or a little more; 0 of all.
    std::int64_t size() const;
    void clear();

    using Run = std::pair<std::int64_t, std::int64_t>;  ///< First and last row.
    /// Takes ranges of `at_most` rows in sum (or all there are), ascending. Close ranges become one: it is
    /// cheaper to compute a few in between again than to begin anew.
    std::vector<Run> take(std::int64_t at_most);

private:
    void tidy();

    std::vector<Run> runs_;
    bool tidy_ = true;
    bool all_ = false;
};

/// Brings the figures of at most about `at_most` stale contacts up to date; true when none is left.
Result<bool> update_rollups(Connection& connection, StaleRows& stale, std::int64_t at_most);
/// Computes everything anew.
Status rebuild_rollups(Connection& connection);

}  // namespace perennial
