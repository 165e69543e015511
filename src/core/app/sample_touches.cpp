// What the shop and its customers said to each other: the first word, questions and parcels around orders, complaints and
// what was answered, and what the shop wrote of its own accord.
#include <algorithm>
#include <string>
#include <tuple>

#include "core/app/sample_parts.h"

namespace perennial {
namespace {

constexpr int kOpens = 9 * 60 + 30, kCloses = 18 * 60;
constexpr int kFirstWordBy = 16 * 60;  // What follows on the first day comes later than this.
constexpr std::size_t kWrittenToAMonth = 27;

bool something_came_back(const SampleLine& line) { return line.returned > 0; }

bool went_wrong(const SampleOrder& order) {
    return order.status == "refunded" || std::ranges::any_of(order.lines, something_came_back);
}

std::size_t came_back(const SampleOrder& order) {
    const auto line = std::ranges::find_if(order.lines, something_came_back);
    return line == order.lines.end() ? order.lines.front().product : line->product;
}

class TouchMaker {
public:
    explicit TouchMaker(SampleMaker& maker)
        : words_(maker.words),
          dice_(maker.dice),
          shop_(maker.shop),
          books_(maker.shelf_products.back().first),
          first_(maker.first),
          today_(maker.today) {}

    void make();

private:
    void first_word(std::size_t person);
    void around(const SampleOrder& order);
    void write_to_some(Day month);
    void miss(std::size_t person);
    bool say(std::string_view list, std::size_t person, std::size_t product, Day day);
    int minute(const SampleTouch& touch, const SamplePerson& person);
    std::size_t book_in(const SampleOrder& order);
    std::string_view question_list(const SamplePerson& person);

    const SampleWords& words_;
    SampleDice& dice_;
    SampleShop& shop_;
    std::size_t books_;  ///< The products before this one are books.
    Day first_, today_;
};

void TouchMaker::make() {
    for (std::size_t person = 0; person < shop_.people.size(); ++person) {
        first_word(person);
        if (shop_.people[person].habit == SampleHabit::lapsed) miss(person);
    }
    for (const SampleOrder& order : shop_.orders) around(order);
    for (Day day{first_.days + 10}; day < today_; day.days += 30) write_to_some(day);
    std::ranges::stable_sort(shop_.touches, {}, [](const SampleTouch& touch) {
        return std::tuple(touch.day, touch.minute, touch.person);
    });
}

void TouchMaker::first_word(std::size_t person) {
    SamplePerson& who = shop_.people[person];
    std::string_view line = dice_.pick(words_.list("join"));
    while (!who.local && sample_phrase(line).channel == "visit") line = dice_.pick(words_.list("join"));
    const SamplePhrase phrase = sample_phrase(line);
    const SampleProduct& book = shop_.products[dice_.index(books_)];
    const bool online = phrase.channel == "web";
    who.source = online ? "Website" : phrase.channel == "phone" ? "Phone" : "Shop";
    shop_.touches.push_back({.person = person,
                             .day = who.since,
                             .minute = static_cast<int>(dice_.between(kOpens, kFirstWordBy - 1)),
                             .channel = phrase.channel,
                             .incoming = true,
                             .subject = filled(phrase.subject, who, book),
                             .body = filled(phrase.body, who, book),
                             .staff = online ? std::string() : std::string(dice_.pick(words_.list("staff")))});
}

/// One that they bought, else one that they only asked about.
std::size_t TouchMaker::book_in(const SampleOrder& order) {
    const auto book =
        std::ranges::find_if(order.lines, [this](const SampleLine& line) { return line.product < books_; });
    return book == order.lines.end() ? dice_.index(books_) : book->product;
}

void TouchMaker::around(const SampleOrder& order) {
    if (went_wrong(order)) {
        const std::size_t product = came_back(order);
        const Day complained{order.day.days + static_cast<std::int32_t>(dice_.between(2, 5))};
        if (say("complaint", order.person, product, complained)) {
            say("sorry", order.person, product, Day{complained.days + 1});
        }
        return;
    }
    const std::size_t product = book_in(order);
    const std::int64_t drawn = dice_.between(1, 100);
    if (drawn <= 12) {
        const Day asked{order.day.days - static_cast<std::int32_t>(dice_.between(1, 4))};
        say(question_list(shop_.people[order.person]), order.person, product, asked);
    } else if (drawn <= 21 && order.channel != "Till" && order.status != "cancelled") {
        const bool by_post = order.channel == "Web shop" || !shop_.people[order.person].local;
        say(by_post ? "parcel" : "out", order.person, product, Day{order.day.days + 1});
    }
}

/// Some write in their own language.
std::string_view TouchMaker::question_list(const SamplePerson& person) {
    const bool own = !words_.list(person.language).empty() && dice_.chance(60);
    return own ? std::string_view(person.language) : "in";
}

void TouchMaker::write_to_some(Day month) {
    for (std::size_t written = 0; written < kWrittenToAMonth; ++written) {
        const std::size_t person = dice_.index(shop_.people.size());
        const Day day{month.days + static_cast<std::int32_t>(dice_.between(0, 24))};
        const bool invited = shop_.people[person].local && dice_.chance(45);
        say(invited ? "evening" : "proactive", person, dice_.index(books_), day);
    }
}

void TouchMaker::miss(std::size_t person) {
    if (!dice_.chance(70)) return;
    const Day day{shop_.people[person].until.days + static_cast<std::int32_t>(dice_.between(80, 140))};
    say("miss", person, dice_.index(books_), day);
}

/// Whether it was said: not before they were customers, not when the shop is closed, not today or later.
bool TouchMaker::say(std::string_view list, std::size_t person, std::size_t product, Day day) {
    day = sample_open_day(day);
    const SamplePerson& who = shop_.people[person];
    if (day < who.since || day >= today_) return false;
    std::string_view line = dice_.pick(words_.list(list));
    while (!who.local && sample_phrase(line).channel == "visit") line = dice_.pick(words_.list(list));
    const SamplePhrase phrase = sample_phrase(line);
    if (phrase.channel == "email" && who.email.empty()) return false;
    if ((phrase.channel == "phone" || phrase.channel == "sms") && who.phone.empty()) return false;
    SampleTouch touch;
    touch.person = person;
    touch.day = day;
    touch.channel = phrase.channel;
    touch.proactive = list == "proactive" || list == "evening" || list == "miss";
    touch.incoming = !touch.proactive && list != "out" && list != "parcel" && list != "sorry";
    touch.subject = filled(phrase.subject, who, shop_.products[product]);
    touch.body = filled(phrase.body, who, shop_.products[product]);
    const bool written_to_us = touch.incoming && (phrase.channel == "email" || phrase.channel == "chat");
    if (!written_to_us)
        touch.staff = who.owner.empty() ? std::string(dice_.pick(words_.list("staff"))) : who.owner;
    touch.minute = minute(touch, who);
    shop_.touches.push_back(std::move(touch));
    return true;
}

int TouchMaker::minute(const SampleTouch& touch, const SamplePerson& person) {
    const bool any_hour = touch.incoming && touch.channel == "email";
    const int earliest = touch.day == person.since ? kFirstWordBy : any_hour ? 7 * 60 : kOpens;
    return static_cast<int>(dice_.between(earliest, any_hour ? 22 * 60 : kCloses));
}

}  // namespace

void make_sample_touches(SampleMaker& maker) { TouchMaker(maker).make(); }

}  // namespace perennial
