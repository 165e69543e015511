// The one fast hash of the project (xxHash's XXH3), for checksums and derived ids. Not for secrets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace perennial {

std::uint64_t hash64(std::span<const std::byte> bytes, std::uint64_t seed = 0);
std::uint64_t hash64(std::string_view text, std::uint64_t seed = 0);
/// High and low half.
std::pair<std::uint64_t, std::uint64_t> hash128(std::string_view text, std::uint64_t seed = 0);

}  // namespace perennial
