#include "core/app/list_filters.h"

#include <algorithm>
#include <array>

#include "core/base/phrase.h"
#include "core/base/text.h"

namespace perennial {
namespace {

struct OpName {
    FilterOp op;
    std::string_view name;
};
constexpr std::array kOpNames{OpName{FilterOp::is, "is"},
                              OpName{FilterOp::is_not, "is_not"},
                              OpName{FilterOp::contains, "contains"},
                              OpName{FilterOp::at_least, "at_least"},
                              OpName{FilterOp::at_most, "at_most"},
                              OpName{FilterOp::on_or_after, "on_or_after"},
                              OpName{FilterOp::on_or_before, "on_or_before"},
                              OpName{FilterOp::in_last_days, "in_last_days"},
                              OpName{FilterOp::before_last_days, "before_last_days"},
                              OpName{FilterOp::is_empty, "is_empty"},
                              OpName{FilterOp::is_set, "is_set"},
                              OpName{FilterOp::this_month, "this_month"},
                              OpName{FilterOp::last_month, "last_month"},
                              OpName{FilterOp::this_quarter, "this_quarter"},
                              OpName{FilterOp::last_quarter, "last_quarter"},
                              OpName{FilterOp::this_year, "this_year"},
                              OpName{FilterOp::last_year, "last_year"}};

constexpr std::array kTextOps{FilterOp::contains, FilterOp::is, FilterOp::is_not, FilterOp::is_set,
                              FilterOp::is_empty};
constexpr std::array kNumberOps{FilterOp::at_least, FilterOp::at_most, FilterOp::is,
                                FilterOp::is_not,   FilterOp::is_set,  FilterOp::is_empty};
constexpr std::array kDayOps{
    FilterOp::in_last_days, FilterOp::before_last_days, FilterOp::this_month, FilterOp::last_month,
    FilterOp::this_quarter, FilterOp::last_quarter,     FilterOp::this_year,  FilterOp::last_year,
    FilterOp::on_or_after,  FilterOp::on_or_before,     FilterOp::is,         FilterOp::is_set,
    FilterOp::is_empty};
constexpr std::array kYesNoOps{FilterOp::is, FilterOp::is_set, FilterOp::is_empty};
constexpr std::array kChoiceOps{FilterOp::is, FilterOp::is_not, FilterOp::is_set, FilterOp::is_empty};
constexpr std::array kManyOps{FilterOp::is, FilterOp::is_not, FilterOp::contains, FilterOp::is_set,
                              FilterOp::is_empty};

bool counts_days(FilterOp op) { return op == FilterOp::in_last_days || op == FilterOp::before_last_days; }
bool asks_presence(FilterOp op) { return op == FilterOp::is_empty || op == FilterOp::is_set; }
/// Compares with one value, not with any of several.
bool takes_one(FilterOp op) { return op > FilterOp::contains && takes_values(op); }

/// How many months the operator's period has, and how many such periods ago it was; 0 months for an operator without one.
struct Period {
    int months = 0, ago = 0;
};
Period period_of(FilterOp op) {
    switch (op) {
        case FilterOp::this_month: return {1, 0};
        case FilterOp::last_month: return {1, 1};
        case FilterOp::this_quarter: return {3, 0};
        case FilterOp::last_quarter: return {3, 1};
        case FilterOp::this_year: return {12, 0};
        case FilterOp::last_year: return {12, 1};
        default: return {};
    }
}

struct DayRange {
    std::int64_t first = Day::kFirst.days, last = Day::kLast.days;
};

DayRange days_of(Period period, Day today) {
    const Day::Civil now = today.civil();
    const auto first_of = [](int months) {
        return Day::from_civil(months / 12, months % 12 + 1, 1).value_or(Day::kFirst).days;
    };
    const int months = now.year * 12 + now.month - 1;
    const int begin = months - months % period.months - period.ago * period.months;
    return {first_of(begin), first_of(begin + period.months) - 1};
}

std::unexpected<Error> wrong(const SourceColumn& column, std::string_view value, std::string_view what) {
    return fail(ErrorCode::invalid_input,
                column.column.label + ": “" + std::string(value) + "” " + std::string(what));
}

Status read_number(ReadyFilter& ready, const std::string& value, std::string_view what) {
    const auto number = parse_decimal(trim(value), DecimalMark::point);
    if (!number) return wrong(*ready.column, value, what);
    ready.decimals.push_back(*number);
    return {};
}

Status read_day(ReadyFilter& ready, const std::string& value) {
    const auto day = Day::parse(trim(value));
    if (!day) return wrong(*ready.column, value, "is not a day. Write it as 2026-03-01.");
    ready.numbers.push_back(day->days);
    return {};
}

Status read_days(ReadyFilter& ready, const std::string& value) {
    constexpr std::int64_t kMost = 1'000'000;
    const auto number = parse_decimal(trim(value), DecimalMark::point);
    const auto days = number ? number->scaled_to(0) : std::nullopt;
    if (!days || !(Decimal{*days, 0} == *number) || *days < 1 || *days > kMost)
        return wrong(*ready.column, value, "is not a number of days. Write it as 30.");
    ready.numbers.push_back(*days);
    return {};
}

Status read_value(ReadyFilter& ready, const std::string& value) {
    if (counts_days(ready.op)) return read_days(ready, value);
    switch (ready.column->column.kind) {
        case ColumnKind::number:
        case ColumnKind::quantity: return read_number(ready, value, "is not a number. Write it as 3 or 1.5.");
        case ColumnKind::money: return read_number(ready, value, "is not an amount. Write it as 12.50.");
        case ColumnKind::day:
        case ColumnKind::instant: return read_day(ready, value);
        case ColumnKind::yes_no:
            if (value != "yes" && value != "no") return wrong(*ready.column, value, "is neither yes nor no.");
            ready.numbers.push_back(value == "yes");
            return {};
        default: ready.texts.push_back(fold(squeeze(value))); return {};
    }
}

// Applying --------------------------------------------------------------------------------------------------

bool matches(const ReadyFilter& filter, std::string_view folded) {
    if (filter.op == FilterOp::contains) {
        return std::ranges::all_of(filter.texts,
                                   [&](const std::string& part) { return folded.find(part) != folded.npos; });
    }
    return std::ranges::find(filter.texts, folded) != filter.texts.end();
}

/// Of each distinct text.
std::vector<std::uint8_t> matching_texts(const ReadyFilter& filter, const ColumnValues& values) {
    std::vector<std::uint8_t> matching(values.pool.size());
    for (std::size_t text = 0; text < matching.size(); ++text)
        matching[text] = matches(filter, values.folded(text));
    return matching;
}

/// Clears what `lets_through(place)` does not let through.
template <class Test> void keep(std::vector<std::uint8_t>& pass, Test lets_through) {
    for (std::size_t place = 0; place < pass.size(); ++place) {
        if (pass[place] != 0 && !lets_through(place)) pass[place] = 0;
    }
}

void filter_texts(const ReadyFilter& filter, const ColumnValues& values, std::vector<std::uint8_t>& pass) {
    const auto set = [&](std::size_t place) { return values.texts[place] != ColumnValues::kNoText; };
    if (filter.op == FilterOp::is_set) return keep(pass, set);
    if (filter.op == FilterOp::is_empty) return keep(pass, [&](std::size_t place) { return !set(place); });
    const auto matching = matching_texts(filter, values);
    const bool wanted = filter.op != FilterOp::is_not;
    keep(pass,
         [&](std::size_t place) { return (set(place) && matching[values.texts[place]] != 0) == wanted; });
}

/// Which places have an entry that matches; for `contains` all parts must be found, each in some entry.
std::vector<std::uint8_t> matching_places(const ReadyFilter& filter, const ColumnValues& values,
                                          std::size_t places) {
    std::vector<std::uint8_t> found(places, 0);
    if (asks_presence(filter.op)) {
        for (const auto& entry : values.entries) found[entry.place] = 1;
        return found;
    }
    if (filter.op != FilterOp::contains) {
        const auto matching = matching_texts(filter, values);
        for (const auto& entry : values.entries) found[entry.place] |= matching[entry.text];
        return found;
    }
    found.assign(places, 1);
    for (const std::string& part : filter.texts) {
        const auto matching = matching_texts({filter.column, filter.op, {part}, {}, {}}, values);
        std::vector<std::uint8_t> some(places, 0);
        for (const auto& entry : values.entries) some[entry.place] |= matching[entry.text];
        keep(found, [&](std::size_t place) { return some[place] != 0; });
    }
    return found;
}

void filter_many(const ReadyFilter& filter, const ColumnValues& values, std::vector<std::uint8_t>& pass) {
    const auto found = matching_places(filter, values, pass.size());
    const bool wanted = filter.op != FilterOp::is_not && filter.op != FilterOp::is_empty;
    keep(pass, [&](std::size_t place) { return (found[place] != 0) == wanted; });
}

/// The filter's amounts in each currency the column holds; numbers and quantities have one scale.
std::vector<std::vector<std::int64_t>> thresholds(const ReadyFilter& filter, const ColumnValues& values) {
    const ColumnKind kind = filter.column->column.kind;
    std::vector<std::vector<std::int64_t>> by_currency;
    for (const Currency currency : values.known_currencies) {
        constexpr int kThousandths = 3;
        int digits = 0;
        if (kind == ColumnKind::quantity) digits = kThousandths;
        if (kind == ColumnKind::money) digits = currency.minor_digits();
        std::vector<std::int64_t>& scaled = by_currency.emplace_back();
        for (const Decimal& decimal : filter.decimals) {
            constexpr auto kFar = std::numeric_limits<std::int64_t>::max();
            scaled.push_back(decimal.scaled_to(digits).value_or(decimal.units < 0 ? -kFar : kFar));
        }
    }
    return by_currency;
}

bool compares(FilterOp op, std::int64_t value, std::span<const std::int64_t> with) {
    switch (op) {
        case FilterOp::at_least: return value >= with.front();
        case FilterOp::at_most: return value <= with.front();
        case FilterOp::is: return std::ranges::find(with, value) != with.end();
        case FilterOp::is_not: return std::ranges::find(with, value) == with.end();
        default: return false;
    }
}

void filter_numbers(const ReadyFilter& filter, const ColumnValues& values, std::vector<std::uint8_t>& pass) {
    const auto by_currency = thresholds(filter, values);
    keep(pass, [&](std::size_t place) {
        if (values.present[place] == 0) return filter.op == FilterOp::is_not;
        const std::size_t currency = values.currencies.empty() ? 0 : values.currencies[place];
        return compares(filter.op, values.numbers[place], by_currency[currency]);
    });
}

/// The days that pass; `is` names single ones.
DayRange passing_days(const ReadyFilter& filter, Day today) {
    if (const Period period = period_of(filter.op); period.months > 0) return days_of(period, today);
    const std::int64_t wanted = filter.numbers.front(), first = today.days - wanted + 1;
    switch (filter.op) {
        case FilterOp::on_or_after: return {.first = wanted};
        case FilterOp::on_or_before: return {.last = wanted};
        case FilterOp::in_last_days: return {first, today.days};
        case FilterOp::before_last_days: return {.last = first - 1};
        default: return {};
    }
}

void filter_days(const ReadyFilter& filter, const ColumnValues& values, const FilterClock& clock,
                 std::vector<std::uint8_t>& pass) {
    const bool instants = filter.column->column.kind == ColumnKind::instant;
    const DayRange range = passing_days(filter, clock.today);
    keep(pass, [&](std::size_t place) {
        if (values.present[place] == 0) return filter.op == FilterOp::before_last_days;
        const std::int64_t day =
            instants ? Instant{values.numbers[place]}.day(clock.offset_minutes).days : values.numbers[place];
        if (filter.op == FilterOp::is) return std::ranges::find(filter.numbers, day) != filter.numbers.end();
        return day >= range.first && day <= range.last;
    });
}

}  // namespace

std::string_view filter_op_name(FilterOp op) { return std::ranges::find(kOpNames, op, &OpName::op)->name; }

std::optional<FilterOp> filter_op_of(std::string_view name) {
    const auto found = std::ranges::find(kOpNames, name, &OpName::name);
    return found == kOpNames.end() ? std::nullopt : std::optional(found->op);
}

bool takes_values(FilterOp op) { return !asks_presence(op) && period_of(op).months == 0; }

std::span<const FilterOp> filter_ops(ColumnKind kind) {
    switch (kind) {
        case ColumnKind::text:
        case ColumnKind::link: return kTextOps;
        case ColumnKind::number:
        case ColumnKind::quantity:
        case ColumnKind::money: return kNumberOps;
        case ColumnKind::day:
        case ColumnKind::instant: return kDayOps;
        case ColumnKind::yes_no: return kYesNoOps;
        case ColumnKind::choice: return kChoiceOps;
        case ColumnKind::many: return kManyOps;
    }
    return kTextOps;
}

Result<ReadyFilter> read_filter(const std::vector<SourceColumn>& columns, const ListFilter& filter) {
    const SourceColumn* column = find_column(columns, filter.column);
    if (!column) {
        return fail(ErrorCode::invalid_input,
                    "This list has no column “" + filter.column + "” to filter by. Choose another column.");
    }
    ReadyFilter ready{column, filter.op, {}, {}, {}};
    if (const auto ops = filter_ops(column->column.kind); std::ranges::find(ops, filter.op) == ops.end())
        return wrong(*column, filter_op_name(filter.op), "does not go with this column.");
    if (!takes_values(filter.op)) return ready;
    if (filter.values.empty() || (takes_one(filter.op) && filter.values.size() > 1)) {
        return fail(ErrorCode::invalid_input,
                    phrase("{}: “{}” wants {}.", column->column.label, filter_op_name(filter.op),
                           takes_one(filter.op) ? "one value" : "at least one value"));
    }
    for (const std::string& value : filter.values) TRY(read_value(ready, value));
    return ready;
}

void apply_filter(const ReadyFilter& filter, const ColumnValues& values, const FilterClock& clock,
                  std::vector<std::uint8_t>& pass) {
    if (values.many()) return filter_many(filter, values, pass);
    if (values.textual()) return filter_texts(filter, values, pass);
    if (filter.op == FilterOp::is_set)
        return keep(pass, [&](std::size_t at) { return values.present[at] != 0; });
    if (filter.op == FilterOp::is_empty)
        return keep(pass, [&](std::size_t at) { return values.present[at] == 0; });
    switch (filter.column->column.kind) {
        case ColumnKind::number:
        case ColumnKind::quantity:
        case ColumnKind::money: return filter_numbers(filter, values, pass);
        case ColumnKind::yes_no:
            return keep(pass, [&](std::size_t at) {
                return values.present[at] != 0 &&
                       std::ranges::find(filter.numbers, values.numbers[at]) != filter.numbers.end();
            });
        default: return filter_days(filter, values, clock, pass);
    }
}

}  // namespace perennial
