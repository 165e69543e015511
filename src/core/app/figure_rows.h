// The records behind a figure, as its panel lists them, and as a file.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/app/shop_facts.h"
#include "core/base/money.h"

namespace perennial {

/// One record of any of the tables that figures count.
struct FigureRow {
    RowNo row = RowNo::none;
    Id id;
    std::string title;                         ///< Who or what: a name, an order, what was paid for.
    std::optional<Day> day;                    ///< Of a customer the last order.
    std::string detail;                        ///< An order's customer, an expense's channel.
    std::optional<std::int64_t> score;         ///< Of an answer.
    Money amount;                              ///< Of an order, an expense; of a customer what they spent.
    std::optional<Id> contact = std::nullopt;  ///< Whose page it is on, of an answer.
};
/// Contents of the given rows, in that order; for what is on screen (tens of rows).
Result<std::vector<FigureRow>> figure_rows(Workspace& workspace, TableId table, std::span<const RowNo> rows,
                                           int offset_minutes);

/// All of them as CSV with a header, UTF-8 with a mark: the columns that the list of the table shows at first, of answers and
/// expenses all fields.
Result<std::string> figure_rows_csv(Workspace& workspace, const FigureRecords& records, int offset_minutes);

}  // namespace perennial
