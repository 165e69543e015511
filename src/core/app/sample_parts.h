// What the makers of the sample shop share: dice, words, and the order in which they work.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/app/sample_shop.h"
#include "core/app/sample_words.h"
#include "core/base/random.h"

namespace perennial {

class SampleDice {
public:
    explicit SampleDice(std::uint64_t seed) : random_(seed) {}
    /// Both ends included; `least` when they are the wrong way round.
    std::int64_t between(std::int64_t least, std::int64_t most) {
        if (most <= least) return least;
        return least + static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(most - least) + 1));
    }
    Day between(Day least, Day most) {
        return Day{static_cast<std::int32_t>(between(least.days, most.days))};
    }
    bool chance(std::int64_t percent) { return between(1, 100) <= percent; }
    bool chance_in_million(std::int64_t parts) { return between(1, 1'000'000) <= parts; }
    /// `count` > 0.
    std::size_t index(std::size_t count) { return static_cast<std::size_t>(random_.below(count)); }
    /// Small ones more often.
    std::size_t low_index(std::size_t count) { return std::min(index(count), index(count)); }
    /// Of a list that is not empty.
    template <class List> const auto& pick(const List& list) { return list[index(list.size())]; }

private:
    Random random_;
};

/// What a day is to each kind of customer, in per cent of an ordinary day.
struct SampleDay {
    std::int64_t season = 100, term = 100, gifts = 100, week = 100;
    bool weekend = false;
};

struct SampleMaker {
    SampleWords words;
    SampleDice dice;
    Day first, today;
    std::vector<SampleDay> calendar;  ///< From the first day to today.
    SampleShop shop;
    std::vector<std::pair<std::size_t, std::size_t>> shelf_products;  ///< First product of a shelf, and how many.
};

/// Each needs what those above it have made.
void make_sample_calendar(SampleMaker& maker);  // sample_orders.cpp
void make_sample_products(SampleMaker& maker);  // sample_products.cpp
void make_sample_companies(SampleMaker& maker);
void make_sample_people(SampleMaker& maker);                      // sample_people.cpp
void make_sample_orders(SampleMaker& maker, std::size_t person);  // sample_orders.cpp
void sort_sample_orders(SampleMaker& maker);
void make_sample_touches(SampleMaker& maker);  // sample_touches.cpp
void make_sample_figures(SampleMaker& maker);  // sample_figures.cpp

/// On Sundays, at Christmas and on New Year's Day.
bool sample_shop_closed(Day day);
/// The day itself, or the next on which the shop is open.
Day sample_open_day(Day day);
/// "#" becomes a digit.
std::string with_digits(SampleDice& dice, std::string_view pattern);
/// An address in a town of that place.
Address sample_address(SampleDice& dice, const SamplePlace& place);
/// Small Latin letters and digits of a text, for e-mail addresses.
std::string latin_letters(std::string_view text);

/// The sentence with its $n, $b, $a and $c filled in; a hardback is spoken of as the book it is.
std::string filled(std::string_view sentence, const SamplePerson& person, const SampleProduct& product);

}  // namespace perennial
