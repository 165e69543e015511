// The facts of the workspace for the formulas of core/analytics, read with a few statements, and which records they are.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/analytics/facts.h"
#include "core/analytics/kpi_board.h"
#include "core/storage/workspace.h"

namespace perennial {

/// Dated facts up to `until`; what has no date is read as it is now.
struct FactsQuery {
    Day until;
    int offset_minutes = 0;  ///< Of local time, for the days of answers.
    /// Only these people, sorted, their orders and answers; expenses are not told apart then. none: everybody.
    std::optional<std::vector<RowNo>> contacts = std::nullopt;
};

struct WorkspaceFacts {
    analytics::ShopFacts facts;
    std::vector<RowNo> orders, customers, responses, expenses;  ///< The rows, by place.
    std::int64_t other_currencies = 0;  ///< Orders that are left out for their currency.
};
/// The currency is the shop's; without one that of most orders.
Result<WorkspaceFacts> shop_facts(Workspace& workspace, const FactsQuery& query);

/// The table and the rows behind a figure.
struct FigureRecords {
    TableId table = TableId::order;
    std::vector<RowNo> rows;
};
FigureRecords records_of(const WorkspaceFacts& facts, const analytics::FigureRows& rows);
/// Errors: not_found, naming the figures there are.
Result<FigureRecords> figure_records(const WorkspaceFacts& facts, const analytics::Period& period,
                                     std::string_view key);

/// The period when none is given: the 365 days that end on `until`.
analytics::Period year_until(Day until);

}  // namespace perennial
