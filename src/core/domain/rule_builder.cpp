#include "core/domain/rule_builder.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/base/phrase.h"
#include "core/base/text.h"

namespace perennial {
namespace {

using Input = BuilderInput;
using Kind = RuleDay::Kind;

constexpr BuilderComparison kKnown{"is known", RuleOp::is_set};
constexpr BuilderComparison kUnknown{"is not known", RuleOp::is_empty};
constexpr BuilderComparison kTexts[] = {{"is", RuleOp::is, Input::text},
                                        {"is not", RuleOp::is_not, Input::text},
                                        {"is one of", RuleOp::is_one_of, Input::texts},
                                        {"is none of", RuleOp::is_none_of, Input::texts},
                                        {"contains", RuleOp::contains, Input::text},
                                        {"does not contain", RuleOp::does_not_contain, Input::text},
                                        {"starts with", RuleOp::starts_with, Input::text},
                                        {"ends with", RuleOp::ends_with, Input::text},
                                        kKnown,
                                        kUnknown};
constexpr BuilderComparison kChoices[] = {{"is", RuleOp::is, Input::choice},
                                          {"is not", RuleOp::is_not, Input::choice},
                                          {"is one of", RuleOp::is_one_of, Input::choices},
                                          {"is none of", RuleOp::is_none_of, Input::choices},
                                          kKnown,
                                          kUnknown};
constexpr BuilderComparison kNumbers[] = {{"is at least", RuleOp::at_least, Input::number},
                                          {"is at most", RuleOp::at_most, Input::number},
                                          {"is over", RuleOp::above, Input::number},
                                          {"is under", RuleOp::below, Input::number},
                                          {"is", RuleOp::is, Input::number},
                                          {"is not", RuleOp::is_not, Input::number},
                                          {"is between", RuleOp::between, Input::numbers},
                                          kKnown,
                                          kUnknown};
constexpr BuilderComparison kDays[] = {{"is in the last", RuleOp::in_last, Input::span},
                                       {"is more than", RuleOp::before, Input::span, Kind::ago},
                                       {"is less than", RuleOp::after, Input::span, Kind::ago},
                                       {"is since", RuleOp::since, Input::day},
                                       {"is before", RuleOp::before, Input::day},
                                       {"is after", RuleOp::after, Input::day},
                                       {"is until", RuleOp::until, Input::day},
                                       {"is on", RuleOp::is, Input::day},
                                       {"is between", RuleOp::between, Input::days},
                                       {"is in the next", RuleOp::in_next, Input::span},
                                       kKnown,
                                       kUnknown};
constexpr BuilderComparison kBirthdays[] = {{"is in the next", RuleOp::in_next, Input::span},
                                            {"was in the last", RuleOp::in_last, Input::span},
                                            kKnown,
                                            kUnknown};
constexpr BuilderComparison kYesNo[] = {{"is yes", RuleOp::is, Input::nothing, Kind::absolute, true},
                                        {"is no", RuleOp::is, Input::nothing, Kind::absolute, false},
                                        kKnown,
                                        kUnknown};
constexpr BuilderComparison kPresence[] = {kKnown, kUnknown};
constexpr BuilderComparison kPeriods[] = {{"at any time", RuleOp::is_set, Input::nothing},
                                          {"in the last", RuleOp::in_last, Input::span},
                                          {"since", RuleOp::since, Input::day},
                                          {"until", RuleOp::until, Input::day},
                                          {"between", RuleOp::between, Input::days}};

std::string number_text(const Decimal& number) { return number.to_string(); }

/// What is typed for a value, into place `at` of the draft; false when the comparison is none for it.
struct TypeValue {
    const BuilderComparison& comparison;
    BuilderTest& test;
    std::size_t at;

    bool operator()(const std::string& text) const {
        const bool list = comparison.input == Input::texts || comparison.input == Input::choices;
        if (list) {
            if (text.find(',') != text.npos) return false;
            test.typed[0] += (at > 0 ? ", " : "") + text;
            return true;
        }
        test.typed[at] = text;
        return comparison.input == Input::text || comparison.input == Input::choice;
    }
    bool operator()(const Decimal& number) const {
        test.typed[at] = number_text(number);
        return true;
    }
    bool operator()(const Money& money) const {
        test.typed[at] = number_text({money.minor, money.currency.minor_digits()});
        test.currency = money.currency.code();
        return true;
    }
    bool operator()(const RuleSpan& span) const {
        test.typed[at] = std::to_string(span.count);
        test.unit = span.unit;
        return comparison.input == Input::span;
    }
    bool operator()(const RuleDay& day) const {
        if (day.kind != comparison.day) return false;
        if (day.kind == Kind::ago) return (*this)(day.offset);
        test.typed[at] = day.day.to_string();
        return true;
    }
    bool operator()(bool yes) const { return yes == comparison.yes; }
};

std::optional<BuilderTest> test_draft(const RuleTest& test, std::span<const BuilderComparison> comparisons) {
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
        if (comparisons[i].op != test.op) continue;
        BuilderTest draft;
        draft.comparison = i;
        bool fits = comparisons[i].input != Input::nothing || test.values.size() <= 1;
        for (std::size_t at = 0; fits && at < test.values.size(); ++at)
            fits = std::visit(TypeValue{comparisons[i], draft, at}, test.values[at]);
        if (fits) return draft;
    }
    return std::nullopt;
}

std::unexpected<std::string> missing(std::string what) { return std::unexpected(std::move(what)); }

std::expected<RuleValue, std::string> number_value(const std::string& typed, const BuilderTest& draft,
                                                   RuleType type) {
    const bool money = type == RuleType::money;
    auto number = parse_decimal(trim(typed), DecimalMark::point);
    if (!number) number = parse_decimal(trim(typed), DecimalMark::comma);
    if (!number) return missing(money ? "Type an amount, for example 200." : "Type a number, for example 4.");
    if (!money) return RuleValue{*number};
    const auto currency = Currency::parse(draft.currency);
    if (!currency) return missing("Choose a currency, for example EUR.");
    const auto minor = number->scaled_to(currency->minor_digits());
    if (!minor) return missing("Type an amount, for example 200.");
    return RuleValue{Money{*minor, *currency}};
}

std::expected<RuleValue, std::string> day_value(const std::string& typed) {
    const auto day = Day::parse(trim(typed));
    if (!day) return missing("Type a day, for example 2026-03-01.");
    return RuleValue{RuleDay{Kind::absolute, *day, {}}};
}

std::expected<RuleSpan, std::string> span_value(const BuilderTest& draft) {
    const auto number = parse_decimal(trim(draft.typed[0]), DecimalMark::point);
    const auto count = number ? number->scaled_to(0) : std::nullopt;
    if (!count || *count < 1 || *count > 100'000) return missing("Type a number, for example 30.");
    return RuleSpan{static_cast<std::int32_t>(*count), draft.unit};
}

std::expected<std::vector<RuleValue>, std::string> texts_of(const std::string& typed, bool list) {
    std::vector<RuleValue> values;
    for (const std::string_view one : list ? split(typed, ',') : std::vector<std::string_view>{typed}) {
        const std::string text = squeeze(one);
        if (!text.empty()) values.emplace_back(text);
    }
    if (values.empty()) return missing(list ? "Name one or more, parted by commas." : "Type what it is.");
    return values;
}

template <class Read>
std::expected<std::vector<RuleValue>, std::string> two(const BuilderTest& draft, const Read& read) {
    TRY_ASSIGN(RuleValue from, read(draft.typed[0]));
    TRY_ASSIGN(RuleValue to, read(draft.typed[1]));
    return std::vector<RuleValue>{std::move(from), std::move(to)};
}

std::expected<std::vector<RuleValue>, std::string> values_of(const BuilderComparison& comparison,
                                                             const BuilderTest& draft, RuleType type) {
    const auto number = [&](const std::string& typed) { return number_value(typed, draft, type); };
    switch (comparison.input) {
        case Input::nothing:
            if (type == RuleType::yes_no && comparison.op == RuleOp::is)
                return std::vector<RuleValue>{comparison.yes};
            return std::vector<RuleValue>{};
        case Input::text: return texts_of(draft.typed[0], false);
        case Input::choice:
            if (trim(draft.typed[0]).empty()) return missing("Choose one.");
            return texts_of(draft.typed[0], false);
        case Input::texts:
        case Input::choices: return texts_of(draft.typed[0], true);
        case Input::number: {
            TRY_ASSIGN(RuleValue value, number(draft.typed[0]));
            return std::vector<RuleValue>{std::move(value)};
        }
        case Input::numbers: return two(draft, number);
        case Input::day: {
            TRY_ASSIGN(RuleValue value, day_value(draft.typed[0]));
            return std::vector<RuleValue>{std::move(value)};
        }
        case Input::days: return two(draft, day_value);
        case Input::span: break;
    }
    TRY_ASSIGN(const RuleSpan span, span_value(draft));
    if (comparison.day == Kind::ago) return std::vector<RuleValue>{RuleDay{Kind::ago, {}, span}};
    return std::vector<RuleValue>{span};
}

std::expected<RuleTest, std::string> test_of(std::span<const BuilderComparison> comparisons,
                                             const BuilderTest& draft, RuleType type) {
    const BuilderComparison& comparison = comparisons[std::min(draft.comparison, comparisons.size() - 1)];
    TRY_ASSIGN(auto values, values_of(comparison, draft, type));
    return RuleTest{comparison.op, std::move(values)};
}

/// The parts, when all of them are finished.
std::expected<std::vector<RuleNode>, std::string> finished_parts(const std::vector<BuilderNode>& parts,
                                                                 const RuleLanguage& language,
                                                                 const Table& subject) {
    std::vector<RuleNode> nodes;
    for (const BuilderNode& part : parts) {
        if (!part.is_group) {
            const auto node = built_condition(part.condition, language, subject);
            if (!node) return missing("Finish the lines below it.");
            nodes.push_back(*node);
            continue;
        }
        TRY_ASSIGN(auto inside, finished_parts(part.group.parts, language, subject));
        if (!inside.empty()) nodes.push_back({RuleGroup{part.group.kind, std::move(inside)}});
    }
    return nodes;
}

std::expected<RuleNode, std::string> event_node(const BuilderCondition& condition,
                                                const BuilderSourceView& source, const RuleLanguage& language,
                                                const Table& subject) {
    RuleEventTest test{.events = condition.source.name,
                       .where = {},
                       .figure = condition.source.figure,
                       .of = condition.source.of};
    const auto events = language.events(subject, condition.source.name);
    TRY_ASSIGN(test.where, finished_parts(condition.where, language, *events->table));
    if (source.dated && condition.period.comparison > 0) {
        TRY_ASSIGN(test.period, test_of(builder_periods(), condition.period, RuleType::day));
    }
    if (test.figure != RuleFigure::exists) {
        TRY_ASSIGN(test.test, test_of(builder_comparisons(source.type), condition.test, source.type));
    }
    return RuleNode{std::move(test)};
}

/// Walks a builder's tree and notes what each of its nodes means.
class Reader {
public:
    Reader(const RuleLanguage& language, BuilderReading& reading) : language_(language), reading_(reading) {}

    RuleNode group(const BuilderNode& node, const Table& subject) {
        RuleNode made{RuleGroup{node.group.kind, parts(node.group.parts, subject)}};
        reading_.finished[node.id] = made;
        return made;
    }

private:
    std::vector<RuleNode> parts(const std::vector<BuilderNode>& nodes, const Table& subject) {
        std::vector<RuleNode> finished;
        for (const BuilderNode& node : nodes) {
            if (!node.is_group) {
                if (auto one = line(node, subject)) finished.push_back(*std::move(one));
                continue;
            }
            RuleNode inside = group(node, subject);
            if (!std::get<RuleGroup>(inside.what).parts.empty()) finished.push_back(std::move(inside));
        }
        return finished;
    }

    std::optional<RuleNode> line(const BuilderNode& node, const Table& subject) {
        const BuilderSource& asked = node.condition.source;
        if (auto source = builder_source(language_, subject, asked))
            reading_.sources[node.id] = *std::move(source);
        const auto events =
            asked.kind == BuilderSource::Kind::events ? language_.events(subject, asked.name) : std::nullopt;
        if (events) {
            if (!reading_.offered.contains(asked.name))
                reading_.offered[asked.name] = builder_sources(language_, *events->table);
            parts(node.condition.where, *events->table);
        }
        auto made = built_condition(node.condition, language_, subject);
        if (!made) {
            reading_.problems[node.id] = std::move(made.error());
            return std::nullopt;
        }
        reading_.finished[node.id] = *made;
        return *std::move(made);
    }

    const RuleLanguage& language_;
    BuilderReading& reading_;
};

std::string event_label(const Table& table, const BuilderSource& source, std::string_view field) {
    std::string many = plural_words(table);
    many.front() = ascii_upper(many.front());
    switch (source.figure) {
        case RuleFigure::count: return many + ": count";
        case RuleFigure::exists: return many + ": any";
        case RuleFigure::sum: return phrase("{}: sum of {}", many, lower_first(field));
        case RuleFigure::average: return phrase("{}: average {}", many, lower_first(field));
        case RuleFigure::min: return phrase("{}: least {}", many, lower_first(field));
        case RuleFigure::max: return phrase("{}: greatest {}", many, lower_first(field));
        case RuleFigure::first: return "First " + lower_first(table.label);
        case RuleFigure::last: return "Last " + lower_first(table.label);
    }
    return many;
}

bool of_numbers(RuleType type) {
    return type == RuleType::whole || type == RuleType::quantity || type == RuleType::decimal ||
           type == RuleType::money;
}

RuleType figure_type(const RuleEvents& events, RuleFigure figure, const std::optional<RuleField>& field) {
    if (figure == RuleFigure::count || figure == RuleFigure::exists) return RuleType::whole;
    if (!field) return events.time_type;
    return figure == RuleFigure::average && field->type != RuleType::money ? RuleType::decimal : field->type;
}

}  // namespace

std::span<const BuilderComparison> builder_comparisons(RuleType type) {
    if (of_numbers(type)) return kNumbers;
    switch (type) {
        case RuleType::choice: return kChoices;
        case RuleType::day:
        case RuleType::instant: return kDays;
        case RuleType::birthday: return kBirthdays;
        case RuleType::yes_no: return kYesNo;
        case RuleType::presence: return kPresence;
        default: return kTexts;
    }
}

std::span<const BuilderComparison> builder_periods() { return kPeriods; }

std::optional<BuilderSourceView> builder_source(const RuleLanguage& language, const Table& subject,
                                                const BuilderSource& source) {
    BuilderSourceView view{.source = source, .label = {}};
    if (source.kind == BuilderSource::Kind::segment) {
        view.label = "Segment";
        view.choices = language.segments();
        return view;
    }
    if (source.kind == BuilderSource::Kind::field) {
        auto field = language.field(subject, source.name);
        if (!field) return std::nullopt;
        view.label = field->label;
        view.type = field->type;
        view.choices = std::move(field->choices);
        return view;
    }
    const auto events = language.events(subject, source.name);
    const bool edge = source.figure == RuleFigure::first || source.figure == RuleFigure::last;
    if (!events || (edge && (!events->time || !source.of.empty()))) return std::nullopt;
    std::optional<RuleField> field;
    if (!source.of.empty() && !(field = language.own_field(*events, source.of))) return std::nullopt;
    view.label = event_label(*events->table, source, field ? field->label : std::string());
    view.type = figure_type(*events, source.figure, field);
    if (field) view.choices = field->choices;
    view.dated = events->time.has_value();
    return view;
}

std::vector<BuilderSourceView> builder_sources(const RuleLanguage& language, const Table& subject) {
    std::vector<BuilderSourceView> all;
    const auto offer = [&](const BuilderSource& source) {
        if (auto view = builder_source(language, subject, source)) all.push_back(*std::move(view));
    };
    for (const std::string& name : language.field_names(subject))
        offer({.kind = BuilderSource::Kind::field, .name = name});
    for (const std::string& name : language.event_names(subject)) {
        const auto events = language.events(subject, name);
        const auto figure = [&](RuleFigure one, std::string of = {}) {
            offer({.kind = BuilderSource::Kind::events, .name = name, .figure = one, .of = std::move(of)});
        };
        figure(RuleFigure::count);
        if (events->time) {
            figure(RuleFigure::last);
            figure(RuleFigure::first);
        }
        for (const Field& one : events->table->fields) {
            const auto field = language.own_field(*events, one.name);
            if (!field || !of_numbers(field->type)) continue;
            figure(RuleFigure::sum, field->name);
            figure(RuleFigure::average, field->name);
        }
    }
    if (RuleLanguage::is_person(subject) && !language.segments().empty())
        offer({.kind = BuilderSource::Kind::segment});
    return all;
}

std::expected<RuleNode, std::string> built_condition(const BuilderCondition& condition,
                                                     const RuleLanguage& language, const Table& subject) {
    if (condition.as_is) return *condition.as_is;
    const auto source = builder_source(language, subject, condition.source);
    if (!source) return missing("Choose what to ask about.");
    RuleNode node;
    if (source->source.kind == BuilderSource::Kind::segment) {
        if (condition.test.typed[0].empty()) return missing("Choose a segment.");
        node.what = RuleMembership{condition.test.typed[0], condition.test.comparison == 0};
    } else if (source->source.kind == BuilderSource::Kind::events) {
        TRY_ASSIGN(node, event_node(condition, *source, language, subject));
    } else {
        TRY_ASSIGN(RuleTest test, test_of(builder_comparisons(source->type), condition.test, source->type));
        node.what = RuleFieldTest{source->source.name, std::move(test)};
    }
    // What a reader refuses (digits, choices, lengths) is refused here with the same words.
    auto read = read_rule(rule_line(node), language, subject);
    if (!read) return missing(std::move(read.error().message));
    return std::move(read->root);
}

RuleBuilder::RuleBuilder(const Rule& rule, const RuleLanguage& language, const Table& subject)
    : as_of_(rule.as_of) {
    root_ = node_of(rule.root, language, subject);
    if (root_.is_group && root_.group.kind == RuleGroup::Kind::all) return;
    BuilderNode all = group(RuleGroup::Kind::all);
    all.group.parts.push_back(std::move(root_));
    root_ = std::move(all);
}

BuilderNode RuleBuilder::group(RuleGroup::Kind kind) {
    BuilderNode node;
    node.id = next_id();
    node.is_group = true;
    node.group.kind = kind;
    return node;
}

BuilderNode RuleBuilder::condition(const BuilderSource& source) {
    BuilderNode node;
    node.id = next_id();
    node.condition.source = source;
    return node;
}

BuilderNode RuleBuilder::node_of(const RuleNode& node, const RuleLanguage& language, const Table& subject) {
    const auto* parts = std::get_if<RuleGroup>(&node.what);
    if (parts != nullptr && !parts->parts.empty()) {
        BuilderNode made = group(parts->kind);
        for (const RuleNode& part : parts->parts)
            made.group.parts.push_back(node_of(part, language, subject));
        return made;
    }
    BuilderNode made = condition({});
    BuilderCondition& condition = made.condition;
    std::optional<BuilderTest> test = BuilderTest{};
    if (parts != nullptr) {
        test.reset();
    } else if (const auto* member = std::get_if<RuleMembership>(&node.what)) {
        condition.source.kind = BuilderSource::Kind::segment;
        test->typed[0] = member->segment;
        test->comparison = member->inside ? 0 : 1;
    } else if (const auto* field = std::get_if<RuleFieldTest>(&node.what)) {
        condition.source.name = field->field;
        const auto source = builder_source(language, subject, condition.source);
        test = source ? test_draft(field->test, builder_comparisons(source->type)) : std::nullopt;
    } else {
        const auto& events = std::get<RuleEventTest>(node.what);
        condition.source = {BuilderSource::Kind::events, events.events, events.figure, events.of};
        const auto source = builder_source(language, subject, condition.source);
        const auto of = language.events(subject, events.events);
        if (!source)
            test.reset();
        else if (events.test)
            test = test_draft(*events.test, builder_comparisons(source->type));
        if (events.period) {
            auto period = test_draft(*events.period, builder_periods());
            if (!period) test.reset();
            condition.period = period.value_or(BuilderTest{});
        }
        for (const RuleNode& part : events.where)
            condition.where.push_back(node_of(part, language, *of->table));
    }
    if (test)
        condition.test = *std::move(test);
    else
        condition.as_is = node;
    return made;
}

BuilderReading RuleBuilder::read(const RuleLanguage& language, const Table& subject) const {
    BuilderReading reading;
    reading.offered[""] = builder_sources(language, subject);
    RuleNode root = Reader(language, reading).group(root_, subject);
    reading.rule.as_of = as_of_;
    auto& parts = std::get<RuleGroup>(root.what);
    if (parts.parts.size() == 1 && parts.kind == RuleGroup::Kind::all)
        reading.rule.root = RuleNode(parts.parts.front());
    else
        reading.rule.root = std::move(root);
    return reading;
}

}  // namespace perennial
