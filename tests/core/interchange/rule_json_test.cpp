#include "core/interchange/rule_json.h"

#include <doctest/doctest.h>

#include "core/domain/rule_text.h"
#include "tests/support/random_rule.h"

namespace perennial {
namespace {

const RuleLanguage& language() {
    static const RuleLanguage words(catalogue(), {{{}, "hat_size", "Hat size", CustomType::number, {}, 1}},
                                    {"Regulars"});
    return words;
}

TEST_CASE("a rule is a tree that a person can read") {
    const auto rule = read_rule(
        "all of (orders where (status is not \"refunded\") sum of total in last 3 months >= 12.50 EUR, "
        "not in segment \"Regulars\", custom.hat_size between 56.5 and 60, touches last before 30 days ago) "
        "as of 2026-03-01",
        language(), table(TableId::contact));
    REQUIRE(rule.has_value());
    CHECK(
        rule_json(*rule) ==
        R"({"rule":{"all":[{"events":"orders","where":[{"field":"status","op":"is_not","values":["refunded"]}],)"
        R"("figure":"sum","of":"total","period":{"op":"in_last","values":[{"count":3,"unit":"months"}]},)"
        R"("op":"at_least","values":[{"minor":1250,"currency":"EUR"}]},{"segment":"Regulars","inside":false},)"
        R"({"field":"custom.hat_size","op":"between","values":[{"number":"56.5"},{"number":"60"}]},)"
        R"({"events":"touches","figure":"last","op":"before","values":[{"ago":{"count":30,"unit":"days"}}]}]},)"
        R"("as_of":"2026-03-01"})");
    CHECK(rule_of_json(rule_json(*rule)) == *rule);
}

TEST_CASE("random rules come back from their trees and from the texts of these") {
    const test::RuleWords values{{"Łódź", "a \"b\""},
                                 {*Currency::parse("EUR"), *Currency::parse("JPY")},
                                 *Day::parse("2025-01-01"),
                                 *Day::parse("2026-12-31"),
                                 1000};
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        CAPTURE(seed);
        test::RandomRule random(language(), values, seed);
        const Table& subject = table(seed % 3 == 0 ? TableId::order : TableId::contact);
        const Rule rule = random.rule(subject);
        const auto again = rule_of_json(rule_json(rule));
        REQUIRE_MESSAGE(again.has_value(), (again ? std::string() : again.error().message));
        REQUIRE(*again == rule);
        REQUIRE(read_rule(rule_text(*again), language(), subject) == rule);
    }
}

TEST_CASE("a tree of another form is refused with what is wrong") {
    struct Case {
        const char* json;
        const char* says;
    };
    for (const auto& c : {
             Case{"all", "not JSON"},
             Case{"[]", "an object is missing"},
             Case{"{}", "“rule” is missing"},
             Case{R"({"rule":{"every":[]}})", "neither a group"},
             Case{R"({"rule":{"all":{}}})", "list of parts"},
             Case{R"({"rule":{"all":[7]}})", "no object"},
             Case{R"({"rule":{"all":[]},"asof":"2026-03-01"})", "“asof” means nothing"},
             Case{R"({"rule":{"all":[]},"as_of":"2026-02-30"})", "“2026-02-30” is no day"},
             Case{R"({"rule":{"field":"city"}})", "“op” is missing"},
             Case{R"({"rule":{"field":"city","op":"like","values":["a"]}})", "“like” is no comparison"},
             Case{R"({"rule":{"field":"city","op":"is","values":[]}})", "wrong number of values"},
             Case{R"({"rule":{"field":"city","op":"is","values":[7]}})", "an object is missing"},
             Case{R"({"rule":{"field":"x","op":"between","values":[{"number":"1"}]}})", "wrong number"},
             Case{R"({"rule":{"field":"x","op":"is","values":[{"minor":1.5,"currency":"EUR"}]}})",
                  "amount is wrong"},
             Case{R"({"rule":{"field":"x","op":"in_last","values":[{"count":0,"unit":"days"}]}})", "“count”"},
             Case{R"({"rule":{"field":"x","op":"in_last","values":[{"count":1,"unit":"moons"}]}})",
                  "no unit"},
             Case{R"({"rule":{"events":"orders","figure":"mode","op":"is_set"}})", "“mode” is no figure"},
             Case{R"({"rule":{"segment":"A","inside":"yes"}})", "“inside”"},
         }) {
        CAPTURE(c.json);
        const auto rule = rule_of_json(c.json);
        REQUIRE_FALSE(rule.has_value());
        CHECK(rule.error().code == ErrorCode::malformed);
        CHECK(rule.error().message.find(c.says) != std::string::npos);
    }
    std::string deep = R"({"rule":)";
    for (int i = 0; i < 40; ++i) deep += R"({"all":[)";
    for (int i = 0; i < 40; ++i) deep += "]}";
    CHECK(rule_of_json(deep + "}").error().code == ErrorCode::too_large);
    CHECK(rule_of_json(std::string(kMaxRuleBytes + 1, ' ')).error().code == ErrorCode::too_large);
}

}  // namespace
}  // namespace perennial
