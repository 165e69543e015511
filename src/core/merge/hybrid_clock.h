// The hybrid logical clock (Kulkarni et al. 2014) that orders changes: physical milliseconds in the upper 48
// bits, a counter in the lower 16. It never goes back, and is always ahead of every change it has seen.
#pragma once

#include <cstdint>

#include "core/base/time.h"

namespace perennial {

/// milliseconds << 16 | counter. Ordered as an integer.
struct LogicalTime {
    std::int64_t bits = 0;
    auto operator<=>(const LogicalTime&) const = default;
    std::int64_t milliseconds() const { return bits >> 16; }
};

/// The latest time a change may carry (year 4199). Whoever reads changes from outside refuses later ones, since
/// no clock could come after the end of the range.
inline constexpr LogicalTime kLatestTime{(std::int64_t{1} << 62) | 0xFFFF};

class HybridClock {
public:
    explicit HybridClock(LogicalTime last) : last_(last) {}
    /// The time of a new change made at `wall`, which counts as 1970 when earlier, and as the latest when later.
    LogicalTime next(Instant wall);
    /// Takes note of another's change, so that ours come after it.
    void saw(LogicalTime other);
    LogicalTime last() const { return last_; }

private:
    LogicalTime last_;
};

}  // namespace perennial
