// Random rules about any table of a language, with operators and values that fit; for property tests. Equal seeds give equal
// rules. What was made is counted, so that a test can assert that everything was.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/domain/rule.h"
#include "core/domain/rule_language.h"

namespace perennial::test {

/// What values are drawn from, so that rules meet data.
struct RuleWords {
    std::vector<std::string> texts;
    std::vector<Currency> currencies;
    Day first, last;  ///< Days lie between these.
    std::int64_t most_number = 10;
};

class RandomRule {
public:
    RandomRule(const RuleLanguage& language, RuleWords words, std::uint64_t seed)
        : language_(language), words_(std::move(words)), random_(seed) {}

    Rule rule(const Table& subject);
    /// How often each operator, figure, group, unit and type was made: "op is_not", "figure sum", "type money", ...
    const std::map<std::string, int>& made() const { return made_; }

private:
    RuleNode node(const Table& subject, int depth);
    RuleNode group(const Table& subject, int depth);
    RuleNode field_test(const Table& subject, int depth);
    RuleNode event_test(const Table& subject, int depth);
    RuleTest test(const RuleField& field);
    RuleTest day_test(bool as_period);
    RuleTest text_test(const RuleField& field);
    RuleTest number_test(const RuleField& field);
    RuleValue number(RuleType type);
    RuleDay day();
    RuleSpan span();
    std::string text(const RuleField& field);
    std::string field_name(const Table& subject, int depth);

    template <class List> const auto& some(const List& list) { return list[random_.below(list.size())]; }
    bool one_in(std::uint64_t n) { return random_.below(n) == 0; }
    void count(std::string what) { ++made_[std::move(what)]; }

    const RuleLanguage& language_;
    RuleWords words_;
    Random random_;
    std::map<std::string, int> made_;
};

}  // namespace perennial::test
