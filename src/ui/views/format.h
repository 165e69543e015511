// How numbers, days, moments and money are written on screen. One place, so that a locale can take over.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/app/queries.h"
#include "core/base/money.h"
#include "core/base/time.h"

namespace perennial::ui {

/// "23,570".
std::string count_text(std::int64_t count);
/// "1 contact", "412 contacts".
std::string counted(std::int64_t count, std::string_view one, std::string_view many);
/// "€1,284.50", "−€40.00", "1,284.50 PLN" for currencies without a sign of their own; "–" without a currency.
std::string money_text(const Money& money);
std::string sums_text(std::span<const CurrencySum> sums);
/// "1.7 %" of a share of 0 to 1, one digit behind the point.
std::string percent_text(double share);
/// Thousandths as "1.5" or "3".
std::string quantity_text(std::int64_t thousandths);
/// A number as a person types it, with a point or a comma, in units of 10^-`digits`; nullopt when it is none.
std::optional<std::int64_t> typed_number(std::string_view text, int digits);
/// "Today", "Yesterday", "4 days ago" to 60 days, "Thu 25 Jun" within the year, then "9 Oct 2025".
std::string day_text(Day day, Day today);
/// Where there is little room: whole units from 10,000 on.
std::string tile_money_text(const Money& money);
/// Where there is little room: "45 days" to 60 days, then the month; tile_day_note beneath it says the rest.
std::string tile_day_text(Day day, Day today);
std::string tile_day_note(Day day, Day today);
/// "Fri 12 Jun, 14:06"; local time by `offset_minutes`.
std::string moment_text(Instant at, Day today, int offset_minutes);
/// "9 Oct 2025".
std::string full_day_text(Day day);
/// "21 June" or "21 June 1988".
std::string birthday_text(const Birthday& birthday);
/// Where a click on an address or a number leads: "mailto:…", "tel:+48555010384".
std::string mailto_href(std::string_view email);
std::string tel_href(std::string_view phone);
/// "3.4 MB".
std::string bytes_text(std::uint64_t bytes);
/// "Last week", "May 2026": the heading under which a timeline entry stands.
std::string period_text(Day day, Day today);

}  // namespace perennial::ui
