#include "core/base/phrase.h"

#include <doctest/doctest.h>

#include <limits>

namespace perennial {
namespace {

TEST_CASE("words stand where the pattern has its braces, first to last") {
    const std::string owned = "Café {}";
    CHECK(phrase("No words.") == "No words.");
    CHECK(phrase("{}", "") == "");
    CHECK(phrase("{} of {}, {}", 3, owned, std::string_view("end")) == "3 of Café {}, end");
    CHECK(phrase("{}{}", std::int8_t{-7}, std::size_t{12}) == "-712");
    CHECK(phrase("{}", std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
}

TEST_CASE("zeros are put in front of what is shorter, and nothing is cut off") {
    CHECK(zero_padded(7, 2) == "07");
    CHECK(zero_padded(0, 4) == "0000");
    CHECK(zero_padded(2026, 2) == "2026");
}

}  // namespace
}  // namespace perennial
