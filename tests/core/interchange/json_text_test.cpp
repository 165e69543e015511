#include "core/interchange/json_text.h"

#include <doctest/doctest.h>

#include <limits>

#include "core/base/random.h"

namespace perennial {

TEST_CASE("text is escaped where JSON asks for it and nowhere else") {
    struct Case {
        std::string_view text, json;
    };
    using namespace std::string_view_literals;
    for (const auto& c :
         {Case{"", "\"\""}, Case{"plain", "\"plain\""}, Case{"\"\\/", "\"\\\"\\\\/\""},
          Case{"\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\""},
          Case{"\0\x01\x1F\x7F"sv, "\"\\u0000\\u0001\\u001f\x7F\""}, Case{"Łódź 東京", "\"Łódź 東京\""}}) {
        CAPTURE(c.text);
        std::string out;
        append_json_string(out, c.text);
        CHECK(out == c.json);
    }
}

TEST_CASE("keys after the first follow a comma") {
    std::string out = "{";
    append_json_key(out, "a");
    append_json_integer(out, -1);
    append_json_key(out, "b");
    append_json_string(out, "{");
    append_json_key(out, "c");
    CHECK(out == R"({"a":-1,"b":"{","c":)");
}

TEST_CASE("thousandths are written as the shortest decimal") {
    struct Case {
        std::int64_t thousandths;
        std::string_view text;
    };
    for (const auto& c :
         {Case{0, "0"}, Case{1500, "1.5"}, Case{-1, "-0.001"}, Case{1010, "1.01"}, Case{-2000, "-2"},
          Case{100, "0.1"}, Case{std::numeric_limits<std::int64_t>::max(), "9223372036854775.807"},
          Case{std::numeric_limits<std::int64_t>::min(), "-9223372036854775.808"}}) {
        std::string out;
        append_thousandths(out, c.thousandths);
        CHECK(out == c.text);
        CHECK(parse_thousandths(c.text) == c.thousandths);
    }
}

TEST_CASE("a number is read as thousandths only when it is exactly that") {
    struct Case {
        std::string_view text;
        std::optional<std::int64_t> thousandths;
    };
    for (const auto& c :
         {Case{"1.500", 1500}, Case{"-0", 0}, Case{"7", 7000}, Case{"1.0001", std::nullopt},
          Case{"1e3", std::nullopt}, Case{"1.5e0", std::nullopt}, Case{"", std::nullopt},
          Case{"-", std::nullopt}, Case{"1.", std::nullopt}, Case{"--1", std::nullopt},
          Case{"9223372036854775.808", std::nullopt}, Case{"-9223372036854775.809", std::nullopt},
          Case{"99999999999999999999", std::nullopt}}) {
        CAPTURE(c.text);
        CHECK(parse_thousandths(c.text) == c.thousandths);
    }
}

TEST_CASE("every number of thousandths reads back as it was") {
    constexpr std::uint64_t kSeed = 42;
    CAPTURE(kSeed);
    Random random(kSeed);
    for (int i = 0; i < 2000; ++i) {
        const auto number = static_cast<std::int64_t>(random.next() >> random.below(64));
        for (const std::int64_t thousandths : {number, -number}) {
            std::string text;
            append_thousandths(text, thousandths);
            CAPTURE(text);
            CHECK(parse_thousandths(text) == thousandths);
        }
    }
}

}  // namespace perennial
