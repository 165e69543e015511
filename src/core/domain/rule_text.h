// Rules as a person types and reads them (the grammar is in docs/cli.md). Reading checks everything: names, types, choices,
// amounts, so that a rule that was read can be asked. Pure.
// Invariant: read_rule(rule_text(rule)) is the rule again, for every rule that read_rule has given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/domain/rule.h"
#include "core/domain/rule_language.h"

namespace perennial {

/// Where and why a text is no rule.
struct RuleMistake {
    std::string message;                     ///< A sentence that names the place and what to write there.
    std::size_t offset = 0;                  ///< In bytes.
    std::int64_t line = 1, column = 1;       ///< In characters, from 1.
    std::vector<std::string> expected = {};  ///< What could stand there, likeliest first.
};
Error error_of(const RuleMistake& mistake);

inline constexpr std::size_t kMaxRuleBytes = 65'536;
/// Groups, conditions of events and "not" inside each other.
inline constexpr int kMaxRuleDepth = 32;

std::expected<Rule, RuleMistake> read_rule(std::string_view text, const RuleLanguage& language,
                                           const Table& subject);

/// The canonical text: on one line when it is short, else a part a line, indented by two spaces.
std::string rule_text(const Rule& rule);
/// In plain words: "Has at least 4 orders in the last 365 days (whose status is not “refunded”), and ...".
std::string rule_sentence(const Rule& rule, const RuleLanguage& language, const Table& subject);
/// A part of it, for the middle of a sentence; and a period: "in the last 365 days".
std::string rule_words(const RuleNode& node, const RuleLanguage& language, const Table& subject);
std::string rule_period_words(const RuleTest& period);
/// The same as rule_text, on one line.
std::string rule_line(const Rule& rule);
std::string rule_line(const RuleNode& node);
/// "is not one of (\"a\", \"b\")", ">= 4", "in last 30 days".
std::string rule_test_text(const RuleTest& test);

}  // namespace perennial
