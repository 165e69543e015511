// The order of a list: places sorted by one column after the other, each pass leaving ties as they were.
#pragma once

#include <cstdint>
#include <vector>

#include "core/app/list_values.h"

namespace perennial {

/// What places sort by: a number each, ascending, and whether there is one.
struct OrderKeys {
    std::vector<std::uint64_t> keys;
    std::vector<std::uint8_t> present;
};
OrderKeys order_keys(const ColumnValues& values, std::size_t places);

/// Sorts places stably; those without a key go last either way.
void sort_places(std::vector<std::uint32_t>& places, const OrderKeys& keys, bool descending);

}  // namespace perennial
