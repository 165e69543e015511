#include <algorithm>
#include <array>

#include "core/base/ascii.h"
#include "core/base/money.h"
#include "core/base/text.h"
#include "core/base/unicode.h"

namespace perennial {
namespace {

/// Code and minor digits, four characters each, in order of code: ISO 4217, list one, without the codes of
/// metals, funds and tests that have no minor unit; and ANG, BGN, CUC, HRK, SLL and ZWL, withdrawn since
/// 2020.
constexpr std::string_view kActive =
    "AED2AFN2ALL2AMD2ANG2AOA2ARS2AUD2AWG2AZN2BAM2BBD2BDT2BGN2BHD3BIF0"
    "BMD2BND2BOB2BOV2BRL2BSD2BTN2BWP2BYN2BZD2CAD2CDF2CHE2CHF2CHW2CLF4"
    "CLP0CNY2COP2COU2CRC2CUC2CUP2CVE2CZK2DJF0DKK2DOP2DZD2EGP2ERN2ETB2"
    "EUR2FJD2FKP2GBP2GEL2GHS2GIP2GMD2GNF0GTQ2GYD2HKD2HNL2HRK2HTG2HUF2"
    "IDR2ILS2INR2IQD3IRR2ISK0JMD2JOD3JPY0KES2KGS2KHR2KMF0KPW2KRW0KWD3"
    "KYD2KZT2LAK2LBP2LKR2LRD2LSL2LYD3MAD2MDL2MGA2MKD2MMK2MNT2MOP2MRU2"
    "MUR2MVR2MWK2MXN2MXV2MYR2MZN2NAD2NGN2NIO2NOK2NPR2NZD2OMR3PAB2PEN2"
    "PGK2PHP2PKR2PLN2PYG0QAR2RON2RSD2RUB2RWF0SAR2SBD2SCR2SDG2SEK2SGD2"
    "SHP2SLE2SLL2SOS2SRD2SSP2STN2SVC2SYP2SZL2THB2TJS2TMT2TND3TOP2TRY2"
    "TTD2TWD2TZS2UAH2UGX0USD2USN2UYI0UYU2UYW4UZS2VED2VES2VND0VUV0WST2"
    "XAD2XAF0XCD2XCG2XOF0XPF0YER2ZAR2ZMW2ZWG2ZWL2";
constexpr std::size_t kEntryLength = 4;

/// Where the currency stands in the list, or npos.
std::size_t find_active(std::string_view code) {
    std::size_t first = 0;
    std::size_t last = kActive.size() / kEntryLength;
    while (first < last) {
        const std::size_t middle = (first + last) / 2;
        const int order = kActive.substr(middle * kEntryLength, 3).compare(code);
        if (order == 0) return middle * kEntryLength;
        if (order < 0) {
            first = middle + 1;
        } else {
            last = middle;
        }
    }
    return std::string_view::npos;
}

struct Symbol {
    std::string_view text;
    std::string_view code;  ///< Empty when several currencies share the symbol.
};
constexpr std::array kSymbols{
    Symbol{"€", "EUR"},   Symbol{"£", "GBP"},   Symbol{"$", ""},       Symbol{"¥", ""},
    Symbol{"zł", "PLN"},  Symbol{"kč", "CZK"},  Symbol{"ft", "HUF"},   Symbol{"kr", ""},
    Symbol{"kr.", ""},    Symbol{"fr", ""},     Symbol{"fr.", ""},     Symbol{"sfr.", "CHF"},
    Symbol{"sfr", "CHF"}, Symbol{"lei", "RON"}, Symbol{"lv", "BGN"},   Symbol{"лв", "BGN"},
    Symbol{"лв.", "BGN"}, Symbol{"руб", "RUB"}, Symbol{"руб.", "RUB"}, Symbol{"грн", "UAH"},
    Symbol{"tl", "TRY"},  Symbol{"rm", "MYR"},  Symbol{"rp", "IDR"},   Symbol{"rs", ""},
    Symbol{"rs.", ""},    Symbol{"us$", "USD"}, Symbol{"r$", "BRL"},   Symbol{"c$", "CAD"},
    Symbol{"ca$", "CAD"}, Symbol{"a$", "AUD"},  Symbol{"au$", "AUD"},  Symbol{"nz$", "NZD"},
    Symbol{"hk$", "HKD"}, Symbol{"s$", "SGD"},  Symbol{"nt$", "TWD"},  Symbol{"mx$", "MXN"},
    Symbol{"cn¥", "CNY"}, Symbol{"jp¥", "JPY"}, Symbol{"円", "JPY"},   Symbol{"元", "CNY"},
    Symbol{"원", "KRW"},  Symbol{"₩", "KRW"},   Symbol{"₹", "INR"},    Symbol{"₽", "RUB"},
    Symbol{"₴", "UAH"},   Symbol{"₺", "TRY"},   Symbol{"₪", "ILS"},    Symbol{"₫", "VND"},
    Symbol{"฿", "THB"},   Symbol{"₱", "PHP"},   Symbol{"₦", "NGN"},    Symbol{"₸", "KZT"},
    Symbol{"₡", "CRC"},   Symbol{"₲", "PYG"},   Symbol{"₵", "GHS"},    Symbol{"₾", "GEL"},
    Symbol{"₼", "AZN"},   Symbol{"₮", "MNT"},   Symbol{"₭", "LAK"},    Symbol{"៛", "KHR"},
};

const Symbol* find_symbol(std::string_view text) {
    const auto find = [](std::string_view exact) { return std::ranges::find(kSymbols, exact, &Symbol::text); };
    auto found = find(text);
    if (found == kSymbols.end()) found = find(fold_case(text));
    return found == kSymbols.end() ? nullptr : found;
}

bool is_one_currency_sign(std::string_view text) {
    std::size_t at = 0;
    return !text.empty() && is_currency_sign(next_code_point(text, at)) && at == text.size();
}

}  // namespace

std::optional<Currency> Currency::parse(std::string_view code) {
    if (code.size() != 3 || !std::ranges::all_of(code, is_ascii_letter)) return std::nullopt;
    Currency currency;
    std::ranges::transform(code, currency.letters.begin(), ascii_upper);
    return find_active(currency.code()) == std::string_view::npos ? std::nullopt : std::optional(currency);
}

int Currency::minor_digits() const {
    const std::size_t at = find_active(code());
    return at == std::string_view::npos ? 2 : kActive[at + 3] - '0';
}

std::optional<Currency> currency_of_symbol(std::string_view symbol) {
    const std::string_view trimmed = trim(symbol);
    const Symbol* found = find_symbol(trimmed);
    return Currency::parse(found == nullptr ? trimmed : found->code);
}

bool is_currency_mark(std::string_view text) {
    return Currency::parse(text) || find_symbol(text) != nullptr || is_one_currency_sign(text);
}

}  // namespace perennial
