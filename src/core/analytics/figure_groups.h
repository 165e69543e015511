// The records that a figure counts, one group for each of its terms: of the retention rate S, E and N. The first group is the one
// that kpi_rows() names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/analytics/kpi_board.h"

namespace perennial::analytics {

struct FigureGroup {
    std::string_view symbol;  ///< As the formula writes it: "S"; "" when the words stand in the formula.
    std::string_view words;   ///< "customers at the start".
    FigureRows rows;
};
/// `counts`: of that period. Errors: not_found, naming the keys there are.
Result<std::vector<FigureGroup>> figure_groups(const ShopFacts& facts, const Period& period,
                                               const ShopCounts& counts, std::string_view key);

/// One sentence that says what the figure is; "" for a key that is none.
std::string_view figure_definition(std::string_view key);
/// Whether more of it is better for the shop: false for churn, costs and payback.
bool more_is_better(std::string_view key);

}  // namespace perennial::analytics
