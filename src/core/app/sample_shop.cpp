#include "core/app/sample_shop.h"

#include <algorithm>

#include "core/app/sample_parts.h"

namespace perennial {
namespace {

constexpr int kPeopleAtOnce = 16;

Day months_before(Day day, int months) {
    const Day::Civil civil = day.civil();
    const int month = civil.year * 12 + civil.month - 1 - months;
    return Day::from_civil(month / 12, month % 12 + 1, std::min(civil.day, 28)).value_or(Day::kFirst);
}

}  // namespace

SampleShopMaker::SampleShopMaker(std::uint64_t seed, Day today)
    : maker_(new SampleMaker{.words = sample_words(),
                             .dice = SampleDice(seed),
                             .first = months_before(today, kSampleMonths),
                             .today = today,
                             .calendar = {},
                             .shop = {},
                             .shelf_products = {}}) {}
SampleShopMaker::~SampleShopMaker() = default;

bool SampleShopMaker::step() {
    const std::size_t people = maker_->shop.people.size();
    if (people == 0) {
        make_sample_calendar(*maker_);
        make_sample_products(*maker_);
        make_sample_companies(*maker_);
        make_sample_people(*maker_);
        return false;
    }
    for (int count = 0; count < kPeopleAtOnce && next_person_ < people; ++count) {
        make_sample_orders(*maker_, next_person_++);
    }
    if (next_person_ < people) return false;
    sort_sample_orders(*maker_);
    make_sample_touches(*maker_);
    make_sample_figures(*maker_);
    return true;
}

SampleShop SampleShopMaker::take() { return std::move(maker_->shop); }

SampleShop make_sample_shop(std::uint64_t seed, Day today) {
    SampleShopMaker maker(seed, today);
    while (!maker.step()) continue;
    return maker.take();
}

}  // namespace perennial
