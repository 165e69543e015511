// Identity of records, writers and workspaces: 128-bit UUIDs.
// New rows get a UUIDv7 (RFC 9562, 5.7); rows of another system get an id derived from (source, number), so
// that two machines that import the same export hold the same rows.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/random.h"

namespace perennial {

/// A UUID. All zero means "none". Ordered as its bytes are.
struct Id {
    std::array<std::uint8_t, 16> bytes{};

    bool empty() const;
    auto operator<=>(const Id&) const = default;
    /// "0197f3c2-....": 36 characters, lower case.
    std::string to_string() const;
    /// Accepts 36 characters with hyphens, any case. nullopt otherwise.
    static std::optional<Id> parse(std::string_view text);
    static Id from_bytes(std::span<const std::byte, 16> bytes);
};

/// Makes UUIDv7 ids: 48 bits of the clock's milliseconds, then a counter that keeps ids made in the same
/// millisecond in order, then random bits. Ids never repeat within one source, even when the clock stands
/// still or goes back.
class IdSource {
public:
    IdSource(const Clock& clock, Random& random);
    Id next();

private:
    const Clock& clock_;
    Random& random_;
    std::int64_t last_ms_ = 0;
    std::uint32_t counter_ = 0;
};

/// The id of a row that has a number of its own elsewhere: a UUIDv8 (RFC 9562, 5.8) from a 128-bit hash of
/// (kind, source, number), each length-prefixed. `kind` is the table's name.
Id derived_id(std::string_view kind, std::string_view source, std::string_view number);

}  // namespace perennial

template <> struct std::hash<perennial::Id> {
    std::size_t operator()(const perennial::Id& id) const noexcept;
};
