#include "core/base/time.h"

#include <doctest/doctest.h>

#include <limits>

namespace perennial {
namespace {

constexpr std::int64_t kFarthest = std::numeric_limits<std::int64_t>::max();

TEST_CASE("days count from 1970 and know their weekday") {
    struct Case {
        std::string_view text;
        int days, weekday;
    };
    for (const Case& c :
         {Case{"1970-01-01", 0, 3}, Case{"1969-12-31", -1, 2}, Case{"2000-02-29", 11'016, 1},
          Case{"2026-03-01", 20'513, 6}, Case{"0001-01-01", -719'162, 0}, Case{"9999-12-31", 2'932'896, 4}}) {
        CAPTURE(c.text);
        const auto day = Day::parse(c.text);
        REQUIRE(day);
        CHECK(day->days == c.days);
        CHECK(day->weekday() == c.weekday);
        CHECK(day->to_string() == c.text);
    }
}

TEST_CASE("every day of four hundred years follows the one before") {
    Day::Civil last = Day::parse("1899-12-31")->civil();
    for (Day day = *Day::parse("1900-01-01"); day <= *Day::parse("2299-12-31"); ++day.days) {
        const Day::Civil civil = day.civil();
        const bool next_day =
            civil.year == last.year && civil.month == last.month && civil.day == last.day + 1;
        const bool next_month = civil.day == 1 && civil.year == last.year && civil.month == last.month + 1;
        const bool next_year =
            civil.day == 1 && civil.month == 1 && civil.year == last.year + 1 && last.day == 31;
        REQUIRE((next_day || next_month || next_year));
        REQUIRE(Day::from_civil(civil.year, civil.month, civil.day) == day);
        last = civil;
    }
}

TEST_CASE("leap days exist in leap years only") {
    struct Case {
        int year;
        bool leap;
    };
    for (const Case& c : {Case{2024, true}, Case{2025, false}, Case{2000, true}, Case{1900, false},
                          Case{2100, false}, Case{4, true}, Case{1, false}}) {
        CAPTURE(c.year);
        CHECK(Day::from_civil(c.year, 2, 29).has_value() == c.leap);
        CHECK(Day::from_civil(c.year, 2, 28).has_value());
        CHECK_FALSE(Day::from_civil(c.year, 2, 30).has_value());
    }
}

TEST_CASE("a day is read in exactly one form") {
    for (const std::string_view text :
         {"", "2026-3-1", "2026-03-01 ", " 2026-03-01", "26-03-01", "2026/03/01", "20260301",
          "2026-03-01T00:00", "2026-13-01", "2026-00-01", "2026-04-31", "2026-03-00", "0000-01-01",
          "10000-01-01", "-001-01-01", "2026-03-0a"}) {
        CAPTURE(text);
        CHECK_FALSE(Day::parse(text));
    }
}

TEST_CASE("days and instants out of range show the nearest one within it") {
    CHECK(Day{std::numeric_limits<std::int32_t>::max()}.to_string() == "9999-12-31");
    CHECK(Day{std::numeric_limits<std::int32_t>::min()}.to_string() == "0001-01-01");
    CHECK(Instant{kFarthest}.to_string() == "9999-12-31T23:59:59.999Z");
    CHECK(Instant{-kFarthest - 1}.to_string() == "0001-01-01T00:00:00.000Z");
    CHECK(Instant{kFarthest}.day(840) == Day::kLast);
    CHECK(Instant{-kFarthest - 1}.day(-720) == Day::kFirst);
}

TEST_CASE("instants read ISO 8601 with and without seconds, fractions and offsets") {
    struct Case {
        std::string_view text, utc;
    };
    for (const Case& c : {Case{"2026-03-01T12:00:00.000Z", "2026-03-01T12:00:00.000Z"},
                          Case{"2026-03-01T12:00Z", "2026-03-01T12:00:00.000Z"},
                          Case{"2026-03-01 12:00:07", "2026-03-01T12:00:07.000Z"},
                          Case{"2026-03-01t12:00:00z", "2026-03-01T12:00:00.000Z"},
                          Case{"2026-03-01T12:00:00.5Z", "2026-03-01T12:00:00.500Z"},
                          Case{"2026-03-01T12:00:00,25Z", "2026-03-01T12:00:00.250Z"},
                          Case{"2026-03-01T12:00:00.123456789Z", "2026-03-01T12:00:00.123Z"},
                          Case{"2026-03-01T12:00:00+02:00", "2026-03-01T10:00:00.000Z"},
                          Case{"2026-03-01T12:00:00-0930", "2026-03-01T21:30:00.000Z"},
                          Case{"2026-03-01T00:30+01", "2026-02-28T23:30:00.000Z"},
                          Case{"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
                          Case{"0001-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000Z"}}) {
        CAPTURE(c.text);
        const auto instant = Instant::parse(c.text);
        REQUIRE(instant);
        CHECK(instant->to_string() == c.utc);
    }
}

TEST_CASE("the default offset counts only where the text names none") {
    CHECK(Instant::parse("2026-03-01T12:00", 120)->to_string() == "2026-03-01T10:00:00.000Z");
    CHECK(Instant::parse("2026-03-01T12:00Z", 120)->to_string() == "2026-03-01T12:00:00.000Z");
    CHECK(Instant::parse("2026-03-01T12:00-01:00", 120)->to_string() == "2026-03-01T13:00:00.000Z");
}

TEST_CASE("what is not an instant is refused") {
    for (const std::string_view text :
         {"", "2026-03-01", "2026-03-01T", "2026-03-01T12", "2026-03-01T24:00", "2026-03-01T12:60",
          "2026-03-01T12:00:60", "2026-03-01T12:00:00.", "2026-03-01T12:00:00 Z", "2026-03-01T12:00:00+",
          "2026-03-01T12:00:00+2", "2026-03-01T12:00:00+15:00", "2026-03-01T12:00:00+02:60",
          "2026-03-01T12:00:00Zulu", "2026-02-30T12:00", "2026-03-01  12:00", "2026-03-01T1:00"}) {
        CAPTURE(text);
        CHECK_FALSE(Instant::parse(text));
    }
}

TEST_CASE("an instant is made of a day, a minute and an offset, and gives the day back") {
    const Day day = *Day::parse("2026-03-01");
    const Instant instant = Instant::from_day(day, 90, 120);
    CHECK(instant.to_string() == "2026-02-28T23:30:00.000Z");
    CHECK(instant.day() == *Day::parse("2026-02-28"));
    CHECK(instant.day(120) == day);
}

TEST_CASE("birthdays keep their year when they have one, and know the leap day") {
    for (const std::string_view text :
         {"1990-02-28", "--02-28", "--02-29", "2000-02-29", "0001-01-01", "--12-31"}) {
        CAPTURE(text);
        const auto birthday = Birthday::parse(text);
        REQUIRE(birthday);
        CHECK(birthday->to_string() == text);
    }
    CHECK(Birthday::parse("--02-29") == Birthday{0, 2, 29});
    CHECK(Birthday::parse("1990-02-28") == Birthday{1990, 2, 28});
    for (const std::string_view text : {"", "1990-02-29", "--02-30", "--13-01", "02-28", "-02-28", "---02-28",
                                        "--2-28", "0000-02-28", "1990-02-28 ", "--"}) {
        CAPTURE(text);
        CHECK_FALSE(Birthday::parse(text));
    }
}

}  // namespace
}  // namespace perennial
