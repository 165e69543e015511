#include "core/app/sample_shop.h"

#include <algorithm>

#include "core/app/sample_parts.h"

namespace perennial {
namespace {

Day months_before(Day day, int months) {
    const Day::Civil civil = day.civil();
    const int month = civil.year * 12 + civil.month - 1 - months;
    return Day::from_civil(month / 12, month % 12 + 1, std::min(civil.day, 28)).value_or(Day::kFirst);
}

}  // namespace

SampleShop make_sample_shop(std::uint64_t seed, Day today) {
    SampleMaker maker{.words = sample_words(),
                      .dice = SampleDice(seed),
                      .first = months_before(today, kSampleMonths),
                      .today = today,
                      .shop = {},
                      .shelf_products = {}};
    make_sample_products(maker);
    make_sample_companies(maker);
    make_sample_people(maker);
    make_sample_orders(maker);
    make_sample_touches(maker);
    return std::move(maker.shop);
}

}  // namespace perennial
