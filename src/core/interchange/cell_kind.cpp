#include "core/interchange/cell_kind.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"

namespace perennial {
namespace {

constexpr std::array kDateOrders{DateOrder::year_month_day, DateOrder::day_month_year,
                                 DateOrder::month_day_year};
constexpr std::array<std::string_view, 9> kPlaceholders{"-",    "--",   "n/a", "#n/a", "na",
                                                        "null", "none", "nil", "nan"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

/// "1 Mar 2026", "16 Apr, 2021": a day, a word, a year.
bool has_month_word(std::string_view text) {
    const auto letters =
        std::ranges::count_if(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
    return letters >= 3 && letters <= 12 && std::ranges::count_if(text, is_digit) >= 3;
}

bool is_compact_date(std::string_view text) {
    return text.size() == 8 && (text.starts_with("19") || text.starts_with("20")) &&
           parse_loose_day(text, DateOrder::year_month_day).has_value();
}

}  // namespace

bool looks_like_date(std::string_view cell) {
    const std::string_view text = trim(cell);
    if (text.size() < 6 || text.size() > 40) return false;
    if (all_digits(text)) return is_compact_date(text);
    const std::string_view date = text.substr(0, text.find_first_of("T "));
    const std::size_t separators = static_cast<std::size_t>(
        std::ranges::count_if(date, [](char c) { return c == '-' || c == '/' || c == '.'; }));
    const std::size_t digits = static_cast<std::size_t>(std::ranges::count_if(date, is_digit));
    if (!(separators == 2 && digits >= 3 && digits <= 8) && !has_month_word(text)) return false;
    return std::ranges::any_of(kDateOrders,
                               [&](DateOrder order) { return parse_loose_day(text, order).has_value(); });
}

bool looks_like_amount(std::string_view cell) {
    const std::string_view text = trim(cell);
    if (text.empty() || text.size() > 30 || !std::ranges::any_of(text, is_digit)) return false;
    return parse_decimal(text, DecimalMark::point).has_value() ||
           parse_decimal(text, DecimalMark::comma).has_value();
}

bool is_placeholder(std::string_view cell) {
    return cell.size() <= 4 && std::ranges::any_of(kPlaceholders, [&](std::string_view word) {
               return equals_ignoring_case(cell, word);
           });
}

CellKind cell_kind(std::string_view cell) {
    const std::string_view text = trim(cell);
    if (text.empty() || is_placeholder(text)) return CellKind::empty;
    if (looks_like_date(text)) return CellKind::date;
    const std::string_view unsigned_text = text.substr(text.starts_with('-') ? 1 : 0);
    if (all_digits(unsigned_text)) return CellKind::integer;
    if (text.contains('@')) return normalise_email(text) ? CellKind::email : CellKind::text;
    return looks_like_amount(text) ? CellKind::decimal : CellKind::text;
}

}  // namespace perennial
