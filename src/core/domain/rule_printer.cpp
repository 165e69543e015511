#include <algorithm>

#include "core/base/phrase.h"
#include "core/domain/rule_text.h"
#include "core/domain/rule_tokens.h"

namespace perennial {
namespace {

constexpr std::size_t kLineWidth = 100;
constexpr std::size_t kEndless = std::string::npos;

struct ValueText {
    std::string operator()(const std::string& text) const { return in_quotes(text); }
    std::string operator()(const Decimal& number) const { return number.to_string(); }
    std::string operator()(const Money& money) const {
        const Decimal amount{money.minor, money.currency.minor_digits()};
        return phrase("{} {}", amount.to_string(), money.currency.code());
    }
    std::string operator()(const RuleSpan& span) const { return rule_span_text(span); }
    std::string operator()(bool yes) const { return yes ? "yes" : "no"; }
    std::string operator()(const RuleDay& day) const {
        switch (day.kind) {
            case RuleDay::Kind::absolute: return day.day.to_string();
            case RuleDay::Kind::today: return "today";
            case RuleDay::Kind::ago: return rule_span_text(day.offset) + " ago";
            case RuleDay::Kind::ahead: return rule_span_text(day.offset) + " ahead";
        }
        return {};
    }
};

std::string value_text(const RuleValue& value) { return std::visit(ValueText{}, value); }

std::string words_of(RuleOp op) {
    switch (op) {
        case RuleOp::at_least: return ">=";
        case RuleOp::at_most: return "<=";
        case RuleOp::above: return ">";
        case RuleOp::below: return "<";
        case RuleOp::is_none_of: return "is not one of";
        default: break;
    }
    std::string words(rule_op_name(op));
    std::ranges::replace(words, '_', ' ');
    return words;
}

std::string name_text(const std::string& name) {
    if (is_plain_name(name)) return name;
    constexpr std::string_view kCustom = "custom.";
    const std::size_t custom = name.find(kCustom);
    if (custom == std::string::npos) return name;
    const std::size_t key = custom + kCustom.size();
    return name.substr(0, key - 1) + " " + in_quotes(std::string_view(name).substr(key));
}

class Printer {
public:
    explicit Printer(std::size_t width) : width_(width) {}

    std::string node(const RuleNode& node, std::size_t indent) const {
        return std::visit([&](const auto& what) { return text(what, indent); }, node.what);
    }

private:
    std::string text(const RuleGroup& group, std::size_t indent) const {
        return std::string(rule_group_name(group.kind)) + " of " + parts(group.parts, indent);
    }
    std::string text(const RuleFieldTest& field, std::size_t) const {
        return name_text(field.field) + " " + rule_test_text(field.test);
    }
    std::string text(const RuleMembership& membership, std::size_t) const {
        return (membership.inside ? "in segment " : "not in segment ") + in_quotes(membership.segment);
    }
    std::string text(const RuleEventTest& test, std::size_t indent) const {
        std::string line = test.events;
        if (!test.where.empty()) line += " where " + parts(test.where, indent);
        line += " " + std::string(rule_figure_name(test.figure));
        if (!test.of.empty()) line += " of " + test.of;
        if (test.period) line += " " + rule_test_text(*test.period);
        if (test.test) line += " " + rule_test_text(*test.test);
        return line;
    }

    std::string parts(const std::vector<RuleNode>& nodes, std::size_t indent) const {
        const std::string flat = Printer(kEndless).joined(nodes, ", ", 0);
        if (width_ == kEndless || flat.size() + indent + 2 <= width_) return "(" + flat + ")";
        const std::string line(indent + 2, ' ');
        return "(\n" + line + joined(nodes, ",\n" + line, indent + 2) + ")";
    }
    std::string joined(const std::vector<RuleNode>& nodes, const std::string& between,
                       std::size_t indent) const {
        std::string text;
        for (const RuleNode& one : nodes) text += (text.empty() ? "" : between) + node(one, indent);
        return text;
    }

    std::size_t width_;
};

std::string rule_as_text(const Rule& rule, std::size_t width) {
    std::string text = Printer(width).node(rule.root, 0);
    if (rule.as_of) text += " as of " + rule.as_of->to_string();
    return text;
}

}  // namespace

std::string rule_test_text(const RuleTest& test) {
    std::string text = words_of(test.op);
    if (test.op == RuleOp::between)
        return phrase("{} {} and {}", text, value_text(test.values[0]), value_text(test.values[1]));
    if (test.op != RuleOp::is_one_of && test.op != RuleOp::is_none_of)
        return test.values.empty() ? text : text + " " + value_text(test.values[0]);
    text += " (";
    for (std::size_t i = 0; i < test.values.size(); ++i)
        text += (i > 0 ? ", " : "") + value_text(test.values[i]);
    return text + ")";
}

std::string rule_text(const Rule& rule) { return rule_as_text(rule, kLineWidth); }
std::string rule_line(const Rule& rule) { return rule_as_text(rule, kEndless); }
std::string rule_line(const RuleNode& node) { return Printer(kEndless).node(node, 0); }

}  // namespace perennial
