#include "ui/views/languages.h"

#include <doctest/doctest.h>

namespace perennial::ui {

TEST_CASE("a language is told by its name, with its region where it has one") {
    CHECK(language_name("pl") == "Polish");
    CHECK(language_name("aa") == "Afar");
    CHECK(language_name("zu") == "Zulu");
    CHECK(language_name("pt-BR") == "Portuguese (Brazil)");
    CHECK(language_name("zh-Hant") == "Chinese (Hant)");
    CHECK(language_name("tlh") == "tlh");
    CHECK(language_name("") == "");
}

TEST_CASE("a country is told by its name; one that is not among the known stays its code") {
    CHECK(country_name("PL") == "Poland");
    CHECK(country_name("ZZ") == "ZZ");
    CHECK(country_name("") == "");
}

}  // namespace perennial::ui
