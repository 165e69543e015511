#include "core/merge/hybrid_clock.h"

#include <doctest/doctest.h>

#include <limits>
#include <vector>

#include "core/base/random.h"

namespace perennial {
namespace {

TEST_CASE("the logical time is the wall's while the wall goes on") {
    HybridClock clock(LogicalTime{});
    CHECK(clock.next(Instant{1000}).milliseconds() == 1000);
    CHECK(clock.next(Instant{2000}).milliseconds() == 2000);
    CHECK(clock.last() == LogicalTime{2000LL << 16});
}

TEST_CASE("changes of the same millisecond, and after the wall goes back, still come one after another") {
    HybridClock clock(LogicalTime{});
    LogicalTime last = clock.next(Instant{5000});
    for (const std::int64_t wall : {5000, 5000, 4000, 0, -1, 4999}) {
        CAPTURE(wall);
        const LogicalTime next = clock.next(Instant{wall});
        CHECK(last < next);
        CHECK(next.milliseconds() == 5000);
        last = next;
    }
}

TEST_CASE("a full counter runs over into the milliseconds and stays in order") {
    HybridClock clock(LogicalTime{});
    LogicalTime last = clock.next(Instant{5000});
    for (int i = 0; i < 70'000; ++i) {
        const LogicalTime next = clock.next(Instant{5000});
        REQUIRE(last < next);
        last = next;
    }
    CHECK(last.milliseconds() == 5001);
}

TEST_CASE("what is made after another's change was seen comes after it, however wrong its clock") {
    HybridClock ahead(LogicalTime{});
    HybridClock behind(LogicalTime{});
    const LogicalTime seen = ahead.next(Instant{9'000'000});
    behind.saw(seen);
    CHECK(seen < behind.next(Instant{1000}));
    behind.saw(LogicalTime{1});
    CHECK(seen < behind.last());
}

TEST_CASE(
    "after the latest time a file may bring, and under an absurd wall clock, there is still a next one") {
    HybridClock clock(LogicalTime{});
    clock.saw(kLatestTime);
    LogicalTime last = clock.last();
    for (const std::int64_t wall : {std::numeric_limits<std::int64_t>::max(), std::int64_t{0},
                                    std::numeric_limits<std::int64_t>::min()}) {
        CAPTURE(wall);
        const LogicalTime next = clock.next(Instant{wall});
        CHECK(last < next);
        last = next;
    }
    HybridClock fresh(LogicalTime{});
    CHECK(fresh.next(Instant{-5}) == LogicalTime{1});
    CHECK(fresh.next(Instant{std::numeric_limits<std::int64_t>::max()}) <= kLatestTime);
}

TEST_CASE("a clock taken up again goes on where it stopped") {
    HybridClock before(LogicalTime{});
    const LogicalTime last = before.next(Instant{5000});
    HybridClock after(last);
    CHECK(last < after.next(Instant{10}));
}

TEST_CASE("among clocks that drift and see each other no time repeats or goes back on one of them") {
    constexpr std::uint64_t kSeed = 1;
    CAPTURE(kSeed);
    Random random(kSeed);
    std::vector<HybridClock> clocks(3, HybridClock(LogicalTime{}));
    int backwards = 0;
    int exchanged = 0;
    for (int i = 0; i < 5'000; ++i) {
        HybridClock& clock = clocks[random.below(clocks.size())];
        const Instant wall{static_cast<std::int64_t>(random.below(10'000))};
        const LogicalTime last = clock.last();
        backwards += wall.ms < last.milliseconds() ? 1 : 0;
        REQUIRE(last < clock.next(wall));
        HybridClock& other = clocks[random.below(clocks.size())];
        if (random.below(4) != 0) continue;
        exchanged += other.last() < clock.last() ? 1 : 0;
        other.saw(clock.last());
        REQUIRE(other.last() >= clock.last());
    }
    CHECK(backwards > 1'000);
    CHECK(exchanged > 300);
}

}  // namespace
}  // namespace perennial
