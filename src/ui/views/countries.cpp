#include "ui/views/countries.h"

#include <algorithm>
#include <array>

#include "core/base/phrase.h"
#include "core/base/text.h"

namespace perennial::ui {
namespace {

constexpr auto kCountries = std::to_array<Country>({
    {"AR", "Argentina", "ARS", ""},
    {"AU", "Australia", "AUD", ""},
    {"AT", "Austria", "EUR", ""},
    {"BE", "Belgium", "EUR", ""},
    {"BR", "Brazil", "BRL", "pt"},
    {"BG", "Bulgaria", "EUR", "bg"},
    {"CA", "Canada", "CAD", ""},
    {"CL", "Chile", "CLP", ""},
    {"CN", "China", "CNY", "zh"},
    {"CO", "Colombia", "COP", ""},
    {"HR", "Croatia", "EUR", "hr"},
    {"CY", "Cyprus", "EUR", ""},
    {"CZ", "Czechia", "CZK", "cs"},
    {"DK", "Denmark", "DKK", "da"},
    {"EG", "Egypt", "EGP", "ar"},
    {"EE", "Estonia", "EUR", "et"},
    {"FI", "Finland", "EUR", "fi"},
    {"FR", "France", "EUR", "fr"},
    {"DE", "Germany", "EUR", "de"},
    {"GH", "Ghana", "GHS", "ak"},
    {"GR", "Greece", "EUR", "el"},
    {"HK", "Hong Kong", "HKD", ""},
    {"HU", "Hungary", "HUF", "hu"},
    {"IS", "Iceland", "ISK", "is"},
    {"IN", "India", "INR", "hi"},
    {"ID", "Indonesia", "IDR", "id"},
    {"IE", "Ireland", "EUR", "ga"},
    {"IL", "Israel", "ILS", "he"},
    {"IT", "Italy", "EUR", "it"},
    {"JP", "Japan", "JPY", "ja"},
    {"KE", "Kenya", "KES", "sw"},
    {"LV", "Latvia", "EUR", "lv"},
    {"LT", "Lithuania", "EUR", "lt"},
    {"LU", "Luxembourg", "EUR", "lb"},
    {"MY", "Malaysia", "MYR", "ms"},
    {"MT", "Malta", "EUR", "mt"},
    {"MX", "Mexico", "MXN", ""},
    {"MA", "Morocco", "MAD", ""},
    {"NL", "Netherlands", "EUR", "nl"},
    {"NZ", "New Zealand", "NZD", "mi"},
    {"NG", "Nigeria", "NGN", "yo"},
    {"NO", "Norway", "NOK", "nb no nn"},
    {"PK", "Pakistan", "PKR", "ur"},
    {"PE", "Peru", "PEN", ""},
    {"PH", "Philippines", "PHP", "fil tl"},
    {"PL", "Poland", "PLN", "pl"},
    {"PT", "Portugal", "EUR", ""},
    {"RO", "Romania", "RON", "ro"},
    {"SA", "Saudi Arabia", "SAR", ""},
    {"RS", "Serbia", "RSD", "sr"},
    {"SG", "Singapore", "SGD", ""},
    {"SK", "Slovakia", "EUR", "sk"},
    {"SI", "Slovenia", "EUR", "sl"},
    {"ZA", "South Africa", "ZAR", "af"},
    {"KR", "South Korea", "KRW", "ko"},
    {"ES", "Spain", "EUR", "es"},
    {"SE", "Sweden", "SEK", "sv"},
    {"CH", "Switzerland", "CHF", "rm"},
    {"TW", "Taiwan", "TWD", ""},
    {"TH", "Thailand", "THB", "th"},
    {"TR", "Türkiye", "TRY", "tr"},
    {"UA", "Ukraine", "UAH", "uk"},
    {"AE", "United Arab Emirates", "AED", ""},
    {"GB", "United Kingdom", "GBP", "cy gd"},
    {"US", "United States", "USD", "en"},
    {"VN", "Vietnam", "VND", "vi"},
});

constexpr auto kCurrencies = std::to_array<NamedCurrency>({
    {"AED", "UAE dirham"},
    {"ARS", "Argentine peso"},
    {"AUD", "Australian dollar"},
    {"BRL", "Brazilian real"},
    {"CAD", "Canadian dollar"},
    {"CHF", "Swiss franc"},
    {"CLP", "Chilean peso"},
    {"CNY", "Chinese yuan"},
    {"COP", "Colombian peso"},
    {"CZK", "Czech koruna"},
    {"DKK", "Danish krone"},
    {"EGP", "Egyptian pound"},
    {"EUR", "Euro"},
    {"GBP", "Pound sterling"},
    {"GHS", "Ghanaian cedi"},
    {"HKD", "Hong Kong dollar"},
    {"HUF", "Forint"},
    {"IDR", "Rupiah"},
    {"ILS", "New shekel"},
    {"INR", "Indian rupee"},
    {"ISK", "Icelandic króna"},
    {"JPY", "Yen"},
    {"KES", "Kenyan shilling"},
    {"KRW", "Won"},
    {"MAD", "Moroccan dirham"},
    {"MXN", "Mexican peso"},
    {"MYR", "Ringgit"},
    {"NGN", "Naira"},
    {"NOK", "Norwegian krone"},
    {"NZD", "New Zealand dollar"},
    {"PEN", "Sol"},
    {"PHP", "Philippine peso"},
    {"PKR", "Pakistani rupee"},
    {"PLN", "Złoty"},
    {"RON", "Romanian leu"},
    {"RSD", "Serbian dinar"},
    {"SAR", "Saudi riyal"},
    {"SEK", "Swedish krona"},
    {"SGD", "Singapore dollar"},
    {"THB", "Baht"},
    {"TRY", "Turkish lira"},
    {"TWD", "New Taiwan dollar"},
    {"UAH", "Hryvnia"},
    {"USD", "US dollar"},
    {"VND", "Dong"},
    {"ZAR", "South African rand"},
});

bool is_region(std::string_view part) {
    return part.size() == 2 && std::ranges::all_of(part, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

std::span<const Country> countries() { return kCountries; }
std::span<const NamedCurrency> named_currencies() { return kCurrencies; }

int likely_country(std::string_view locale) {
    const auto parts = split(locale, '-');
    const auto region = std::ranges::find_if(parts.begin() + 1, parts.end(), is_region);
    for (std::size_t i = 0; i < kCountries.size(); ++i) {
        if (region != parts.end()) {
            if (kCountries[i].code == *region) return static_cast<int>(i);
            continue;
        }
        const auto languages = split(kCountries[i].language, ' ');
        if (!parts.front().empty() && std::ranges::find(languages, parts.front()) != languages.end())
            return static_cast<int>(i);
    }
    return -1;
}

int currency_index(std::string_view code) {
    const auto found = std::ranges::find(kCurrencies, code, &NamedCurrency::code);
    return found != kCurrencies.end() ? static_cast<int>(found - kCurrencies.begin()) : -1;
}

std::vector<Option> country_options() {
    std::vector<Option> options;
    for (const Country& country : countries())
        options.push_back({.label = std::string(country.name), .help = {}});
    options.push_back({.label = "Another country", .help = {}});
    return options;
}

std::vector<Option> currency_options() {
    std::vector<Option> options;
    for (const NamedCurrency& currency : named_currencies())
        options.push_back({.label = phrase("{}, {}", currency.code, currency.name), .help = {}});
    return options;
}

int country_index(std::string_view code) {
    const auto found = std::ranges::find(kCountries, code, &Country::code);
    return found != kCountries.end() ? static_cast<int>(found - kCountries.begin()) : -1;
}

}  // namespace perennial::ui
