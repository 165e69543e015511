#include "ui/text/scripts.h"

#include <doctest/doctest.h>

#include <string>

using namespace perennial::ui;

namespace {

// "plain|[whole]|plain"
std::string shown(std::string_view text) {
    std::string out;
    for (const Piece& piece : split_pieces(text)) {
        if (!out.empty()) out += '|';
        out += piece.whole ? "[" + std::string(piece.text) + "]" : std::string(piece.text);
    }
    return out;
}

}  // namespace

TEST_CASE("only what depends on its neighbours is drawn as a whole") {
    struct Case {
        const char* why;
        const char* text;
        const char* pieces;
    };
    for (const Case& c : {
             Case{"Latin", "Agnieszka Wróblewska, Nguyễn", "Agnieszka Wróblewska, Nguyễn"},
             Case{"Han and kana stand alone", "佐藤 結衣 さん", "佐藤 結衣 さん"},
             Case{"a name of two Arabic words is one run", "ليلى حدّاد", "[ليلى حدّاد]"},
             Case{"Arabic within Latin", "Ms ليلى حدّاد (VIP)", "Ms |[ليلى حدّاد]| (VIP)"},
             Case{"numbers between two Arabic words stay with them", "شارع 12، بيروت x",
                  "[شارع 12، بيروت]| x"},
             Case{"Hebrew", "שלום", "[שלום]"},
             Case{"Devanagari", "नमस्ते friend", "[नमस्ते]| friend"},
             Case{"Thai", "สวัสดี", "[สวัสดี]"},
             Case{"a mark of its own takes its letter along", "re\u0301sume\u0301",
                  "r|[e\u0301]|sum|[e\u0301]"},
             Case{"a simple emoji is a letter", "hi 🙂", "hi 🙂"},
             Case{"a composed emoji is whole", "a 👩‍👩‍👧 b", "a |[👩‍👩‍👧]| b"},
             Case{"a skin tone", "👍🏽!", "[👍🏽]|!"},
             Case{"a flag", "🇫🇷 x", "[🇫🇷]| x"},
             Case{"nothing", "", ""},
         }) {
        CAPTURE(c.why);
        CHECK(shown(c.text) == c.pieces);
    }
}

TEST_CASE("the pieces put together are the text") {
    for (const std::string_view text :
         {std::string_view("a ليلى b 12 حدّاد"), std::string_view("\xFF\xCC ليلى\xE2\x80"),
          std::string_view("👩‍👩‍👧👍🏽🇫🇷🇩🇪é")}) {
        std::string whole;
        for (const Piece& piece : split_pieces(text)) {
            CHECK_FALSE(piece.text.empty());
            whole += piece.text;
        }
        CHECK(whole == text);
    }
}

TEST_CASE("the first character is what a person takes for one") {
    CHECK(first_cluster("ab") == 1);
    CHECK(first_cluster("e\u0301x") == 3);
    CHECK(first_cluster("👩‍👩‍👧x") == std::string_view("👩‍👩‍👧").size());
    CHECK(first_cluster("🇫🇷🇩🇪") == std::string_view("🇫🇷").size());
    CHECK(first_cluster("") == 0);
}
