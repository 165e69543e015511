// Figures as the Numbers screen writes them: the value, how it changed, its interval, its formula in pieces. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analytics/figure.h"
#include "core/base/time.h"

namespace perennial::ui {

/// "38.2 %", "€128.40", "€214" for estimates, "8.4 months", "+46"; "n/a" without a value.
std::string figure_text(const analytics::Figure& figure);
std::string figure_text(const analytics::Figure& figure, double value);
/// "95 %: 188 to 243"; "" without an interval.
std::string interval_words(const analytics::Figure& figure);
/// "n 6,412, as of 16 Jun".
std::string proof_words(const analytics::Figure& figure, Day as_of);

struct FigureChange {
    bool up = false;
    bool better = false;
    std::string words;  ///< "0.8 worse", "€6.10 better".
};
/// Against the figure of the period compared with; nullopt when one of them has no value, or nothing that shows has changed.
std::optional<FigureChange> figure_change(const analytics::Figure& now, const analytics::Figure& before);

/// A piece of a formula between two "=": plain words, or a fraction with what stands before it.
struct FormulaPiece {
    std::string lead;   ///< "1 −" before a fraction.
    std::string above;  ///< The whole piece when there is no fraction.
    std::string below;  ///< "" without one.
};
/// The figure's formula in words, with its numbers, and what it comes to; empty without one.
std::vector<FormulaPiece> formula_pieces(const analytics::Figure& figure);
/// Plain text of a formula or a reason as the screen writes it: "6,412 − 2,505", "€2,400.00 × 3".
std::string screen_text(std::string_view text, Currency currency);

}  // namespace perennial::ui
