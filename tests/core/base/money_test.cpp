#include "core/base/money.h"

#include <doctest/doctest.h>

#include <limits>

namespace perennial {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
const Currency kEuro = *Currency::parse("EUR");

TEST_CASE("amounts of one currency add up") {
    CHECK(add({1250, kEuro}, {-50, kEuro}) == Money{1200, kEuro});
    CHECK(add({0, {}}, {5, {}}) == Money{5, {}});
}

TEST_CASE("amounts that cannot be added say why") {
    const auto mixed = add({1, kEuro}, {1, *Currency::parse("USD")});
    REQUIRE_FALSE(mixed.has_value());
    CHECK(mixed.error().code == ErrorCode::invalid_input);
    CHECK(mixed.error().message == "Amounts in EUR and USD cannot be added. Add up each currency by itself.");
    for (const std::int64_t step : {kMost, -kMost}) {
        const auto overflown = add({step, kEuro}, {step, kEuro});
        REQUIRE_FALSE(overflown.has_value());
        CHECK(overflown.error().code == ErrorCode::invalid_input);
    }
}

}  // namespace
}  // namespace perennial
