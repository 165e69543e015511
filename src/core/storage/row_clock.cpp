#include "core/storage/row_clock.h"

#include <algorithm>

namespace perennial {
namespace {

// LEB128: seven bits a byte, the lowest first, the top bit set on all but the last.
void append_varint(std::vector<std::byte>& out, std::uint64_t value) {
    while (value >= 0x80) {
        out.push_back(static_cast<std::byte>((value & 0x7f) | 0x80));
        value >>= 7;
    }
    out.push_back(static_cast<std::byte>(value));
}

std::optional<std::uint64_t> take_varint(std::span<const std::byte>& bytes) {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 63 && !bytes.empty(); shift += 7) {
        const auto byte = std::to_integer<std::uint64_t>(bytes.front());
        bytes = bytes.subspan(1);
        value |= (byte & 0x7f) << shift;
        if (byte < 0x80) return value;
    }
    return std::nullopt;
}

constexpr auto kRegisterOf = &std::pair<RegisterNo, ChangeNo>::first;

}  // namespace

ChangeNo RowClock::at(RegisterNo number) const {
    const auto found = std::ranges::lower_bound(exceptions_, number, {}, kRegisterOf);
    return found != exceptions_.end() && found->first == number ? found->second : rest_;
}

void RowClock::set(RegisterNo number, ChangeNo change) {
    const auto found = std::ranges::lower_bound(exceptions_, number, {}, kRegisterOf);
    if (found != exceptions_.end() && found->first == number) {
        found->second = change;
    } else {
        exceptions_.insert(found, {number, change});
    }
}

std::optional<ChangeNo> RowClock::uniform(RegisterNo registers) const {
    if (exceptions_.empty()) return rest_;
    const ChangeNo first = at(0);
    for (RegisterNo number = 1; number < registers; ++number) {
        if (at(number) != first) return std::nullopt;
    }
    return first;
}

std::vector<std::byte> RowClock::encode() const {
    std::vector<std::byte> bytes;
    append_varint(bytes, static_cast<std::uint64_t>(rest_));
    for (const auto& [number, change] : exceptions_) {
        if (change == rest_) continue;
        append_varint(bytes, number);
        append_varint(bytes, static_cast<std::uint64_t>(change));
    }
    return bytes;
}

std::optional<RowClock> RowClock::decode(std::span<const std::byte> bytes) {
    const auto rest = take_varint(bytes);
    if (!rest) return std::nullopt;
    RowClock clock{static_cast<ChangeNo>(*rest)};
    while (!bytes.empty()) {
        const auto number = take_varint(bytes);
        const auto change = take_varint(bytes);
        if (!number || !change || *number > UINT16_MAX) return std::nullopt;
        clock.set(static_cast<RegisterNo>(*number), static_cast<ChangeNo>(*change));
    }
    return clock;
}

void bind_clock(Statement& statement, int parameter, const RowClock& clock, RegisterNo registers) {
    if (const auto change = clock.uniform(registers)) {
        statement.bind(parameter, static_cast<std::int64_t>(*change));
    } else {
        statement.bind_blob(parameter, clock.encode());
    }
}

Result<RowClock> clock_column(const Statement& statement, int column) {
    if (statement.is_integer(column)) return RowClock{static_cast<ChangeNo>(statement.integer(column))};
    auto clock = RowClock::decode(statement.blob(column));
    if (!clock) {
        return fail(ErrorCode::corrupt,
                    "A row's clock cannot be read. Restore the workspace from a backup or a share file.");
    }
    return *std::move(clock);
}

}  // namespace perennial
