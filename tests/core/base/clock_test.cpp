#include "core/base/clock.h"

#include <doctest/doctest.h>

namespace perennial {
namespace {

TEST_CASE("the clock's day is the one of its own zone") {
    struct Case {
        std::string_view now;
        int offset_minutes;
        std::string_view day;
    };
    for (const Case& c :
         {Case{"2026-03-01T23:30:00Z", 0, "2026-03-01"}, Case{"2026-03-01T23:30:00Z", 60, "2026-03-02"},
          Case{"2026-03-01T00:30:00Z", -60, "2026-02-28"}, Case{"2026-03-01T10:00:00Z", 840, "2026-03-02"},
          Case{"2026-03-01T11:59:00Z", -720, "2026-02-28"},
          Case{"1969-12-31T23:59:59.999Z", 0, "1969-12-31"}}) {
        CAPTURE(c.now);
        CAPTURE(c.offset_minutes);
        const FixedClock clock(*Instant::parse(c.now), c.offset_minutes);
        CHECK(clock.today().to_string() == c.day);
    }
}

TEST_CASE("a fixed clock moves only when it is moved") {
    FixedClock clock(Instant{1000}, 30);
    CHECK(clock.now() == Instant{1000});
    CHECK(clock.offset_minutes(clock.now()) == 30);
    clock.advance_ms(500);
    CHECK(clock.now() == Instant{1500});
    clock.set(Instant{7});
    CHECK(clock.now() == Instant{7});
}

}  // namespace
}  // namespace perennial
