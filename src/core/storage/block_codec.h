// Between image and store: how a block's bytes are written down. Plain for now; encryption belongs here and nowhere else.
// Checksums are of the written form.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace perennial {

inline std::vector<std::byte> encode_block(std::span<const std::byte> plain) {
    return {plain.begin(), plain.end()};
}

/// false: what is written does not give exactly the bytes that belong there.
inline bool decode_block(std::span<const std::byte> written, std::span<std::byte> plain) {
    if (written.size() != plain.size()) return false;
    std::ranges::copy(written, plain.begin());
    return true;
}

}  // namespace perennial
