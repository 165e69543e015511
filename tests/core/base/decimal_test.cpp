#include <doctest/doctest.h>

#include <limits>

#include "core/base/money.h"
#include "core/base/random.h"

namespace perennial {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

TEST_CASE("decimals round half away from zero") {
    struct Case {
        Decimal decimal;
        int digits;
        std::optional<std::int64_t> units;
    };
    for (const Case& c : {
             Case{{12845, 1}, 2, 128450},
             Case{{1005, 3}, 2, 101},
             Case{{-1005, 3}, 2, -101},
             Case{{1004, 3}, 2, 100},
             Case{{-1004, 3}, 2, -100},
             Case{{5, 1}, 0, 1},
             Case{{-5, 1}, 0, -1},
             Case{{4, 1}, 0, 0},
             Case{{0, 9}, 0, 0},
             Case{{500'000'000, 9}, 0, 1},
             Case{{499'999'999, 9}, 0, 0},
             Case{{7, 0}, 9, 7'000'000'000},
             Case{{kMost, 0}, 0, kMost},
             Case{{kLeast, 0}, 0, kLeast},
             Case{{kMost, 0}, 1, std::nullopt},
             Case{{kLeast, 0}, 9, std::nullopt},
             Case{{kMost / 10, 0}, 1, kMost / 10 * 10},
             Case{{kMost / 10 + 1, 0}, 1, std::nullopt},
         }) {
        CAPTURE(c.decimal.units);
        CAPTURE(c.digits);
        CHECK(c.decimal.scaled_to(c.digits) == c.units);
    }
}

TEST_CASE("decimals are equal by value and print without surplus zeros") {
    CHECK(Decimal{150, 2} == Decimal{15, 1});
    CHECK(Decimal{0, 5} == Decimal{0, 0});
    CHECK(Decimal{15, 0} != Decimal{15, 1});
    struct Case {
        Decimal decimal;
        std::string_view text;
    };
    for (const Case& c :
         {Case{{12845, 1}, "1284.5"}, Case{{-1, 3}, "-0.001"}, Case{{100, 2}, "1"}, Case{{0, 2}, "0"},
          Case{{5, 1}, "0.5"}, Case{{1000, 0}, "1000"}, Case{{kLeast, 0}, "-9223372036854775808"}}) {
        CHECK(c.decimal.to_string() == c.text);
    }
}

TEST_CASE("a line's amount is quantity times price, rounded once") {
    struct Case {
        Decimal quantity, price;
        int digits;
        std::optional<std::int64_t> minor;
    };
    for (const Case& c : {
             Case{{6, 0}, {255, 2}, 2, 1530},
             Case{{15, 1}, {333, 2}, 2, 500},  // 4.995
             Case{{-15, 1}, {333, 2}, 2, -500},
             Case{{1, 3}, {1, 2}, 2, 0},
             Case{{3, 0}, {1980, 0}, 0, 5940},
             Case{{1, 0}, {1, 0}, 3, 1000},
             Case{{1'000'000'000, 9}, {1'000'000'000, 9}, 0, 1},
             Case{{kMost, 0}, {kMost, 0}, 2, std::nullopt},
             Case{{kLeast, 0}, {kLeast, 0}, 2, std::nullopt},
             Case{{kMost, 9}, {kMost, 9}, 0, std::nullopt},
             Case{{kMost, 9}, {1, 0}, 9, kMost},
         }) {
        CAPTURE(c.quantity.units);
        CAPTURE(c.price.units);
        CHECK(line_amount(c.quantity, c.price, c.digits) == c.minor);
    }
}

TEST_CASE("amounts are written with as many digits as their currency has") {
    struct Case {
        std::int64_t minor;
        std::string_view currency, text;
    };
    for (const Case& c : {Case{128450, "EUR", "1284.50"}, Case{5, "EUR", "0.05"}, Case{-5, "EUR", "-0.05"},
                          Case{1980, "JPY", "1980"}, Case{-1, "KWD", "-0.001"}, Case{0, "USD", "0.00"},
                          Case{kLeast, "USD", "-92233720368547758.08"}, Case{100, "", "1.00"}}) {
        CAPTURE(c.text);
        CHECK(amount_text({c.minor, Currency::parse(c.currency).value_or(Currency{})}) == c.text);
    }
}

TEST_CASE("what a decimal prints reads back as the same decimal") {
    constexpr std::uint64_t kSeed = 20260301;
    CAPTURE(kSeed);
    Random random(kSeed);
    int negative = 0;
    int fractional = 0;
    for (int i = 0; i < 20'000; ++i) {
        const std::uint64_t bound = std::uint64_t{1} << random.below(59);
        Decimal decimal{static_cast<std::int64_t>(random.below(bound)), static_cast<int>(random.below(10))};
        if (random.below(2) == 0) decimal.units = -decimal.units;
        negative += decimal.units < 0 ? 1 : 0;
        fractional += decimal.to_string().contains('.') ? 1 : 0;
        CAPTURE(decimal.to_string());
        REQUIRE(parse_decimal(decimal.to_string(), DecimalMark::point) == decimal);
    }
    CHECK(negative > 5'000);
    CHECK(fractional > 5'000);
}

}  // namespace
}  // namespace perennial
