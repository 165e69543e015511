// The port through which all time comes, so that tests own the clock.
#pragma once

#include <cstdint>

#include "core/base/time.h"

namespace perennial {

class Clock {
public:
    virtual ~Clock() = default;
    /// Now, in UTC.
    virtual Instant now() const = 0;
    /// Minutes that local time is ahead of UTC at `instant` (-720 to 840).
    virtual int offset_minutes(Instant instant) const = 0;

    /// The calendar day that it is here at `instant`.
    Day day_of(Instant instant) const;
    Day today() const { return day_of(now()); }
};

/// A clock that stands where it was put; shipped because tests and `--now` both need it.
class FixedClock final : public Clock {
public:
    explicit FixedClock(Instant now, int offset_minutes = 0) : now_(now), offset_minutes_(offset_minutes) {}
    Instant now() const override { return now_; }
    int offset_minutes(Instant) const override { return offset_minutes_; }
    void set(Instant now) { now_ = now; }
    void advance_ms(std::int64_t ms) { now_.ms += ms; }

private:
    Instant now_;
    int offset_minutes_;
};

}  // namespace perennial
