// What the formulas share.
#pragma once

#include <string>

#include "core/analytics/kpi.h"
#include "core/base/phrase.h"

namespace perennial::analytics {

inline Figure not_available(Figure figure, std::string reason) {
    figure.value.reset();
    figure.reason = std::move(reason);
    return figure;
}

/// Says that the records are few, where they are and nothing else was said.
inline Figure with_small_sample_note(Figure figure) {
    if (figure.value && figure.n < kFew && figure.reason.empty()) {
        figure.reason =
            phrase("Only {} {}: take it as a hint.", figure.n, figure.n == 1 ? "record" : "records");
    }
    return figure;
}

/// " = 85 %" behind a formula.
inline std::string equals_value(const Figure& figure) {
    return " = " + value_text(figure.unit, *figure.value, figure.currency);
}
inline std::string money_text(std::int64_t minor, Currency currency) {
    return value_text(Unit::money, static_cast<double>(minor), currency);
}

/// A mean amount in the figure's currency. `words`: the formula in words; `nothing`: why there is none without any.
Figure mean_money(Figure figure, std::int64_t sum, std::int64_t of, std::string_view words,
                  std::string_view nothing);

/// above / below, as a whole number rounded half away from zero.
std::int64_t rounded(Quotient quotient);
/// The product in lowest terms; nullopt when it is too large for 64 bits.
std::optional<Quotient> product(Quotient a, Quotient b);

}  // namespace perennial::analytics
