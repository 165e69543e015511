#include "core/base/hash.h"

#include <doctest/doctest.h>

#include <string>

namespace perennial {
namespace {

TEST_CASE("hashes are those of XXH3") {
    // xxHash 0.8, `xxhsum -H3` and `xxhsum -H2` of the empty input.
    CHECK(hash64(std::string_view{}) == 0x2D06800538D394C2);
    CHECK(hash128("") == std::pair<std::uint64_t, std::uint64_t>{0x99AA06D3014798D8, 0x6001C324468D497F});
}

TEST_CASE("text and bytes hash alike, seeds and contents apart") {
    const std::string text(1000, 'p');
    CHECK(hash64(text) == hash64(std::as_bytes(std::span(text))));
    CHECK(hash64(text, 1) != hash64(text, 2));
    CHECK(hash64("a") != hash64("b"));
    CHECK(hash128(text, 1) != hash128(text, 2));
}

}  // namespace
}  // namespace perennial
