// Who the customers are: names, addresses, habits, and what the shop has written down about them.
#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "core/app/sample_parts.h"
#include "core/base/phrase.h"
#include "core/base/text.h"

namespace perennial {
namespace {

constexpr std::array<std::string_view, 5> kMailDomains{
    "letterbox.example", "inkwell.example", "quaymail.example", "post.example", "harbourmail.example"};

struct HabitShare {
    SampleHabit habit;
    std::size_t of_two_hundred;
};
constexpr std::array kHabits{HabitShare{SampleHabit::loyal, 42}, HabitShare{SampleHabit::occasional, 68},
                             HabitShare{SampleHabit::gifts, 18}, HabitShare{SampleHabit::lapsed, 33},
                             HabitShare{SampleHabit::fresh, 21}, HabitShare{SampleHabit::institution, 12},
                             HabitShare{SampleHabit::silent, 6}};

class PeopleMaker {
public:
    explicit PeopleMaker(SampleMaker& maker)
        : words_(maker.words),
          dice_(maker.dice),
          shop_(maker.shop),
          books_(maker.shelf_products.back().first),
          first_(maker.first),
          today_(maker.today) {}

    void make();

private:
    SamplePerson person(const SamplePlace& place);
    void deal_habits();
    void name(SamplePerson& person, const SamplePlace& place);
    void habit(SamplePerson& person);
    void reach(SamplePerson& person, const SamplePlace& lives_in);
    void remember(SamplePerson& person);
    void taste(SamplePerson& person);
    std::string fresh_email(const std::string& wanted, const std::string& domain);
    std::string fresh_phone(const SamplePlace& place);
    std::string birthday();
    std::optional<std::size_t> company_named(std::string_view name) const;
    Day day_back(std::int64_t most, std::int64_t least) {
        return std::max(first_, dice_.between(Day{today_.days - static_cast<std::int32_t>(most)},
                                              Day{today_.days - static_cast<std::int32_t>(least)}));
    }

    const SampleWords& words_;
    SampleDice& dice_;
    SampleShop& shop_;
    std::size_t books_;  ///< The products before this one are books.
    Day first_, today_;
    std::unordered_set<std::string> names_, emails_, phones_;
    std::string latin_;  ///< The name in hand, as an e-mail address spells it.
    std::vector<SampleHabit> habits_;
    std::size_t next_habit_ = 0, next_company_ = 0;
};

void PeopleMaker::make() {
    deal_habits();
    for (const SamplePlace& place : words_.places) {
        for (std::int64_t count = 0; count < place.weight; ++count) shop_.people.push_back(person(place));
    }
    std::ranges::stable_sort(shop_.people, {}, &SamplePerson::since);
}

SamplePerson PeopleMaker::person(const SamplePlace& place) {
    const SamplePlace& home = words_.places.front();
    SamplePerson person;
    person.language = place.language;
    name(person, place);
    habit(person);
    person.local = &place == &home || person.company || dice_.chance(40);
    const SamplePlace& lives_in = person.local ? home : place;
    person.address = sample_address(dice_, lives_in);
    reach(person, lives_in);
    taste(person);
    remember(person);
    return person;
}

/// One that nobody has yet, if a few tries find one.
void PeopleMaker::name(SamplePerson& person, const SamplePlace& place) {
    for (int tries = 0; tries < 20; ++tries) {
        const bool woman = dice_.chance(58) || place.men.empty();
        const SampleName& given = dice_.pick(woman ? place.women : place.men);
        const auto& families = dice_.pick(place.families);
        const SampleName& family = woman ? families.first : families.second;
        person.given = given.shown;
        person.family = family.shown;
        person.name = place.order == NameOrder::given    ? person.given + " " + person.family
                      : place.order == NameOrder::family ? person.family + " " + person.given
                                                         : person.family + person.given;
        latin_ = latin_letters(given.latin.empty() ? given.shown : given.latin) + "." +
                 latin_letters(family.latin.empty() ? family.shown : family.latin);
        if (names_.insert(person.name).second) return;
    }
}

/// As many cards of each habit as its share says, shuffled: seeds differ in who is loyal, not in how many are.
void PeopleMaker::deal_habits() {
    for (const HabitShare& share : kHabits) habits_.insert(habits_.end(), share.of_two_hundred, share.habit);
    for (std::size_t left = habits_.size(); left > 1; --left)
        std::swap(habits_[left - 1], habits_[dice_.index(left)]);
}

void PeopleMaker::habit(SamplePerson& person) {
    person.habit = habits_[next_habit_++ % habits_.size()];
    const std::int64_t whole = today_.days - first_.days;
    const bool from_start = dice_.chance(25);
    person.until = today_;
    switch (person.habit) {
        case SampleHabit::fresh: person.since = day_back(100, 4); break;
        case SampleHabit::lapsed:
            person.since = day_back(whole, from_start ? whole - 60 : 420);
            person.until = std::max(Day{person.since.days + 60}, day_back(500, 150));
            break;
        case SampleHabit::silent: person.since = day_back(whole, 30); break;
        default: person.since = day_back(whole, from_start ? whole - 60 : 100);
    }
    person.since = sample_open_day(person.since);
    if (person.habit == SampleHabit::institution) person.company = next_company_++ % shop_.companies.size();
}

void PeopleMaker::reach(SamplePerson& person, const SamplePlace& lives_in) {
    if (person.company) {
        const std::string& general = shop_.companies[*person.company].email;
        person.email = fresh_email(latin_, general.substr(general.find('@') + 1));
    } else if (dice_.chance(93)) {
        person.email = fresh_email(latin_, std::string(dice_.pick(kMailDomains)));
    }
    if (person.email.empty() || dice_.chance(65)) person.phone = fresh_phone(lives_in);
}

std::string PeopleMaker::fresh_email(const std::string& wanted, const std::string& domain) {
    std::string email = wanted + "@" + domain;
    for (int number = 2; !emails_.insert(email).second; ++number) {
        email = phrase("{}{}@{}", wanted, number, domain);
    }
    return email;
}

/// "" when the few numbers that fiction has are taken.
std::string PeopleMaker::fresh_phone(const SamplePlace& place) {
    for (int tries = 0; tries < 20; ++tries) {
        std::string phone = with_digits(dice_, dice_.pick(place.phones));
        if (phones_.insert(phone).second) return phone;
    }
    return {};
}

void PeopleMaker::taste(SamplePerson& person) {
    person.shelf = dice_.index(shop_.genres.size());
    const std::string& genre = shop_.genres[person.shelf];
    if (person.habit == SampleHabit::silent || !dice_.chance(70)) return;
    person.interests.push_back(genre);
    if (dice_.chance(60)) person.genre = genre;
    const std::string& other = dice_.pick(shop_.genres);
    if (other != genre && dice_.chance(40)) person.interests.push_back(other);
}

void PeopleMaker::remember(SamplePerson& person) {
    const std::int64_t tagged = dice_.between(1, 100);
    if (person.habit == SampleHabit::loyal && tagged <= 45) person.tags.emplace_back("Frequent");
    if (person.habit == SampleHabit::gifts && tagged <= 70) person.tags.emplace_back("Gift orders");
    if (person.habit == SampleHabit::institution) person.tags.emplace_back("Invoice");
    const bool reads_along = person.local && !person.company && person.habit != SampleHabit::silent;
    if (reads_along && dice_.chance(18)) {
        person.tags.emplace_back("Book club");
        person.reading_group = dice_.pick(words_.list("group"));
        person.company = company_named(person.reading_group);
    } else if (reads_along && dice_.chance(12)) {
        person.company = dice_.index(shop_.companies.size());
    }
    if (!person.email.empty() && dice_.chance(48)) person.tags.emplace_back("Newsletter");
    if (dice_.chance(70)) person.owner = dice_.pick(words_.list("staff"));
    if (person.habit != SampleHabit::institution && dice_.chance(55)) person.birthday = birthday();
    if (dice_.chance(34))
        person.notes = filled(dice_.pick(words_.list("notes")), person, shop_.products[dice_.index(books_)]);
}

std::optional<std::size_t> PeopleMaker::company_named(std::string_view name) const {
    const auto found = std::ranges::find(shop_.companies, name, &SampleCompany::name);
    if (found == shop_.companies.end()) return std::nullopt;
    return static_cast<std::size_t>(found - shop_.companies.begin());
}

std::string PeopleMaker::birthday() {
    Birthday birthday;
    birthday.year = dice_.chance(15) ? std::int16_t{0} : static_cast<std::int16_t>(dice_.between(1944, 2006));
    birthday.month = static_cast<std::int8_t>(dice_.between(1, 12));
    birthday.day = static_cast<std::int8_t>(dice_.between(1, 28));
    return birthday.to_string();
}

}  // namespace

void make_sample_people(SampleMaker& maker) { PeopleMaker(maker).make(); }

}  // namespace perennial
