#include "ui/views/numbers/numbers_words.h"

#include <algorithm>
#include <cmath>

#include "core/analytics/figure_groups.h"
#include "core/base/ascii.h"
#include "core/base/phrase.h"
#include "core/base/text.h"
#include "ui/views/format.h"

namespace perennial::ui {
namespace {

using analytics::Figure;
using analytics::number_text;
using analytics::Unit;

/// Whole units are enough for what is only expected.
bool is_estimate(std::string_view key) { return key.starts_with("expected_") || key == "revenue_forecast"; }

std::string with_minus(std::string text) {
    if (text.starts_with('-')) text.replace(0, 1, "−");
    return text;
}

std::string whole_money(double minor, Currency currency) {
    const double unit = std::pow(10, currency.minor_digits());
    const auto whole = static_cast<std::int64_t>(std::llround(minor / unit) * std::llround(unit));
    std::string text = money_text({whole, currency});
    const std::size_t point = text.find('.');
    if (point == std::string::npos) return text;
    const std::size_t after = text.find_first_not_of("0123456789", point + 1);
    return text.substr(0, point) + (after == std::string::npos ? "" : text.substr(after));
}

/// A value without its unit, for an interval: "188" of "€188".
std::string bare_text(const Figure& figure, double value) {
    if (figure.unit == Unit::share) return number_text(100 * value, 1);
    if (figure.unit != Unit::money) return with_minus(number_text(value, 1));
    return whole_money(value, figure.currency);
}

/// How much a change is, as the screen writes it; "" when it would say 0.
std::string amount_of_change(const Figure& figure, double difference) {
    const double size = std::abs(difference);
    switch (figure.unit) {
        case Unit::share: return size < 0.0005 ? "" : number_text(100 * size, 1);
        case Unit::money:
            if (std::llround(size) == 0) return "";
            return is_estimate(figure.key) ? whole_money(size, figure.currency)
                                           : tile_money_text({std::llround(size), figure.currency});
        case Unit::count: return std::llround(size) == 0 ? "" : count_text(std::llround(size));
        default: return size < 0.05 ? "" : number_text(size, 1);
    }
}

bool is_number_part(char c) { return is_digit(c) || c == '.'; }

/// "(105 - 20)" as "105 - 20", when the brackets are a pair around everything.
std::string_view without_brackets(std::string_view text) {
    if (!text.starts_with('(') || !text.ends_with(')')) return text;
    return text.find(')') == text.size() - 1 ? text.substr(1, text.size() - 2) : text;
}

FormulaPiece piece_of(std::string_view text, Currency currency) {
    constexpr std::string_view kOver = " / ", kOneLess = "1 - ";
    const std::size_t over = text.find(kOver);
    const bool fraction =
        over != std::string_view::npos && text.find(kOver, over + 1) == std::string_view::npos;
    if (!fraction) return {{}, screen_text(text, currency), {}};
    FormulaPiece piece;
    std::string_view above = text.substr(0, over);
    if (above.starts_with(kOneLess)) {
        piece.lead = "1 −";
        above.remove_prefix(kOneLess.size());
    }
    piece.above = screen_text(without_brackets(above), currency);
    piece.below = screen_text(without_brackets(text.substr(over + kOver.size())), currency);
    return piece;
}

}  // namespace

std::string figure_text(const Figure& figure, double value) {
    if (figure.unit == Unit::count) return count_text(std::llround(value));
    if (figure.unit != Unit::money)
        return with_minus(analytics::value_text(figure.unit, value, figure.currency));
    if (is_estimate(figure.key)) return whole_money(value, figure.currency);
    return tile_money_text({std::llround(value), figure.currency});
}

std::string figure_text(const Figure& figure) {
    return figure.value ? figure_text(figure, *figure.value) : std::string("n/a");
}

std::string interval_words(const Figure& figure) {
    if (!figure.value || !figure.interval) return {};
    return phrase("95 %: {} to {}", bare_text(figure, figure.interval->low),
                  bare_text(figure, figure.interval->high));
}

std::string proof_words(const Figure& figure, Day as_of) {
    std::string day = full_day_text(as_of);
    day.resize(day.rfind(' '));  // The year stands at the top of the screen.
    return phrase("n {}, as of {}", count_text(figure.n), day);
}

std::optional<FigureChange> figure_change(const Figure& now, const Figure& before) {
    if (!now.value || !before.value) return std::nullopt;
    const double difference = *now.value - *before.value;
    const std::string amount = amount_of_change(now, difference);
    if (amount.empty()) return std::nullopt;
    const bool up = difference > 0;
    const bool better = up == analytics::more_is_better(now.key);
    return FigureChange{up, better, amount + (better ? " better" : " worse")};
}

std::string screen_text(std::string_view text, Currency currency) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        if (rest.starts_with(" - ") || rest.starts_with(" x ")) {
            out += rest[1] == '-' ? " − " : " × ";
            at += 3;
        } else if (is_digit(rest[0])) {
            const auto end =
                static_cast<std::size_t>(std::ranges::find_if_not(rest, is_number_part) - rest.begin());
            const std::string_view number = rest.substr(0, end);
            at += end;
            const std::string mark = " " + std::string(currency.code());
            const bool money = mark.size() > 1 && text.substr(at).starts_with(mark);
            const auto decimal = parse_decimal(number, DecimalMark::point);
            const auto minor = decimal ? decimal->scaled_to(currency.minor_digits()) : std::nullopt;
            if (money && minor) {
                out += money_text({*minor, currency});
                at += mark.size();
            } else if (decimal && decimal->scale == 0 && !number.ends_with('.')) {
                out += count_text(decimal->units);
            } else {
                out += number;
            }
        } else if (rest[0] == '-' && rest.size() > 1 && is_digit(rest[1])) {
            out += "−";
            ++at;
        } else {
            out += rest[0];
            ++at;
        }
    }
    return out;
}

std::vector<FormulaPiece> formula_pieces(const Figure& figure) {
    std::vector<FormulaPiece> pieces;
    constexpr std::string_view kEquals = " = ";
    for (std::string_view rest = figure.formula; !rest.empty();) {
        const std::size_t equals = rest.find(kEquals);
        pieces.push_back(piece_of(rest.substr(0, equals), figure.currency));
        if (equals == std::string_view::npos) break;
        rest.remove_prefix(equals + kEquals.size());
    }
    return pieces;
}

}  // namespace perennial::ui
