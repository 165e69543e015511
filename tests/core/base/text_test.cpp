#include "core/base/text.h"

#include <doctest/doctest.h>

namespace perennial {
namespace {

TEST_CASE("white space of any kind is trimmed from both ends and nowhere else") {
    struct Case {
        std::string_view text, trimmed;
    };
    for (const Case& c :
         {Case{"", ""}, Case{" \t\r\n", ""}, Case{"  a b  ", "a b"}, Case{"\u00A0Łódź\u3000", "Łódź"},
          Case{"\uFEFFname", "name"}, Case{"\u2003\u202Fx\u2028\u2029", "x"}, Case{"\u0085x", "x"},
          Case{"€", "€"}, Case{" € ", "€"}, Case{"\x80 ", "\x80"}}) {
        CAPTURE(c.text);
        CHECK(trim(c.text) == c.trimmed);
    }
}

TEST_CASE("runs of white space become one space") {
    CHECK(squeeze("  Anna \t\n  Nowak ") == "Anna Nowak");
    CHECK(squeeze("山田\u3000太郎") == "山田 太郎");
    CHECK(squeeze("a\u00A0\u00A0b") == "a b");
    CHECK(squeeze("\u3000") == "");
}

TEST_CASE("control characters go, line ends are one kind or spaces") {
    struct Case {
        std::string_view text, one_line, lines;
    };
    for (const Case& c : {
             Case{"plain", "plain", "plain"},
             Case{"a\r\nb\rc\nd", "a b c d", "a\nb\nc\nd"},
             Case{"a\r\r\nb", "a  b", "a\n\nb"},
             Case{"ends\r", "ends ", "ends\n"},
             Case{"a\tb", "a b", "a b"},
             Case{"a\u2028b\u2029c\u0085d", "a b c d", "a\nb\nc\nd"},
             Case{std::string_view("a\0b\x1B[31m\x7F", 9), "ab[31m", "ab[31m"},
             Case{"a\u0099b", "ab", "ab"},
             Case{"caf\xE9", "caf\uFFFD", "caf\uFFFD"},
             Case{"cafe\u0301", "café", "café"},
             Case{"か\u3099", "が", "が"},
             Case{"\uFA19", "\uFA19", "\uFA19"},  // A form of 神 that a name may have; NFC alone would lose it.
             Case{"ﬁn", "ﬁn", "ﬁn"},
         }) {
        CAPTURE(c.text);
        CHECK(clean_text(c.text, false) == c.one_line);
        CHECK(clean_text(c.text, true) == c.lines);
    }
}

TEST_CASE("splitting keeps empty pieces") {
    using Pieces = std::vector<std::string_view>;
    CHECK(split("a,b,,c", ',') == Pieces{"a", "b", "", "c"});
    CHECK(split("", ',') == Pieces{""});
    CHECK(split(",", ',') == Pieces{"", ""});
    CHECK(split("abc", ',') == Pieces{"abc"});
}

TEST_CASE("case does not matter for equality, accents do") {
    CHECK(equals_ignoring_case("E-Mail", "e-mail"));
    CHECK(equals_ignoring_case("ŁÓDŹ", "łódź"));
    CHECK(equals_ignoring_case("STRASSE", "Straße"));
    CHECK(equals_ignoring_case("", ""));
    CHECK_FALSE(equals_ignoring_case("Lodz", "Łódź"));
    CHECK_FALSE(equals_ignoring_case("mail", "mails"));
    CHECK_FALSE(equals_ignoring_case("@", "`"));
}

}  // namespace
}  // namespace perennial
