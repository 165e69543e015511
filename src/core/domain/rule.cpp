#include "core/domain/rule.h"

#include <algorithm>
#include <array>

#include "core/base/phrase.h"

namespace perennial {
namespace {

template <class Value, std::size_t count>
std::optional<Value> value_named(const std::array<std::string_view, count>& names, std::string_view name) {
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<Value>(found - names.begin()));
}

constexpr std::array<std::string_view, 21> kOps{
    "is",        "is_not",   "is_one_of", "is_none_of", "contains", "does_not_contain", "starts_with",
    "ends_with", "at_least", "at_most",   "above",      "below",    "between",          "before",
    "after",     "since",    "until",     "in_last",    "in_next",  "is_empty",         "is_set"};
constexpr std::array<std::string_view, 8> kFigures{"count", "exists", "sum",   "average",
                                                   "min",   "max",    "first", "last"};
constexpr std::array<std::string_view, 4> kUnits{"days", "weeks", "months", "years"};
constexpr std::array<std::string_view, 3> kGroups{"all", "any", "none"};

Day within_calendar(std::int64_t days) {
    return Day{static_cast<std::int32_t>(std::clamp<std::int64_t>(days, Day::kFirst.days, Day::kLast.days))};
}

Day month_later(Day day, std::int64_t months) {
    const Day::Civil from = day.civil();
    const std::int64_t month = from.year * std::int64_t{12} + (from.month - 1) + months;
    const std::int64_t year = month >= 0 ? month / 12 : -1;
    if (year < 1) return Day::kFirst;
    if (year > 9999) return Day::kLast;
    const int month_of_year = static_cast<int>(month % 12) + 1;
    for (int last = from.day;; --last) {
        if (const auto found = Day::from_civil(static_cast<int>(year), month_of_year, last)) return *found;
    }
}

Day shifted(Day day, std::int64_t days) { return within_calendar(day.days + days); }

Day day_value(const RuleTest& test, std::size_t at, Day today) {
    return resolved(std::get<RuleDay>(test.values[at]), today);
}

}  // namespace

std::string_view rule_op_name(RuleOp op) { return kOps[static_cast<std::size_t>(op)]; }
std::optional<RuleOp> rule_op_of(std::string_view name) { return value_named<RuleOp>(kOps, name); }
std::string_view rule_figure_name(RuleFigure figure) { return kFigures[static_cast<std::size_t>(figure)]; }
std::optional<RuleFigure> rule_figure_of(std::string_view name) {
    return value_named<RuleFigure>(kFigures, name);
}
std::string_view rule_unit_name(RuleUnit unit) { return kUnits[static_cast<std::size_t>(unit)]; }
std::string rule_span_text(const RuleSpan& span) {
    std::string_view unit = rule_unit_name(span.unit);
    if (span.count == 1) unit.remove_suffix(1);
    return phrase("{} {}", span.count, unit);
}
std::string_view rule_group_name(RuleGroup::Kind kind) { return kGroups[static_cast<std::size_t>(kind)]; }

Day days_from(Day day, std::int64_t count, RuleUnit unit) {
    switch (unit) {
        case RuleUnit::days: return within_calendar(day.days + count);
        case RuleUnit::weeks: return within_calendar(day.days + 7 * count);
        case RuleUnit::months: return month_later(day, count);
        case RuleUnit::years: return month_later(day, 12 * count);
    }
    return day;
}

Day resolved(const RuleDay& day, Day today) {
    switch (day.kind) {
        case RuleDay::Kind::absolute: return day.day;
        case RuleDay::Kind::today: return today;
        case RuleDay::Kind::ago: return days_from(today, -day.offset.count, day.offset.unit);
        case RuleDay::Kind::ahead: return days_from(today, day.offset.count, day.offset.unit);
    }
    return today;
}

DayRange day_range(const RuleTest& test, Day today) {
    switch (test.op) {
        case RuleOp::is: return {day_value(test, 0, today), day_value(test, 0, today)};
        case RuleOp::before: return {Day::kFirst, Day{day_value(test, 0, today).days - 1}};
        case RuleOp::after: return {Day{day_value(test, 0, today).days + 1}, Day::kLast};
        case RuleOp::since: return {day_value(test, 0, today), Day::kLast};
        case RuleOp::until: return {Day::kFirst, day_value(test, 0, today)};
        case RuleOp::between: return {day_value(test, 0, today), day_value(test, 1, today)};
        case RuleOp::in_last: {
            const auto& span = std::get<RuleSpan>(test.values[0]);
            return {shifted(days_from(today, -span.count, span.unit), 1), today};
        }
        case RuleOp::in_next: {
            const auto& span = std::get<RuleSpan>(test.values[0]);
            return {today, shifted(days_from(today, span.count, span.unit), -1)};
        }
        default: return {};
    }
}

}  // namespace perennial
