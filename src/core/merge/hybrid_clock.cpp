#include "core/merge/hybrid_clock.h"

#include <algorithm>

namespace perennial {

LogicalTime HybridClock::next(Instant wall) {
    last_.bits = std::max(wall.ms << 16, last_.bits + 1);
    return last_;
}

void HybridClock::saw(LogicalTime other) { last_ = std::max(last_, other); }

}  // namespace perennial
