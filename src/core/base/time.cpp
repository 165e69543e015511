#include "core/base/time.h"

#include <algorithm>
#include <chrono>
#include <cstddef>

#include "core/base/ascii.h"

namespace perennial {
namespace {

constexpr std::int64_t kMsPerMinute = 60'000;
constexpr std::int64_t kMsPerDay = 24 * 60 * kMsPerMinute;

std::chrono::sys_days chrono_day(Day day) {
    return std::chrono::sys_days(std::chrono::days(std::clamp(day, Day::kFirst, Day::kLast).days));
}

/// "2026-03-01" at `at`, which is moved behind it.
std::optional<Day> take_day(std::string_view text, std::size_t& at) {
    const auto year = take_digits(text, at, 4);
    if (!year || !take_char(text, at, '-')) return std::nullopt;
    const auto month = take_digits(text, at, 2);
    if (!month || !take_char(text, at, '-')) return std::nullopt;
    const auto day = take_digits(text, at, 2);
    if (!day) return std::nullopt;
    return Day::from_civil(*year, *month, *day);
}

/// ".25" or ",25" at `at` in milliseconds, cut off behind the third digit; 0 when none stands there.
std::optional<int> take_fraction(std::string_view text, std::size_t& at) {
    if (!take_char(text, at, '.') && !take_char(text, at, ',')) return 0;
    const std::size_t digits = count_digits(text, at);
    if (digits == 0) return std::nullopt;
    int ms = 0;
    for (std::size_t i = 0; i < 3; ++i) ms = ms * 10 + (i < digits ? text[at + i] - '0' : 0);
    at += digits;
    return ms;
}

/// "12:00", "12:00:59" or "12:00:59.999" at `at` in milliseconds.
std::optional<std::int64_t> take_time(std::string_view text, std::size_t& at) {
    const auto hour = take_digits(text, at, 2);
    if (!hour || *hour > 23 || !take_char(text, at, ':')) return std::nullopt;
    const auto minute = take_digits(text, at, 2);
    if (!minute || *minute > 59) return std::nullopt;
    std::int64_t ms = (*hour * 60 + *minute) * kMsPerMinute;
    if (!take_char(text, at, ':')) return ms;
    const auto second = take_digits(text, at, 2);
    if (!second || *second > 59) return std::nullopt;
    const auto fraction = take_fraction(text, at);
    if (!fraction) return std::nullopt;
    return ms + *second * 1000 + *fraction;
}

/// "Z", "+02:00", "+0200" or "+02", up to the end of the text, in minutes.
std::optional<int> take_offset(std::string_view text, std::size_t& at) {
    if (take_char(text, at, 'Z') || take_char(text, at, 'z')) return 0;
    const int sign = take_char(text, at, '-') ? -1 : 1;
    if (sign == 1 && !take_char(text, at, '+')) return std::nullopt;
    const auto hours = take_digits(text, at, 2);
    if (!hours || *hours > 14) return std::nullopt;
    if (at == text.size()) return sign * *hours * 60;
    take_char(text, at, ':');
    const auto minutes = take_digits(text, at, 2);
    if (!minutes || *minutes > 59) return std::nullopt;
    return sign * (*hours * 60 + *minutes);
}

}  // namespace

std::optional<Day> Day::from_civil(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return std::nullopt;
    return Day{static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count())};
}

Day::Civil Day::civil() const {
    const std::chrono::year_month_day date{chrono_day(*this)};
    return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
            static_cast<int>(static_cast<unsigned>(date.day()))};
}

int Day::weekday() const {
    return static_cast<int>(std::chrono::weekday(chrono_day(*this)).iso_encoding()) - 1;
}

std::string Day::to_string() const {
    const auto [year, month, day] = civil();
    std::string text;
    append_padded(text, static_cast<std::uint64_t>(year), 4);
    text += '-';
    append_padded(text, static_cast<std::uint64_t>(month), 2);
    text += '-';
    append_padded(text, static_cast<std::uint64_t>(day), 2);
    return text;
}

std::optional<Day> Day::parse(std::string_view iso) {
    std::size_t at = 0;
    const auto day = take_day(iso, at);
    return at == iso.size() ? day : std::nullopt;
}

Day Instant::day(int offset_minutes) const {
    constexpr std::int64_t kFirstMs = std::int64_t{Day::kFirst.days} * kMsPerDay;
    constexpr std::int64_t kLastMs = (std::int64_t{Day::kLast.days} + 1) * kMsPerDay - 1;
    // Clamped before the offset is added, so that no instant overflows, and after, so that no day leaves its
    // range.
    const std::int64_t local = std::clamp(ms, kFirstMs, kLastMs) + offset_minutes * kMsPerMinute;
    const std::int64_t since_first = std::clamp(local, kFirstMs, kLastMs) - kFirstMs;
    return Day{static_cast<std::int32_t>(Day::kFirst.days + since_first / kMsPerDay)};
}

std::string Instant::to_string() const {
    const Day date = day();
    const std::int64_t last_of_day = kMsPerDay - 1;
    const auto rest =
        static_cast<std::uint64_t>(std::clamp(ms - from_day(date).ms, std::int64_t{0}, last_of_day));
    std::string text = date.to_string();
    text += 'T';
    append_padded(text, rest / 3'600'000, 2);
    text += ':';
    append_padded(text, rest / 60'000 % 60, 2);
    text += ':';
    append_padded(text, rest / 1000 % 60, 2);
    text += '.';
    append_padded(text, rest % 1000, 3);
    text += 'Z';
    return text;
}

std::optional<Instant> Instant::parse(std::string_view iso, int default_offset_minutes) {
    std::size_t at = 0;
    const auto date = take_day(iso, at);
    if (!date) return std::nullopt;
    if (!take_char(iso, at, 'T') && !take_char(iso, at, 't') && !take_char(iso, at, ' ')) return std::nullopt;
    const auto time = take_time(iso, at);
    if (!time) return std::nullopt;
    auto offset = at == iso.size() ? std::optional(default_offset_minutes) : take_offset(iso, at);
    if (!offset || at != iso.size()) return std::nullopt;
    return Instant{from_day(*date).ms + *time - *offset * kMsPerMinute};
}

Instant Instant::from_day(Day day, int minute_of_day, int offset_minutes) {
    return {day.days * kMsPerDay + (minute_of_day - offset_minutes) * kMsPerMinute};
}

std::string Birthday::to_string() const {
    std::string text;
    if (year == 0) {
        text = "-";
    } else {
        append_padded(text, static_cast<std::uint64_t>(year), 4);
    }
    text += '-';
    append_padded(text, static_cast<std::uint64_t>(month), 2);
    text += '-';
    append_padded(text, static_cast<std::uint64_t>(day), 2);
    return text;
}

std::optional<Birthday> Birthday::parse(std::string_view text) {
    constexpr int kAnyLeapYear = 2000;
    const bool without_year = text.starts_with("--");
    const std::string dated =
        without_year ? std::to_string(kAnyLeapYear) + std::string(text.substr(1)) : std::string(text);
    const auto date = Day::parse(dated);
    if (!date) return std::nullopt;
    const auto [year, month, day] = date->civil();
    return Birthday{static_cast<std::int16_t>(without_year ? 0 : year), static_cast<std::int8_t>(month),
                    static_cast<std::int8_t>(day)};
}

}  // namespace perennial
