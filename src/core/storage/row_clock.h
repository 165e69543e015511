// Which change wrote each register of one row, and its spelling in the column `clock` (see capture.h).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/merge/change.h"
#include "core/merge/snapshot.h"
#include "core/storage/connection.h"

namespace perennial {

class RowClock {
public:
    explicit RowClock(ChangeNo everything = ChangeNo::none) : rest_(everything) {}

    ChangeNo at(RegisterNo number) const;
    void set(RegisterNo number, ChangeNo change);
    /// The one change that wrote all of `registers`, if one did.
    std::optional<ChangeNo> uniform(RegisterNo registers) const;

    /// The blob: varint(change of the rest), then pairs of varint(register), varint(change), registers
    /// ascending.
    std::vector<std::byte> encode() const;
    static std::optional<RowClock> decode(std::span<const std::byte> bytes);

private:
    ChangeNo rest_;
    std::vector<std::pair<RegisterNo, ChangeNo>> exceptions_;  ///< By register.
};

/// Writes an integer when one change wrote all of the row's registers, else the blob.
void bind_clock(Statement& statement, int parameter, const RowClock& clock, RegisterNo registers);
/// Errors: corrupt.
Result<RowClock> clock_column(const Statement& statement, int column);

}  // namespace perennial
