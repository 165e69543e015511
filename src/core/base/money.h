// Money is an integer of minor units with its ISO 4217 currency; sums never mix currencies silently.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace perennial {

/// Three upper-case letters of ISO 4217. All zero means "none".
struct Currency {
    std::array<char, 3> letters{};
    auto operator<=>(const Currency&) const = default;
    bool empty() const { return letters[0] == '\0'; }
    std::string_view code() const {
        return empty() ? std::string_view{} : std::string_view(letters.data(), 3);
    }
    /// Any case, no spaces. nullopt unless it is a currency of ISO 4217's active list, or one withdrawn since
    /// 2020, which older orders still hold.
    static std::optional<Currency> parse(std::string_view code);
    /// Digits after the decimal point: 2 for EUR, 0 for JPY, 3 for KWD; 2 for none, as most have.
    int minor_digits() const;
};

/// The currency of "€", "zł" or "US$", any case, or of a code. nullopt when several share the symbol ($, ¥,
/// kr).
std::optional<Currency> currency_of_symbol(std::string_view symbol);
/// Whether it stands for money beside an amount: a code, or any currency's symbol, a shared one too.
bool is_currency_mark(std::string_view text);

struct Money {
    std::int64_t minor = 0;
    Currency currency;
    bool operator==(const Money&) const = default;
};

/// Errors: invalid_input when the currencies differ or the sum overflows.
Result<Money> add(const Money& a, const Money& b);

/// How a foreign file writes numbers.
enum class DecimalMark : std::uint8_t { point, comma };

/// An exact decimal: `units` / 10^`scale`. Enough for any amount or quantity a file may hold.
struct Decimal {
    std::int64_t units = 0;
    int scale = 0;  ///< 0 to 9.
    /// By value: 1.50 equals 1.5.
    bool operator==(const Decimal& other) const;
    /// Rounded half away from zero to `digits` (0 to 9) after the point. nullopt on overflow.
    std::optional<std::int64_t> scaled_to(int digits) const;
    /// Shortest exact text with a point: "1284.5", "-0.001".
    std::string to_string() const;
};

/// Reads "1284.50", "1,284.50", "1.284,50", "€ 1 284,50", "(12.00)", "-12", "12.00-", "1'284.50", "5e-2" is
/// refused. Thousands marks (the other of comma and point, apostrophes, spaces) must be alike and stand
/// between groups of three. A currency's symbol or code may stand beside it. Digits beyond the ninth after
/// the mark, or the eighteenth in all, are rounded half away from zero (a spreadsheet's 139.11999999999998).
/// nullopt when it is not an amount, or too large.
std::optional<Decimal> parse_decimal(std::string_view text, DecimalMark mark);

/// quantity * unit price, rounded half away from zero to minor units. nullopt on overflow.
std::optional<std::int64_t> line_amount(const Decimal& quantity, const Decimal& unit_price, int minor_digits);

/// "1284.50": minor units with a point, no currency, no grouping. For files.
std::string amount_text(const Money& money);

}  // namespace perennial
