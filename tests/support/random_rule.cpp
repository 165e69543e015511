#include "tests/support/random_rule.h"

#include <array>
#include <string_view>

namespace perennial::test {
namespace {

constexpr int kDeepest = 3;

}  // namespace

Rule RandomRule::rule(const Table& subject) {
    Rule made{node(subject, 0), {}};
    if (one_in(4)) {
        made.as_of = Day{words_.first.days +
                         static_cast<std::int32_t>(random_.below(
                             static_cast<std::uint64_t>(words_.last.days - words_.first.days) + 1))};
        count("as of");
    }
    return made;
}

RuleNode RandomRule::node(const Table& subject, int depth) {
    const bool events = !language_.event_names(subject).empty();
    const auto choice = random_.below(depth < kDeepest ? 10 : 6);
    if (choice >= 6 && choice < 8) return group(subject, depth);
    if (choice >= 3 && events && depth < kDeepest) return event_test(subject, depth);
    if (RuleLanguage::is_person(subject) && !language_.segments().empty() && one_in(8)) {
        const bool inside = one_in(2);
        count(inside ? "in segment" : "not in segment");
        return RuleNode{RuleMembership{some(language_.segments()), inside}};
    }
    return field_test(subject, depth);
}

RuleNode RandomRule::group(const Table& subject, int depth) {
    RuleGroup made;
    made.kind = static_cast<RuleGroup::Kind>(random_.below(3));
    count("group " + std::string(rule_group_name(made.kind)));
    const auto parts = random_.below(4);
    for (std::uint64_t i = 0; i < parts; ++i) made.parts.push_back(node(subject, depth + 1));
    if (parts == 0) count("group empty");
    return RuleNode{std::move(made)};
}

std::string RandomRule::field_name(const Table& subject, int depth) {
    const auto names = language_.field_names(subject);
    std::string name = some(names);
    const auto found = language_.field(subject, name);
    if (found && found->kind == RuleField::Kind::reference && depth <= kDeepest && one_in(2)) {
        count("path");
        return name + "." + field_name(*found->table, kDeepest + 1);
    }
    return name;
}

RuleNode RandomRule::field_test(const Table& subject, int depth) {
    const std::string name = field_name(subject, depth);
    const auto field = language_.field(subject, name);
    return RuleNode{RuleFieldTest{field->name, test(*field)}};
}

RuleNode RandomRule::event_test(const Table& subject, int depth) {
    RuleEventTest made;
    made.events = some(language_.event_names(subject));
    const auto events = *language_.events(subject, made.events);
    count("events " + made.events);
    for (auto parts = random_.below(3); parts > 0 && depth + 1 < kDeepest + 1; --parts) {
        made.where.push_back(node(*events.table, depth + 1));
        count("where");
    }
    made.figure = static_cast<RuleFigure>(random_.below(8));
    RuleField compared;
    compared.type = RuleType::whole;
    const bool by_time = made.figure == RuleFigure::first || made.figure == RuleFigure::last;
    if (by_time && !events.time) made.figure = RuleFigure::count;
    if (made.figure > RuleFigure::exists) {
        std::vector<RuleField> fields;
        for (const Field& one : events.table->fields) {
            const auto own = language_.own_field(events, one.name);
            if (!own) continue;
            const bool adds = own->type == RuleType::whole || own->type == RuleType::quantity ||
                              own->type == RuleType::money;
            const bool ordered = adds || own->type == RuleType::day || own->type == RuleType::instant;
            if (by_time || (made.figure >= RuleFigure::min ? ordered : adds)) fields.push_back(*own);
        }
        if (by_time && (fields.empty() || one_in(2))) {
            compared.type = events.time_type;
        } else if (fields.empty()) {
            made.figure = RuleFigure::count;
        } else {
            compared = some(fields);
            made.of = compared.name;
        }
    }
    count("figure " + std::string(rule_figure_name(made.figure)) + (made.of.empty() ? "" : " of"));
    if (events.time && one_in(2)) {
        made.period = day_test(true);
        count("period");
    }
    if (made.figure == RuleFigure::average && compared.type == RuleType::whole)
        compared.type = RuleType::quantity;
    if (made.figure != RuleFigure::exists) made.test = test(compared);
    return RuleNode{std::move(made)};
}

// Tests -----------------------------------------------------------------------------------------------------

RuleTest RandomRule::test(const RuleField& field) {
    RuleTest made;
    if (one_in(6) || field.type == RuleType::presence) {
        made.op = one_in(2) ? RuleOp::is_empty : RuleOp::is_set;
    } else {
        switch (field.type) {
            case RuleType::whole:
            case RuleType::quantity:
            case RuleType::decimal:
            case RuleType::money: made = number_test(field); break;
            case RuleType::day:
            case RuleType::instant: made = day_test(false); break;
            case RuleType::birthday: made = {one_in(2) ? RuleOp::in_last : RuleOp::in_next, {span()}}; break;
            case RuleType::yes_no: made = {one_in(2) ? RuleOp::is : RuleOp::is_not, {one_in(2)}}; break;
            default: made = text_test(field); break;
        }
    }
    count("op " + std::string(rule_op_name(made.op)));
    count("type " + std::to_string(static_cast<int>(field.type)));
    count("kind " + std::to_string(static_cast<int>(field.kind)));
    return made;
}

RuleTest RandomRule::day_test(bool as_period) {
    constexpr std::array kOps{RuleOp::in_last, RuleOp::in_next, RuleOp::before, RuleOp::after, RuleOp::since,
                              RuleOp::until,   RuleOp::between, RuleOp::is,     RuleOp::is_not};
    const RuleOp op = kOps[random_.below(as_period ? 7 : kOps.size())];
    if (op == RuleOp::in_last || op == RuleOp::in_next) return {op, {span()}};
    if (op == RuleOp::between) return {op, {day(), day()}};
    return {op, {day()}};
}

RuleTest RandomRule::text_test(const RuleField& field) {
    constexpr std::array kOps{RuleOp::is,          RuleOp::is_not,   RuleOp::is_one_of,
                              RuleOp::is_none_of,  RuleOp::contains, RuleOp::does_not_contain,
                              RuleOp::starts_with, RuleOp::ends_with};
    RuleTest made{kOps[random_.below(field.type == RuleType::choice ? 4 : kOps.size())], {}};
    const bool several = made.op == RuleOp::is_one_of || made.op == RuleOp::is_none_of;
    for (auto left = several ? 1 + random_.below(3) : 1; left > 0; --left)
        made.values.emplace_back(text(field));
    return made;
}

RuleTest RandomRule::number_test(const RuleField& field) {
    constexpr std::array kOps{RuleOp::is,    RuleOp::is_not, RuleOp::at_least, RuleOp::at_most,
                              RuleOp::above, RuleOp::below,  RuleOp::between};
    RuleTest made{some(kOps), {number(field.type)}};
    if (made.op != RuleOp::between) return made;
    made.values.push_back(number(field.type));
    if (auto* second = std::get_if<Money>(&made.values[1]))
        second->currency = std::get<Money>(made.values[0]).currency;
    return made;
}

std::string RandomRule::text(const RuleField& field) {
    return field.type == RuleType::choice ? some(field.choices) : some(words_.texts);
}

RuleValue RandomRule::number(RuleType type) {
    const auto whole =
        static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(words_.most_number))) -
        (one_in(6) ? 2 : 0);
    if (type == RuleType::money) return Money{whole * 100, some(words_.currencies)};
    if (type == RuleType::whole) return Decimal{whole, 0};
    return one_in(2) ? Decimal{whole, 0} : Decimal{whole * 10 + 5, 1};
}

RuleDay RandomRule::day() {
    switch (random_.below(5)) {
        case 0: return {RuleDay::Kind::today, {}, {}};
        case 1: return {RuleDay::Kind::ago, {}, span()};
        case 2: return {RuleDay::Kind::ahead, {}, span()};
        default:
            return {RuleDay::Kind::absolute,
                    Day{words_.first.days +
                        static_cast<std::int32_t>(random_.below(
                            static_cast<std::uint64_t>(words_.last.days - words_.first.days) + 1))},
                    {}};
    }
}

RuleSpan RandomRule::span() {
    const auto unit = static_cast<RuleUnit>(random_.below(4));
    count("unit " + std::string(rule_unit_name(unit)));
    const std::uint64_t most = unit == RuleUnit::days ? 60 : unit == RuleUnit::weeks ? 9 : 3;
    return {static_cast<std::int32_t>(1 + random_.below(most)), unit};
}

}  // namespace perennial::test
