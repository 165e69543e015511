#include "ui/views/format.h"

#include <array>
#include <cmath>

#include "core/base/ascii.h"
#include "core/base/phrase.h"
#include "core/base/text.h"

namespace perennial::ui {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 12> kFullMonths{"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

std::string_view month(int number) { return kMonths[static_cast<std::size_t>(number - 1)]; }

std::string grouped(std::string digits) {
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

std::string_view sign_of(std::string_view code) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kSigns{
        {{"EUR", "€"}, {"GBP", "£"}, {"USD", "$"}, {"JPY", "¥"}, {"INR", "₹"}}};
    for (const auto& [known, sign] : kSigns) {
        if (known == code) return sign;
    }
    return {};
}

std::string day_and_month(Day day) {
    const Day::Civil civil = day.civil();
    return phrase("{} {}", civil.day, month(civil.month));
}

}  // namespace

std::string count_text(std::int64_t count) {
    const std::string digits = grouped(std::to_string(count < 0 ? -count : count));
    return count < 0 ? "−" + digits : digits;
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
    return count_text(count) + " " + std::string(count == 1 ? one : many);
}

std::string money_text(const Money& money) {
    if (money.currency.empty()) return "–";
    std::string digits = amount_text({std::abs(money.minor), money.currency});
    const std::size_t point = digits.find('.');
    const std::string whole = grouped(digits.substr(0, point));
    digits = point == std::string::npos ? whole : whole + digits.substr(point);
    const std::string minus = money.minor < 0 ? "−" : "";
    const std::string_view sign = sign_of(money.currency.code());
    if (sign.empty()) return minus + digits + " " + std::string(money.currency.code());
    return minus + std::string(sign) + digits;
}

std::string sums_text(std::span<const CurrencySum> sums) {
    std::string text;
    for (const CurrencySum& sum : sums) {
        if (!text.empty()) text += " + ";
        text += money_text({sum.minor, sum.currency});
    }
    return text.empty() ? "–" : text;
}

std::string percent_text(double share) { return Decimal{std::llround(share * 1000), 1}.to_string() + " %"; }

std::string quantity_text(std::int64_t thousandths) { return Decimal{thousandths, 3}.to_string(); }

std::optional<std::int64_t> typed_number(std::string_view text, int digits) {
    auto decimal = parse_decimal(text, DecimalMark::point);
    if (!decimal) decimal = parse_decimal(text, DecimalMark::comma);
    return decimal ? decimal->scaled_to(digits) : std::nullopt;
}

std::string full_day_text(Day day) { return phrase("{} {}", day_and_month(day), day.civil().year); }

std::string day_text(Day day, Day today) {
    const std::int32_t ago = today.days - day.days;
    if (ago == 0) return "Today";
    if (ago == 1) return "Yesterday";
    if (ago > 1 && ago <= 60) return phrase("{} days ago", ago);
    if (day.civil().year == today.civil().year) {
        return phrase("{} {}", kWeekdays[static_cast<std::size_t>(day.weekday())], day_and_month(day));
    }
    return full_day_text(day);
}

std::string tile_money_text(const Money& money) {
    std::string text = money_text(money);
    const std::size_t point = text.find('.');
    const bool long_one =
        point != std::string::npos && text.find(',') != std::string::npos && text.size() > 10;
    if (!long_one) return text;
    const std::size_t after = text.find_first_not_of("0123456789", point + 1);
    return text.substr(0, point) + (after == std::string::npos ? "" : text.substr(after));
}

std::string tile_day_text(Day day, Day today) {
    const std::int32_t ago = today.days - day.days;
    if (ago > 1 && ago <= 60) return phrase("{} days", ago);
    return ago == 0 || ago == 1 ? day_text(day, today)
                                : phrase("{} {}", month(day.civil().month), day.civil().year);
}

std::string tile_day_note(Day day, Day today) {
    const std::int32_t ago = today.days - day.days;
    return (ago > 1 && ago <= 60 ? "ago, " : "") + full_day_text(day);
}

std::string moment_text(Instant at, Day today, int offset_minutes) {
    const std::int64_t local_minutes = std::int64_t(std::floor(double(at.ms) / 60'000.0)) + offset_minutes;
    const Day day{static_cast<std::int32_t>(std::floor(double(local_minutes) / 1440.0))};
    const std::int64_t minute = local_minutes - std::int64_t{day.days} * 1440;
    const std::string weekday(kWeekdays[static_cast<std::size_t>(day.weekday())]);
    const std::string date =
        day.civil().year == today.civil().year ? weekday + " " + day_and_month(day) : full_day_text(day);
    return phrase("{}, {}:{}", date, zero_padded(minute / 60, 2), zero_padded(minute % 60, 2));
}

std::string birthday_text(const Birthday& birthday) {
    const std::string_view name = kFullMonths[static_cast<std::size_t>(birthday.month - 1)];
    if (birthday.year == 0) return phrase("{} {}", birthday.day, name);
    return phrase("{} {} {}", birthday.day, name, birthday.year);
}

std::string mailto_href(std::string_view email) {
    return "mailto:" + percent_encoded(email, [](char c) {
               constexpr std::string_view kPlain = "@.-_+~!$'*";
               return kPlain.contains(c);
           });
}

std::string tel_href(std::string_view phone) {
    std::string href = "tel:";
    for (const char c : phone) {
        if (is_digit(c) || (c == '+' && href.size() == 4)) href += c;
    }
    return href;
}

std::string bytes_text(std::uint64_t bytes) {
    if (bytes < 1000) return phrase("{} bytes", bytes);
    const bool kilo = bytes < 1'000'000;
    const std::uint64_t unit = kilo ? 1000 : 1'000'000;
    const std::uint64_t tenths = (bytes + unit / 20) / (unit / 10);
    return phrase("{}.{} {}", tenths / 10, tenths % 10, kilo ? "kB" : "MB");
}

std::string period_text(Day day, Day today) {
    const std::int32_t monday = today.days - today.weekday();
    if (day.days >= monday) return "This week";
    if (day.days >= monday - 7) return "Last week";
    const Day::Civil civil = day.civil();
    return phrase("{} {}", kFullMonths[static_cast<std::size_t>(civil.month - 1)], civil.year);
}

}  // namespace perennial::ui
