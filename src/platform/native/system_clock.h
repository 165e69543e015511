// The computer's clock and its time zone.
#pragma once

#include "core/base/clock.h"

namespace perennial {

class SystemClock final : public Clock {
public:
    Instant now() const override;
    int offset_minutes(Instant instant) const override;
};

}  // namespace perennial
