// Rules in plain words. One form for every table: what a rule says of it follows from the labels of the catalogue.
#include <algorithm>

#include "core/base/phrase.h"
#include "core/domain/rule_text.h"

namespace perennial {
namespace {

/// "30 days"; one is left out: "in the last week".
std::string window_words(const RuleSpan& span) {
    std::string text = rule_span_text(span);
    return span.count == 1 ? text.substr(text.find(' ') + 1) : text;
}

struct ValueWords {
    std::string operator()(const std::string& text) const { return "“" + text + "”"; }
    std::string operator()(const Decimal& number) const { return number.to_string(); }
    std::string operator()(const Money& money) const {
        return phrase("{} {}", amount_text(money), money.currency.code());
    }
    std::string operator()(const RuleSpan& span) const { return window_words(span); }
    std::string operator()(bool yes) const { return yes ? "yes" : "no"; }
    std::string operator()(const RuleDay& day) const {
        switch (day.kind) {
            case RuleDay::Kind::absolute: return day.day.to_string();
            case RuleDay::Kind::today: return "today";
            case RuleDay::Kind::ago: return rule_span_text(day.offset) + " ago";
            case RuleDay::Kind::ahead: return rule_span_text(day.offset) + " from now";
        }
        return {};
    }
};

std::string value_words(const RuleTest& test, std::size_t at) {
    return std::visit(ValueWords{}, test.values[at]);
}

std::string list_words(const RuleTest& test, std::string_view last) {
    std::string text;
    for (std::size_t i = 0; i < test.values.size(); ++i) {
        if (i > 0) text += i + 1 == test.values.size() ? phrase(" {} ", last) : std::string(", ");
        text += value_words(test, i);
    }
    return text;
}

/// "at least 4", "in the last 30 days", "before 2026-03-01".
std::string amount_words(const RuleTest& test) {
    switch (test.op) {
        case RuleOp::at_least: return "at least " + value_words(test, 0);
        case RuleOp::at_most: return "at most " + value_words(test, 0);
        case RuleOp::above: return "more than " + value_words(test, 0);
        case RuleOp::below: return "less than " + value_words(test, 0);
        case RuleOp::between: return phrase("between {} and {}", value_words(test, 0), value_words(test, 1));
        case RuleOp::before: return "before " + value_words(test, 0);
        case RuleOp::after: return "after " + value_words(test, 0);
        case RuleOp::since: return "on or after " + value_words(test, 0);
        case RuleOp::until: return "on or before " + value_words(test, 0);
        case RuleOp::in_last: return "in the last " + value_words(test, 0);
        case RuleOp::in_next: return "in the next " + value_words(test, 0);
        case RuleOp::is_not: return "not " + value_words(test, 0);
        default: return value_words(test, 0);
    }
}

/// What a value does: "is “Łódź”", "contains “an”", "is known".
std::string test_words(const RuleTest& test) {
    switch (test.op) {
        case RuleOp::is_set: return "is known";
        case RuleOp::is_empty: return "is not known";
        case RuleOp::contains: return "contains " + value_words(test, 0);
        case RuleOp::does_not_contain: return "does not contain " + value_words(test, 0);
        case RuleOp::starts_with: return "starts with " + value_words(test, 0);
        case RuleOp::ends_with: return "ends with " + value_words(test, 0);
        case RuleOp::is_one_of: return "is " + list_words(test, "or");
        case RuleOp::is_none_of: return "is neither " + list_words(test, "nor");
        default: return "is " + amount_words(test);
    }
}

class Sentence {
public:
    explicit Sentence(const RuleLanguage& language) : language_(language) {}

    std::string node(const RuleNode& node, const Table& subject) const {
        return std::visit([&](const auto& what) { return text(what, subject); }, node.what);
    }

private:
    std::string text(const RuleGroup& group, const Table& subject) const {
        if (group.parts.empty()) return group.kind == RuleGroup::Kind::any ? "nobody" : "everyone";
        const bool one = group.parts.size() == 1;
        if (group.kind == RuleGroup::Kind::all) return joined(group.parts, subject, one ? "" : ", and ");
        if (group.kind == RuleGroup::Kind::any)
            return (one ? "" : "either ") + joined(group.parts, subject, " or ");
        if (one) return negation(group.parts.front(), subject);
        return "none of these: " + joined(group.parts, subject, "; ");
    }
    std::string text(const RuleFieldTest& test, const Table& subject) const {
        const auto field = language_.field(subject, test.field);
        return lower_first(field ? field->label : test.field) + " " + test_words(test.test);
    }
    std::string text(const RuleMembership& membership, const Table&) const {
        return phrase("{} in the segment “{}”", membership.inside ? "is" : "is not", membership.segment);
    }

    std::string text(const RuleEventTest& test, const Table& subject) const {
        const auto events = language_.events(subject, test.events);
        if (!events) return test.events;
        const Table& table = *events->table;
        const std::string which = which_words(test, table);
        const std::string many = plural_words(table) + which;
        const std::string single = lower_first(table.label);
        const auto own = test.of.empty() ? std::nullopt : language_.own_field(*events, test.of);
        const std::string field = lower_first(own ? own->label : test.of);
        switch (test.figure) {
            case RuleFigure::exists: return "has " + many;
            case RuleFigure::count: return count_words(*test.test, many);
            case RuleFigure::sum:
                return phrase("the sum of {} of {} {}", field, many, test_words(*test.test));
            case RuleFigure::average:
                return phrase("the average {} of {} {}", field, many, test_words(*test.test));
            case RuleFigure::min: return phrase("the least {} of {} {}", field, many, test_words(*test.test));
            case RuleFigure::max:
                return phrase("the greatest {} of {} {}", field, many, test_words(*test.test));
            default: break;
        }
        const std::string edge = phrase("the {} {}{}", rule_figure_name(test.figure), single, which);
        if (!test.of.empty()) return phrase("the {} of {} {}", field, edge, test_words(*test.test));
        return edge + " " + test_words(*test.test);
    }

    std::string negation(const RuleNode& part, const Table& subject) const {
        const auto* events = std::get_if<RuleEventTest>(&part.what);
        std::string words = node(part, subject);
        constexpr std::string_view kHas = "has ";
        if (!events || !words.starts_with(kHas)) return "it is not so that " + words;
        words.erase(0, kHas.size());
        return (events->figure == RuleFigure::exists ? "has no " : "does not have ") + words;
    }

    static std::string count_words(const RuleTest& test, const std::string& many) {
        const bool none = test.op == RuleOp::is && std::get<Decimal>(test.values[0]) == Decimal{0, 0};
        if (none) return "has no " + many;
        if (test.op == RuleOp::is_set || test.op == RuleOp::is_empty) return "any number of " + many;
        return phrase("has {} {}", amount_words(test), many);
    }

    /// " in the last 30 days (whose status is “paid”)".
    std::string which_words(const RuleEventTest& test, const Table& table) const {
        std::string which;
        if (test.period) which += " " + amount_words(*test.period);
        if (!test.where.empty()) which += " (whose " + joined(test.where, table, " and ") + ")";
        return which;
    }

    std::string joined(const std::vector<RuleNode>& nodes, const Table& subject,
                       std::string_view between) const {
        std::string text;
        for (const RuleNode& one : nodes) {
            if (!text.empty()) text += between;
            const auto* group = std::get_if<RuleGroup>(&one.what);
            const bool enclosed = group && group->parts.size() > 1 && nodes.size() > 1;
            text += enclosed ? "(" + node(one, subject) + ")" : node(one, subject);
        }
        return text;
    }

    const RuleLanguage& language_;
};

}  // namespace

std::string rule_words(const RuleNode& node, const RuleLanguage& language, const Table& subject) {
    return Sentence(language).node(node, subject);
}

std::string rule_period_words(const RuleTest& period) { return amount_words(period); }

std::string rule_sentence(const Rule& rule, const RuleLanguage& language, const Table& subject) {
    std::string text = rule_words(rule.root, language, subject);
    if (rule.as_of) text += ", as of " + rule.as_of->to_string();
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text + ".";
}

}  // namespace perennial
