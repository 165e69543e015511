#include <doctest/doctest.h>

#include "core/base/random.h"
#include "core/base/text.h"

namespace perennial {
namespace {

TEST_CASE("invalid UTF-8 is found where it begins") {
    struct Case {
        const char* why;
        std::string_view text;
        std::optional<std::size_t> at;
    };
    for (const Case& c : {
             Case{"empty", "", std::nullopt},
             Case{"ASCII with a zero byte", std::string_view("a\0b", 3), std::nullopt},
             Case{"two, three and four bytes", "ł€😀", std::nullopt},
             Case{"the last code point", "\xF4\x8F\xBF\xBF", std::nullopt},
             Case{"lone continuation", "a\x80", 1},
             Case{"overlong slash", "\xC0\xAF", 0},
             Case{"overlong in three", "\xE0\x9F\xBF", 0},
             Case{"overlong in four", "\xF0\x8F\xBF\xBF", 0},
             Case{"high surrogate", "ab\xED\xA0\x80", 2},
             Case{"low surrogate", "\xED\xBF\xBF", 0},
             Case{"beyond U+10FFFF", "\xF4\x90\x80\x80", 0},
             Case{"five bytes", "\xF8\x88\x80\x80\x80", 0},
             Case{"FF", "\xFF", 0},
             Case{"cut off in two", "long enough\xC5", 11},
             Case{"cut off in three", "\xE2\x82", 0},
             Case{"cut off in four", "\xF0\x9F\x98", 0},
             Case{"continuation missing", "\xE2\x28\xA1", 0},
             Case{"behind eight bytes", "12345678\x80", 8},
             Case{"Windows-1252", "caf\xE9 au lait", 3},
         }) {
        CAPTURE(c.why);
        CHECK(find_invalid_utf8(c.text) == c.at);
    }
}

TEST_CASE("every code point is written and read back") {
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        if (c == 0xD800) c = 0xE000;
        std::string text;
        append_utf8(text, c);
        std::size_t at = 0;
        REQUIRE(next_code_point(text, at) == c);
        REQUIRE(at == text.size());
        REQUIRE_FALSE(find_invalid_utf8(text));
    }
}

TEST_CASE("what is no code point is written as the replacement character") {
    for (const char32_t c : {char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0x110000}, char32_t{0xFFFFFFFF}}) {
        std::string text;
        append_utf8(text, c);
        CHECK(text == "\uFFFD");
    }
}

TEST_CASE("an invalid byte is stepped over as one replacement character") {
    const std::string_view text = "a\xE2\x82z";
    std::size_t at = 0;
    CHECK(next_code_point(text, at) == U'a');
    CHECK(next_code_point(text, at) == 0xFFFD);
    CHECK(at == 2);
    CHECK(next_code_point(text, at) == 0xFFFD);
    CHECK(next_code_point(text, at) == U'z');
    CHECK(at == text.size());
}

TEST_CASE("text is cut between code points") {
    struct Case {
        std::string_view text;
        std::size_t max_bytes;
        std::string_view cut;
    };
    for (const Case& c : {Case{"abc", 5, "abc"}, Case{"abc", 3, "abc"}, Case{"abc", 2, "ab"},
                          Case{"ał", 2, "a"}, Case{"ał", 3, "ał"}, Case{"€", 2, ""}, Case{"😀x", 3, ""},
                          Case{"😀x", 4, "😀"}, Case{"", 0, ""}, Case{"abc", 0, ""}}) {
        CAPTURE(c.text);
        CAPTURE(c.max_bytes);
        CHECK(truncate_utf8(c.text, c.max_bytes) == c.cut);
    }
}

TEST_CASE("any bytes can be read and cut without leaving the text") {
    constexpr std::uint64_t kSeed = 42;
    CAPTURE(kSeed);
    Random random(kSeed);
    int invalid = 0;
    for (int i = 0; i < 5'000; ++i) {
        std::string text(random.below(20), '\0');
        for (char& c : text)
            c = static_cast<char>(random.below(4) == 0 ? random.below(128) : 128 + random.below(128));
        invalid += find_invalid_utf8(text) ? 1 : 0;
        std::string rewritten;
        for (std::size_t at = 0; at < text.size();) append_utf8(rewritten, next_code_point(text, at));
        REQUIRE_FALSE(find_invalid_utf8(rewritten));
        const std::size_t limit = random.below(20);
        REQUIRE(truncate_utf8(text, limit).size() <= limit);
        REQUIRE_FALSE(find_invalid_utf8(fold(text)));
        REQUIRE_FALSE(find_invalid_utf8(clean_text(text, true)));
        REQUIRE(trim(text).size() <= text.size());
        REQUIRE(squeeze(text).size() <= text.size());
    }
    CHECK(invalid > 4'000);
}

}  // namespace
}  // namespace perennial
