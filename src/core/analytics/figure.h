// A figure as the screen shows it: a value or the reason why there is none, how many records it rests on, and the formula with
// its own numbers filled in. docs/METRICS.md has an entry for every key; a test compares.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/money.h"

namespace perennial::analytics {

struct Interval {
    double low = 0, high = 0;
    double level = 0.95;
    std::string_view method;  ///< "Wilson", as docs/METRICS.md explains it.
};

enum class Unit : std::uint8_t {
    count,
    share,  ///< 0 to 1; the screen shows percent.
    money,  ///< Minor units of `currency`, whole.
    months,
    days,
    ratio,
    points,  ///< -100 to 100.
};
std::string_view unit_name(Unit unit);

struct Figure {
    std::string_view key;    ///< "retention_rate".
    std::string_view label;  ///< As the screen says it.
    Unit unit = Unit::count;
    std::optional<double> value = std::nullopt;
    std::string reason = {};  ///< Why there is no value, or what to mind about it; a sentence.
    std::int64_t n = 0;       ///< Records that it rests on; docs/METRICS.md says which.
    std::optional<std::int64_t> numerator = std::nullopt,
                                denominator = std::nullopt;  ///< Exact, where it is a quotient.
    std::optional<Interval> interval = std::nullopt;
    std::string formula = {};  ///< "(E - N) / S = (105 - 20) / 100 = 85 %".
    Currency currency = {};
    /// The same figure by parts: by channel, by tenure. Their labels are the parts' names.
    struct Part;
    std::vector<Part> parts = {};
};
struct Figure::Part {
    std::string name;
    std::optional<double> value;
    std::string reason;
    std::int64_t n = 0;
};

/// Below this many records a figure says that they are few.
inline constexpr std::int64_t kFew = 30;

/// Wilson's score interval of `hits` out of `of` (Wilson 1927); `of` > 0.
Interval wilson_interval(std::int64_t hits, std::int64_t of);

/// "1284.5", with at most `digits` (0 to 9) after the point, halves rounded away from zero, zeros at the end left out.
std::string number_text(double value, int digits);
/// As the screen would write it: "85 %", "2400.00 USD", "24 months".
std::string value_text(Unit unit, double value, Currency currency);

}  // namespace perennial::analytics
