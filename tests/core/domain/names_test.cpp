#include <doctest/doctest.h>

#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

TEST_CASE("a contact is called by the best name it has") {
    CHECK(display_name("Ana", "Anna", "Nowak", "An", "a@b.c", "112", "7") == "Ana");
    CHECK(display_name("", "Anna", "Nowak", "An", "a@b.c", "112", "7") == "Anna Nowak");
    CHECK(display_name("", "Anna", "", "An", "a@b.c", "112", "7") == "Anna");
    CHECK(display_name("", "", "Nowak", "An", "a@b.c", "112", "7") == "Nowak");
    CHECK(display_name("", "太郎", "山田", "", "", "", "") == "山田 太郎");
    CHECK(display_name("", "Taro", "山田", "", "", "", "") == "Taro 山田");
    CHECK(display_name("", "", "", "An", "a@b.c", "112", "7") == "An");
    CHECK(display_name("", "", "", "", "a@b.c", "112", "7") == "a@b.c");
    CHECK(display_name("", "", "", "", "", "112", "7") == "112");
    CHECK(display_name("", "", "", "", "", "", "1042") == "Customer 1042");
    CHECK(display_name("", "", "", "", "", "", "") == "No name");
}

TEST_CASE("initials are one or two letters, never none") {
    struct Case {
        std::string_view name, letters;
    };
    for (const Case& c :
         {Case{"Agnieszka Wróblewska", "AW"}, Case{"anna", "A"}, Case{"Łucja Anna Ćwik", "ŁĆ"},
          Case{"Anna-Maria Nowak", "AN"}, Case{"\"Bo\" (Ltd)", "BL"}, Case{"O'Brien", "O"},
          Case{"山田 太郎", "太"}, Case{"佐藤 結衣", "結"}, Case{"ليلى حدّاد", "ل"}, Case{"王小明", "明"},
          Case{"김민수", "수"}, Case{"Иван Петров", "ИП"}, Case{"anna@example.com", "A"}, Case{"+48 600", "4"},
          Case{"Customer 1042", "C"}, Case{"", "?"}, Case{"⭐ !", "?"}, Case{"\xFF", "?"}}) {
        CAPTURE(c.name);
        CHECK(initials(c.name) == c.letters);
    }
}

}  // namespace
}  // namespace perennial
