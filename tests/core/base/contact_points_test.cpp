#include <doctest/doctest.h>

#include "core/base/text.h"

namespace perennial {
namespace {

struct Case {
    std::string_view typed, normal;
};

TEST_CASE("one e-mail address has one normal form") {
    for (const Case& c : {
             Case{"anna@example.com", "anna@example.com"},
             Case{"  Anna.Nowak@Example.COM ", "anna.nowak@example.com"},
             Case{"a@b.c", "a@b.c"},
             Case{"o'brien+shop@mail.example.co.uk", "o'brien+shop@mail.example.co.uk"},
             Case{"INFO@MÜLLER.de", "info@müller.de"},
             Case{"info@mu\u0308ller.de", "info@müller.de"},
             Case{"ａｎｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ", "anna@example.com"},
             Case{"anna@example.com\u200B", "anna@example.com"},
             Case{"a..b@docomo.ne.jp", "a..b@docomo.ne.jp"},
             Case{"山田@例え.jp", "山田@例え.jp"},
             Case{"anna@123.example", "anna@123.example"},
         }) {
        CAPTURE(c.typed);
        CHECK(normalise_email(c.typed) == c.normal);
        CHECK(normalise_email(c.normal) == c.normal);
    }
    CHECK(normalise_email("info@müller.de") != normalise_email("info@muller.de"));
}

TEST_CASE("what is not one e-mail address is refused") {
    const std::string longest = std::string(242, 'a') + "@example.com";
    CHECK(normalise_email(longest) == longest);
    CHECK_FALSE(normalise_email("a" + longest));
    for (const std::string_view typed : {"",
                                         " ",
                                         "anna",
                                         "@example.com",
                                         "anna@",
                                         "anna@example",
                                         "anna@@example.com",
                                         "a@b@c.com",
                                         "anna@.com",
                                         "anna@example..com",
                                         "anna@example.com.",
                                         "anna@-example.com",
                                         "anna@example-.com",
                                         "anna nowak@example.com",
                                         "anna@exam ple.com",
                                         "anna@example.com, bo@example.com",
                                         "anna@example.com;",
                                         "<anna@example.com>",
                                         "Anna <anna@example.com>",
                                         "mailto:anna@example.com",
                                         "anna@[10.0.0.1]",
                                         "anna@10.0.0.1",
                                         "anna@exa_mple.com",
                                         "an\tna@example.com",
                                         "anna\u00A0n@example.com",
                                         "anna\u0085@example.com",
                                         "anna@example.com\nbcc:x@y.z",
                                         "\xFF@example.com"}) {
        CAPTURE(typed);
        CHECK_FALSE(normalise_email(typed));
    }
}

TEST_CASE("one phone number has one normal form") {
    for (const Case& c : {
             Case{"+48 600 100 200", "+48600100200"},
             Case{"0048 600-100-200", "+48600100200"},
             Case{"+44 (0)20 7946 0018", "+442079460018"},
             Case{"(020) 7946/0018", "02079460018"},
             Case{"555-0100", "5550100"},
             Case{"112", "112"},
             Case{"000", "000"},
             Case{"555.0100 ext. 12", "5550100;12"},
             Case{"555-0100 x12", "5550100;12"},
             Case{"555-0100 Extension: 12", "5550100;12"},
             Case{"555-0100 #12", "5550100;12"},
             Case{"+15550100;ext=12", "+15550100;12"},
             Case{"(+1) 555 0100", "+15550100"},
             Case{"＋８１ ３－１２３４－５６７８", "+81312345678"},
             Case{"+1\u00A0555\u20110100", "+15550100"},
             Case{"12345678901234567890", "12345678901234567890"},
         }) {
        CAPTURE(c.typed);
        CHECK(normalise_phone(c.typed) == c.normal);
        CHECK(normalise_phone(c.normal) == c.normal);
    }
}

TEST_CASE("what is not a phone number is refused") {
    for (const std::string_view typed :
         {"", "12", "+", "+1", "x12", "555-0100 x", "555-0100 ext", "555-0100 x12a", "123456789012345678901",
          "call me", "555-0100 (home)", "1+555", "++15550100", "anna@example.com", "555_0100", "0012",
          "999999999999999999999999999999999999", "555-0100 x123456789",
          "\xFF"
          "5550100"}) {
        CAPTURE(typed);
        CHECK_FALSE(normalise_phone(typed));
    }
}

TEST_CASE("a spreadsheet's whole numbers are whole numbers again") {
    for (const Case& c :
         {Case{"17850.0", "17850"}, Case{" 17850.00 ", "17850"}, Case{"17850", "17850"},
          Case{"17850.5", "17850.5"}, Case{"17850.", "17850."}, Case{".0", ".0"}, Case{"A1.0", "A1.0"},
          Case{"-5.0", "-5.0"}, Case{"007.0", "007"}, Case{"1.0.0", "1.0.0"}, Case{"", ""},
          Case{"12345678901234567890.0", "12345678901234567890"}, Case{"№ 7", "№ 7"}}) {
        CAPTURE(c.typed);
        CHECK(normalise_external_number(c.typed) == c.normal);
    }
}

}  // namespace
}  // namespace perennial
