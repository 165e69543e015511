// Who buys what and when: every customer, day by day, by habit, season and day of the week.
#include <algorithm>
#include <array>
#include <string>

#include "core/app/sample_parts.h"
#include "core/domain/order_math.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

/// Per cent of an ordinary day, January first.
constexpr std::array<std::int64_t, 12> kSeason{85, 85, 95, 100, 100, 88, 68, 70, 104, 110, 140, 225};
constexpr std::array<std::int64_t, 12> kTerm{150, 40, 40, 60, 50, 20, 10, 260, 240, 60, 60, 50};
constexpr std::array<std::int64_t, 7> kWeek{80, 85, 95, 100, 115, 165, 40};  // Monday first.
constexpr int kDecember = 12, kSaturday = 5;
/// Days before today on which the last of what is no longer sold went.
constexpr std::int32_t kLastCopies = 150;

constexpr std::int64_t kFreeShippingFrom = 4'000, kShipping = 450;
constexpr std::int64_t kShippingAbroad = 1'290;
constexpr std::int64_t kVoucher = 500, kVoucherFrom = 2'500;

SampleDay sample_day(Day day) {
    const auto [year, month, day_of_month] = day.civil();
    const auto at = static_cast<std::size_t>(month - 1);
    const int weekday = day.weekday();
    const bool before_christmas =
        (month == 11 && day_of_month > 14) || (month == kDecember && day_of_month < 24);
    return {.season = kSeason[at],
            .term = kTerm[at],
            .gifts = before_christmas ? 1'100 : 30,
            .week = kWeek[static_cast<std::size_t>(weekday)],
            .weekend = weekday >= kSaturday};
}

class OrderMaker {
public:
    explicit OrderMaker(SampleMaker& maker)
        : words_(maker.words),
          dice_(maker.dice),
          shop_(maker.shop),
          shelves_(maker.shelf_products),
          first_(maker.first),
          today_(maker.today),
          calendar_(maker.calendar) {}

    void buy_through_the_years(std::size_t person);

private:
    std::int64_t days_between(SampleHabit habit);
    std::int64_t eagerness(const SamplePerson& person, Day day) const;
    void order(std::size_t person, Day day);
    std::string_view channel(const SamplePerson& person, Day day);
    void fill(SampleOrder& order, const SamplePerson& person);
    void fill_by_the_dozen(SampleOrder& order);
    void add_line(SampleOrder& order, std::size_t product, std::int64_t quantity);
    std::size_t product(const SamplePerson& person, Day day);
    std::size_t from_shelf(std::size_t shelf, Day day);
    void settle(SampleOrder& order, const SamplePerson& person);
    std::string_view usual_status(const SampleOrder& order);
    void mishap(SampleOrder& order);

    const SampleWords& words_;
    SampleDice& dice_;
    SampleShop& shop_;
    const std::vector<std::pair<std::size_t, std::size_t>>& shelves_;
    Day first_, today_;
    const std::vector<SampleDay>& calendar_;  ///< From the first day on.
};

void OrderMaker::buy_through_the_years(std::size_t person) {
    const SamplePerson& who = shop_.people[person];
    if (who.habit == SampleHabit::silent) return;
    const std::int64_t pause = days_between(who.habit);
    if (dice_.chance(70)) order(person, who.since);
    for (Day day{who.since.days + 1}; day <= who.until; ++day.days) {
        if (dice_.chance_in_million(eagerness(who, day) * 100 / pause)) order(person, day);
    }
}

std::int64_t OrderMaker::days_between(SampleHabit habit) {
    switch (habit) {
        case SampleHabit::loyal: return dice_.between(24, 60);
        case SampleHabit::occasional: return dice_.between(110, 320);
        case SampleHabit::gifts: return dice_.between(120, 200);
        case SampleHabit::lapsed: return dice_.between(30, 80);
        case SampleHabit::fresh: return dice_.between(22, 60);
        default: return dice_.between(60, 110);
    }
}

/// 10,000 on an ordinary day.
std::int64_t OrderMaker::eagerness(const SamplePerson& person, Day day) const {
    const SampleDay& here = calendar_[static_cast<std::size_t>(day.days - first_.days)];
    const std::int64_t week = person.local ? here.week : 100;
    switch (person.habit) {
        case SampleHabit::institution: return here.weekend ? 0 : here.term * 130;
        case SampleHabit::gifts: return here.gifts * week;
        default: return here.season * week;
    }
}

void OrderMaker::order(std::size_t person, Day day) {
    const SamplePerson& who = shop_.people[person];
    SampleOrder order;
    order.person = person;
    order.day = day;
    order.channel = channel(who, day);
    if (order.channel != "Web shop") order.staff = dice_.pick(words_.list("staff"));
    if (who.habit == SampleHabit::institution) {
        fill_by_the_dozen(order);
    } else {
        fill(order, who);
    }
    settle(order, who);
    shop_.orders.push_back(std::move(order));
}

/// When the shop is closed, nobody answers the phone either.
std::string_view OrderMaker::channel(const SamplePerson& person, Day day) {
    if (sample_shop_closed(day)) return "Web shop";
    const std::int64_t drawn = dice_.between(1, 100);
    if (!person.local) return drawn <= 93 ? "Web shop" : "Phone";
    if (person.habit == SampleHabit::institution) return drawn <= 60 ? "Phone" : "Web shop";
    return drawn <= 68 ? "Till" : drawn <= 92 ? "Web shop" : "Phone";
}

// What is in it -----------------------------------------------------------------------------------------------------------

void OrderMaker::fill(SampleOrder& order, const SamplePerson& person) {
    const int month = order.day.civil().month;
    int lines = 1;
    for (const std::int64_t another : {46, 32, 22}) {
        if (!dice_.chance(month == kDecember ? another + 14 : another)) break;
        ++lines;
    }
    for (; lines > 0; --lines) {
        add_line(order, product(person, order.day), dice_.chance(8) ? dice_.between(2, 4) : 1);
    }
    const bool sale = month == 1;
    for (SampleLine& line : order.lines) {
        if (dice_.chance(sale ? 25 : 3)) line.discount = line.unit_price * line.quantity / 5;
    }
}

void OrderMaker::fill_by_the_dozen(SampleOrder& order) {
    for (int lines = dice_.chance(40) ? 2 : 1; lines > 0; --lines) {
        add_line(order, from_shelf(dice_.index(shelves_.size() - 1), order.day), dice_.between(6, 18));
    }
}

/// What is in the order already is one line.
void OrderMaker::add_line(SampleOrder& order, std::size_t product, std::int64_t quantity) {
    const auto same = std::ranges::find(order.lines, product, &SampleLine::product);
    if (same != order.lines.end()) {
        same->quantity += quantity;
        return;
    }
    order.lines.push_back(
        {.product = product, .quantity = quantity, .unit_price = shop_.products[product].price});
}

std::size_t OrderMaker::product(const SamplePerson& person, Day day) {
    const bool christmas = day.civil().month == kDecember;
    const std::int64_t gift_share = person.habit == SampleHabit::gifts ? 40 : christmas ? 28 : 12;
    std::size_t shelf = dice_.index(shelves_.size() - 1);
    if (dice_.chance(gift_share)) {
        shelf = shelves_.size() - 1;
    } else if (dice_.chance(52)) {
        shelf = person.shelf;
    }
    return from_shelf(shelf, day);
}

/// The first of a shelf is always sold.
std::size_t OrderMaker::from_shelf(std::size_t shelf, Day day) {
    const auto& [first, count] = shelves_[shelf];
    std::size_t product = first + dice_.low_index(count);
    const bool sold_out = day.days > today_.days - kLastCopies;
    while (sold_out && shop_.products[product].retired) product = first + dice_.index(count);
    return product;
}

// How it ends ---------------------------------------------------------------------------------------------------------------

void OrderMaker::settle(SampleOrder& order, const SamplePerson& person) {
    std::int64_t goods = 0;
    for (const SampleLine& line : order.lines) goods += line.quantity * line.unit_price - line.discount;
    if (person.habit == SampleHabit::institution) {
        order.discount = goods / 10;
    } else if (goods >= kVoucherFrom && dice_.chance(9)) {
        order.discount = kVoucher;
    }
    if (order.channel == "Web shop") {
        const bool free = person.local && goods >= kFreeShippingFrom;
        order.shipping = !person.local ? kShippingAbroad : free ? 0 : kShipping;
    }
    order.status = usual_status(order);
    mishap(order);
    std::vector<LineAmount> amounts;
    for (const SampleLine& line : order.lines) {
        amounts.push_back({line.quantity * 1000, line.returned * 1000, line.unit_price, line.discount});
    }
    order.total = order_total(amounts, order.discount, order.shipping).value_or(0);
}

std::string_view OrderMaker::usual_status(const SampleOrder& order) {
    const std::int32_t age = today_.days - order.day.days;
    if (order.channel == "Till") return "paid";
    if (age > 9) return "delivered";
    if (age > 2) return "shipped";
    return age > 0 ? "paid" : "placed";
}

/// Something comes back, the money goes back, or nothing comes of it.
void OrderMaker::mishap(SampleOrder& order) {
    if (today_.days - order.day.days < 8) return;
    const std::int64_t drawn = dice_.between(1, 1000);
    if (drawn <= 32) {
        SampleLine& line = order.lines[dice_.index(order.lines.size())];
        line.returned = dice_.between(1, std::min<std::int64_t>(line.quantity, 3));
        line.discount = line.discount * (line.quantity - line.returned) / line.quantity;
        if (line.returned < line.quantity) return;
        order.discount = 0;
        if (order.lines.size() == 1) order.status = "refunded";
    } else if (drawn <= 42) {
        order.status = "refunded";
    } else if (drawn <= 50 && order.channel != "Till") {
        order.status = "cancelled";
    }
}

}  // namespace

void make_sample_calendar(SampleMaker& maker) {
    for (Day day = maker.first; day <= maker.today; ++day.days) maker.calendar.push_back(sample_day(day));
}

void make_sample_orders(SampleMaker& maker, std::size_t person) {
    OrderMaker(maker).buy_through_the_years(person);
}

void sort_sample_orders(SampleMaker& maker) {
    std::ranges::stable_sort(maker.shop.orders, {}, &SampleOrder::day);
}

}  // namespace perennial
