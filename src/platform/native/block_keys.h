// Which of a store's records a generation consists of, and which belong to none: shared by the native stores.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/storage/block_store.h"

namespace perennial {

/// (block, generation).
using BlockKey = std::pair<std::uint64_t, std::uint64_t>;

/// For every block of the manifest's image, its newest record at or below the manifest's generation. Ascending.
std::vector<BlockKey> newest_keys(std::vector<BlockKey> keys, const Manifest& manifest);
/// The keys that neither generation needs.
std::vector<BlockKey> garbage_keys(const std::vector<BlockKey>& keys, const Manifest& manifest,
                                   const Manifest& previous);
/// The error of a write that found another generation than it expected.
std::unexpected<Error> another_wrote(std::uint64_t expected, std::uint64_t found);

}  // namespace perennial
