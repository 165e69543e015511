#include "core/app/import_files.h"

#include <algorithm>
#include <numeric>

namespace perennial {

std::vector<std::size_t> order_of_files(std::span<const ImportLayout> layouts) {
    std::vector<std::size_t> order(layouts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t file) { return layouts[file].kind; });
    return order;
}

}  // namespace perennial
