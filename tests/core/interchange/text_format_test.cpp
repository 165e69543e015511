#include "core/interchange/text_format.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/data_file.h"

namespace perennial {
namespace {

using namespace std::string_literals;

TextFormat sniffed(std::string_view text) {
    const auto format = sniff_text_format(as_bytes_of(text), "file.csv");
    CAPTURE(text.substr(0, 100));
    REQUIRE_MESSAGE(format.has_value(), format.error().message);
    return *format;
}

Result<std::string> decoded(std::string_view bytes, Encoding encoding, std::size_t piece = 64) {
    TextDecoder decoder(as_bytes_of(bytes), encoding, "file.csv");
    std::string out;
    for (;;) {
        TRY_ASSIGN(const bool more, decoder.decode_more(out, piece));
        if (!more) return out;
    }
}

}  // namespace

TEST_CASE("the delimiter is the one that makes a table of the rows") {
    struct Case {
        const char* why;
        std::string_view text;
        Delimiter delimiter;
    };
    for (const auto& c : {
             Case{"commas", "a,b,c\n1,2,3\n4,5,6\n", ','},
             Case{"semicolons with decimal commas", "name;price\nx;1,50\ny;2,75\nz;3,10\n", ';'},
             Case{"tabs around text with commas", "a\tb\tc\nx, y\t1\t2\nx, z\t3\t4\n", '\t'},
             Case{"bars", "a|b\n1|2\n", '|'},
             Case{"quoted delimiters do not count", "a;b\n\"1,2,3\";4\n\"5,6,7\";8\n", ';'},
             Case{"runs of spaces with numbers",
                  "  id   day  sum\n 0001 19970101   1.5\n 0002 19970102  12.0\n", ' '},
             Case{"a sentence is not a table", "first names\nAnna Maria Schmidt\nBob\nUrsula von Thun\n", ','},
             Case{"one column", "email\na@example.com\nb@example.com\n", ','},
             Case{"stated by the first line", "sep=|\na|b,c\n1|2,3\n4|5,6\n", '|'},
             Case{"an unclosed quote further down", "a;b\n1;2\n3;4\n\"5;6\n", ';'},
         }) {
        CAPTURE(c.why);
        CHECK(sniffed(c.text).delimiter == c.delimiter);
    }
}

TEST_CASE("a header is told from data by the columns under it") {
    struct Case {
        const char* why;
        std::string_view text;
        bool has_header;
    };
    for (const auto& c : {
             Case{"names over numbers", "id,sum\n1,2.50\n2,3.50\n", true},
             Case{"numbers over numbers", "1,2.50\n2,3.50\n3,4.50\n", false},
             Case{"text only", "name,city\nAnna,Bonn\nBob,Ulm\n", true},
             Case{"e-mails from the first row on", "a@example.com\nb@example.com\n", false},
             Case{"one row that is data", "Anna,a@example.com\n", false},
             Case{"one row that is a header", "name,email\n", true},
             Case{"a year among the names", "region,2024,2025\nNorth,1.5,x\nSouth,2.5,y\n", true},
             Case{"spaces, without a header", " 00004 19970101  2   29.33\n 00004 19970118  2   29.73\n",
                  false},
         }) {
        CAPTURE(c.why);
        CHECK(sniffed(c.text).has_header == c.has_header);
    }
}

TEST_CASE("the decimal mark is the one that some amount needs") {
    struct Case {
        const char* why;
        std::string_view text;
        DecimalMark mark;
    };
    for (const auto& c : {
             Case{"points", "a;b\n1;2.50\n", DecimalMark::point},
             Case{"commas", "a;b\n1;2,50\n", DecimalMark::comma},
             Case{"grouped with commas", "a;b\n1;\"1,284.50\"\n2;12\n", DecimalMark::point},
             Case{"grouped with points", "a;b\n1;1.284,50\n2;12\n", DecimalMark::comma},
             Case{"three digits after a zero", "a;b\n1;0,125\n", DecimalMark::comma},
             Case{"unclear between semicolons", "a;b\n1;1,284\n", DecimalMark::comma},
             Case{"unclear between tabs", "a\tb\n1\t1,284\n", DecimalMark::point},
             Case{"dates and phones do not count", "a;b;c\n01.02.26;12,50;0341.123.45\n", DecimalMark::comma},
         }) {
        CAPTURE(c.why);
        CHECK(sniffed(c.text).decimal_mark == c.mark);
    }
}

TEST_CASE("the order of dates is the one that all of them allow") {
    struct Case {
        const char* why;
        std::string_view text;
        DateOrder order;
    };
    for (const auto& c : {
             Case{"years first", "d,x\n2026-03-01,1\n", DateOrder::year_month_day},
             Case{"a 13th day in front", "d,x\n13/03/2026,1\n01/04/2026,2\n", DateOrder::day_month_year},
             Case{"a 13th day in the middle", "d,x\n03/13/2026,1\n04/01/2026,2\n", DateOrder::month_day_year},
             Case{"points are continental", "d,x\n01.03.2026,1\n", DateOrder::day_month_year},
             Case{"slashes beside decimal commas", "d;x\n01/03/2026;1,50\n", DateOrder::day_month_year},
             Case{"slashes alone", "d,x\n01/03/2026,1.50\n", DateOrder::month_day_year},
             Case{"days of one month", "d,x\n01/03/2026,1.5\n05/03/2026,2.5\n09/03/2026,2.5\n",
                  DateOrder::day_month_year},
             Case{"the majority of a mixed file", "d,x\n13/03/2026,1\n03/13/2026,1\n03/14/2026,2\n",
                  DateOrder::month_day_year},
         }) {
        CAPTURE(c.why);
        CHECK(sniffed(c.text).date_order == c.order);
    }
}

TEST_CASE("encodings are recognised with and without their marks") {
    const std::string text = "name,city\nŻaneta,Łódź\nJosé,Málaga\n日本,東京\n";
    const std::string western = "name;city\nJosé;Málaga\n„Groß“;Köln €\n";
    CHECK(sniffed(text).encoding == Encoding::utf8);
    CHECK(sniffed("\xEF\xBB\xBF" + text).encoding == Encoding::utf8);
    CHECK(sniffed(in_utf16(text, true, true)).encoding == Encoding::utf16_le);
    CHECK(sniffed(in_utf16(text, false, true)).encoding == Encoding::utf16_be);
    CHECK(sniffed(in_utf16("name,city\nAnna,Bonn\n", true, false)).encoding == Encoding::utf16_le);
    CHECK(sniffed(in_utf16("name,city\nAnna,Bonn\n", false, false)).encoding == Encoding::utf16_be);
    CHECK(sniffed(in_windows_1252(western)).encoding == Encoding::windows_1252);
    CHECK(sniffed("plain,ascii\n1,2\n").encoding == Encoding::utf8);
}

TEST_CASE("a UTF-8 file with one damaged byte is not taken for Windows-1252") {
    std::string text = "name\n";
    for (int i = 0; i < 50; ++i) text += "Żółć\n";
    CHECK(sniff_encoding(as_bytes_of(text + "bad \xFF\n")) == Encoding::utf8);
    CHECK(sniff_encoding(as_bytes_of("name\nJos\xE9\n")) == Encoding::windows_1252);
}

TEST_CASE("decoding gives the same text whatever the size of the pieces") {
    const std::string text = "Zażółć 日本 😀 end, \"x\"\r\nnext\n";
    const std::string western = "Großes „Café“ – 5 €\n";
    for (std::size_t piece = 1; piece < 40; ++piece) {
        CAPTURE(piece);
        CHECK(decoded(text, Encoding::utf8, piece).value() == text);
        CHECK(decoded("\xEF\xBB\xBF" + text, Encoding::utf8, piece).value() == text);
        CHECK(decoded(in_utf16(text, true, true), Encoding::utf16_le, piece).value() == text);
        CHECK(decoded(in_utf16(text, false, true), Encoding::utf16_be, piece).value() == text);
        CHECK(decoded(in_windows_1252(western), Encoding::windows_1252, piece).value() == western);
    }
}

TEST_CASE("text that is not in its encoding is an error with its line") {
    struct Case {
        const char* why;
        std::string bytes;
        Encoding encoding;
        std::int64_t line;
    };
    for (const auto& c : {
             Case{"a byte of Windows-1252", "a\nb\nJos\xE9\n", Encoding::utf8, 3},
             Case{"a character cut off at the end", "a\r\nb\xC3", Encoding::utf8, 2},
             Case{"lines that end with a return", "a\rb\rc\xFF\r", Encoding::utf8, 3},
             Case{"a zero byte", "a\nb\0c\n"s, Encoding::utf8, 2},
             Case{"half a pair of surrogates", in_utf16("a\nb\n", true, true) + "\x00\xD8x\x00"s,
                  Encoding::utf16_le, 3},
             Case{"an odd number of bytes", in_utf16("a\n", false, true) + "x", Encoding::utf16_be, 2},
         }) {
        CAPTURE(c.why);
        const auto text = decoded(c.bytes, c.encoding);
        REQUIRE_FALSE(text.has_value());
        CHECK(text.error().code == ErrorCode::malformed);
        REQUIRE(text.error().place.has_value());
        CHECK(text.error().place->file == "file.csv");
        CHECK(text.error().place->line == c.line);
    }
    CHECK(decoded("Jos\xE9\n", Encoding::utf8).error().message.contains("Windows-1252"));
}

TEST_CASE("a file that is not a table of text is named, with what to do") {
    struct Case {
        const char* what;
        std::string bytes;
    };
    for (const auto& c : {
             Case{"PNG", "\x89PNG\r\n\x1A\n\0\0"s},
             Case{"JPEG", "\xFF\xD8\xFF\xE0"},
             Case{"PDF", "%PDF-1.7\n"},
             Case{"XLSX", "PK\x03\x04\x14\0"s},
             Case{"XLS", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"},
             Case{"gzip", "\x1F\x8B\x08\0"s},
             Case{"SQLite", "SQLite format 3\0..."s},
             Case{"program",
                  "\x7F"
                  "ELF\x02"},
             Case{"HTML", "\n <!DOCTYPE html><html>"},
             Case{"HTML", "<html lang=en>"},
             Case{"JSON", "{\"a\": [1, 2]}"},
             Case{"JSON", "[\n  {\"a\": 1}]"},
             Case{"vCard", "BEGIN:VCARD\r\nVERSION:3.0\r\n"},
             Case{"iCalendar", "BEGIN:VCALENDAR\r\n"},
             Case{"XML", "\xEF\xBB\xBF<?xml version=\"1.0\"?>"},
             Case{"e-mail", "Received: from x\r\n"},
             Case{"binary file", "a,b\n1,\0\0\x01\x02\x03\n"s},
             Case{"UTF-32", "\xFF\xFE\0\0a\0\0\0"s},
         }) {
        CAPTURE(c.what);
        const auto format = sniff_text_format(as_bytes_of(c.bytes), "shop.csv");
        REQUIRE_FALSE(format.has_value());
        CHECK(format.error().code == ErrorCode::malformed);
        CHECK(format.error().message.contains(c.what));
        CHECK(format.error().message.contains("shop.csv"));
        CHECK(format.error().place == Place{"shop.csv", 1, ""});
    }
}

TEST_CASE("an empty file, and one of white space, is refused as empty") {
    for (const std::string& text : {""s, "  \n\r\n\t\n"s, "\xEF\xBB\xBF"s, std::string(300'000, '\n')}) {
        const auto format = sniff_text_format(as_bytes_of(text), "shop.csv");
        REQUIRE_FALSE(format.has_value());
        CHECK(format.error().code == ErrorCode::invalid_input);
        CHECK(format.error().message.contains("is empty"));
    }
}

TEST_CASE("the beginning of a long file is enough, wherever it is cut") {
    std::string text = "name;sum\n";
    while (text.size() < kSniffedBytes) text += "Żółć 😀;1.284,50\n";
    for (std::size_t extra = 0; extra < 24; ++extra) {
        CAPTURE(extra);
        const TextFormat format =
            sniffed(text.substr(0, kSniffedBytes - 12) + std::string(extra, 'x') + "Żółć;2,50\n");
        CHECK(format == TextFormat{Encoding::utf8, ';', true, DecimalMark::comma, DateOrder::year_month_day});
    }
}

}  // namespace perennial
