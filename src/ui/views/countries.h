// Countries and currencies that a shop may choose from when it begins, and the guess from the browser's language.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "ui/widgets/widgets.h"

namespace perennial::ui {

struct Country {
    std::string_view code;  ///< ISO 3166-1, two letters; kept as the setting "country".
    std::string_view name;
    std::string_view currency;  ///< ISO 4217.
    std::string_view language;  ///< Languages whose speakers live here more likely than elsewhere: "nb no".
};
/// By name.
std::span<const Country> countries();

struct NamedCurrency {
    std::string_view code, name;
};
/// By code; holds the currency of every country above.
std::span<const NamedCurrency> named_currencies();

/// Index in countries() for a locale such as "de-AT", "zh-Hant-TW" or "pl"; -1 when it says nothing.
int likely_country(std::string_view locale);
/// Index in named_currencies(); -1 when it is not among them.
int currency_index(std::string_view code);

/// For a picker: countries() and behind them "Another country".
std::vector<Option> country_options();
/// For a picker: named_currencies().
std::vector<Option> currency_options();
/// Index in countries() of a code; -1 when it is not among them.
int country_index(std::string_view code);

}  // namespace perennial::ui
