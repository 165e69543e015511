#include "core/interchange/json_element.h"

#include <doctest/doctest.h>

namespace perennial {
namespace {

using Kind = JsonNode::Kind;

/// The tree as text again: "{a:[1,'x',true]}".
std::string shown(const JsonNode& node) {
    std::string text;
    switch (node.kind) {
        case Kind::null: return "null";
        case Kind::boolean: return node.number == 1 ? "true" : "false";
        case Kind::integer: return std::to_string(node.number);
        case Kind::decimal: return std::string(node.text);
        case Kind::string: return "'" + std::string(node.text) + "'";
        case Kind::array:
            for (const JsonNode& child : JsonChildren(node)) text += (text.empty() ? "" : ",") + shown(child);
            return "[" + text + "]";
        case Kind::object:
            for (const JsonNode& child : JsonChildren(node)) {
                text += (text.empty() ? "" : ",") + std::string(child.key) + ":" + shown(child);
            }
            return "{" + text + "}";
    }
    return text;
}

}  // namespace

TEST_CASE("an element is read with its keys, kinds and nesting") {
    struct Case {
        std::string_view json, shown;
    };
    for (const auto& c :
         {Case{"{}", "{}"}, Case{"[ ]", "[]"}, Case{"null", "null"}, Case{"\"\"", "''"},
          Case{R"({"a":[1,"x",true,{"b":{}}],"c":-0.50,"d":null})", "{a:[1,'x',true,{b:{}}],c:-0.50,d:null}"},
          Case{R"([[],[[]],[{}],9223372036854775807,-9223372036854775808])",
               "[[],[[]],[{}],9223372036854775807,-9223372036854775808]"},
          Case{R"({"\u0061":"\ud83d\ude00\n"})", "{a:'😀\n'}"}, Case{R"([1e2,1E-2])", "[1e2,1E-2]"},
          Case{R"({"a":{"a":1},"b":{"a":2}})", "{a:{a:1},b:{a:2}}"}}) {
        CAPTURE(c.json);
        JsonElement element("test.json");
        const auto status = element.read(c.json, {});
        REQUIRE_MESSAGE(status.has_value(), status.error().message);
        CHECK(shown(element.root()) == c.shown);
    }
}

TEST_CASE("what is not strict JSON is refused where it goes wrong") {
    struct Case {
        std::string_view why;
        std::string json;
        ErrorCode code;
        std::int64_t line;
        std::string_view column;
    };
    const std::string too_long(kMaxJsonNumberBytes, '1');
    std::string many = "{";
    for (std::size_t i = 0; i <= kMaxJsonKeys; ++i)
        many += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":0";
    for (const auto& c :
         {Case{"a duplicate key", "{\"a\":1,\n \"a\":2}", ErrorCode::malformed, 8, "2"},
          Case{"a duplicate key, escaped", "{\"a\":1,\"\\u0061\":2}", ErrorCode::malformed, 7, "17"},
          Case{"a duplicate key after a nested one", "{\"a\":{\"b\":1},\"a\":2}", ErrorCode::malformed, 7,
               "23"},
          Case{"too many keys", many + "}", ErrorCode::too_large, 7, "10"},
          Case{"an integer beyond 64 bits", "[1, 9223372036854775808]", ErrorCode::malformed, 7, "14"},
          Case{"a number beyond any double", "[1,2e999]", ErrorCode::malformed, 7, "13"},
          Case{"a number too long", "[1." + too_long + "]", ErrorCode::malformed, 7, "11"},
          Case{"a leading zero", "[01]", ErrorCode::malformed, 7, "13"},
          Case{"not a number", "[NaN]", ErrorCode::malformed, 7, "11"},
          Case{"a comment", "[1,/**/2]", ErrorCode::malformed, 7, "13"},
          Case{"a trailing comma", "[1,]", ErrorCode::malformed, 7, "13"},
          Case{"single quotes", "['a']", ErrorCode::malformed, 7, "11"},
          Case{"a bare line break in text", "[\"a\nb\"]", ErrorCode::malformed, 7, "13"},
          Case{"half a surrogate pair", "[\"\\ud800\"]", ErrorCode::malformed, 7, "18"},
          Case{"two elements", "[] []", ErrorCode::malformed, 7, "13"},
          Case{"invalid UTF-8", "[\"\xC3\x28\"]", ErrorCode::malformed, 7, "12"},
          Case{"overlong UTF-8", "[\"ab\xC0\xAF\"]", ErrorCode::malformed, 7, "14"},
          Case{"a surrogate in UTF-8", "[\"\xED\xA0\x80\"]", ErrorCode::malformed, 7, "12"},
          Case{"cut off", "[\"a", ErrorCode::malformed, 7, "12"}}) {
        CAPTURE(c.why);
        JsonElement element("test.json");
        const auto status = element.read(c.json, {7, 10});
        REQUIRE_FALSE(status.has_value());
        CHECK(status.error().code == c.code);
        REQUIRE(status.error().place.has_value());
        CHECK(status.error().place->file == "test.json");
        CHECK(status.error().place->line == c.line);
        CHECK(status.error().place->column == c.column);
    }
}

TEST_CASE("every node knows where it stands, in characters") {
    JsonElement element("test.json");
    REQUIRE(element.read("{\"Łódź\" : \"ź\",\n  \"b\": [10, {\"c\": 1.5}, \"x\"]}", {3, 5}));
    struct Case {
        const JsonNode& node;
        std::int64_t line;
        std::string_view column, key_column;
    };
    const JsonNode& first = *JsonChildren(element.root()).begin();
    const JsonNode& list = *++JsonChildren(element.root()).begin();
    auto in_list = JsonChildren(list).begin();
    const JsonNode& ten = *in_list;
    const JsonNode& object = *++in_list;
    const JsonNode& c_value = *JsonChildren(object).begin();
    const JsonNode& last = *++in_list;
    for (const auto& c : {Case{element.root(), 3, "5", "5"}, Case{first, 3, "15", "6"},
                          Case{list, 4, "8", "3"}, Case{ten, 4, "9", "9"}, Case{object, 4, "13", "13"},
                          Case{c_value, 4, "19", "14"}, Case{last, 4, "25", "25"}}) {
        const Place value = *element.fail(c.node, ErrorCode::malformed, "").error().place;
        const Place key = *element.fail_key(c.node, ErrorCode::malformed, "").error().place;
        CHECK(value.line == c.line);
        CHECK(value.column == c.column);
        CHECK(key.column == c.key_column);
    }
}

TEST_CASE("an element can be read again and again") {
    JsonElement element("test.json");
    REQUIRE(element.read("[1,2,3]", {}));
    REQUIRE_FALSE(element.read("[1,", {}).has_value());
    REQUIRE(element.read("{\"a\":\"b\"}", {}));
    CHECK(shown(element.root()) == "{a:'b'}");
}

TEST_CASE("a position moves behind what has passed") {
    struct Case {
        std::string_view passed;
        TextPosition position;
    };
    for (const auto& c :
         {Case{"", {1, 1}}, Case{"abc", {1, 4}}, Case{"a\n", {2, 1}}, Case{"\r\nźb\n\nŁó", {4, 3}}}) {
        TextPosition position;
        position.advance(c.passed);
        CHECK(position == c.position);
    }
}

}  // namespace perennial
