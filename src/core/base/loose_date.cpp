#include <algorithm>
#include <array>
#include <cstddef>

#include "core/base/ascii.h"
#include "core/base/text.h"
#include "core/base/time.h"

namespace perennial {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                    "friday", "saturday", "sunday"};
/// Behind year, month and day of a Japanese or Chinese date.
constexpr std::array<std::string_view, 3> kEastAsianMarks{"年", "月", "日"};

/// One of the three parts of a date as written.
struct Part {
    int value = 0;
    std::size_t digits = 0;  ///< 0 for a month by its name.
    bool is_name() const { return digits == 0; }
};

/// Reads a text from front to back; every `take_` moves behind what it took, and stays where it is otherwise.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    bool at_end() const { return at_ == text_.size(); }
    char peek() const { return at_end() ? '\0' : text_[at_]; }
    bool take(char c) { return take_char(text_, at_, c); }
    bool take(std::string_view word) {
        if (!text_.substr(at_).starts_with(word)) return false;
        at_ += word.size();
        return true;
    }
    bool skip_spaces() {
        const std::size_t start = at_;
        while (take(' ') || take('\t')) {}
        return at_ != start;
    }
    std::size_t digits_ahead() const { return count_digits(text_, at_); }
    std::optional<int> take_number(std::size_t digits) { return take_digits(text_, at_, digits); }
    std::string_view take_word() {
        const std::size_t start = at_;
        while (!at_end() && is_ascii_letter(text_[at_])) ++at_;
        return text_.substr(start, at_ - start);
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

/// The place of the name that `word` is, or that it shortens to three letters or more.
template <std::size_t N>
std::optional<int> find_name(const std::array<std::string_view, N>& names, std::string_view word) {
    if (word.size() < 3) return std::nullopt;
    const auto shortens = [word](std::string_view name) {
        return std::ranges::equal(name.substr(0, word.size()), word, {}, {}, ascii_lower);
    };
    for (std::size_t i = 0; i < N; ++i) {
        if (shortens(names[i])) return static_cast<int>(i);
    }
    return std::nullopt;
}

std::optional<Part> take_part(Scanner& scanner) {
    if (is_ascii_letter(scanner.peek())) {
        const auto month = find_name(kMonths, scanner.take_word());
        if (!month) return std::nullopt;
        scanner.take('.');
        return Part{*month + 1, 0};
    }
    const std::size_t digits = scanner.digits_ahead();
    if (digits == 0 || digits > 4) return std::nullopt;
    return Part{*scanner.take_number(digits), digits};
}

/// The mark between two parts, ' ' for spaces alone, '\0' for nothing at all.
char take_separator(Scanner& scanner) {
    char separator = scanner.skip_spaces() ? ' ' : '\0';
    for (const char mark : {'-', '/', '.', ','}) {
        if (scanner.take(mark)) separator = mark;
    }
    scanner.skip_spaces();
    return separator;
}

std::optional<int> full_year(const Part& part) {
    if (part.digits == 4) return part.value;
    if (part.digits != 2) return std::nullopt;
    return part.value + (part.value >= 70 ? 1900 : 2000);
}

std::optional<Day> make_day(const Part& year, const Part& month, const Part& day) {
    const auto whole = full_year(year);
    if (!whole || month.digits > 2 || day.digits > 2 || day.is_name()) return std::nullopt;
    return Day::from_civil(*whole, month.value, day.value);
}

std::optional<Day> arrange(const std::array<Part, 3>& parts, DateOrder order) {
    const auto& [first, second, third] = parts;
    if (first.is_name()) return make_day(third, first, second);
    if (first.digits == 4) return make_day(first, second, third);
    if (second.is_name()) return make_day(third, second, first);
    switch (order) {
        case DateOrder::year_month_day: return make_day(first, second, third);
        case DateOrder::day_month_year: return make_day(third, second, first);
        case DateOrder::month_day_year: return make_day(third, first, second);
    }
    return std::nullopt;
}

std::optional<Day> take_compact_date(Scanner& scanner) {
    const auto year = scanner.take_number(4);
    const auto month = scanner.take_number(2);
    const auto day = scanner.take_number(2);
    return Day::from_civil(*year, *month, *day);
}

/// The rest of "2026年3月1日", whose year has been taken.
std::optional<Day> take_east_asian_rest(Scanner& scanner, const Part& year) {
    const auto month = take_part(scanner);
    if (!month || !scanner.take(kEastAsianMarks[1])) return std::nullopt;
    const auto day = take_part(scanner);
    if (!day || !scanner.take(kEastAsianMarks[2])) return std::nullopt;
    return make_day(year, *month, *day);
}

void skip_weekday(Scanner& scanner) {
    Scanner ahead = scanner;
    if (!find_name(kWeekdays, ahead.take_word())) return;
    ahead.take('.');
    ahead.take(',');
    ahead.skip_spaces();
    scanner = ahead;
}

std::optional<Day> take_date(Scanner& scanner, DateOrder order) {
    skip_weekday(scanner);
    if (scanner.digits_ahead() == 8) return take_compact_date(scanner);
    const auto first = take_part(scanner);
    if (!first) return std::nullopt;
    if (scanner.take(kEastAsianMarks[0])) return take_east_asian_rest(scanner, *first);
    const char mark = take_separator(scanner);
    const auto second = take_part(scanner);
    const char second_mark = take_separator(scanner);
    const auto third = take_part(scanner);
    if (!second || !third) return std::nullopt;
    // Numbers alone want the same mark twice; with a month's name anything goes: "1-Mar-26", "Mar 1, 2026".
    const bool marked = mark == second_mark && (mark == '-' || mark == '/' || mark == '.');
    if (!marked && !first->is_name() && !second->is_name()) return std::nullopt;
    return arrange({*first, *second, *third}, order);
}

/// A time of day as written, with the offset it names.
struct LooseTime {
    std::int64_t ms = 0;
    std::optional<int> offset_minutes;
};

bool take_ignoring_case(Scanner& scanner, std::string_view word) {
    Scanner ahead = scanner;
    for (const char c : word) {
        if (ascii_lower(ahead.peek()) != c) return false;
        ahead.take(ahead.peek());
    }
    scanner = ahead;
    return true;
}

/// The hour on the 24-hour clock, with the "AM" or "PM" that may follow the time. nullopt for "13 PM" and
/// "24".
std::optional<int> take_half_of_day(Scanner& scanner, int hour, bool required) {
    Scanner ahead = scanner;
    ahead.skip_spaces();
    const bool morning = take_ignoring_case(ahead, "am") || take_ignoring_case(ahead, "a.m.");
    const bool afternoon = !morning && (take_ignoring_case(ahead, "pm") || take_ignoring_case(ahead, "p.m."));
    if (!morning && !afternoon) return required || hour > 23 ? std::nullopt : std::optional(hour);
    scanner = ahead;
    if (hour < 1 || hour > 12) return std::nullopt;
    return hour % 12 + (afternoon ? 12 : 0);
}

/// "", "Z", "UTC", "GMT+1", "+02:00", "+0200": minutes, or `none` for an empty rest. False when it is
/// something else.
bool take_zone(Scanner& scanner, std::optional<int>& offset_minutes) {
    scanner.skip_spaces();
    if (scanner.at_end()) return true;
    offset_minutes = 0;
    const bool named = take_ignoring_case(scanner, "utc") || take_ignoring_case(scanner, "gmt");
    if (named && scanner.at_end()) return true;
    if (!named && take_ignoring_case(scanner, "z")) return scanner.at_end();
    const int sign = scanner.take('-') ? -1 : 1;
    if (sign == 1 && !scanner.take('+')) return false;
    const auto hours = scanner.take_number(scanner.digits_ahead() % 2 == 1 ? 1 : 2);
    if (!hours || *hours > 14) return false;
    scanner.take(':');
    const auto minutes = scanner.at_end() ? std::optional(0) : scanner.take_number(2);
    if (!minutes || *minutes > 59) return false;
    offset_minutes = sign * (*hours * 60 + *minutes);
    return scanner.at_end();
}

/// ".250" behind the seconds, in milliseconds; 0 when there is none.
std::int64_t take_milliseconds(Scanner& scanner) {
    if (!scanner.take('.') && !scanner.take(',')) return 0;
    int ms = 0;
    for (int place = 100; scanner.digits_ahead() > 0; place /= 10) ms += place * *scanner.take_number(1);
    return ms;
}

std::optional<LooseTime> take_time(Scanner& scanner) {
    const std::size_t digits = scanner.digits_ahead();
    const bool compact = digits == 4 || digits == 6;
    if (!compact && digits != 1 && digits != 2) return std::nullopt;
    const int hour = *scanner.take_number(compact ? 2 : digits);
    const bool with_minutes = compact || scanner.take(':');
    const auto minute = with_minutes ? scanner.take_number(2) : std::optional(0);
    const bool with_seconds = compact ? digits == 6 : with_minutes && scanner.take(':');
    const auto second = with_seconds ? scanner.take_number(2) : std::optional(0);
    if (!minute || *minute > 59 || !second || *second > 59) return std::nullopt;
    LooseTime time;
    time.ms = with_seconds ? take_milliseconds(scanner) : 0;
    const auto hour_of_day = take_half_of_day(scanner, hour, !with_minutes);
    if (!hour_of_day || !take_zone(scanner, time.offset_minutes)) return std::nullopt;
    time.ms += ((*hour_of_day * 60 + *minute) * 60 + *second) * 1000;
    return time;
}

struct LooseMoment {
    Day day;
    LooseTime time;
};

std::optional<LooseMoment> parse_moment(std::string_view text, DateOrder order) {
    Scanner scanner(trim(text));
    const auto day = take_date(scanner, order);
    if (!day) return std::nullopt;
    if (scanner.at_end()) return LooseMoment{*day, {}};
    const bool comma = scanner.take(',');
    if (!scanner.skip_spaces() && !comma && !scanner.take('T') && !scanner.take('t')) return std::nullopt;
    const auto time = take_time(scanner);
    if (!time) return std::nullopt;
    return LooseMoment{*day, *time};
}

}  // namespace

std::optional<Day> parse_loose_day(std::string_view text, DateOrder order) {
    const auto moment = parse_moment(text, order);
    return moment ? std::optional(moment->day) : std::nullopt;
}

std::optional<Instant> parse_loose_instant(std::string_view text, DateOrder order,
                                           int default_offset_minutes) {
    const auto moment = parse_moment(text, order);
    if (!moment) return std::nullopt;
    const int offset = moment->time.offset_minutes.value_or(default_offset_minutes);
    return Instant{Instant::from_day(moment->day, 0, offset).ms + moment->time.ms};
}

}  // namespace perennial
