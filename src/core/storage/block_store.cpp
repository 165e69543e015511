#include "core/storage/block_store.h"

#include <array>

#include "core/base/hash.h"

namespace perennial {

std::uint64_t block_checksum(std::uint64_t index, std::uint64_t generation, std::span<const std::byte> bytes) {
    // Byte by byte, so that every machine gets the same sum.
    std::array<std::byte, 16> place;
    for (std::size_t i = 0; i < 8; ++i) {
        place[i] = static_cast<std::byte>(index >> (8 * i));
        place[8 + i] = static_cast<std::byte>(generation >> (8 * i));
    }
    return hash64(bytes, hash64(place));
}

}  // namespace perennial
