#include "core/interchange/rule_json.h"

#include <algorithm>
#include <initializer_list>
#include <nlohmann/json.hpp>

#include "core/base/phrase.h"
#include "core/domain/rule_text.h"

namespace perennial {
namespace {

using Json = nlohmann::ordered_json;

// Writing ---------------------------------------------------------------------------------------------------

Json to_json(const RuleNode& node);

Json to_json(const RuleSpan& span) { return {{"count", span.count}, {"unit", rule_unit_name(span.unit)}}; }

struct ToJson {
    Json operator()(const std::string& text) const { return text; }
    Json operator()(bool yes) const { return yes; }
    /// As a text, because a number would lose digits in other programs.
    Json operator()(const Decimal& number) const { return {{"number", number.to_string()}}; }
    Json operator()(const Money& money) const {
        return {{"minor", money.minor}, {"currency", money.currency.code()}};
    }
    Json operator()(const RuleSpan& span) const { return to_json(span); }
    Json operator()(const RuleDay& day) const {
        switch (day.kind) {
            case RuleDay::Kind::absolute: return {{"day", day.day.to_string()}};
            case RuleDay::Kind::today: return {{"day", "today"}};
            case RuleDay::Kind::ago: return {{"ago", to_json(day.offset)}};
            case RuleDay::Kind::ahead: return {{"ahead", to_json(day.offset)}};
        }
        return {};
    }
};

void put_test(Json& json, const RuleTest& test) {
    json["op"] = rule_op_name(test.op);
    if (test.values.empty()) return;
    Json& values = json["values"] = Json::array();
    for (const RuleValue& value : test.values) values.push_back(std::visit(ToJson{}, value));
}

Json parts_json(const std::vector<RuleNode>& nodes) {
    Json parts = Json::array();
    for (const RuleNode& node : nodes) parts.push_back(to_json(node));
    return parts;
}

struct NodeToJson {
    Json operator()(const RuleGroup& group) const {
        return {{std::string(rule_group_name(group.kind)), parts_json(group.parts)}};
    }
    Json operator()(const RuleFieldTest& test) const {
        Json json{{"field", test.field}};
        put_test(json, test.test);
        return json;
    }
    Json operator()(const RuleMembership& membership) const {
        return {{"segment", membership.segment}, {"inside", membership.inside}};
    }
    Json operator()(const RuleEventTest& test) const {
        Json json{{"events", test.events}};
        if (!test.where.empty()) json["where"] = parts_json(test.where);
        json["figure"] = rule_figure_name(test.figure);
        if (!test.of.empty()) json["of"] = test.of;
        if (test.period) put_test(json["period"], *test.period);
        if (test.test) put_test(json, *test.test);
        return json;
    }
};

Json to_json(const RuleNode& node) { return std::visit(NodeToJson{}, node.what); }

// Reading ---------------------------------------------------------------------------------------------------

std::unexpected<Error> wrong(std::string_view what) {
    return fail(ErrorCode::malformed, phrase("This is no rule: {}.", what));
}

/// Every member must be among `known`, so that a misspelt one is not passed over.
Status check_members(const Json& json, std::initializer_list<std::string_view> known) {
    if (!json.is_object()) return wrong("an object is missing");
    for (const auto& [name, value] : json.items()) {
        if (std::ranges::find(known, std::string_view(name)) == known.end())
            return wrong(phrase("“{}” means nothing there", name));
    }
    return {};
}

Result<std::string> text_member(const Json& json, const char* name) {
    const auto found = json.find(name);
    if (found == json.end() || !found->is_string()) return wrong(phrase("the text “{}” is missing", name));
    return found->get<std::string>();
}

Result<RuleSpan> span_of(const Json& json) {
    TRY(check_members(json, {"count", "unit"}));
    TRY_ASSIGN(const std::string name, text_member(json, "unit"));
    const auto count = json.find("count");
    if (count == json.end() || !count->is_number_integer() || *count < 1 || *count > 100'000)
        return wrong("“count” is no number from 1 to 100000");
    for (const auto unit : {RuleUnit::days, RuleUnit::weeks, RuleUnit::months, RuleUnit::years}) {
        if (rule_unit_name(unit) == name) return RuleSpan{count->get<std::int32_t>(), unit};
    }
    return wrong(phrase("“{}” is no unit of time", name));
}

Result<RuleValue> day_of(const Json& json) {
    TRY_ASSIGN(const std::string text, text_member(json, "day"));
    if (text == "today") return RuleValue{RuleDay{}};
    const auto day = Day::parse(text);
    if (!day) return wrong(phrase("“{}” is no day", text));
    return RuleValue{RuleDay{RuleDay::Kind::absolute, *day, {}}};
}

Result<RuleValue> money_of(const Json& json) {
    TRY_ASSIGN(const std::string code, text_member(json, "currency"));
    const auto currency = Currency::parse(code);
    const auto minor = json.find("minor");
    if (!currency || minor == json.end() || !minor->is_number_integer()) return wrong("an amount is wrong");
    return RuleValue{Money{minor->get<std::int64_t>(), *currency}};
}

Result<RuleValue> value_of(const Json& json) {
    if (json.is_string()) return RuleValue{json.get<std::string>()};
    if (json.is_boolean()) return RuleValue{json.get<bool>()};
    TRY(check_members(json, {"number", "minor", "currency", "day", "ago", "ahead", "count", "unit"}));
    if (json.contains("currency")) return money_of(json);
    if (json.contains("day")) return day_of(json);
    for (const auto& [name, kind] :
         {std::pair{"ago", RuleDay::Kind::ago}, std::pair{"ahead", RuleDay::Kind::ahead}}) {
        if (!json.contains(name)) continue;
        TRY_ASSIGN(const RuleSpan offset, span_of(json[name]));
        return RuleValue{RuleDay{kind, {}, offset}};
    }
    if (json.contains("unit")) {
        TRY_ASSIGN(const RuleSpan span, span_of(json));
        return RuleValue{span};
    }
    TRY_ASSIGN(const std::string text, text_member(json, "number"));
    const auto number = parse_decimal(text, DecimalMark::point);
    if (!number) return wrong(phrase("“{}” is no number", text));
    return RuleValue{*number};
}

Result<RuleTest> test_of(const Json& json) {
    TRY_ASSIGN(const std::string name, text_member(json, "op"));
    const auto op = rule_op_of(name);
    if (!op) return wrong(phrase("“{}” is no comparison", name));
    RuleTest test{*op, {}};
    const auto values = json.find("values");
    if (values != json.end() && !values->is_array()) return wrong("“values” is no list");
    for (const Json& one : values == json.end() ? Json::array() : *values) {
        TRY_ASSIGN(RuleValue value, value_of(one));
        test.values.push_back(std::move(value));
    }
    const bool several = *op == RuleOp::is_one_of || *op == RuleOp::is_none_of;
    const bool alone = *op == RuleOp::is_set || *op == RuleOp::is_empty;
    const std::size_t wanted = alone ? 0 : *op == RuleOp::between ? 2 : 1;
    if (several ? test.values.empty() : test.values.size() != wanted)
        return wrong(phrase("“{}” has the wrong number of values", name));
    return test;
}

Result<RuleNode> node_of(const Json& json, int depth);

Result<std::vector<RuleNode>> parts_of(const Json& json, int depth) {
    if (!json.is_array()) return wrong("a list of parts is missing");
    std::vector<RuleNode> parts;
    for (const Json& one : json) {
        TRY_ASSIGN(RuleNode part, node_of(one, depth + 1));
        parts.push_back(std::move(part));
    }
    return parts;
}

Result<RuleNode> event_test_of(const Json& json, int depth) {
    TRY(check_members(json, {"events", "where", "figure", "of", "period", "op", "values"}));
    RuleEventTest test;
    TRY_ASSIGN(test.events, text_member(json, "events"));
    TRY_ASSIGN(const std::string figure, text_member(json, "figure"));
    const auto found = rule_figure_of(figure);
    if (!found) return wrong(phrase("“{}” is no figure", figure));
    test.figure = *found;
    if (json.contains("where")) {
        TRY_ASSIGN(test.where, parts_of(json["where"], depth));
    }
    if (json.contains("of")) {
        TRY_ASSIGN(test.of, text_member(json, "of"));
    }
    if (json.contains("period")) {
        TRY(check_members(json["period"], {"op", "values"}));
        TRY_ASSIGN(test.period, test_of(json["period"]));
    }
    if (test.figure != RuleFigure::exists) {
        TRY_ASSIGN(test.test, test_of(json));
    }
    return RuleNode{std::move(test)};
}

Result<RuleNode> node_of(const Json& json, int depth) {
    if (depth > kMaxRuleDepth)
        return fail(ErrorCode::too_large, "The rule is nested too deeply. Make a segment of its inner part.");
    if (!json.is_object()) return wrong("a part is no object");
    if (json.contains("events")) return event_test_of(json, depth);
    if (json.contains("field")) {
        TRY(check_members(json, {"field", "op", "values"}));
        RuleFieldTest test;
        TRY_ASSIGN(test.field, text_member(json, "field"));
        TRY_ASSIGN(test.test, test_of(json));
        return RuleNode{std::move(test)};
    }
    if (json.contains("segment")) {
        TRY(check_members(json, {"segment", "inside"}));
        RuleMembership membership;
        TRY_ASSIGN(membership.segment, text_member(json, "segment"));
        if (const auto inside = json.find("inside"); inside != json.end()) {
            if (!inside->is_boolean()) return wrong("“inside” is neither true nor false");
            membership.inside = inside->get<bool>();
        }
        return RuleNode{std::move(membership)};
    }
    for (const auto kind : {RuleGroup::Kind::all, RuleGroup::Kind::any, RuleGroup::Kind::none}) {
        const std::string name(rule_group_name(kind));
        if (json.size() != 1 || !json.contains(name)) continue;
        TRY_ASSIGN(auto parts, parts_of(json[name], depth));
        return RuleNode{RuleGroup{kind, std::move(parts)}};
    }
    return wrong("a part names neither a group nor a field, events or a segment");
}

}  // namespace

std::string rule_json(const Rule& rule) {
    Json json{{"rule", to_json(rule.root)}};
    if (rule.as_of) json["as_of"] = rule.as_of->to_string();
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Rule> rule_of_json(std::string_view text) {
    if (text.size() > kMaxRuleBytes)
        return fail(ErrorCode::too_large, "The rule is too long. Make segments of its parts.");
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return wrong("the text is not JSON");
    TRY(check_members(json, {"rule", "as_of"}));
    if (!json.contains("rule")) return wrong("“rule” is missing");
    Rule rule;
    TRY_ASSIGN(rule.root, node_of(json["rule"], 0));
    if (json.contains("as_of")) {
        TRY_ASSIGN(const std::string day, text_member(json, "as_of"));
        rule.as_of = Day::parse(day);
        if (!rule.as_of) return wrong(phrase("“{}” is no day", day));
    }
    return rule;
}

}  // namespace perennial
