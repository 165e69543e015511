#include <doctest/doctest.h>

#include "core/base/time.h"

namespace perennial {
namespace {

constexpr auto kYmd = DateOrder::year_month_day;
constexpr auto kDmy = DateOrder::day_month_year;
constexpr auto kMdy = DateOrder::month_day_year;

TEST_CASE("the dates people's files hold are read in the order their file has") {
    struct Case {
        std::string_view text;
        DateOrder order;
        std::string_view day;
    };
    for (const Case& c : {
             Case{"2026-03-01", kYmd, "2026-03-01"},
             Case{"2026-03-01", kDmy, "2026-03-01"},
             Case{"2026/3/1", kMdy, "2026-03-01"},
             Case{"26/03/01", kYmd, "2026-03-01"},
             Case{"20260301", kDmy, "2026-03-01"},
             Case{"19970101", kMdy, "1997-01-01"},
             Case{"1/3/2026", kDmy, "2026-03-01"},
             Case{"1/3/2026", kMdy, "2026-01-03"},
             Case{"12/31/2010", kMdy, "2010-12-31"},
             Case{"31/12/2010", kDmy, "2010-12-31"},
             Case{"01.03.26", kDmy, "2026-03-01"},
             Case{"1. 3. 2026", kDmy, "2026-03-01"},
             Case{"01-03-2026", kDmy, "2026-03-01"},
             Case{"29.02.2024", kDmy, "2024-02-29"},
             Case{" 2026-03-01\u00A0", kYmd, "2026-03-01"},
             Case{"1 Mar 2026", kDmy, "2026-03-01"},
             Case{"1 Mar 2026", kMdy, "2026-03-01"},
             Case{"01-MAR-26", kYmd, "2026-03-01"},
             Case{"1. March 2026", kDmy, "2026-03-01"},
             Case{"01MAR2026", kDmy, "2026-03-01"},
             Case{"Mar 1, 2026", kDmy, "2026-03-01"},
             Case{"Sept. 9 2026", kDmy, "2026-09-09"},
             Case{"2026 Mar 1", kDmy, "2026-03-01"},
             Case{"Sunday, 1 March 2026", kYmd, "2026-03-01"},
             Case{"Sun Mar 1 2026", kYmd, "2026-03-01"},
             Case{"2026年3月1日", kYmd, "2026-03-01"},
             Case{"12/1/2010 8:26", kMdy, "2010-12-01"},
             Case{"2010-12-01T08:26:00+14:00", kYmd, "2010-12-01"},
             Case{"2010-12-01 23:59:59 -12:00", kYmd, "2010-12-01"},
         }) {
        CAPTURE(c.text);
        CAPTURE(static_cast<int>(c.order));
        const auto day = parse_loose_day(c.text, c.order);
        REQUIRE(day);
        CHECK(day->to_string() == c.day);
    }
}

TEST_CASE("years of two digits lie between 1970 and 2069") {
    CHECK(parse_loose_day("1.1.69", kDmy)->to_string() == "2069-01-01");
    CHECK(parse_loose_day("1.1.70", kDmy)->to_string() == "1970-01-01");
    CHECK(parse_loose_day("1.1.00", kDmy)->to_string() == "2000-01-01");
    CHECK(parse_loose_day("1.1.99", kDmy)->to_string() == "1999-01-01");
}

TEST_CASE("what is no date, or none in that order, is refused rather than guessed") {
    struct Case {
        std::string_view text;
        DateOrder order;
    };
    for (const Case& c : {
             Case{"", kDmy},
             Case{"   ", kDmy},
             Case{"soon", kDmy},
             Case{"31/12/2010", kMdy},
             Case{"12/31/2010", kDmy},
             Case{"29.02.2023", kDmy},
             Case{"1/3/2026", kYmd},
             Case{"1/3", kDmy},
             Case{"1/3/2026/4", kDmy},
             Case{"1/3-2026", kDmy},
             Case{"1 3 2026", kDmy},
             Case{"1,3,2026", kDmy},
             Case{"1/3/202", kDmy},
             Case{"1/3/20261", kDmy},
             Case{"001/3/2026", kDmy},
             Case{"1/3/6", kDmy},
             Case{"20261301", kYmd},
             Case{"2026030", kYmd},
             Case{"202603011", kYmd},
             Case{"1284.50", kDmy},
             Case{"1 284 500", kDmy},
             Case{"1 Ma 2026", kDmy},
             Case{"1 Marvel 2026", kDmy},
             Case{"Mar Mar 2026", kDmy},
             Case{"2026 1 Mar", kDmy},
             Case{"1/3/2026 noon", kDmy},
             Case{"1/3/2026x", kDmy},
             Case{"1/3/2026 25:00", kDmy},
             Case{"1/3/2026 8", kDmy},
             Case{"1/3/2026 13:00 PM", kDmy},
             Case{"1/3/2026 8:26 CET", kDmy},
             Case{"1/3/2026 99999999999999999999", kDmy},
             Case{"2026年3月", kYmd},
             Case{"年月日", kYmd},
         }) {
        CAPTURE(c.text);
        CHECK_FALSE(parse_loose_day(c.text, c.order));
        CHECK_FALSE(parse_loose_instant(c.text, c.order, 0));
    }
}

TEST_CASE("times of day follow their date in the forms that files have") {
    struct Case {
        std::string_view text;
        DateOrder order;
        std::string_view utc;
    };
    for (const Case& c : {
             Case{"2010-12-01 08:26:00", kYmd, "2010-12-01T08:26:00.000Z"},
             Case{"2010-12-01T08:26", kYmd, "2010-12-01T08:26:00.000Z"},
             Case{"12/1/2010 8:26", kMdy, "2010-12-01T08:26:00.000Z"},
             Case{"12/1/2010 8:26 PM", kMdy, "2010-12-01T20:26:00.000Z"},
             Case{"12/1/2010, 8:26:30 p.m.", kMdy, "2010-12-01T20:26:30.000Z"},
             Case{"12/1/2010 12:05 am", kMdy, "2010-12-01T00:05:00.000Z"},
             Case{"12/1/2010 12:05PM", kMdy, "2010-12-01T12:05:00.000Z"},
             Case{"12/1/2010 8 PM", kMdy, "2010-12-01T20:00:00.000Z"},
             Case{"20101201T082600Z", kYmd, "2010-12-01T08:26:00.000Z"},
             Case{"20101201T0826", kYmd, "2010-12-01T08:26:00.000Z"},
             Case{"2010-12-01 08:26:00.1239", kYmd, "2010-12-01T08:26:00.123Z"},
             Case{"2010-12-01 08:26:00.5", kYmd, "2010-12-01T08:26:00.500Z"},
             Case{"2010-12-01 08:26:00 UTC", kYmd, "2010-12-01T08:26:00.000Z"},
             Case{"Wed, 1 Dec 2010 08:26:00 +0100", kDmy, "2010-12-01T07:26:00.000Z"},
             Case{"2010-12-01 08:26:00-08:00", kYmd, "2010-12-01T16:26:00.000Z"},
             Case{"2010-12-01 08:26 GMT+2", kYmd, "2010-12-01T06:26:00.000Z"},
             Case{"1.12.2010", kDmy, "2010-12-01T00:00:00.000Z"},
         }) {
        CAPTURE(c.text);
        const auto instant = parse_loose_instant(c.text, c.order, 0);
        REQUIRE(instant);
        CHECK(instant->to_string() == c.utc);
    }
}

TEST_CASE("local time is taken where the text names no zone") {
    CHECK(parse_loose_instant("1.12.2010 8:26", kDmy, 60)->to_string() == "2010-12-01T07:26:00.000Z");
    CHECK(parse_loose_instant("1.12.2010", kDmy, 60)->to_string() == "2010-11-30T23:00:00.000Z");
    CHECK(parse_loose_instant("1.12.2010 8:26Z", kDmy, 60)->to_string() == "2010-12-01T08:26:00.000Z");
}

}  // namespace
}  // namespace perennial
