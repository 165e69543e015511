#include "core/base/random.h"

#include <doctest/doctest.h>

#include <array>

namespace perennial {
namespace {

TEST_CASE("the same seed gives the same numbers for ever") {
    // xoshiro256** filled by SplitMix64 from 0; the reference implementations at prng.di.unimi.it give these.
    Random random(0);
    constexpr std::array<std::uint64_t, 4> kExpected{0x99EC5F36CB75F2B4, 0xBF6E1F784956452A,
                                                     0x1A5F849D4933E6E0, 0x6AA594F1262D2D2C};
    for (const std::uint64_t expected : kExpected) CHECK(random.next() == expected);
}

TEST_CASE("bounded numbers stay under their bound and reach all of it evenly") {
    Random random(7);
    std::array<int, 6> seen{};
    for (int i = 0; i < 6000; ++i) ++seen.at(random.below(6));
    for (const int count : seen) {
        CHECK(count > 850);
        CHECK(count < 1150);
    }
    CHECK(random.below(1) == 0);
}

TEST_CASE("a bound just above half of the range is drawn without bias") {
    // Three in four numbers of a plain remainder would fall into the lower half.
    Random random(11);
    const std::uint64_t bound = (std::uint64_t{1} << 63) + (std::uint64_t{1} << 62);
    int low = 0;
    for (int i = 0; i < 4000; ++i) low += random.below(bound) < bound / 2 ? 1 : 0;
    CHECK(low > 1850);
    CHECK(low < 2150);
}

TEST_CASE("unit numbers lie in [0, 1) and spread") {
    Random random(3);
    double sum = 0;
    for (int i = 0; i < 10'000; ++i) {
        const double drawn = random.unit();
        REQUIRE(drawn >= 0.0);
        REQUIRE(drawn < 1.0);
        sum += drawn;
    }
    CHECK(sum / 10'000 == doctest::Approx(0.5).epsilon(0.02));
}

}  // namespace
}  // namespace perennial
