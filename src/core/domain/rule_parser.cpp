#include "core/domain/rule_parser.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/base/phrase.h"
#include "core/base/text.h"

namespace perennial {
namespace {

/// "all" read as "all of (...)" and so on.
std::optional<RuleGroup::Kind> group_named(std::string_view word) {
    for (const auto kind : {RuleGroup::Kind::all, RuleGroup::Kind::any, RuleGroup::Kind::none}) {
        if (rule_group_name(kind) == word) return kind;
    }
    return std::nullopt;
}

std::string lower_case(std::string_view word) {
    std::string lower(word);
    std::ranges::transform(lower, lower.begin(), ascii_lower);
    return lower;
}

RuleNode joined(RuleGroup::Kind kind, std::vector<RuleNode> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    return RuleNode{RuleGroup{kind, std::move(parts)}};
}

bool adds_up(RuleType type) {
    return type == RuleType::whole || type == RuleType::quantity || type == RuleType::money;
}

/// Whether the figure can be made of a field of this type.
bool figure_takes(RuleFigure figure, RuleType type) {
    switch (figure) {
        case RuleFigure::sum:
        case RuleFigure::average: return adds_up(type);
        case RuleFigure::min:
        case RuleFigure::max: return adds_up(type) || type == RuleType::day || type == RuleType::instant;
        default: return true;
    }
}

}  // namespace

// Tokens ----------------------------------------------------------------------------------------------------

const RuleToken& RuleParser::token(std::size_t ahead) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}
bool RuleParser::word_at(std::size_t ahead, std::string_view word) const {
    return token(ahead).kind == RuleToken::Kind::word && lower_case(token(ahead).text) == word;
}
bool RuleParser::sign_at(std::size_t ahead, std::string_view sign) const {
    return token(ahead).kind == RuleToken::Kind::sign && token(ahead).text == sign;
}
bool RuleParser::take(std::initializer_list<std::string_view> words) {
    std::size_t ahead = 0;
    for (const std::string_view word : words) {
        if (!word_at(ahead++, word)) return false;
    }
    at_ += words.size();
    return true;
}
bool RuleParser::take_sign(std::string_view sign) {
    if (!sign_at(0, sign)) return false;
    ++at_;
    return true;
}
RuleParser::Read<void> RuleParser::need_sign(std::string_view sign) {
    if (take_sign(sign)) return {};
    return expected_here({std::string(sign)});
}

std::string RuleParser::shown(const RuleToken& token) const {
    return std::string(text_.substr(token.begin, token.end - token.begin));
}

std::unexpected<RuleMistake> RuleParser::wrong_at(const RuleToken& token, std::string message,
                                                  std::vector<std::string> expected) const {
    return std::unexpected(mistake_at(text_, token.begin, std::move(message), std::move(expected)));
}
std::unexpected<RuleMistake> RuleParser::wrong(std::string message, std::vector<std::string> expected) const {
    return wrong_at(token(), std::move(message), std::move(expected));
}

std::unexpected<RuleMistake> RuleParser::expected_here(std::vector<std::string> expected) const {
    std::string list;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (i > 0) list += i + 1 == expected.size() ? " or " : ", ";
        list += expected[i];
    }
    const bool over = token().kind == RuleToken::Kind::end;
    const std::string what = over ? "The rule ends" : phrase("“{}” stands", shown(token()));
    return wrong(phrase("{} where {} is expected.", what, list), std::move(expected));
}

std::unexpected<RuleMistake> RuleParser::unknown(const RuleToken& token, std::string_view what,
                                                 const std::vector<std::string>& names) const {
    constexpr std::size_t kNamed = 3, kListed = 20;
    const auto near = near_names(token.text, names, kNamed);
    std::string hint;
    for (std::size_t i = 0; i < near.size(); ++i)
        hint += (i == 0 ? " Did you mean " : i + 1 == near.size() ? " or " : ", ") + near[i];
    if (!near.empty()) hint += "?";
    if (near.empty() && !names.empty()) {
        hint = " Known are ";
        for (std::size_t i = 0; i < std::min(kListed, names.size()); ++i)
            hint += (i > 0 ? ", " : "") + names[i];
        hint += names.size() > kListed ? " and more." : ".";
    }
    return wrong_at(token, phrase("{} “{}”.{}", what, token.text, hint), near.empty() ? names : near);
}

// The tree --------------------------------------------------------------------------------------------------

RuleParser::Read<Rule> RuleParser::rule(const Table& subject) {
    Rule rule;
    TRY_ASSIGN(rule.root, alternatives(subject));
    if (take({"as", "of"})) {
        if (token().kind != RuleToken::Kind::date) return expected_here({"a day such as 2026-03-01"});
        rule.as_of = Day::parse(token().text);
        ++at_;
    }
    if (token().kind != RuleToken::Kind::end)
        return expected_here({"and", "or", "as of", "the end of the rule"});
    return rule;
}

RuleParser::Read<RuleNode> RuleParser::alternatives(const Table& subject) {
    std::vector<RuleNode> parts;
    do {
        TRY_ASSIGN(RuleNode part, conjunction(subject));
        parts.push_back(std::move(part));
    } while (take({"or"}));
    return joined(RuleGroup::Kind::any, std::move(parts));
}

RuleParser::Read<RuleNode> RuleParser::conjunction(const Table& subject) {
    std::vector<RuleNode> parts;
    do {
        TRY_ASSIGN(RuleNode part, term(subject));
        parts.push_back(std::move(part));
    } while (take({"and"}));
    return joined(RuleGroup::Kind::all, std::move(parts));
}

RuleParser::Read<RuleNode> RuleParser::term(const Table& subject) {
    if (++depth_ > kMaxRuleDepth)
        return wrong("The rule is nested too deeply. Make a segment of its inner part.");
    const auto read = [&]() -> Read<RuleNode> {
        if (take_sign("(")) {
            TRY_ASSIGN(RuleNode inner, alternatives(subject));
            TRY(need_sign(")"));
            return inner;
        }
        if (word_at(0, "not") && sign_at(1, "(")) {
            ++at_;
            return group(subject, RuleGroup::Kind::none);
        }
        if (take({"not", "in", "segment"})) return membership(subject, false);
        if (take({"in", "segment"})) return membership(subject, true);
        if (word_at(0, "segment") && token(1).kind == RuleToken::Kind::text) {
            ++at_;
            return membership(subject, true);
        }
        const auto kind =
            token().kind == RuleToken::Kind::word ? group_named(lower_case(token().text)) : std::nullopt;
        if (kind && word_at(1, "of")) {
            at_ += 2;
            return group(subject, *kind);
        }
        return condition(subject);
    };
    auto node = read();
    --depth_;
    return node;
}

RuleParser::Read<std::vector<RuleNode>> RuleParser::parts(const Table& subject) {
    TRY(need_sign("("));
    std::vector<RuleNode> nodes;
    if (take_sign(")")) return nodes;
    while (true) {
        TRY_ASSIGN(RuleNode node, alternatives(subject));
        nodes.push_back(std::move(node));
        if (take_sign(")")) return nodes;
        if (!take_sign(",")) return expected_here({",", ")"});
    }
}

RuleParser::Read<RuleNode> RuleParser::group(const Table& subject, RuleGroup::Kind kind) {
    TRY_ASSIGN(auto nodes, parts(subject));
    return RuleNode{RuleGroup{kind, std::move(nodes)}};
}

RuleParser::Read<RuleNode> RuleParser::membership(const Table& subject, bool inside) {
    if (!RuleLanguage::is_person(subject))
        return wrong("Only people are in segments. Ask for a field of the record instead.");
    if (token().kind != RuleToken::Kind::text) return expected_here({"a segment's name in quotes"});
    const std::string folded = fold(squeeze(token().text));
    for (const std::string& name : language_.segments()) {
        if (fold(name) != folded) continue;
        ++at_;
        return RuleNode{RuleMembership{name, inside}};
    }
    return unknown(token(), "There is no segment", language_.segments());
}

RuleParser::Read<std::string> RuleParser::name() {
    if (token().kind != RuleToken::Kind::word)
        return expected_here({"a field", "a group such as all of (...)"});
    std::string name = token().text;
    ++at_;
    if ((name == "custom" || name.ends_with(".custom")) && token().kind == RuleToken::Kind::text) {
        name += "." + token().text;
        ++at_;
    }
    return name;
}

RuleParser::Read<RuleNode> RuleParser::condition(const Table& subject) {
    const RuleToken first = token();
    TRY_ASSIGN(const std::string typed, name());
    for (const std::string& candidate : {typed, lower_case(typed)}) {
        if (const auto field = language_.field(subject, candidate)) {
            TRY_ASSIGN(RuleTest compared, test(*field));
            return RuleNode{RuleFieldTest{field->name, std::move(compared)}};
        }
        if (const auto events = language_.events(subject, candidate)) return event_condition(*events);
    }
    std::vector<std::string> names = language_.field_names(subject);
    for (std::string& event : language_.event_names(subject)) names.push_back(std::move(event));
    RuleToken wrong_name = first;
    wrong_name.text = typed;
    return unknown(wrong_name, phrase("A rule about {} knows no", subject.plural), names);
}

RuleParser::Read<RuleNode> RuleParser::event_condition(const RuleEvents& events) {
    RuleEventTest node;
    node.events = events.table->plural;
    if (take({"where"})) {
        TRY_ASSIGN(node.where, parts(*events.table));
    }
    TRY_ASSIGN(node.figure, figure(events));
    TRY_ASSIGN(const RuleField compared, figure_field(events, node.figure));
    if (compared.table) node.of = compared.name;
    TRY(tests(events, compared, node));
    return RuleNode{std::move(node)};
}

RuleParser::Read<RuleFigure> RuleParser::figure(const RuleEvents& events) {
    if (take({"exist"})) return RuleFigure::exists;
    const auto found =
        token().kind == RuleToken::Kind::word ? rule_figure_of(lower_case(token().text)) : std::nullopt;
    if (!found) {
        return expected_here(
            {"where (...)", "count", "exists", "sum of", "average of", "min of", "max of", "first", "last"});
    }
    if (!events.time && (*found == RuleFigure::first || *found == RuleFigure::last)) {
        return wrong(phrase("Nothing says when {} happened, so that none is the first or last.",
                            events.table->plural));
    }
    ++at_;
    return *found;
}

/// What the figure is compared as; `table` is set when it is made of a field.
RuleParser::Read<RuleField> RuleParser::figure_field(const RuleEvents& events, RuleFigure figure) {
    const bool by_time = figure == RuleFigure::first || figure == RuleFigure::last;
    if (figure == RuleFigure::count || figure == RuleFigure::exists || (by_time && !word_at(0, "of"))) {
        RuleField itself;
        itself.type = by_time ? events.time_type : RuleType::whole;
        return itself;
    }
    if (!take({"of"})) return expected_here({"of"});
    std::vector<std::string> names;
    for (const Field& field : events.table->fields) {
        const auto own = language_.own_field(events, field.name);
        if (own && figure_takes(figure, own->type)) names.push_back(own->name);
    }
    const auto field = token().kind == RuleToken::Kind::word
                           ? language_.own_field(events, lower_case(token().text))
                           : std::nullopt;
    if (!field || !figure_takes(figure, field->type)) {
        if (token().kind != RuleToken::Kind::word) return expected_here({"a field"});
        return unknown(token(), phrase("There is no {} of", rule_figure_name(figure)), names);
    }
    ++at_;
    RuleField compared = *field;
    if (figure == RuleFigure::average && compared.type == RuleType::whole) compared.type = RuleType::quantity;
    return compared;
}

/// A day may be the period's or the figure's own: with another comparison behind it, it was the period's.
RuleParser::Read<void> RuleParser::tests(const RuleEvents& events, const RuleField& compared,
                                         RuleEventTest& node) {
    const bool of_days = compared.type == RuleType::day || compared.type == RuleType::instant;
    if (at_day_test()) {
        const RuleToken& first = token();
        TRY_ASSIGN(RuleTest days, day_test());
        if (of_days && !at_comparison()) {
            node.test = std::move(days);
            return {};
        }
        if (!events.time)
            return wrong_at(first, phrase("Nothing says when {} happened.", events.table->plural));
        node.period = std::move(days);
    }
    if (node.figure == RuleFigure::exists) return {};
    TRY_ASSIGN(node.test, test(compared));
    return {};
}

std::expected<Rule, RuleMistake> read_rule(std::string_view text, const RuleLanguage& language,
                                           const Table& subject) {
    TRY_ASSIGN(auto tokens, rule_tokens(text));
    return RuleParser(text, std::move(tokens), language).rule(subject);
}

}  // namespace perennial
