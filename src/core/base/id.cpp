#include "core/base/id.h"

#include <algorithm>
#include <cstring>

#include "core/base/hash.h"

namespace perennial {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::size_t kTextLength = 36;

constexpr bool hyphen_before_byte(std::size_t byte) {
    return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// The id of two big-endian halves, with the version and the variant of RFC 9562 put over their bits.
Id make_id(std::uint64_t high, std::uint64_t low, std::uint8_t version) {
    Id id;
    for (std::size_t i = 0; i < 8; ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(high >> (56 - 8 * i));
        id.bytes[i + 8] = static_cast<std::uint8_t>(low >> (56 - 8 * i));
    }
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0F) | (version << 4));
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3F) | 0x80);
    return id;
}

void append_with_length(std::string& out, std::string_view part) {
    const std::uint64_t length = part.size();
    std::array<char, sizeof length> bytes;
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>((length >> (8 * i)) & 0xFF);
    out.append(bytes.data(), bytes.size());
    out += part;
}

// The counter takes the 12 bits after the version and the first 14 after the variant: 67 million ids of one
// millisecond, which a bulk import under a fixed clock needs. It starts in its lower half, so that there is
// room.
constexpr int kCounterBits = 26;
constexpr int kLowCounterBits = 14;
constexpr int kRandomBits = 62 - kLowCounterBits;

}  // namespace

bool Id::empty() const { return *this == Id{}; }

std::string Id::to_string() const {
    std::string text(kTextLength, '-');
    std::size_t at = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (hyphen_before_byte(i)) ++at;
        text[at++] = kHexDigits[bytes[i] >> 4];
        text[at++] = kHexDigits[bytes[i] & 0xF];
    }
    return text;
}

std::optional<Id> Id::parse(std::string_view text) {
    if (text.size() != kTextLength) return std::nullopt;
    Id id;
    std::size_t at = 0;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        if (hyphen_before_byte(i) && text[at++] != '-') return std::nullopt;
        const int high = hex_value(text[at++]);
        const int low = hex_value(text[at++]);
        if (high < 0 || low < 0) return std::nullopt;
        id.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return id;
}

Id Id::from_bytes(std::span<const std::byte, 16> bytes) {
    Id id;
    std::memcpy(id.bytes.data(), bytes.data(), bytes.size());
    return id;
}

IdSource::IdSource(const Clock& clock, Random& random) : clock_(clock), random_(random) {}

Id IdSource::next() {
    const std::int64_t now_ms = clock_.now().ms;
    const bool counter_full = counter_ + 1 == 1U << kCounterBits;
    if (now_ms > last_ms_ || counter_full) {
        last_ms_ = std::max(now_ms, last_ms_ + 1);
        counter_ = static_cast<std::uint32_t>(random_.below(1U << (kCounterBits - 1)));
    } else {
        ++counter_;
    }
    const std::uint64_t high = static_cast<std::uint64_t>(last_ms_) << 16 | counter_ >> kLowCounterBits;
    const std::uint64_t low_counter = counter_ & ((1U << kLowCounterBits) - 1);
    const std::uint64_t low = low_counter << kRandomBits | random_.next() >> (64 - kRandomBits);
    return make_id(high, low, 7);
}

Id derived_id(std::string_view kind, std::string_view source, std::string_view number) {
    std::string name;
    name.reserve(3 * sizeof(std::uint64_t) + kind.size() + source.size() + number.size());
    append_with_length(name, kind);
    append_with_length(name, source);
    append_with_length(name, number);
    const auto [high, low] = hash128(name);
    return make_id(high, low, 8);
}

}  // namespace perennial

std::size_t std::hash<perennial::Id>::operator()(const perennial::Id& id) const noexcept {
    return static_cast<std::size_t>(perennial::hash64(std::as_bytes(std::span(id.bytes))));
}
