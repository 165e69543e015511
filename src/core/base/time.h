// Calendar days without a zone, instants in UTC milliseconds, and birthdays with or without a year.
// Business dates are days; what happened at a moment is an instant. The proleptic Gregorian calendar
// throughout.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace perennial {

/// A calendar day: days since 1970-01-01. Range kept by the parsers: years 0001 to 9999.
struct Day {
    std::int32_t days = 0;
    auto operator<=>(const Day&) const = default;

    static const Day kFirst;  ///< 0001-01-01.
    static const Day kLast;   ///< 9999-12-31.

    /// nullopt when the date does not exist (30 February, month 13).
    static std::optional<Day> from_civil(int year, int month, int day);
    struct Civil {
        int year, month, day;
    };
    /// A day out of range gives the nearest one within it; so do weekday and to_string.
    Civil civil() const;
    /// 0 = Monday ... 6 = Sunday.
    int weekday() const;
    /// "2026-03-01".
    std::string to_string() const;
    /// Accepts exactly "2026-03-01".
    static std::optional<Day> parse(std::string_view iso);
};
inline constexpr Day Day::kFirst{-719'162};
inline constexpr Day Day::kLast{2'932'896};

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t ms = 0;
    auto operator<=>(const Instant&) const = default;

    /// The calendar day at that moment where local time is `offset_minutes` ahead of UTC.
    Day day(int offset_minutes = 0) const;
    /// "2026-03-01T12:00:00.000Z".
    std::string to_string() const;
    /// Accepts ISO 8601 with "T" or a space, optional seconds and fraction, and "Z" or an offset such as
    /// "+02:00". Without either the text is taken as UTC + `default_offset_minutes`.
    static std::optional<Instant> parse(std::string_view iso, int default_offset_minutes = 0);
    static Instant from_day(Day day, int minute_of_day = 0, int offset_minutes = 0);
};

/// A birthday: a month and a day, with a year when it is known. 29 February is valid without a year.
struct Birthday {
    std::int16_t year = 0;  ///< 0 = unknown.
    std::int8_t month = 1;
    std::int8_t day = 1;
    bool operator==(const Birthday&) const = default;

    /// "1990-02-28" or "--02-28".
    std::string to_string() const;
    static std::optional<Birthday> parse(std::string_view text);
};

/// How a date in a foreign file orders its parts.
enum class DateOrder : std::uint8_t { year_month_day, day_month_year, month_day_year };

/// Reads the dates people's files hold: 2026-03-01, 20260301, 1/3/2026, 01.03.26, "1 Mar 2026", "Sun, March
/// 1, 2026", 2026年3月1日, with or without a time after it. A year of four digits in front makes it year, month,
/// day whatever `order` says; month names are English. Two-digit years: 70 to 99 are 19xx, 00 to 69 are 20xx.
/// nullopt when no date stands there, when it does not exist in that order, and when anything but a time
/// follows.
std::optional<Day> parse_loose_day(std::string_view text, DateOrder order);
/// The same with its time of day ("2010-12-01 08:26:00", "12/1/2010 8:26 PM", "20101201T082600Z"); midnight
/// when there is none. An offset in the text (Z, UTC, GMT, +02:00) goes before the default one.
std::optional<Instant> parse_loose_instant(std::string_view text, DateOrder order, int default_offset_minutes);

}  // namespace perennial
