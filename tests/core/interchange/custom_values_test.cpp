#include "core/interchange/custom_values.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "core/domain/rules_of_record.h"
#include "core/interchange/import_layout.h"

namespace perennial {
namespace {

TextFormat german() {
    TextFormat format;
    format.decimal_mark = DecimalMark::comma;
    format.date_order = DateOrder::day_month_year;
    return format;
}

std::string_view guessed(const std::vector<std::string>& cells, const TextFormat& format = {}) {
    CustomGuess guess;
    for (const std::string& cell : cells) guess.note(cell, format);
    return guess.type();
}

std::vector<std::string> repeated(std::vector<std::string> words, std::size_t count) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < count; ++i) cells.push_back(words[i % words.size()]);
    return cells;
}

TEST_CASE("the type of a custom field is what all of its values are") {
    struct Case {
        std::vector<std::string> cells;
        const char* type;
    };
    for (const Case& c : {
             Case{{}, "text"},
             Case{{"", " ", "n/a"}, "text"},
             Case{{"38", "", "41.5", "n/a"}, "number"},
             Case{{"38", "large"}, "text"},
             Case{{"007", "8"}, "text"},
             Case{{"1234567890123456"}, "text"},
             Case{{"+48 600 100 200"}, "text"},
             Case{{"2026-03-01", "2026-03-02 10:30"}, "date"},
             Case{{"2026-03-01", "soon"}, "text"},
             Case{{"yes", "No", "TRUE"}, "yes_no"},
             Case{{"ja", "nein"}, "yes_no"},
             Case{{"да", "нет"}, "yes_no"},
             Case{{"yes", "maybe"}, "text"},
             Case{repeated({"S", "M", "L"}, 20), "choice"},
             Case{repeated({"S", "M", "L"}, 19), "text"},
             Case{repeated({"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"}, 24), "choice"},
             Case{repeated({"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"}, 26), "text"},
             Case{repeated({"1", "2", "3"}, 30), "number"},
         }) {
        CAPTURE(c.cells);
        CHECK(guessed(c.cells) == c.type);
    }
    CHECK(guessed({"1.284,50", "3,5"}, german()) == "number");
}

TEST_CASE("the choices of a field are its values in the order met") {
    CustomGuess guess;
    for (const std::string& cell : repeated({"M", "S", "L"}, 21)) guess.note(cell, {});
    CHECK(guess.choices() == "M\nS\nL");
    guess.note("a very special size\nwith two lines", {});
    CHECK(guess.choices().empty());
}

TEST_CASE("values are written as their type wants them, and not at all when they are none") {
    struct Case {
        const char *type, *text, *value;
    };
    for (const Case& c :
         {Case{"number", "1.284,50", "1284.5"}, Case{"number", "12", "12"}, Case{"money", "3,5", "3.5"},
          Case{"number", "007", ""}, Case{"number", "twelve", ""}, Case{"date", "21/06/1988", "1988-06-21"},
          Case{"date", "1988-06-21T10:00:00Z", "1988-06-21"}, Case{"date", "June", ""},
          Case{"yes_no", "Ja", "yes"}, Case{"yes_no", "FALSE", "no"}, Case{"yes_no", "perhaps", ""},
          Case{"text", " as it is ", "as it is"}, Case{"choice", "M", "M"},
          Case{"link", "example.org", "example.org"}}) {
        CAPTURE(c.type);
        CAPTURE(c.text);
        CHECK(custom_value(c.type, c.text, german()).value_or("") == c.value);
    }
}

TEST_CASE("the key of a custom field is its label, folded, with _ between the words") {
    struct Case {
        const char *label, *key;
    };
    for (const Case& c : {Case{"Shoe size (EU)", "shoe_size_eu"}, Case{"  Größe ", "grosse"},
                          Case{"OPTIN_TIME", "optin_time"}, Case{"顧客ランク", "顧客ランク"},
                          Case{"Naïve--Bayes", "naive_bayes"}, Case{"!?", ""}, Case{"", ""}}) {
        CAPTURE(c.label);
        CHECK(custom_field_key(c.label) == c.key);
    }
    CHECK(custom_field_key(std::string(300, 'x')).size() == 100);
    ColumnMapping nameless;
    nameless.header = "!?";
    CHECK(custom_key_of(nameless) == "field");
}

}  // namespace
}  // namespace perennial
