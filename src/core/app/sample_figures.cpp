// What the sample shop spends to win and keep customers, what they answer when asked, and who sent whom: as much as every figure
// needs. Made last, so that the rest of the shop is the same without it.
#include <algorithm>
#include <array>

#include "core/app/sample_parts.h"

namespace perennial {
namespace {

struct Spending {
    std::string_view channel, kind, what;
    std::int64_t least, most;  ///< Cents a month.
};
constexpr std::array<Spending, 3> kSpendings{
    {{"Website", "acquisition", "Advertisements", 9'000, 22'000},
     {"Shop", "acquisition", "Window and leaflets", 4'000, 12'000},
     {"Shop", "retention", "Birthday cards and vouchers", 3'000, 8'000}}};

// Most are content, a few are not.
constexpr std::array<std::int64_t, 12> kRecommending{10, 10, 9, 9, 9, 9, 8, 8, 7, 7, 6, 3};
constexpr std::array<std::int64_t, 8> kSatisfied{5, 5, 5, 4, 4, 4, 3, 2};

void make_expenses(SampleMaker& maker) {
    for (Day day = maker.first; day <= maker.today; day = Day{day.days + 30}) {
        for (const Spending& spending : kSpendings) {
            maker.shop.expenses.push_back({day, spending.channel, spending.kind, spending.what,
                                           maker.dice.between(spending.least, spending.most)});
        }
    }
}

/// Some are asked a few days after they bought.
void make_answers(SampleMaker& maker) {
    for (const SampleOrder& order : maker.shop.orders) {
        const Day day{order.day.days + static_cast<std::int32_t>(maker.dice.between(2, 9))};
        const bool answers = maker.dice.chance(8);
        if (!answers || day > maker.today) continue;
        const bool recommending = maker.dice.chance(50);
        const std::int64_t score =
            recommending ? maker.dice.pick(kRecommending) : maker.dice.pick(kSatisfied);
        maker.shop.answers.push_back({order.person, day, recommending, score});
    }
    std::ranges::stable_sort(maker.shop.answers, {}, &SampleAnswer::day);
}

void make_recommendations(SampleMaker& maker) {
    for (std::size_t person = 1; person < maker.shop.people.size(); ++person) {
        if (maker.dice.chance(12)) maker.shop.people[person].recommended_by = maker.dice.index(person);
    }
}

}  // namespace

void make_sample_figures(SampleMaker& maker) {
    make_expenses(maker);
    make_answers(maker);
    make_recommendations(maker);
}

}  // namespace perennial
