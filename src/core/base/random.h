// A seeded generator (xoshiro256**, Blackman and Vigna 2018): same seed, same numbers, on every platform.
#pragma once

#include <array>
#include <cstdint>

namespace perennial {

class Random {
public:
    explicit Random(std::uint64_t seed);
    std::uint64_t next();
    /// Uniform in [0, bound); bound > 0. Without modulo bias.
    std::uint64_t below(std::uint64_t bound);
    /// Uniform in [0, 1).
    double unit();

private:
    std::array<std::uint64_t, 4> state_;
};

}  // namespace perennial
