#include "core/base/unicode.h"

#include <doctest/doctest.h>

#include "core/base/random.h"
#include "core/base/text.h"

namespace perennial {
namespace {

TEST_CASE("names fold to what people type when they look for them") {
    struct Case {
        const char* language;
        std::string_view text, folded;
    };
    for (const Case& c : {
             Case{"ASCII", "Anna NOWAK-1", "anna nowak-1"},
             Case{"Polish", "Zażółć Gęślą Jaźń", "zazolc gesla jazn"},
             Case{"Polish", "ŁÓDŹ", "lodz"},
             Case{"German", "Straße", "strasse"},
             Case{"German", "MÜLLER", "muller"},
             Case{"German", "GROẞ", "gross"},
             Case{"Turkish", "İstanbul", "istanbul"},
             Case{"Turkish", "IŞIK", "isik"},
             Case{"Turkish", "ışık", "isik"},
             Case{"Turkish", "Çağrı Öztürk", "cagri ozturk"},
             Case{"Greek", "ΌΔΟΣ", "οδοσ"},
             Case{"Greek", "όδος", "οδοσ"},
             Case{"Danish", "Søren Ærø", "soren aero"},
             Case{"Icelandic", "Þórður", "thordur"},
             Case{"Vietnamese", "Đặng Thị Ngọc", "dang thi ngoc"},
             Case{"French", "Œuvre à côté", "oeuvre a cote"},
             Case{"Croatian", "Đurđa", "durda"},
             Case{"Azerbaijani", "Əliyev", "eliyev"},
             Case{"Russian", "ЁЛКА", "елка"},
             Case{"Japanese kana", "ガギ", "ガギ"},
             Case{"Japanese half width", "ｶﾞｷﾞ", "ガギ"},
             Case{"Japanese voicing matters", "かき", "かき"},
             Case{"Japanese voicing matters", "がき", "がき"},
             Case{"Japanese Han", "山田 太郎", "山田 太郎"},
             Case{"full width", "ＡＢＣ１２３", "abc123"},
             Case{"Korean", "한국", "한국"},
             Case{"Hindi vowels matter", "कि", "कि"},
             Case{"Thai vowels and tones matter", "ปู่", "ปู่"},
             Case{"Hebrew points", "שָׁלוֹם", "שלום"},
             Case{"Arabic vowels", "مُحَمَّد", "محمد"},
             Case{"ligature", "ﬁn", "fin"},
             Case{"decomposed", "Nowa\u0301k", "nowak"},
             Case{"soft hyphen", "ver\u00ADkauf", "verkauf"},
             Case{"apostrophe", "O’Brien", "o'brien"},
             Case{"dash", "Anna–Maria", "anna-maria"},
             Case{"no-break space", "Anna\u00A0Nowak", "anna nowak"},
             Case{"emoji", "⭐ VIP", "⭐ vip"},
             Case{"Roman numeral", "Ⅳ", "iv"},
             Case{"empty", "", ""},
         }) {
        CAPTURE(c.language);
        CAPTURE(c.text);
        CHECK(fold(c.text) == c.folded);
        CHECK(fold(c.folded) == c.folded);
    }
}

TEST_CASE("folding twice is folding once, for every code point") {
    std::size_t letters = 0;
    for (char32_t c = 0; c <= 0x2FFFF; ++c) {
        if (c == 0xD800) c = 0xE000;
        std::string text;
        append_utf8(text, c);
        const std::string folded = fold(text);
        CAPTURE(text);
        REQUIRE(fold(folded) == folded);
        REQUIRE(fold_case(fold_case(text)) == fold_case(text));
        letters += is_letter(c) ? 1 : 0;
    }
    CHECK(letters > 100'000);
}

TEST_CASE("text folds as the pieces between its ASCII letters do") {
    constexpr std::uint64_t kSeed = 99;
    CAPTURE(kSeed);
    Random random(kSeed);
    int mixed = 0;
    for (int i = 0; i < 5'000; ++i) {
        std::string text;
        std::string piecewise;
        for (int word = 0; word < 4; ++word) {
            std::string piece;
            const bool ascii = random.below(2) == 0;
            for (int j = 0; j < 4; ++j) {
                append_utf8(piece, static_cast<char32_t>(ascii ? 'A' + random.below(26)
                                                               : 0xC0 + random.below(0x140)));
            }
            text += piece + " ";
            piecewise += fold(piece) + " ";
        }
        mixed += is_ascii(text) ? 0 : 1;
        CAPTURE(text);
        REQUIRE(fold(text) == piecewise);
    }
    CHECK(mixed > 4'000);
}

TEST_CASE("case folds apart from accents") {
    CHECK(fold_case("ＭÜLLER") == "müller");
    CHECK(fold_case("ŁÓDŹ") == "łódź");
    CHECK(fold_case("Mu\u0308ller") == "müller");
    CHECK(fold_case("caf\xE9") == "caf\uFFFD");
}

TEST_CASE("names sort by their first letter, not by what stands before it") {
    CHECK(sort_key("\"Anna\"") == "anna\"");
    CHECK(sort_key("  Zoë") == "zoe");
    CHECK(sort_key("'t Hart") == "t hart");
    CHECK(sort_key("Łukasz") < sort_key("Marta"));
    CHECK(sort_key("Åse") < sort_key("Bo"));
    CHECK(sort_key("42 Shoes") == "42 shoes");
    CHECK(sort_key("???") == "???");
    CHECK(sort_key("") == "");
}

TEST_CASE("letters are told from digits and signs in every script") {
    for (const char32_t c : {U'a', U'Ł', U'я', U'山', U'か', U'한', U'ʼ', U'ª'}) CHECK(is_letter(c));
    for (const char32_t c : {U'1', U' ', U'-', U'€', U'٣', U'😀', char32_t{0x301}}) CHECK_FALSE(is_letter(c));
    CHECK(is_letter_or_digit(U'٣'));
    CHECK_FALSE(is_letter_or_digit(U'½'));
    for (const char32_t c : {U'山', U'か', U'カ', U'한', U'Ａ'}) CHECK(is_wide_letter(c));
    for (const char32_t c : {U'a', U'я', U'ｶ', U'😀', U'　'}) CHECK_FALSE(is_wide_letter(c));
    CHECK(to_upper(U'ł') == U'Ł');
    CHECK(to_upper(U'1') == U'1');
    CHECK(is_currency_sign(U'€'));
    CHECK_FALSE(is_currency_sign(U'E'));
}

TEST_CASE("columns in a terminal count wide letters twice and marks not at all") {
    CHECK(display_width("Anna") == 4);
    CHECK(display_width("Łódź") == 4);
    CHECK(display_width("山田") == 4);
    CHECK(display_width("e\u0301") == 1);
    CHECK(display_width("") == 0);
}

}  // namespace
}  // namespace perennial
