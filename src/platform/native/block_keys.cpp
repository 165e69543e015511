#include "platform/native/block_keys.h"

#include <algorithm>
#include <iterator>

namespace perennial {

std::vector<BlockKey> newest_keys(std::vector<BlockKey> keys, const Manifest& manifest) {
    const std::uint64_t blocks = block_count_of(manifest.image_bytes);
    std::erase_if(
        keys, [&](const BlockKey& key) { return key.first >= blocks || key.second > manifest.generation; });
    std::ranges::sort(keys);
    std::vector<BlockKey> newest;
    for (const BlockKey& key : keys) {
        if (!newest.empty() && newest.back().first == key.first) newest.pop_back();
        newest.push_back(key);
    }
    return newest;
}

std::vector<BlockKey> garbage_keys(const std::vector<BlockKey>& keys, const Manifest& manifest,
                                   const Manifest& previous) {
    std::vector<BlockKey> needed = newest_keys(keys, manifest);
    std::ranges::copy(newest_keys(keys, previous), std::back_inserter(needed));
    std::ranges::sort(needed);
    std::vector<BlockKey> garbage;
    std::ranges::copy_if(keys, std::back_inserter(garbage),
                         [&](const BlockKey& key) { return !std::ranges::binary_search(needed, key); });
    return garbage;
}

std::unexpected<Error> another_wrote(std::uint64_t expected, std::uint64_t found) {
    return fail(ErrorCode::conflict, "Another window has saved this workspace since: save " +
                                         std::to_string(found) + " stands where save " +
                                         std::to_string(expected) + " was expected.");
}

}  // namespace perennial
