// Several files dropped at once.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/interchange/import_layout.h"

namespace perennial {

/// In which order to import them: people before orders, so that orders find their people; else as they came.
std::vector<std::size_t> order_of_files(std::span<const ImportLayout> layouts);

}  // namespace perennial
