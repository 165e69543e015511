#include "core/interchange/json_splitter.h"

#include <doctest/doctest.h>

#include "core/base/random.h"

namespace perennial {
namespace {

/// Goes into the outermost `levels`, and writes down what it is given.
class Pieces final : public JsonPieces {
public:
    explicit Pieces(std::size_t levels) : levels_(levels) {}

    Result<bool> opens(std::string_view key, char bracket, TextPosition at) override {
        if (open_ == levels_) return false;
        ++open_;
        note(key, std::string("open ") + bracket, at);
        return true;
    }
    Status element(std::string_view key, std::string_view json, TextPosition at) override {
        if (json == "\"refuse\"") return fail(ErrorCode::refused, "Refused by the receiver.");
        note(key, json, at);
        return {};
    }
    Status closes(TextPosition at) override {
        --open_;
        note("", "close", at);
        return {};
    }

    std::string text;

private:
    void note(std::string_view key, std::string_view what, TextPosition at) {
        text += std::to_string(at.line) + ":" + std::to_string(at.column) + " ";
        text += key;
        text += key.empty() ? "" : "=";
        text += what;
        text += "; ";
    }
    std::size_t levels_;
    std::size_t open_ = 0;
};

Status split(JsonPieces& pieces, std::string_view text, std::size_t chunk) {
    JsonSplitter splitter(pieces, "test.json");
    for (std::size_t at = 0; at < text.size(); at += chunk) TRY(splitter.feed(text.substr(at, chunk)));
    return splitter.finish();
}

constexpr std::size_t kWhole = ~std::size_t{0} / 2;

}  // namespace

TEST_CASE("a document is cut into elements at the levels that were gone into, however it arrives") {
    struct Case {
        std::string_view json;
        std::size_t levels;
        std::string_view pieces;
    };
    for (const auto& c :
         {Case{"[1,\"a\",{\"b\":[2]}]", 1, "1:1 open [; 1:2 1; 1:4 \"a\"; 1:8 {\"b\":[2]}; 1:17 close; "},
          Case{"{\"a\":[{},{\"x\":\"]}\"}],\n \"b\" : -1.5e3 }", 2,
               "1:1 open {; 1:6 a=open [; 1:7 {}; 1:10 {\"x\":\"]}\"}; 1:20 close; 2:8 b=-1.5e3; 2:15 "
               "close; "},
          Case{"[]", 1, "1:1 open [; 1:2 close; "}, Case{"{ }", 1, "1:1 open {; 1:3 close; "},
          Case{"[\"Łódź\", \"a\\\"b\\\\\" , null]", 1,
               "1:1 open [; 1:2 \"Łódź\"; 1:10 \"a\\\"b\\\\\"; 1:21 null; 1:25 close; "},
          Case{"{\"\\u0061\":{\"deep\":[[[]]]}}", 1, "1:1 open {; 1:11 a={\"deep\":[[[]]]}; 1:26 close; "},
          Case{"\xEF\xBB\xBF[true]", 1, "1:1 open [; 1:2 true; 1:6 close; "}, Case{"  42 ", 1, "1:3 42; "},
          Case{"42", 0, "1:1 42; "}, Case{"{\"a\":1}", 0, "1:1 {\"a\":1}; "}}) {
        for (const std::size_t chunk :
             {kWhole, std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7}}) {
            CAPTURE(c.json);
            CAPTURE(chunk);
            Pieces pieces(c.levels);
            const auto status = split(pieces, c.json, chunk);
            REQUIRE_MESSAGE(status.has_value(), status.error().message);
            CHECK(pieces.text == c.pieces);
        }
    }
}

TEST_CASE("what breaks the outer grammar is refused where it stands, however it arrives") {
    struct Case {
        std::string_view why;
        std::string_view json;
        std::int64_t line;
        std::string_view column;
    };
    for (const auto& c :
         {Case{"nothing", "", 1, "1"}, Case{"only space", " \n ", 2, "2"},
          Case{"cut off in a list", "[1,", 1, "4"}, Case{"cut off in text", "[\"a", 1, "4"},
          Case{"cut off after a key", "{\"a\"", 1, "5"}, Case{"a trailing comma", "[1,]", 1, "4"},
          Case{"a missing comma", "[1 2]", 1, "4"}, Case{"a missing colon", "{\"a\" 1}", 1, "6"},
          Case{"the wrong bracket", "[1}", 1, "3"}, Case{"the wrong bracket inside", "[1,[2}]", 1, "6"},
          Case{"a key without quotes", "{a:1}", 1, "2"}, Case{"a comma first", "[,1]", 1, "2"},
          Case{"a trailing comma in an object", "{\"a\":1,}", 1, "8"},
          Case{"something after the end", "[]\nx", 2, "1"}, Case{"a second document", "{} {}", 1, "4"},
          Case{"a byte order mark inside", "[\xEF\xBB\xBF]", 1, "2"},
          Case{"half a byte order mark", "\xEF\xBB[]", 1, "1"}}) {
        for (const std::size_t chunk : {kWhole, std::size_t{1}}) {
            CAPTURE(c.why);
            CAPTURE(chunk);
            Pieces pieces(1);
            const auto status = split(pieces, c.json, chunk);
            REQUIRE_FALSE(status.has_value());
            CHECK(status.error().code == ErrorCode::malformed);
            REQUIRE(status.error().place.has_value());
            CHECK(status.error().place->line == c.line);
            CHECK(status.error().place->column == c.column);
        }
    }
}

TEST_CASE("the receiver's own error is passed on") {
    Pieces pieces(1);
    const auto status = split(pieces, "[1, \"refuse\", 2]", kWhole);
    REQUIRE_FALSE(status.has_value());
    CHECK(status.error().code == ErrorCode::refused);
}

TEST_CASE("an element may have 1 MiB and not a byte more, however it arrives") {
    for (const std::size_t excess : {std::size_t{0}, std::size_t{1}}) {
        for (const std::size_t chunk : {kWhole, std::size_t{1000}, std::size_t{333'333}}) {
            for (const bool nested : {false, true}) {
                CAPTURE(excess);
                CAPTURE(chunk);
                CAPTURE(nested);
                const std::string inside(kMaxJsonElementBytes + excess - (nested ? 4 : 2), 'x');
                const std::string element = nested ? "[\"" + inside + "\"]" : "\"" + inside + "\"";
                Pieces pieces(1);
                const auto status = split(pieces, "[0,\n " + element + "]", chunk);
                REQUIRE(status.has_value() == (excess == 0));
                if (status) continue;
                CHECK(status.error().code == ErrorCode::too_large);
                CHECK(*status.error().place == Place{"test.json", 2, "2"});
            }
        }
    }
}

TEST_CASE("a document may be 64 levels deep and not one more") {
    for (const std::size_t levels : {std::size_t{0}, std::size_t{2}, kMaxJsonDepth + 10}) {
        for (const std::size_t depth : {kMaxJsonDepth, kMaxJsonDepth + 1}) {
            CAPTURE(levels);
            CAPTURE(depth);
            Pieces pieces(levels);
            const auto status = split(pieces, std::string(depth, '[') + std::string(depth, ']'), kWhole);
            REQUIRE(status.has_value() == (depth == kMaxJsonDepth));
            if (status) continue;
            CHECK(status.error().code == ErrorCode::too_large);
            CHECK(*status.error().place == Place{"test.json", 1, std::to_string(kMaxJsonDepth + 1)});
        }
    }
}

TEST_CASE("random bytes of JSON's alphabet never crash, and are judged alike in every chunking") {
    constexpr std::string_view kAlphabet = "{}[]\",:\\1 a\n-tn\xC3\xBA";
    int whole_documents = 0;
    for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
        Random random(seed);
        std::string text = random.below(2) == 0 ? "[" : "{\"";
        for (auto i = random.below(12); i > 0; --i) text += kAlphabet[random.below(kAlphabet.size())];
        if (random.below(2) == 0) text += text.front() == '[' ? "]" : "\":1}";
        CAPTURE(seed);
        Pieces at_once(1);
        Pieces byte_by_byte(1);
        const auto first = split(at_once, text, kWhole);
        const auto second = split(byte_by_byte, text, 1);
        REQUIRE(first.has_value() == second.has_value());
        REQUIRE(at_once.text == byte_by_byte.text);
        if (first) {
            ++whole_documents;
        } else {
            REQUIRE(first.error().place == second.error().place);
        }
    }
    CHECK(whole_documents > 500);
}

}  // namespace perennial
