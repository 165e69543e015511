// What a person looks at on the Numbers screen: which days, compared with what, whose, and which figure is open. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/app/numbers_board.h"

namespace perennial::ui {

enum class NumbersPeriod : std::uint8_t {
    last_12_months,
    last_90_days,
    last_30_days,
    this_year,
    last_year,
    last_month
};
inline constexpr int kNumbersPeriods = 6;
enum class NumbersCompare : std::uint8_t { year_before, period_before, nothing };
inline constexpr int kNumbersCompares = 3;

/// "Last 12 months".
std::string_view period_label(NumbersPeriod period);
/// "year before", "period before", "nothing".
std::string_view compare_label(NumbersCompare compare);

struct NumbersChoice {
    NumbersPeriod period = NumbersPeriod::last_12_months;
    NumbersCompare compare = NumbersCompare::year_before;
    std::string people = {};  ///< A segment's name or a rule; "": everyone.
    std::string open = {};    ///< Key of the figure that is open; "": none.
    bool operator==(const NumbersChoice&) const = default;
};

/// The days that a period means today. A year is 365 days, as the command line takes it.
analytics::Period period_of(NumbersPeriod period, Day today);
/// What it is compared with: as many days right before it, or the same days a year earlier.
std::optional<analytics::Period> compared_period(const analytics::Period& period, NumbersCompare compare);
NumbersQuery numbers_query(const NumbersChoice& choice, Day today, int offset_minutes);

/// "period=last_90_days&compare=nothing&open=churn_rate"; "" for the choice as it is at first. Whose numbers they are is not in it.
std::string choice_to_text(const NumbersChoice& choice);
/// What cannot be read is as it is at first. `people` stays as given.
NumbersChoice choice_from_text(std::string_view text, std::string people);

}  // namespace perennial::ui
