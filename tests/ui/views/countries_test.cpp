#include "ui/views/countries.h"

#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/money.h"

using namespace perennial;
using namespace perennial::ui;

TEST_CASE("the browser's language says which country and currency are likely") {
    struct Case {
        std::string_view locale, country, currency;
    };
    for (const auto& c : {Case{"en-GB", "GB", "GBP"}, Case{"de-AT", "AT", "EUR"}, Case{"pl", "PL", "PLN"},
                          Case{"zh-Hant-TW", "TW", "TWD"}, Case{"no", "NO", "NOK"}, Case{"en", "US", "USD"},
                          Case{"sr-Latn", "RS", "RSD"}}) {
        CAPTURE(c.locale);
        const int index = likely_country(c.locale);
        REQUIRE(index >= 0);
        const Country& country = countries()[static_cast<std::size_t>(index)];
        CHECK(country.code == c.country);
        CHECK(country.currency == c.currency);
    }
    for (const std::string_view locale : {"", "tlh", "en-AQ", "-"}) {
        CAPTURE(locale);
        CHECK(likely_country(locale) == -1);
    }
}

TEST_CASE("countries stand by name, currencies by code, and every currency is one") {
    CHECK(std::ranges::is_sorted(countries(), {}, &Country::name));
    CHECK(std::ranges::is_sorted(named_currencies(), {}, &NamedCurrency::code));
    for (const Country& country : countries()) {
        CAPTURE(country.name);
        CHECK(currency_index(country.currency) >= 0);
    }
    for (const NamedCurrency& currency : named_currencies()) {
        CAPTURE(currency.code);
        CHECK(Currency::parse(currency.code).has_value());
    }
}
