// Reads a rule from its tokens, by recursive descent (rule_parser.cpp: the tree; rule_comparisons.cpp: comparisons).
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/domain/rule_tokens.h"

namespace perennial {

class RuleParser {
public:
    template <class T> using Read = std::expected<T, RuleMistake>;

    RuleParser(std::string_view text, std::vector<RuleToken> tokens, const RuleLanguage& language)
        : text_(text), tokens_(std::move(tokens)), language_(language) {}

    Read<Rule> rule(const Table& subject);

private:
    // The tree.
    Read<RuleNode> alternatives(const Table& subject);
    Read<RuleNode> conjunction(const Table& subject);
    Read<RuleNode> term(const Table& subject);
    Read<RuleNode> group(const Table& subject, RuleGroup::Kind kind);
    Read<std::vector<RuleNode>> parts(const Table& subject);
    Read<RuleNode> membership(const Table& subject, bool inside);
    Read<RuleNode> condition(const Table& subject);
    Read<RuleNode> event_condition(const RuleEvents& events);
    Read<RuleFigure> figure(const RuleEvents& events);
    Read<RuleField> figure_field(const RuleEvents& events, RuleFigure figure);
    Read<void> tests(const RuleEvents& events, const RuleField& compared, RuleEventTest& node);
    Read<std::string> name();

    // Comparisons.
    Read<RuleTest> test(const RuleField& field);
    Read<RuleTest> text_test(const RuleField& field);
    Read<RuleTest> number_test(const RuleField& field);
    Read<RuleTest> day_test();
    Read<RuleTest> birthday_test();
    Read<RuleTest> yes_no_test();
    /// "is empty", "is not set" and so on, if they stand here.
    std::optional<RuleTest> presence();
    bool at_day_test() const;
    bool at_comparison() const;
    Read<RuleValue> value(const RuleField& field);
    Read<RuleValue> text_value(const RuleField& field);
    Read<RuleValue> number_value(const RuleField& field);
    Read<RuleValue> money_value(const Decimal& amount, const RuleToken& number);
    Read<RuleValue> day_value();
    Read<RuleSpan> span();
    Read<std::vector<RuleValue>> list(const RuleField& field);
    Read<RuleTest> between(const RuleField& field);

    // Tokens.
    const RuleToken& token(std::size_t ahead = 0) const;
    bool word_at(std::size_t ahead, std::string_view word) const;
    bool sign_at(std::size_t ahead, std::string_view sign) const;
    /// Moves behind the words when they all stand here.
    bool take(std::initializer_list<std::string_view> words);
    bool take_sign(std::string_view sign);
    Read<void> need_sign(std::string_view sign);
    std::unexpected<RuleMistake> wrong(std::string message, std::vector<std::string> expected = {}) const;
    std::unexpected<RuleMistake> wrong_at(const RuleToken& token, std::string message,
                                          std::vector<std::string> expected = {}) const;
    /// "“x” stands where A, B or C is expected."
    std::unexpected<RuleMistake> expected_here(std::vector<std::string> expected) const;
    std::unexpected<RuleMistake> unknown(const RuleToken& token, std::string_view what,
                                         const std::vector<std::string>& names) const;
    std::string shown(const RuleToken& token) const;

    std::string_view text_;
    std::vector<RuleToken> tokens_;
    const RuleLanguage& language_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

}  // namespace perennial
