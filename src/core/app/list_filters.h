// Filters of a list, checked before anything is read, and applied to columns in memory.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/app/list_values.h"

namespace perennial {

/// What the days of a filter count from.
struct FilterClock {
    Day today;
    int offset_minutes = 0;
};

/// A filter whose values have been read.
struct ReadyFilter {
    const SourceColumn* column = nullptr;
    FilterOp op = FilterOp::is;
    std::vector<std::string> texts;     ///< Folded.
    std::vector<Decimal> decimals;      ///< Of numbers, quantities and amounts.
    std::vector<std::int64_t> numbers;  ///< Days (of instants, too), and yes as 1.
};

/// Errors: invalid_input: no such column, an operator that does not fit, a value that cannot be read or is missing.
Result<ReadyFilter> read_filter(const std::vector<SourceColumn>& columns, const ListFilter& filter);

/// Clears `pass` of every place that the filter does not let through. A filter with texts wants them folded
/// (ColumnValues::fold_texts).
void apply_filter(const ReadyFilter& filter, const ColumnValues& values, const FilterClock& clock,
                  std::vector<std::uint8_t>& pass);

}  // namespace perennial
