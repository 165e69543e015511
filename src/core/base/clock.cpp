#include "core/base/clock.h"

namespace perennial {

Day Clock::day_of(Instant instant) const { return instant.day(offset_minutes(instant)); }

}  // namespace perennial
