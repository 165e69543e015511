#include <doctest/doctest.h>

#include "core/base/money.h"

namespace perennial {
namespace {

struct Case {
    std::string_view text, value;
};

TEST_CASE("amounts with a decimal point are read as people write them") {
    for (const Case& c : {
             Case{"1284.50", "1284.5"},
             Case{"1,284.50", "1284.5"},
             Case{"1,234,567", "1234567"},
             Case{"0", "0"},
             Case{"-0.00", "0"},
             Case{"007", "7"},
             Case{".5", "0.5"},
             Case{"-.5", "-0.5"},
             Case{"$.50", "0.5"},
             Case{"12.", "12"},
             Case{"+12", "12"},
             Case{"-12", "-12"},
             Case{"\u221212", "-12"},
             Case{"- 12", "-12"},
             Case{"12.00-", "-12"},
             Case{"12.00 \u2212", "-12"},
             Case{"(12.00)", "-12"},
             Case{"($12.00)", "-12"},
             Case{"$(12.00)", "-12"},
             Case{"(12.00) USD", "-12"},
             Case{"-$12", "-12"},
             Case{"$-12", "-12"},
             Case{"USD 1,284.50", "1284.5"},
             Case{"1284.50 usd", "1284.5"},
             Case{"US$1,284", "1284"},
             Case{"£1,284", "1284"},
             Case{"￥1,284", "1284"},
             Case{"1'284.50", "1284.5"},
             Case{"1’284’000.50", "1284000.5"},
             Case{"1 284.50", "1284.5"},
             Case{"\u00A01\u00A0284.50\u00A0", "1284.5"},
             Case{"1\u202F284", "1284"},
             Case{"CHF 12.-", "12"},
             Case{"12.--", "12"},
             Case{"Fr. 12.50", "12.5"},
             Case{"\t12.5 ", "12.5"},
         }) {
        CAPTURE(c.text);
        const auto decimal = parse_decimal(c.text, DecimalMark::point);
        REQUIRE(decimal);
        CHECK(decimal->to_string() == c.value);
    }
}

TEST_CASE("amounts with a decimal comma are read as people write them") {
    for (const Case& c : {
             Case{"1284,50", "1284.5"},
             Case{"1.284,50", "1284.5"},
             Case{"1.284", "1284"},
             Case{"1.234.567,8", "1234567.8"},
             Case{"€ 1 284,50", "1284.5"},
             Case{"1 284,50 €", "1284.5"},
             Case{"1\u202F284,50\u00A0€", "1284.5"},
             Case{"€\u00A0-12,00", "-12"},
             Case{"EUR\u00A0-12,00", "-12"},
             Case{"-12,00 zł", "-12"},
             Case{"12,-", "12"},
             Case{"12,– €", "12"},
             Case{"kr.12,50", "12.5"},
             Case{"kr 1.284,00", "1284"},
             Case{"(1.284,00 €)", "-1284"},
             Case{",5", "0.5"},
         }) {
        CAPTURE(c.text);
        const auto decimal = parse_decimal(c.text, DecimalMark::comma);
        REQUIRE(decimal);
        CHECK(decimal->to_string() == c.value);
    }
}

TEST_CASE("what is not an amount is refused rather than guessed") {
    for (const std::string_view text :
         {"",         " ",      "-",      ".",           "abc",       "$",      "5e-2",     "1e5",
          "12%",      "12 kg",  "1,28",   "1,28,450.00", "12,345,67", "1,2345", "1234,567", ",123",
          "1,,284",   "1 ,284", "1, 284", "1'284,500",   "1.2.3",     "1..2",   "--12",     "-12-",
          "(-12)",    "-(12)",  "(12",    "12)",         "((12))",    "12 34",  "1 284 5",  "2026-03-01",
          "12/1",     "12:30",  "$$12",   "$ € 12",      "A12",       "12A",    "0x1F",     "NaN",
          "infinity", "1.2,3",  "+-12",   "12+",         "1\n284 x",  "１２"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_decimal(text, DecimalMark::point));
    }
    for (const std::string_view text : {"1284.50", "1,284.50", "12.5", "1,2,3", "1.28,5.0"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_decimal(text, DecimalMark::comma));
    }
}

TEST_CASE("digits beyond what a decimal holds are rounded in the fraction and refused before it") {
    CHECK(parse_decimal("139.11999999999998", DecimalMark::point) == Decimal{13912, 2});
    CHECK(parse_decimal("0.0000000005", DecimalMark::point) == Decimal{1, 9});
    CHECK(parse_decimal("-0.0000000005", DecimalMark::point) == Decimal{-1, 9});
    CHECK(parse_decimal("0.00000000049999", DecimalMark::point) == Decimal{0, 0});
    CHECK(parse_decimal("12345678901234567.89", DecimalMark::point) == Decimal{123456789012345679, 1});
    CHECK(parse_decimal("999999999999999999", DecimalMark::point) == Decimal{999'999'999'999'999'999, 0});
    CHECK(parse_decimal("999999999999999999.5", DecimalMark::point) == Decimal{1'000'000'000'000'000'000, 0});
    CHECK(parse_decimal("000000000000000000000000000012", DecimalMark::point) == Decimal{12, 0});
    CHECK_FALSE(parse_decimal("1000000000000000000", DecimalMark::point));
    CHECK_FALSE(parse_decimal("99999999999999999999999999", DecimalMark::point));
}

}  // namespace
}  // namespace perennial
