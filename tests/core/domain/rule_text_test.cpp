#include "core/domain/rule_text.h"

#include <doctest/doctest.h>

#include "tests/support/random_rule.h"

namespace perennial {
namespace {

std::vector<CustomField> shop_fields() {
    return {{{}, "hat_size", "Hat size", CustomType::number, {}, 1},
            {{}, "Favourite genre", "Favourite genre", CustomType::choice, {"Crime", "Poetry"}, 2},
            {{}, "budget", "Budget", CustomType::money, {}, 3},
            {{}, "joined", "Joined", CustomType::date, {}, 4},
            {{}, "reading_group", "Reading group", CustomType::yes_no, {}, 5}};
}

using test::RandomRule;
using test::RuleWords;

RuleLanguage language() { return {catalogue(), shop_fields(), {"Regulars", "Café \"Łódź\""}}; }

Rule read(std::string_view text, std::string_view subject = "contact") {
    const RuleLanguage words = language();
    const auto rule = read_rule(text, words, *words.subject(subject));
    REQUIRE_MESSAGE(rule.has_value(),
                    (rule ? std::string() : std::string(text) + ": " + rule.error().message));
    return *rule;
}

RuleMistake mistake(std::string_view text, std::string_view subject = "contact") {
    const RuleLanguage words = language();
    CAPTURE(text);
    const auto rule = read_rule(text, words, *words.subject(subject));
    REQUIRE_FALSE(rule.has_value());
    return rule.error();
}

TEST_CASE("a rule reads as it is printed, on one line or several") {
    struct Case {
        const char* subject;
        const char* text;
    };
    for (const auto& c : {
             Case{"contact", "city is \"Łódź\""},
             Case{"contact", "tag is not one of (\"wholesale\", \"press\")"},
             Case{"contact", "email ends with \"@example.com\""},
             Case{"contact", "notes does not contain \"say \\\"hello\\\" \\\\\""},
             Case{"contact", "birthday in next 14 days"},
             Case{"contact", "address is empty"},
             Case{"contact", "company is set"},
             Case{"contact", "company.city starts with \"War\""},
             Case{"contact", "custom.hat_size between 56.5 and 60"},
             Case{"contact", "custom \"Favourite genre\" is \"Crime\""},
             Case{"contact", "custom.budget >= 12.50 EUR"},
             Case{"contact", "custom.joined more than 30 days ago"},
             Case{"contact", "custom.reading_group is not yes"},
             Case{"contact", "in segment \"Café \\\"Łódź\\\"\""},
             Case{"contact", "not in segment \"Regulars\" as of 2026-03-01"},
             Case{"contact", "orders sum of total in last 3 months >= 50 EUR"},
             Case{"contact", "orders average of total < 12.5 KWD"},
             Case{"contact", "orders last before 90 days ago"},
             Case{"contact", "orders first in last 30 days between 2026-01-01 and today"},
             Case{"contact", "orders last of channel is \"web\""},
             Case{"contact",
                  "order_lines where (order.status is \"paid\", product.category is \"Poetry\") count >= 3"},
             Case{"contact", "touches exists in last 1 week"},
             Case{"contact", "tags count between 2 and 3"},
             Case{"contact", "all of ()"},
             Case{"order", "contact.tag is \"VIP\""},
             Case{"order", "order_lines sum of quantity >= 2.5"},
             Case{"company", "orders count since 2026-01-01 > 10"},
             Case{"product", "order_lines count in last 1 year is 0"},
         }) {
        CAPTURE(c.text);
        const Rule rule = read(c.text, c.subject);
        CHECK(read(rule_text(rule), c.subject) == rule);
        CHECK(rule_line(rule).find('\n') == std::string::npos);
    }
    CHECK(rule_text(read("custom.budget >= 12.50 EUR")) == "custom.budget >= 12.5 EUR");
    CHECK(rule_text(read("hat_size = 57")) == "custom.hat_size is 57");
    CHECK(rule_text(read("custom.joined more than 1 month ago")) == "custom.joined before 1 month ago");
}

TEST_CASE("the rule of the command line's page reads and prints as it stands there") {
    const std::string text =
        "all of (\n"
        "  orders where (status is not \"refunded\") count in last 365 days >= 4,\n"
        "  any of (tag is \"wholesale\", city is \"Łódź\"),\n"
        "  none of (email contains \"example.org\", touches where (direction is \"out\") exists in last 7 "
        "days))";
    CHECK(rule_text(read(text)) == text);
}

TEST_CASE("and, or and not are short for groups") {
    CHECK(read("city is \"A\" and tag is \"b\" or tag is \"c\"") ==
          read("any of (all of (city is \"A\", tag is \"b\"), tag is \"c\")"));
    CHECK(read("city is \"A\" and (tag is \"b\" or tag is \"c\")") ==
          read("all of (city is \"A\", any of (tag is \"b\", tag is \"c\"))"));
    CHECK(read("not (tag is \"b\", tag is \"c\")") == read("none of (tag is \"b\", tag is \"c\")"));
    CHECK(read("ALL OF (City IS \"A\")") == read("all of (city is \"A\")"));
    CHECK(read("orders count between 2 and 3 and tag is \"x\"") ==
          read("all of (orders count between 2 and 3, tag is \"x\")"));
}

TEST_CASE("a wrong rule is refused with the place and what was expected there") {
    struct Case {
        const char* subject;
        const char* text;
        std::int64_t line, column;
        const char* says;
    };
    for (const auto& c : {
             Case{"contact", "", 1, 1, "The rule ends where a field"},
             Case{"contact", "ctiy is \"Łódź\"", 1, 1, "Did you mean city?"},
             Case{"contact", "all of (tag is \"a\",\n  \"Łódź\" is set)", 2, 3,
                  "“\"Łódź\"” stands where a field"},
             Case{"contact", "orderz count > 3", 1, 1, "Did you mean orders?"},
             Case{"contact", "city \"Łódź\"", 1, 6, "stands where is, is not, contains"},
             Case{"contact", "city is Łódź", 1, 9, "a text in quotes"},
             Case{"contact", "city is \"Łódź", 1, 9, "no closing quote"},
             Case{"contact", "city is \" \"", 1, 9, "is empty"},
             Case{"contact", "orders count >= 4.5", 1, 17, "whole numbers"},
             Case{"contact", "orders count >= four", 1, 17, "a number"},
             Case{"contact", "orders sum of total >= 50", 1, 26, "a currency such as EUR"},
             Case{"contact", "orders sum of total >= 50.001 EUR", 1, 24, "2 digits"},
             Case{"contact", "orders sum of totals >= 50 EUR", 1, 15, "Did you mean total?"},
             Case{"contact", "orders sum of channel >= 50 EUR", 1, 15, "no sum of"},
             Case{"contact", "orders where (status is \"payed\") exists", 1, 25,
                  "Did you mean placed or paid?"},
             Case{"contact", "orders where (city is \"A\") exists", 1, 15, "orders knows no"},
             Case{"contact", "orders count in last 0 days > 3", 1, 22, "a number such as 30"},
             Case{"contact", "orders count in last 3 moons > 3", 1, 24, "days, weeks, months or years"},
             Case{"contact", "orders last before 2026-02-30", 1, 20, "is not a day"},
             Case{"contact", "emails last before 2026-02-03", 1, 8, "Nothing says when emails happened"},
             Case{"contact", "emails count in last 3 days > 1", 1, 14, "Nothing says when emails happened"},
             Case{"contact", "in segment \"Regular\"", 1, 12, "Did you mean Regulars?"},
             Case{"order", "in segment \"Regulars\"", 1, 12, "Only people"},
             Case{"contact", "city is \"A\" tag is \"b\"", 1, 13, "and, or, as of"},
             Case{"contact", "all of (city is \"A\"", 1, 20, ", or )"},
             Case{"contact", "city is \"A\" as of today", 1, 19, "a day such as"},
             Case{"contact", "custom.budget between 1 EUR and 2 USD", 1, 33, "same currency"},
             Case{"contact", "custom.reading_group is \"yes\"", 1, 25, "yes or no"},
             Case{"contact", "city is \"A\" ; drop", 1, 13, "has no meaning"},
             Case{"contact", "city is “A”", 1, 9, "straight quotes"},
             Case{"contact", "address is \"A\"", 1, 9, "is set or is empty"},
         }) {
        const RuleMistake found = mistake(c.text, c.subject);
        CAPTURE(found.message);
        CHECK(found.line == c.line);
        CHECK(found.column == c.column);
        CHECK(found.message.find(c.says) != std::string::npos);
        CHECK(error_of(found).place == Place{"", c.line, std::to_string(c.column)});
    }
    CHECK(mistake("ctiy is set").expected == std::vector<std::string>{"city"});
    CHECK(mistake("city is \"a\"\nor Łódź is set").offset == 15);
}

TEST_CASE("a rule that is too deep or too long is refused, not run") {
    std::string deep;
    for (int i = 0; i < 10'000; ++i) deep += "not (";
    CHECK(mistake(deep).message.find("too deeply") != std::string::npos);
    CHECK(mistake(std::string(kMaxRuleBytes + 1, 'a')).message.find("too long") != std::string::npos);
    CHECK(mistake("city is \"\xff\"").message.find("UTF-8") != std::string::npos);
}

TEST_CASE("damaged texts are refused within their bounds or read as another rule") {
    const RuleLanguage words = language();
    const std::string whole =
        "all of (orders where (status is not \"refunded\") sum of total in last 3 months >= 50.25 EUR, "
        "custom \"Favourite genre\" is one of (\"Crime\", \"Poetry\"), not in segment \"Regulars\") as of "
        "2026-03-01";
    Random random(5);
    int read = 0, refused = 0;
    for (int i = 0; i < 5000; ++i) {
        CAPTURE(i);
        std::string text = whole;
        for (auto edits = 1 + random.below(3); edits > 0; --edits) {
            const auto at = static_cast<std::size_t>(random.below(text.size()));
            if (random.below(2) == 0) {
                text.erase(at, 1 + random.below(12));
            } else {
                text[at] = static_cast<char>(random.below(256));
            }
        }
        const auto rule = read_rule(text, words, *words.subject("contact"));
        if (rule) {
            ++read;
            REQUIRE(read_rule(rule_text(*rule), words, *words.subject("contact")) == *rule);
        } else {
            ++refused;
            REQUIRE(rule.error().offset <= text.size());
        }
    }
    CHECK(read > 10);
    CHECK(refused > 1000);
}

TEST_CASE("windows of days count today, and months end where the calendar does") {
    const auto day = [](std::string_view text) { return *Day::parse(text); };
    struct Case {
        RuleOp op;
        RuleSpan span;
        const char* today;
        const char* first;
        const char* last;
    };
    using enum RuleUnit;
    for (const auto& c : {
             Case{RuleOp::in_last, {1, days}, "2026-03-01", "2026-03-01", "2026-03-01"},
             Case{RuleOp::in_last, {30, days}, "2026-03-01", "2026-01-31", "2026-03-01"},
             Case{RuleOp::in_last, {2, weeks}, "2026-03-01", "2026-02-16", "2026-03-01"},
             Case{RuleOp::in_last, {3, months}, "2026-05-31", "2026-03-01", "2026-05-31"},
             Case{RuleOp::in_last, {1, months}, "2024-03-31", "2024-03-01", "2024-03-31"},
             Case{RuleOp::in_last, {1, years}, "2024-02-29", "2023-03-01", "2024-02-29"},
             Case{RuleOp::in_last, {1, years}, "2026-03-01", "2025-03-02", "2026-03-01"},
             Case{RuleOp::in_next, {7, days}, "2026-12-28", "2026-12-28", "2027-01-03"},
             Case{RuleOp::in_next, {1, months}, "2026-01-31", "2026-01-31", "2026-02-27"},
             Case{RuleOp::in_last, {100'000, years}, "2026-01-31", "0001-01-02", "2026-01-31"},
         }) {
        CAPTURE(c.today);
        CHECK(day_range({c.op, {c.span}}, day(c.today)) == DayRange{day(c.first), day(c.last)});
    }
    CHECK(resolved({RuleDay::Kind::ago, {}, {1, months}}, day("2026-03-31")) == day("2026-02-28"));
    CHECK(resolved({RuleDay::Kind::ahead, {}, {12, months}}, day("2026-03-31")) == day("2027-03-31"));
}

TEST_CASE("random rules of every subject read as they are printed") {
    const RuleLanguage words = language();
    const RuleWords values{{"Łódź", "a \"b\"", "c\\d", "x, y)", "佐藤"},
                           {*Currency::parse("EUR"), *Currency::parse("JPY")},
                           *Day::parse("2025-01-01"),
                           *Day::parse("2026-12-31"),
                           1000};
    for (const char* subject : {"contact", "order", "company", "product", "touch", "order_line"}) {
        for (std::uint64_t seed = 1; seed <= 300; ++seed) {
            CAPTURE(subject);
            CAPTURE(seed);
            RandomRule random(words, values, seed);
            const Rule rule = random.rule(*words.subject(subject));
            for (const std::string& text : {rule_text(rule), rule_line(rule)}) {
                CAPTURE(text);
                const auto again = read_rule(text, words, *words.subject(subject));
                REQUIRE_MESSAGE(again.has_value(), (again ? std::string() : again.error().message));
                REQUIRE(*again == rule);
            }
        }
    }
}

}  // namespace
}  // namespace perennial
