#include "core/domain/custom_value.h"

#include <doctest/doctest.h>

#include "core/domain/catalogue.h"

namespace perennial {
namespace {

CustomField field_of(CustomType type, std::vector<std::string> choices = {}) {
    return CustomField{{}, "field", "Field", type, std::move(choices), 1};
}
const CustomDefaults kEuro{*Currency::parse("EUR"), DateOrder::day_month_year};

TEST_CASE("types of custom fields are those of the catalogue, in its order") {
    const auto choices = table(TableId::custom_field).fields[custom_field_field::type].choices;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        CAPTURE(choices[i]);
        CHECK(custom_type(choices[i]) == static_cast<CustomType>(i));
        CHECK(custom_type_name(static_cast<CustomType>(i)) == choices[i]);
    }
    CHECK_FALSE(custom_type("colour").has_value());
}

TEST_CASE("a value of each type has one text, however it is typed, and that text stays as it is") {
    const CustomField size = field_of(CustomType::choice, {"Small", "Größe L", "X, large"});
    const CustomField sizes = field_of(CustomType::multi_choice, size.choices);
    struct Case {
        CustomField field;
        std::string_view typed, kept;
    };
    for (const Case& c : {
             Case{field_of(CustomType::text), "  soft\tshoes ", "soft shoes"},
             Case{field_of(CustomType::number), "12,50", "12.5"},
             Case{field_of(CustomType::number), "1,234.50", "1234.5"},
             Case{field_of(CustomType::number), "-0.250", "-0.25"},
             Case{field_of(CustomType::number), "38", "38"},
             Case{field_of(CustomType::money), "12,5", "12.50 EUR"},
             Case{field_of(CustomType::money), "1250 JPY", "1250 JPY"},
             Case{field_of(CustomType::money), "1.2345 tnd", "1.235 TND"},
             Case{field_of(CustomType::money), "36 zł", "36.00 PLN"},
             Case{field_of(CustomType::money), "-£3.10", "-3.10 GBP"},
             Case{field_of(CustomType::date), "1/3/2026", "2026-03-01"},
             Case{field_of(CustomType::date), "1 Mar 2026", "2026-03-01"},
             Case{field_of(CustomType::date), "2026-03-01", "2026-03-01"},
             Case{size, "grosse l", "Größe L"},
             Case{sizes, "x, LARGE; small", "Small; X, large"},
             Case{sizes, "small,  Größe L", "Small; Größe L"},
             Case{sizes, "small\nsmall", "Small"},
             Case{field_of(CustomType::yes_no), "Y", "yes"},
             Case{field_of(CustomType::yes_no), "FALSE", "no"},
             Case{field_of(CustomType::link), "example.com/a?b=c", "https://example.com/a?b=c"},
             Case{field_of(CustomType::link), "HTTP://Example.com", "http://Example.com"},
             Case{field_of(CustomType::link), "shop.example:8080/x", "https://shop.example:8080/x"},
             Case{field_of(CustomType::number), "   ", ""},
         }) {
        CAPTURE(c.typed);
        const auto kept = check_custom_value(c.field, c.typed, kEuro);
        REQUIRE(kept.has_value());
        CHECK(*kept == c.kept);
        CHECK(check_custom_value(c.field, *kept, kEuro) == *kept);
    }
}

TEST_CASE("what does not fit its type is refused with the field's name and an example") {
    struct Case {
        CustomField field;
        std::string_view typed;
        std::string_view says;
    };
    for (const Case& c : {
             Case{field_of(CustomType::number), "large", "12.5"},
             Case{field_of(CustomType::number), "12 EUR", "12.5"},
             Case{field_of(CustomType::money), "a lot", "12.50 EUR"},
             Case{field_of(CustomType::money), "$12", "three letters"},
             Case{field_of(CustomType::money), "12 XQQ", "12.50 EUR"},
             Case{field_of(CustomType::money), "999999999999999999", "too large"},
             Case{field_of(CustomType::date), "30 February 2026", "2026-03-01"},
             Case{field_of(CustomType::choice, {"Red", "Blue"}), "green", "Choose Red or Blue."},
             Case{field_of(CustomType::multi_choice, {"Red", "Blue"}), "red; green", "\"green\""},
             Case{field_of(CustomType::yes_no), "perhaps", "yes or no"},
             Case{field_of(CustomType::link), "javascript:alert(1)", "https://"},
             Case{field_of(CustomType::link), "mailto:aga@example.com", "https://"},
             Case{field_of(CustomType::link), "ftp://example.com", "https://"},
             Case{field_of(CustomType::link), "not a link", "https://"},
             Case{field_of(CustomType::link), "https://", "https://"},
         }) {
        CAPTURE(c.typed);
        const auto refused = check_custom_value(c.field, c.typed, kEuro);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().code == ErrorCode::invalid_input);
        CHECK(refused.error().message.starts_with("Field: "));
        CHECK(refused.error().message.ends_with("."));
        CHECK(refused.error().message.find(c.says) != std::string::npos);
    }
}

TEST_CASE("an amount without a currency needs the shop's, and a date is read in the shop's order") {
    CHECK_FALSE(check_custom_value(field_of(CustomType::money), "12", CustomDefaults{}).has_value());
    CHECK(check_custom_value(field_of(CustomType::money), "12 EUR", CustomDefaults{}) == "12.00 EUR");
    const CustomDefaults american{*Currency::parse("USD"), DateOrder::month_day_year};
    CHECK(check_custom_value(field_of(CustomType::date), "3/1/2026", american) == "2026-03-01");
}

TEST_CASE("a key is made of the letters and digits of the label") {
    CHECK(custom_key_of("Hat size") == "hat_size");
    CHECK(custom_key_of("  Größe (EU), No. 2 ") == "grosse_eu_no_2");
    CHECK(custom_key_of("帽子") == "帽子");
    CHECK(custom_key_of("…") == "");
}

TEST_CASE("choices are kept once each, and none may hold what stands between them") {
    CHECK(check_choices({" Red ", "red", "", "Blue"}) == std::vector<std::string>{"Red", "Blue"});
    CHECK_FALSE(check_choices({" "}).has_value());
    CHECK_FALSE(check_choices({"a;b"}).has_value());
    CHECK(choices_of_text(choices_text({"Red", "Blue"})) == std::vector<std::string>{"Red", "Blue"});
    CHECK(parts_of_value("Red; Blue") == std::vector<std::string>{"Red", "Blue"});
}

}  // namespace
}  // namespace perennial
