// What a broken share file is told: the golden corrupt files, and single records that are wrong in one way.
#include <doctest/doctest.h>

#include <format>
#include <set>

#include "core/interchange/share_file.h"
#include "tests/support/sample_snapshot.h"
#include "tests/support/share_text.h"

namespace perennial {
namespace {

constexpr std::string_view kCorruptFolder = "tests/golden/share/corrupt";

struct Expected {
    std::string_view file;
    ErrorCode code;
    std::int64_t line;
    std::string_view column;
    std::string_view message;  ///< A part of it.
};

constexpr Expected kCorrupt[]{
    {"bad_day.json", ErrorCode::malformed, 15, "131", "\"placed_on\" must be a day such as"},
    {"binary.json", ErrorCode::malformed, 1, "1", "a value was expected"},
    {"change_count.json", ErrorCode::malformed, 5, "1", "\"change_count\" says 3, but there are 2 changes"},
    {"cut_off.json", ErrorCode::malformed, 8, "67", "The file ends here"},
    {"deep.json", ErrorCode::too_large, 7, "73", "nested too deeply"},
    {"duplicate_key.json", ErrorCode::malformed, 8, "68", "\"name\" stands twice"},
    {"duplicate_record.json", ErrorCode::malformed, 9, "1", "stands out of order or twice"},
    {"future_format.json", ErrorCode::unsupported, 1, "24", "newer version of Perennial"},
    {"history_order.json", ErrorCode::malformed, 13, "1", "stands out of order or twice"},
    {"invalid_utf8.json", ErrorCode::malformed, 8, "68", "not valid UTF-8"},
    {"member_order.json", ErrorCode::malformed, 8, "1", "contact_tag b of"},
    {"money_as_object.json", ErrorCode::malformed, 15, "185", "\"total\" must be a whole number"},
    {"not_a_share_file.json", ErrorCode::malformed, 1, "14", "not a share file"},
    {"null_value.json", ErrorCode::malformed, 8, "64", "\"name\" must be text"},
    {"number_too_large.json", ErrorCode::malformed, 15, "185", "too large or too long"},
    {"parts_out_of_order.json", ErrorCode::malformed, 2, "10", "\"changes\" was expected"},
    {"tables_out_of_order.json", ErrorCode::malformed, 10, "11", "out of order or twice"},
    {"trailing_text.json", ErrorCode::malformed, 6, "1", "after the end"},
    {"unknown_change.json", ErrorCode::malformed, 8, "1", "Change 2 is not in the list"},
    {"unknown_field.json", ErrorCode::malformed, 8, "57", "\"nmae\" is not a field of contact"},
    {"unknown_table.json", ErrorCode::malformed, 7, "12", "\"contract\" is not a table"},
};

/// A document whose parts a case can replace. Ids end in 01 for the contact, 05 for the order.
std::string document(std::string_view header, std::string_view changes, std::string_view tables,
                     std::string_view history) {
    return std::format("{{\"perennial\":{},\n\"changes\":[{}],\n\"tables\":{{{}}},\n\"history\":[{}]\n}}\n",
                       header, changes, tables, history);
}
constexpr std::string_view kHeader =
    R"({"format":0,"business":"0197f3c2-0000-7000-8000-0000000000b0","change_count":1})";
constexpr std::string_view kChange =
    R"({"writer":"0197f3c2-0000-7000-8000-0000000000a1","n":1,"time":{"ms":5,"counter":0},)"
    R"("wall":"2026-03-01T12:00:00.000Z","kind":"edit"})";

std::string with_record(std::string_view table, std::string_view fields) {
    return document(
        kHeader, kChange,
        std::format(R"("{}":[{{"id":"0197f3c2-0000-7000-8000-000000000001","change":0,{}}}])", table, fields),
        "");
}
std::string with_change(std::string_view change) { return document(kHeader, change, "", ""); }
std::string with_history(std::string_view fields) {
    return document(
        kHeader, kChange, "",
        std::format(R"({{"table":"contact","id":"0197f3c2-0000-7000-8000-000000000001",{}}})", fields));
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
    std::string result(text);
    const std::size_t at = result.find(from);
    REQUIRE(at != std::string::npos);
    return result.replace(at, from.size(), to);
}

void check_refused(const std::string& text, std::int64_t line, std::string_view message) {
    const auto read = read_share(text);
    REQUIRE_MESSAGE(!read.has_value(), text);
    CHECK((read.error().code == ErrorCode::malformed || read.error().code == ErrorCode::too_large));
    REQUIRE(read.error().place.has_value());
    CHECK(read.error().place->line == line);
    CHECK_FALSE(read.error().place->column.empty());
    CHECK_MESSAGE(read.error().message.contains(message), read.error().message);
}

}  // namespace

TEST_CASE("every corrupt file is refused at the place where it is corrupt") {
    std::set<std::string> tested;
    for (const Expected& c : kCorrupt) {
        CAPTURE(c.file);
        tested.emplace(c.file);
        const auto read =
            read_share(project_file(std::string(kCorruptFolder) + "/" + std::string(c.file)), c.file);
        REQUIRE_FALSE(read.has_value());
        CHECK(error_code_name(read.error().code) == error_code_name(c.code));
        REQUIRE(read.error().place.has_value());
        CHECK(read.error().place->file == c.file);
        CHECK(read.error().place->line == c.line);
        CHECK(read.error().place->column == c.column);
        CHECK_MESSAGE(read.error().message.contains(c.message), read.error().message);
    }
    const auto files = json_files(kCorruptFolder);
    CHECK(tested == std::set<std::string>(files.begin(), files.end()));
}

TEST_CASE("a document built from parts is valid while no part is wrong") {
    REQUIRE(read_share(with_record("contact", R"("name":"Ada")")).has_value());
    REQUIRE(read_share(with_change(kChange)).has_value());
    REQUIRE(read_share(with_history(R"("field":"name","change":0)")).has_value());
}

TEST_CASE("a value of the wrong type or form is refused by the name of its field") {
    struct Case {
        std::string_view table, field, value;
    };
    for (const auto& c : {Case{"contact", "name", "5"},
                          Case{"contact", "name", "\"\""},
                          Case{"contact", "name", "null"},
                          Case{"contact", "name", "[\"Ada\"]"},
                          Case{"contact", "birthday", "\"1990-02-30\""},
                          Case{"contact", "birthday", "\"--13-01\""},
                          Case{"contact", "company", "\"none\""},
                          Case{"contact", "company", "\"0197F3C2-0000-7000-8000-000000000003\""},
                          Case{"contact", "company", "\"00000000-0000-0000-0000-000000000000\""},
                          Case{"contact", "address", "\"Main Street\""},
                          Case{"contact", "address", "{}"},
                          Case{"order", "status", "\"lost\""},
                          Case{"order", "currency", "\"eur\""},
                          Case{"order", "currency", "\"EU\""},
                          Case{"order", "total", "12.5"},
                          Case{"order", "total", "\"12\""},
                          Case{"order", "placed_on", "20260301"},
                          Case{"order", "placed_on", "\"2026-3-1\""},
                          Case{"order", "placed_on", "\"0000-01-01\""},
                          Case{"order_line", "quantity", "1.0001"},
                          Case{"order_line", "quantity", "1e2"},
                          Case{"order_line", "quantity", "\"1\""},
                          Case{"order_line", "position", "1.0"},
                          Case{"touch", "at", "\"2026-03-01\""},
                          Case{"touch", "at", "\"2026-03-01T12:00:00Z\""},
                          Case{"touch", "at", "\"2026-03-01T12:00:00.000+00:00\""},
                          Case{"touch", "at", "\"2026-03-01T24:00:01.000Z\""},
                          Case{"touch", "proactive", "1"},
                          Case{"touch", "proactive", "\"yes\""}}) {
        CAPTURE(c.field);
        CAPTURE(c.value);
        check_refused(with_record(c.table, std::format("\"{}\":{}", c.field, c.value)), 3,
                      std::format("\"{}\" must be", c.field));
    }
}

TEST_CASE("text longer than its field allows is refused") {
    const std::string long_name(201, 'x');
    check_refused(with_record("contact", "\"name\":\"" + long_name + "\""), 3,
                  "\"name\" is longer than 200 bytes");
    check_refused(with_record("contact", "\"address\":{\"city\":\"" + std::string(1001, 'x') + "\"}"), 3,
                  "\"address\" is longer");
    CHECK(read_share(with_record("contact", "\"name\":\"" + long_name.substr(1) + "\"")).has_value());
}

TEST_CASE("a record that is not put together as records are is refused") {
    struct Case {
        std::string_view fields, message;
    };
    for (const auto& c :
         {Case{R"("change":0)", "\"change\" stands twice"},
          Case{R"("key":"a")", "\"key\" is not a field of contact"},
          Case{R"("address":{"zip":"1"})", "\"zip\" is not a part of an address"},
          Case{R"("address":{"city":5})", "\"city\" must be text"},
          Case{R"("deleted":1)", "\"deleted\" must be true or false"},
          Case{R"("changes":[])", "the changes of single fields"},
          Case{R"("changes":{"nmae":0})", "\"nmae\" is not a field"},
          Case{R"("changes":{"name":"0"})", "\"name\" must be a whole number"},
          Case{R"("changes":{"name":1})", "Change 1 is not"},
          Case{R"("changes":{"name":-1})", "Change -1 is not"},
          Case{R"("tags":{})", "\"tags\" must be a list"},
          Case{R"("tags":["vip"])", "contact_tag was expected"},
          Case{R"("tags":[{"value":"vip"}])", "\"key\" is missing"},
          Case{R"("tags":[{"key":"","value":"vip"}])", "\"key\" must be text"},
          Case{R"("tags":[{"key":"vip","label":"x"}])", "\"label\" is not a field of contact_tag"},
          Case{R"("tags":[{"key":"vip"},{"key":"vip"}])", "stands out of order or twice"},
          Case{R"("continued":true)", "cannot stand in a continued record"},
          Case{R"("continued":false)", "\"continued\" can only be true"},
          Case{R"("order":"x")", "\"order\" is not a field"}}) {
        CAPTURE(c.fields);
        check_refused(with_record("contact", c.fields), 3, c.message);
    }
    check_refused(document(kHeader, kChange, R"("contact":[{"change":0}])", ""), 3, "\"id\" is missing");
    check_refused(document(kHeader, kChange, R"("contact":[5])", ""), 3, "a record was expected");
    check_refused(
        document(kHeader, kChange, R"("contact":[{"id":"0197f3c2-0000-7000-8000-000000000001"}])", ""), 3,
        "\"change\" is missing");
    check_refused(
        document(kHeader, kChange,
                 R"("contact":[{"id":"0197f3c2-0000-7000-8000-000000000001","continued":true}])", ""),
        3, "continues no record");
    check_refused(document(kHeader, kChange, R"("contact":{})", ""), 3, "\"contact\" must be a list");
    check_refused(document(kHeader, kChange, R"("contact":5)", ""), 3, "\"contact\" must be a list");
    check_refused(document(kHeader, kChange, R"("contact_tag":[])", ""), 3, "\"contact_tag\" is not a table");
    check_refused(document(kHeader, kChange, R"("contact":[],"contact":[])", ""), 3, "out of order or twice");
}

TEST_CASE("a header that does not describe the file is refused") {
    struct Case {
        std::string_view header, message;
    };
    for (const auto& c :
         {Case{R"({"business":"0197f3c2-0000-7000-8000-0000000000b0","change_count":1})",
               "\"format\" is missing"},
          Case{R"({"format":"0"})", "\"format\" must be a whole number"},
          Case{R"({"format":-1})", "\"format\" must not be negative"},
          Case{R"({"format":0,"made_by":"x"})", "\"made_by\" is not a field"},
          Case{R"({"format":0,"business":5})", "\"business\" must be an id"},
          Case{R"({"format":0,"business":"0197f3c2-0000-7000-8000-0000000000b0","change_count":-1})",
               "\"change_count\" is negative"},
          Case{"5", "the description of the file was expected"},
          Case{"[]", "the description of the file was expected"}}) {
        CAPTURE(c.header);
        check_refused(document(c.header, kChange, "", ""), 1, c.message);
    }
    check_refused("5", 1, "not a share file");
    check_refused("[]", 1, "not a share file");
    check_refused("{}", 1, "ends without \"perennial\"");
    check_refused(std::format("{{\"perennial\":{}}}", kHeader), 1, "ends without \"changes\"");
    check_refused(std::format("{{\"perennial\":{},\n\"changes\":{{}}}}", kHeader), 2,
                  "\"changes\" must be a list");
    check_refused(std::format("{{\"perennial\":{},\n\"perennial\":{}}}", kHeader, kHeader), 2,
                  "\"changes\" was expected");
    check_refused(replaced(document(kHeader, kChange, "", ""), "\n}\n", ",\n\"more\":[]}"), 5,
                  "the end of the document was expected");
    check_refused(replaced(document(kHeader, kChange, "", ""), "{},\n\"history\"", "[],\n\"history\""), 3,
                  "\"tables\" must be an object");
}

TEST_CASE("a newer format is named as such, whatever else it holds") {
    const auto read = read_share(document(R"({"format":7,"vector":{}})", "", "", ""));
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().code == ErrorCode::unsupported);
    CHECK(read.error().message.contains("\"format\" 7, this version reads up to 0"));
}

TEST_CASE("a change that is not put together as changes are is refused") {
    struct Case {
        std::string_view from, to, message;
    };
    for (const auto& c :
         {Case{"\"n\":1", "\"n\":0", "no writer or no number"}, Case{"\"n\":1,", "", "\"n\" is missing"},
          Case{"\"ms\":5", "\"ms\":200000000000000", "\"time\" lies outside"},
          Case{"\"counter\":0", "\"counter\":65536", "\"time\" lies outside"},
          Case{"\"counter\":0", "\"counter\":0,\"x\":0", "\"x\" is not a field of a change's time"},
          Case{"{\"ms\":5,\"counter\":0}", "5", "a change's time was expected"},
          Case{"12:00:00.000Z", "12:00:00.000", "\"wall\" must be a moment"},
          Case{"\"edit\"", "\"guess\"", "\"kind\" must be one of"},
          Case{"\"edit\"", "1", "\"kind\" must be one of"},
          Case{"\"edit\"", "\"edit\",\"author\":\"\"", "\"author\" must be text"},
          Case{"\"edit\"", "\"edit\",\"undoes\":5", "the change that was undone was expected"},
          Case{"\"edit\"", R"("edit","undoes":{"writer":"0197f3c2-0000-7000-8000-0000000000a1","n":0})",
               "\"n\" must be 1 or more"},
          Case{"\"kind\":\"edit\"", "\"kind\":\"edit\",\"mood\":\"x\"",
               "\"mood\" is not a field of a change"}}) {
        CAPTURE(c.to);
        check_refused(with_change(replaced(kChange, c.from, c.to)), 2, c.message);
    }
    const std::string twice = std::string(kChange) + "," + std::string(kChange);
    check_refused(with_change(twice), 2, "more changes than");
    const std::string two = replaced(kHeader, "count\":1", "count\":2");
    check_refused(document(two, twice, "", ""), 2, "A change stands out of order");
    const std::string later = replaced(kChange, "\"ms\":5", "\"ms\":6");
    check_refused(document(two, std::string(kChange) + "," + later, "", ""), 2,
                  "in the order of their numbers");
}

TEST_CASE("a history entry that names no register is refused") {
    struct Case {
        std::string_view fields, message;
    };
    for (const auto& c :
         {Case{R"("field":"nmae","change":0)", "\"field\" must be a field of contact or"},
          Case{R"("field":1,"change":0)", "\"field\" must be"},
          Case{R"("field":"name")", "\"change\" is missing"}, Case{R"("change":0)", "\"field\" is missing"},
          Case{R"("field":"name","change":1)", "Change 1 is not in the list"},
          Case{R"("field":"name","change":0,"value":null)", "\"name\" must be text"},
          Case{R"("field":"deleted","change":0)", "\"value\" is missing"},
          Case{R"("field":"deleted","change":0,"value":1)", "\"deleted\" must be true or false"},
          Case{R"("field":"name","change":0,"key":"x")", "\"key\" is not a field of a history entry"}}) {
        CAPTURE(c.fields);
        check_refused(with_history(c.fields), 4, c.message);
    }
    check_refused(document(kHeader, kChange, "", R"({"table":"contract"})"), 4, "not a table");
    check_refused(document(kHeader, kChange, "",
                           R"({"table":"contact_tag","id":"0197f3c2-0000-7000-8000-000000000001"})"),
                  4, "\"id\" is not a field of a history entry");
    check_refused(document(kHeader, kChange, "", "5"), 4, "a history entry was expected");
}

}  // namespace perennial
