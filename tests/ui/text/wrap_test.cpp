#include "ui/text/wrap.h"

#include <doctest/doctest.h>

#include <random>

#include "core/base/text.h"

using namespace perennial;
using namespace perennial::ui;

namespace {

// Every character is ten wide, so that widths can be counted.
float ten_each(std::string_view text) {
    float width = 0;
    for (std::size_t at = 0; at < text.size(); width += 10) next_code_point(text, at);
    return width;
}

std::string joined(const std::vector<std::string_view>& lines) {
    std::string out;
    for (const std::string_view line : lines) {
        if (!out.empty()) out += '|';
        out += line;
    }
    return out;
}

}  // namespace

TEST_CASE("lines break where a reader expects it") {
    struct Case {
        const char* why;
        const char* text;
        float width;
        const char* lines;
    };
    for (const Case& c : {
             Case{"after spaces", "one two three", 80, "one two|three"},
             Case{"a line that just fits", "one two", 70, "one two"},
             Case{"at line feeds", "one\ntwo\n\nfour", 200, "one|two||four"},
             Case{"after a hyphen", "north-west wind", 70, "north-|west|wind"},
             Case{"inside a word that fits no line", "abcdefgh ij", 30, "abc|def|gh|ij"},
             Case{"where the parts of an address meet", "ada@post.example", 100, "ada@post|.example"},
             Case{"beside Han", "日本語の小説", 30, "日本語|の小説"},
             Case{"not before a closing mark", "日本語。の", 30, "日本|語。の"},
             Case{"Latin after Han", "日本 novel", 50, "日本|novel"},
             Case{"spaces at the end take no room", "one two   ", 70, "one two"},
         }) {
        CAPTURE(c.why);
        CHECK(joined(wrap_text(c.text, c.width, ten_each)) == c.lines);
    }
}

TEST_CASE("no line is wider than allowed, and nothing but spaces is lost") {
    const std::uint32_t seed = 20261122;
    CAPTURE(seed);
    std::mt19937 random(seed);
    int wrapped = 0;
    for (int round = 0; round < 300; ++round) {
        std::string text;
        const int words = static_cast<int>(random() % 12);
        for (int word = 0; word < words; ++word) {
            const int length = 1 + static_cast<int>(random() % 9);
            for (int letter = 0; letter < length; ++letter)
                append_utf8(text, random() % 5 == 0 ? U'日' : static_cast<char32_t>('a' + random() % 26));
            text += random() % 7 == 0 ? "\n" : " ";
        }
        const float width = static_cast<float>(10 * (1 + random() % 12));
        std::string kept;
        const auto lines = wrap_text(text, width, ten_each);
        if (lines.size() > 1) ++wrapped;
        for (const std::string_view line : lines) {
            CHECK(ten_each(line) <= width);
            for (const char c : line)
                if (c != ' ') kept += c;
        }
        std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
        CHECK(kept == text);
    }
    CHECK(wrapped > 150);
}

TEST_CASE("a text that does not fit is cut with an ellipsis") {
    CHECK(cut_text("Agnieszka", 90, ten_each) == "Agnieszka");
    CHECK(cut_text("Agnieszka", 80, ten_each) == "Agniesz\u2026");
    CHECK(cut_text("Agnieszka", 10, ten_each) == "\u2026");
    CHECK(cut_text("Agnieszka", 0, ten_each) == "\u2026");
    CHECK(cut_text("", 0, ten_each).empty());
    CHECK(cut_text("e\u0301e\u0301e\u0301", 50, ten_each) == "e\u0301e\u0301\u2026");
}
