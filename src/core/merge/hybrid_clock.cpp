#include "core/merge/hybrid_clock.h"

#include <algorithm>

namespace perennial {

LogicalTime HybridClock::next(Instant wall) {
    const std::int64_t ms = std::clamp(wall.ms, std::int64_t{0}, kLatestTime.milliseconds());
    last_.bits = std::max(ms << 16, last_.bits + 1);
    return last_;
}

void HybridClock::saw(LogicalTime other) { last_ = std::max(last_, other); }

}  // namespace perennial
