#include <doctest/doctest.h>

#include <stdlib.h>
#include <time.h>

#include <chrono>
#include <optional>
#include <string>

#include "platform/native/os_random.h"
#include "platform/native/system_clock.h"

using namespace perennial;

namespace {

/// Another time zone, until the end of the scope.
class ZoneForNow {
public:
    explicit ZoneForNow(const char* zone) {
        if (const char* before = getenv("TZ")) before_ = before;
        setenv("TZ", zone, 1);
        tzset();
    }
    ~ZoneForNow() {
        if (before_) {
            setenv("TZ", before_->c_str(), 1);
        } else {
            unsetenv("TZ");
        }
        tzset();
    }
    ZoneForNow(const ZoneForNow&) = delete;
    ZoneForNow& operator=(const ZoneForNow&) = delete;

private:
    std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("the system's clock tells the time of day in milliseconds") {
    const auto ms = [] {
        using namespace std::chrono;
        return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    };
    const auto before = ms();
    const Instant now = SystemClock().now();
    const auto after = ms();
    CHECK(before <= now.ms);
    CHECK(now.ms <= after);
}

TEST_CASE("local time follows the zone's rules at that moment") {
    struct Case {
        const char* zone;
        Instant at;
        int minutes;
    };
    constexpr Instant kWinter{1'767'225'600'000}, kSummer{1'782'864'000'000};  // 2026-01-01, 2026-07-01
    for (const Case& c : {Case{"UTC0", kWinter, 0}, Case{"CET-1CEST,M3.5.0,M10.5.0/3", kWinter, 60},
                          Case{"CET-1CEST,M3.5.0,M10.5.0/3", kSummer, 120},
                          Case{"<+0545>-5:45", kWinter, 345}, Case{"<-0330>3:30", kSummer, -210},
                          Case{"<+14>-14", kWinter, 840}, Case{"<-12>12", Instant{-1}, -720}}) {
        CAPTURE(c.zone);
        CAPTURE(c.at.ms);
        const ZoneForNow zone(c.zone);
        CHECK(SystemClock().offset_minutes(c.at) == c.minutes);
    }
}

TEST_CASE("seeds differ from each other") {
    const auto one = os_random_seed(), other = os_random_seed();
    REQUIRE(one);
    REQUIRE(other);
    CHECK(*one != *other);
}
