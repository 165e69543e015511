#include <doctest/doctest.h>

#include <limits>

#include "core/base/text.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

const Field& field(TableId id, FieldNo number) { return table(id).fields[number]; }
const Field& contact(FieldNo number) { return field(TableId::contact, number); }
const Field& order(FieldNo number) { return field(TableId::order, number); }
const Field& touch(FieldNo number) { return field(TableId::touch, number); }

Value text(std::string_view typed) { return Value(std::string(typed)); }
Value number(std::int64_t value) { return Value(value); }

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

TEST_CASE("text is cleaned the way its field keeps it") {
    struct Case {
        const Field& field;
        std::string_view typed, kept;
    };
    for (const Case& c : {
             Case{contact(contact_field::name), "  Agnieszka Wróblewska\u00A0", "Agnieszka Wróblewska"},
             Case{contact(contact_field::name), "Anna\r\nNowak", "Anna Nowak"},
             Case{contact(contact_field::name), "Nowa\u0301k", "Nowák"},
             Case{contact(contact_field::notes), " first\r\nsecond\n", "first\nsecond"},
             Case{contact(contact_field::birthday), " 1990-02-28 ", "1990-02-28"},
             Case{contact(contact_field::birthday), "--02-29", "--02-29"},
             Case{contact(contact_field::language), "de_ch", "de-CH"},
             Case{contact(contact_field::language), "ZH-HANT-tw", "zh-Hant-TW"},
             Case{contact(contact_field::language), "en-u-ca-gregory", "en-u-ca-gregory"},
             Case{contact(contact_field::language), "es-419", "es-419"},
             Case{contact(contact_field::external_id), " 17850.0 ", "17850"},
             Case{order(order_field::status), " Paid", "paid"},
             Case{order(order_field::currency), "eur", "EUR"},
             Case{touch(touch_field::channel), "E-Mail", ""},
         }) {
        CAPTURE(c.field.name);
        CAPTURE(c.typed);
        const auto kept = check_value(c.field, text(c.typed));
        CHECK(kept.has_value() == !c.kept.empty());
        if (kept) CHECK(*kept == text(c.kept));
    }
}

TEST_CASE("empty values are absent, which a required field refuses") {
    for (const Value& empty : {Value{}, text(""), text(" \t\u3000"), text("\u0001")}) {
        CHECK(check_value(contact(contact_field::name), empty) == Value{});
        const auto refused = check_value(order(order_field::status), empty);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().code == ErrorCode::invalid_input);
        CHECK(refused.error().message == "Status is missing. It cannot be left empty.");
    }
    CHECK(check_value(contact(contact_field::company), Value(Id{})) == Value{});
    CHECK(check_value(contact(contact_field::address), Value(Address{})) == Value{});
    CHECK(check_value(contact(contact_field::address), Value(Address{.city = "  "})) == Value{});
    CHECK_FALSE(check_value(touch(touch_field::contact), Value(Id{})).has_value());
}

TEST_CASE("every refusal names its field and says what to do or what fits") {
    struct Case {
        const Field& field;
        Value value;
        std::string_view message;
    };
    for (const Case& c : {
             Case{contact(contact_field::name), text(std::string(201, 'a')),
                  "Name is too long: 201 bytes, and at most 200 fit. Shorten it."},
             Case{contact(contact_field::name), text("caf\xE9"),
                  "Name holds characters that cannot be read. Save the file as UTF-8, or type it again."},
             Case{contact(contact_field::name), number(5), "Name must be text."},
             Case{contact(contact_field::birthday), text("28.2.1990"),
                  "Birthday is not a date. Type it as 1990-02-28, or as --02-28 without the year."},
             Case{contact(contact_field::birthday), text("1990-02-29"),
                  "Birthday is not a date. Type it as 1990-02-28, or as --02-28 without the year."},
             Case{contact(contact_field::language), text("e"),
                  "Language is not a language tag. Type it as en, de-CH or pt-BR."},
             Case{contact(contact_field::language), text("german please"),
                  "Language is not a language tag. Type it as en, de-CH or pt-BR."},
             Case{contact(contact_field::language), text("de--CH"),
                  "Language is not a language tag. Type it as en, de-CH or pt-BR."},
             Case{contact(contact_field::address), text("Main St 1"), "Address must be an address."},
             Case{contact(contact_field::company), text("Corner Bakery"),
                  "Company must name a record by its id."},
             Case{order(order_field::status), text("lost"),
                  "Status cannot be \"lost\". Choose placed, paid, shipped, delivered, refunded or "
                  "cancelled."},
             Case{order(order_field::currency), text("XXX"),
                  "Currency is not a currency. Type its three letters, such as EUR or USD."},
             Case{order(order_field::placed_on), number(Day::kLast.days + 1),
                  "Placed on must be a day between 0001-01-01 and 9999-12-31."},
             Case{order(order_field::placed_on), text("2026-03-01"), "Placed on must be a number."},
             Case{touch(touch_field::at), number(kMost), "When must be a moment of the years 0001 to 9999."},
             Case{touch(touch_field::proactive), number(2), "Proactive must be yes or no."},
             Case{touch(touch_field::direction), text("up"), "Direction cannot be \"up\". Choose in or out."},
         }) {
        CAPTURE(c.field.name);
        const auto refused = check_value(c.field, c.value);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().code == ErrorCode::invalid_input);
        CHECK(refused.error().message == c.message);
    }
}

TEST_CASE("limits are inclusive") {
    CHECK(check_value(contact(contact_field::name), text(std::string(200, 'a'))).has_value());
    CHECK(check_value(contact(contact_field::name), text("  " + std::string(200, 'a') + "  ")).has_value());
    for (const std::int64_t day : {Day::kFirst.days, 0, Day::kLast.days}) {
        CAPTURE(day);
        CHECK(check_value(order(order_field::placed_on), number(day)) == number(day));
    }
    CHECK_FALSE(check_value(order(order_field::placed_on), number(Day::kFirst.days - 1)).has_value());
    for (const std::string_view at : {"0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"}) {
        CAPTURE(at);
        CHECK(check_value(touch(touch_field::at), number(Instant::parse(at)->ms)).has_value());
    }
    const std::int64_t last = Instant::parse("9999-12-31T23:59:59.999Z")->ms;
    CHECK_FALSE(check_value(touch(touch_field::at), number(last + 1)).has_value());
    for (const std::int64_t minor : {-kMost - 1, std::int64_t{0}, kMost}) {
        CHECK(check_value(order(order_field::total), number(minor)) == number(minor));
    }
}

TEST_CASE("an address is cleaned part by part and limited as a whole") {
    const Field& address = contact(contact_field::address);
    const auto kept = check_value(address, Value(Address{" Długa 1\n", " Łódź ", "", "90-001", "pl"}));
    CHECK(kept == Value(Address{"Długa 1", "Łódź", "", "90-001", "PL"}));
    CHECK(check_value(address, Value(Address{.country = "Poland"})) == Value(Address{.country = "Poland"}));
    CHECK(check_value(address, Value(Address{std::string(500, 'a'), std::string(500, 'b'), "", "", ""}))
              .has_value());
    const auto refused =
        check_value(address, Value(Address{std::string(500, 'a'), std::string(501, 'b'), "", "", ""}));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().message == "Address is too long: 1001 bytes, and at most 1000 fit. Shorten it.");
    CHECK_FALSE(check_value(address, Value(Address{.city = "\xFF"})).has_value());
}

TEST_CASE("a checked value is left as it is when it is checked again") {
    int checked = 0;
    for (const Table& entry : catalogue()) {
        for (const Field& one : entry.fields) {
            for (const Value& value :
                 {text(" Żółw \n x "), text("--02-28"), text("EUR"), text("pt-br"), text("Paid"), text("OUT"),
                  text("7.0"), number(1), Value(Address{.country = "de"}),
                  Value(derived_id("contact", "s", "1"))}) {
                const auto once = check_value(one, value);
                if (!once) continue;
                CAPTURE(one.name);
                CHECK(check_value(one, *once) == *once);
                ++checked;
            }
        }
    }
    CHECK(checked > 200);
}

}  // namespace
}  // namespace perennial
