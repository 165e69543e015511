// Places of values among others, with ties treated alike.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace perennial::analytics {

/// How many values are below each one, and how many equal it (itself counted).
struct Rank {
    std::size_t below = 0, equal = 0;
};
template <class Value> std::vector<Rank> ranks_of(std::span<const Value> values) {
    std::vector<Value> sorted(values.begin(), values.end());
    std::ranges::sort(sorted);
    std::vector<Rank> out;
    out.reserve(values.size());
    for (const Value& value : values) {
        const auto [from, to] = std::ranges::equal_range(sorted, value);
        out.push_back({static_cast<std::size_t>(from - sorted.begin()), static_cast<std::size_t>(to - from)});
    }
    return out;
}

}  // namespace perennial::analytics
