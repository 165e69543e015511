#include "ui/views/people.h"

#include <doctest/doctest.h>

using namespace perennial::ui;

TEST_CASE("the names used on this device are kept as lines, the last used first") {
    std::vector<std::string> people = people_of("Tomasz Lis\n\n  Ines Marlow \n");
    CHECK(people == std::vector<std::string>{"Tomasz Lis", "Ines Marlow"});
    people = with_person(people, " Ines Marlow ");
    CHECK(people == std::vector<std::string>{"Ines Marlow", "Tomasz Lis"});
    CHECK(with_person(people, "  ") == people);
    CHECK(people_of(people_text(people)) == people);
    CHECK(people_of("").empty());
}

TEST_CASE("the name used longest ago is forgotten when there are too many") {
    std::vector<std::string> people;
    for (std::size_t i = 0; i <= kMostPeople; ++i)
        people = with_person(people, "Person " + std::to_string(i));
    CHECK(people.size() == kMostPeople);
    CHECK(people.front() == "Person " + std::to_string(kMostPeople));
    CHECK(people.back() == "Person 1");
}
