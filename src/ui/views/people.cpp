#include "ui/views/people.h"

#include "core/base/text.h"

namespace perennial::ui {

std::vector<std::string> people_of(std::string_view lines) {
    std::vector<std::string> people;
    for (const std::string_view line : split(lines, '\n')) {
        if (!trim(line).empty() && people.size() < kMostPeople) people.emplace_back(trim(line));
    }
    return people;
}

std::string people_text(std::span<const std::string> people) {
    std::string lines;
    for (const std::string& name : people) lines += name + "\n";
    return lines;
}

std::vector<std::string> with_person(std::vector<std::string> people, std::string_view name) {
    const std::string wanted(trim(name));
    if (wanted.empty()) return people;
    std::erase(people, wanted);
    people.insert(people.begin(), wanted);
    if (people.size() > kMostPeople) people.resize(kMostPeople);
    return people;
}

}  // namespace perennial::ui
