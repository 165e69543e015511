#include "core/domain/rule_builder.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "core/base/phrase.h"
#include "tests/support/random_rule.h"

namespace perennial {
namespace {

using test::RandomRule;
using test::RuleWords;

RuleLanguage language() {
    return {catalogue(),
            {{{}, "hat_size", "Hat size", CustomType::number, {}, 1},
             {{}, "genre", "Genre", CustomType::choice, {"Crime", "Poetry"}, 2},
             {{}, "budget", "Budget", CustomType::money, {}, 3},
             {{}, "reading_group", "Reading group", CustomType::yes_no, {}, 4}},
            {"Regulars", "Book club"}};
}

struct People {
    RuleLanguage words = language();
    const Table& subject = *words.subject("contact");

    Rule read(std::string_view text) const {
        auto rule = read_rule(text, words, subject);
        REQUIRE(rule.has_value());
        return *std::move(rule);
    }
    std::string built(const RuleBuilder& builder) const {
        return rule_line(builder.read(words, subject).rule);
    }
    std::string again(std::string_view text) const { return built(RuleBuilder(read(text), words, subject)); }
    const BuilderSourceView& source(std::string_view label) {
        sources = builder_sources(words, subject);
        const auto found = std::ranges::find(sources, label, &BuilderSourceView::label);
        REQUIRE_MESSAGE(found != sources.end(), label);
        return *found;
    }
    /// A condition of which only the comparison and what is typed is given.
    std::expected<RuleNode, std::string> make(std::string_view label, std::string_view comparison,
                                              std::string first = {}, std::string second = {}) {
        const BuilderSourceView& view = source(label);
        const auto offered = builder_comparisons(view.type);
        const auto found = std::ranges::find(offered, comparison, &BuilderComparison::words);
        REQUIRE_MESSAGE(found != offered.end(), comparison);
        BuilderCondition condition;
        condition.source = view.source;
        condition.test = {.comparison = static_cast<std::size_t>(found - offered.begin()),
                          .typed = {std::move(first), std::move(second)},
                          .unit = RuleUnit::days,
                          .currency = "EUR"};
        return built_condition(condition, words, subject);
    }
    std::string line(std::string_view label, std::string_view comparison, std::string first = {},
                     std::string second = {}) {
        const auto node = make(label, comparison, std::move(first), std::move(second));
        return node ? rule_line(*node) : node.error();
    }

    std::vector<BuilderSourceView> sources;
};

TEST_CASE("what is chosen and typed in a builder becomes a rule") {
    People people;
    CHECK(people.line("City", "is", " Łódź ") == "city is \"Łódź\"");
    CHECK(people.line("City", "is one of", "Łódź, Kraków,") == "city is one of (\"Łódź\", \"Kraków\")");
    CHECK(people.line("City", "is not known") == "city is empty");
    CHECK(people.line("Orders: count", "is at least", "4") == "orders count >= 4");
    CHECK(people.line("Orders: sum of total", "is over", "200") == "orders sum of total > 200 EUR");
    CHECK(people.line("Orders: sum of total", "is over", "12,50") == "orders sum of total > 12.5 EUR");
    CHECK(people.line("Last order", "is more than", "60") == "orders last before 60 days ago");
    CHECK(people.line("Last order", "is between", "2026-01-01", "2026-03-31") ==
          "orders last between 2026-01-01 and 2026-03-31");
    CHECK(people.line("Genre", "is one of", "Crime, Poetry") ==
          "custom.genre is one of (\"Crime\", \"Poetry\")");
    CHECK(people.line("Reading group", "is no") == "custom.reading_group is no");
    CHECK(people.line("Birthday", "is in the next", "14") == "birthday in next 14 days");
}

TEST_CASE("a line that is not finished says what is missing") {
    People people;
    CHECK(people.line("City", "is") == "Type what it is.");
    CHECK(people.line("City", "is one of", " , ") == "Name one or more, parted by commas.");
    CHECK(people.line("Orders: count", "is at least", "some") == "Type a number, for example 4.");
    CHECK(people.line("Orders: sum of total", "is over", "€") == "Type an amount, for example 200.");
    CHECK(people.line("Last order", "is more than", "0") == "Type a number, for example 30.");
    CHECK(people.line("Last order", "is since", "yesterday") == "Type a day, for example 2026-03-01.");
    CHECK(people.line("Genre", "is") == "Choose one.");
    CHECK(people.line("Orders: count", "is at least", "1.5").find("whole number") != std::string::npos);
}

TEST_CASE("unfinished lines and empty groups are left out of what is built, and stay in the builder") {
    People people;
    RuleBuilder builder(people.read("city is \"Łódź\""), people.words, people.subject);
    builder.root().group.parts.push_back(builder.condition(people.source("Orders: count").source));
    builder.root().group.parts.push_back(builder.group(RuleGroup::Kind::any));
    const BuilderReading reading = builder.read(people.words, people.subject);
    CHECK(rule_line(reading.rule) == "city is \"Łódź\"");
    REQUIRE(builder.root().group.parts.size() == 3);
    const std::uint64_t unfinished = builder.root().group.parts[1].id;
    CHECK(reading.problems ==
          std::map<std::uint64_t, std::string>{{unfinished, "Type a number, for example 4."}});
    CHECK_FALSE(reading.finished.contains(unfinished));
    CHECK(reading.sources.at(unfinished).label == "Orders: count");
}

TEST_CASE("conditions of events and their period are built together") {
    People people;
    const std::string text = "orders where (status is not \"refunded\") count in last 365 days >= 4";
    RuleBuilder builder(people.read(text), people.words, people.subject);
    BuilderCondition& condition = builder.root().group.parts.front().condition;
    CHECK_FALSE(condition.as_is.has_value());
    CHECK(builder_periods()[condition.period.comparison].words == "in the last");
    CHECK(condition.period.typed[0] == "365");
    REQUIRE(condition.where.size() == 1);
    CHECK(people.built(builder) == text);
    CHECK(builder.read(people.words, people.subject).offered.contains("orders"));
    condition.period.comparison = 0;
    condition.where.clear();
    CHECK(people.built(builder) == "orders count >= 4");
}

TEST_CASE("segments are members of a rule") {
    People people;
    CHECK(people.again("in segment \"Book club\"") == "in segment \"Book club\"");
    CHECK(people.again("not in segment \"Regulars\"") == "not in segment \"Regulars\"");
    CHECK(people.source("Segment").choices == std::vector<std::string>{"Regulars", "Book club"});
}

TEST_CASE("what the pickers cannot say stays as it is") {
    People people;
    for (const char* text : {"city is \"Łódź, Poland\"", "orders last of channel is \"web\"",
                             "orders count in last 30 days >= 2 as of 2026-03-01",
                             "city is one of (\"a, b\", \"c\")", "orders last is 3 days ahead"}) {
        CHECK(people.again(text) == text);
    }
}

TEST_CASE("random rules are built as they were") {
    const RuleLanguage words = language();
    const RuleWords values{.texts = {"Łódź", "a, b", "Crime", "press"},
                           .currencies = {*Currency::parse("EUR"), *Currency::parse("JPY")},
                           .first = *Day::parse("2024-01-01"),
                           .last = *Day::parse("2026-11-28")};
    int taken_apart = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        CAPTURE(seed);
        for (const char* name : {"contact", "order"}) {
            const Table& subject = *words.subject(name);
            RandomRule random(words, values, seed);
            const Rule rule = random.rule(subject);
            const RuleBuilder builder(rule, words, subject);
            const BuilderReading built = builder.read(words, subject);
            CHECK(built.problems.empty());
            Rule expected = rule;
            if (auto* all = std::get_if<RuleGroup>(&expected.root.what);
                all && all->kind == RuleGroup::Kind::all && all->parts.size() == 1)
                expected.root = RuleNode(all->parts.front());
            CHECK(rule_line(built.rule) == rule_line(expected));
            for (const BuilderNode& part : builder.root().group.parts)
                taken_apart += part.is_group || !part.condition.as_is ? 1 : 0;
        }
    }
    CHECK(taken_apart > 400);
}

}  // namespace
}  // namespace perennial
