#include "ui/views/numbers/numbers_choice.h"

#include <algorithm>
#include <array>

#include "core/analytics/cohorts.h"
#include "core/base/text.h"

namespace perennial::ui {
namespace {

struct Named {
    std::string_view key, label;
};
constexpr std::array<Named, kNumbersPeriods> kPeriods{{{"last_12_months", "Last 12 months"},
                                                       {"last_90_days", "Last 90 days"},
                                                       {"last_30_days", "Last 30 days"},
                                                       {"this_year", "This year"},
                                                       {"last_year", "Last year"},
                                                       {"last_month", "Last month"}}};
constexpr std::array<Named, kNumbersCompares> kCompares{
    {{"year_before", "year before"}, {"period_before", "period before"}, {"nothing", "nothing"}}};

template <std::size_t size> int place_of(const std::array<Named, size>& names, std::string_view key) {
    const auto found = std::ranges::find(names, key, &Named::key);
    return found == names.end() ? 0 : static_cast<int>(found - names.begin());
}

/// The same day of another year; 29 February becomes the 28th.
Day in_year(Day day, int years_later) {
    const Day::Civil civil = day.civil();
    const auto same = Day::from_civil(civil.year + years_later, civil.month, civil.day);
    return same ? *same : Day::from_civil(civil.year + years_later, civil.month, civil.day - 1).value_or(day);
}

Day first_of_year(int year) { return Day::from_civil(year, 1, 1).value_or(Day::kFirst); }
Day before(Day day) { return Day{day.days - 1}; }

void append_part(std::string& text, std::string_view name, std::string_view value) {
    text += (text.empty() ? "" : "&") + std::string(name) + "=" + std::string(value);
}

}  // namespace

std::string_view period_label(NumbersPeriod period) {
    return kPeriods[static_cast<std::size_t>(period)].label;
}
std::string_view compare_label(NumbersCompare compare) {
    return kCompares[static_cast<std::size_t>(compare)].label;
}

analytics::Period period_of(NumbersPeriod period, Day today) {
    const int year = today.civil().year;
    const std::int64_t month = analytics::month_number(today);
    switch (period) {
        case NumbersPeriod::last_12_months: return year_until(today);
        case NumbersPeriod::last_90_days: return {Day{today.days - 89}, today};
        case NumbersPeriod::last_30_days: return {Day{today.days - 29}, today};
        case NumbersPeriod::this_year: return {first_of_year(year), today};
        case NumbersPeriod::last_year: return {first_of_year(year - 1), before(first_of_year(year))};
        case NumbersPeriod::last_month:
            return {analytics::first_of_month(month - 1), before(analytics::first_of_month(month))};
    }
    return year_until(today);
}

std::optional<analytics::Period> compared_period(const analytics::Period& period, NumbersCompare compare) {
    const auto days = static_cast<std::int32_t>(period.days());
    switch (compare) {
        case NumbersCompare::year_before:
            return analytics::Period{in_year(period.from, -1), in_year(period.to, -1)};
        case NumbersCompare::period_before:
            return analytics::Period{Day{period.from.days - days}, before(period.from)};
        case NumbersCompare::nothing: break;
    }
    return std::nullopt;
}

NumbersQuery numbers_query(const NumbersChoice& choice, Day today, int offset_minutes) {
    const analytics::Period period = period_of(choice.period, today);
    return {period, compared_period(period, choice.compare), choice.people, today, offset_minutes};
}

std::string choice_to_text(const NumbersChoice& choice) {
    const NumbersChoice first;
    std::string text;
    if (choice.period != first.period)
        append_part(text, "period", kPeriods[static_cast<std::size_t>(choice.period)].key);
    if (choice.compare != first.compare)
        append_part(text, "compare", kCompares[static_cast<std::size_t>(choice.compare)].key);
    if (!choice.open.empty()) append_part(text, "open", choice.open);
    return text;
}

NumbersChoice choice_from_text(std::string_view text, std::string people) {
    NumbersChoice choice{.people = std::move(people)};
    for (const std::string_view part : split(text, '&')) {
        const std::size_t equals = std::min(part.find('='), part.size());
        const std::string_view name = part.substr(0, equals);
        const std::string_view value = part.substr(std::min(equals + 1, part.size()));
        if (name == "period") choice.period = static_cast<NumbersPeriod>(place_of(kPeriods, value));
        if (name == "compare") choice.compare = static_cast<NumbersCompare>(place_of(kCompares, value));
        const auto keys = analytics::kpi_keys();
        if (name == "open" && std::ranges::find(keys, value) != keys.end()) choice.open = value;
    }
    return choice;
}

}  // namespace perennial::ui
