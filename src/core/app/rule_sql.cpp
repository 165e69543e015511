#include "core/app/rule_sql.h"
#include "core/app/segments.h"

#include <algorithm>
#include <utility>

#include "core/base/phrase.h"
#include "core/base/text.h"
#include "core/domain/rule_text.h"
#include "core/storage/table_layout.h"

namespace perennial {
namespace {

constexpr std::string_view kTrue = "1", kFalse = "0";

std::string column(const std::string& alias, std::string_view name) { return alias + "." + quoted(name); }

std::string column(const std::string& alias, const Table& table, FieldNo field) {
    return column(alias, table.fields[field].name);
}

/// "contact AS a0".
std::string source(const Table& table, const std::string& alias) {
    return quoted(table.name) + " AS " + alias;
}

std::string living(const std::string& alias) { return alias + ".deleted = 0"; }

std::int64_t first_ms(Day day, int offset_minutes) { return Instant::from_day(day, 0, offset_minutes).ms; }

std::int64_t scaled(const RuleValue& value, RuleType type) {
    if (const auto* money = std::get_if<Money>(&value)) return money->minor;
    constexpr int kThousandths = 3;
    // The parser has taken only what fits exactly.
    return std::get<Decimal>(value).scaled_to(type == RuleType::quantity ? kThousandths : 0).value_or(0);
}

}  // namespace

PositiveTest positive(const RuleTest& test) {
    const auto as = [&](RuleOp op) { return PositiveTest{{op, test.values}, true}; };
    switch (test.op) {
        case RuleOp::is_not: return as(RuleOp::is);
        case RuleOp::is_none_of: return as(RuleOp::is_one_of);
        case RuleOp::does_not_contain: return as(RuleOp::contains);
        case RuleOp::is_empty: return as(RuleOp::is_set);
        default: return {test, false};
    }
}

std::unexpected<Error> unknown_field(std::string_view name) {
    return fail(ErrorCode::invalid_input,
                phrase("There is no field “{}” any more. Take it out of the rule.", name));
}

std::string number_sql(const std::string& number, const RuleTest& test, RuleType type,
                       const std::string& factor) {
    const auto value = [&](std::size_t at) {
        const std::string plain = std::to_string(scaled(test.values[at], type));
        return factor.empty() ? plain : plain + " * " + factor;
    };
    switch (test.op) {
        case RuleOp::at_least: return number + " >= " + value(0);
        case RuleOp::at_most: return number + " <= " + value(0);
        case RuleOp::above: return number + " > " + value(0);
        case RuleOp::below: return number + " < " + value(0);
        case RuleOp::between: return number + " BETWEEN " + value(0) + " AND " + value(1);
        default: return number + " = " + value(0);
    }
}

RuleCompiler::RuleCompiler(Connection& connection, const RuleLanguage& language,
                           std::span<const RuleSegment> segments, RuleClock clock)
    : connection_(connection), language_(language), segments_(segments), clock_(clock) {}

void RuleCompiler::narrow(const Table& subject, std::string rows) { narrow_[&subject] = std::move(rows); }

std::string RuleCompiler::narrowed(const Table& subject, const std::string& column) const {
    const auto found = narrow_.find(&subject);
    return found == narrow_.end() ? std::string{} : " AND " + column + found->second;
}

Result<std::string> RuleCompiler::select(const Table& subject, const Rule& rule) {
    const RuleClock before = clock_;
    if (rule.as_of) clock_.as_of = rule.as_of;
    const std::string alias = next_alias();
    auto holds = condition(rule.root, subject, alias);
    clock_ = before;
    TRY(holds);
    return "SELECT " + alias + ".row FROM " + source(subject, alias) + " WHERE " + living(alias) +
           narrowed(subject, alias + ".row") + " AND " + *holds;
}

Result<std::string> RuleCompiler::condition(const RuleNode& node, const Table& subject,
                                            const std::string& alias) {
    if (const auto* inner = std::get_if<RuleGroup>(&node.what)) return group(*inner, subject, alias);
    if (const auto* field = std::get_if<RuleFieldTest>(&node.what)) return field_test(*field, subject, alias);
    if (const auto* event = std::get_if<RuleEventTest>(&node.what)) return event_test(*event, subject, alias);
    return membership(std::get<RuleMembership>(node.what), alias);
}

Result<std::string> RuleCompiler::group(const RuleGroup& group, const Table& subject,
                                        const std::string& alias) {
    const bool all = group.kind == RuleGroup::Kind::all;
    std::string joined;
    for (const RuleNode& part : group.parts) {
        TRY_ASSIGN(const std::string holds, condition(part, subject, alias));
        joined += (joined.empty() ? "" : all ? " AND " : " OR ") + holds;
    }
    if (joined.empty()) joined = all ? kTrue : kFalse;
    return (group.kind == RuleGroup::Kind::none ? "NOT (" : "(") + joined + ")";
}

Result<std::string> RuleCompiler::membership(const RuleMembership& membership, const std::string& alias) {
    const auto found = std::ranges::find(segments_, membership.segment, &RuleSegment::name);
    if (found == segments_.end())
        return fail(ErrorCode::invalid_input,
                    phrase("There is no segment “{}” any more. Choose another.", membership.segment));
    const std::string in = alias + (membership.inside ? ".row IN (" : ".row NOT IN (");
    const Table& people = language_.table(TableId::contact);
    if (found->fixed)
        return in +
               phrase(
                   "SELECT m.value FROM segment_member AS m WHERE m.owner = {} AND m.deleted = 0 AND m.value "
                   "IS NOT NULL{})",
                   static_cast<std::int64_t>(found->row), narrowed(people, "m.value"));
    const bool cycle = std::ranges::find(inside_, found->name) != inside_.end();
    inside_.push_back(found->name);
    if (cycle) {
        return fail(ErrorCode::invalid_input, cycle_words(inside_));
    }
    const auto wrong = [&](const std::string& why) {
        return fail(ErrorCode::invalid_input,
                    phrase("The rule of the segment “{}” is wrong by now. {}", found->name, why));
    };
    if (!found->problem.empty()) return wrong(found->problem);
    const auto rule = read_rule(found->rule, language_, people);
    if (!rule) return wrong(rule.error().message);
    TRY_ASSIGN(const std::string members, select(people, *rule));
    inside_.pop_back();
    return in + members + ")";
}

// Fields ----------------------------------------------------------------------------------------------------

Result<std::string> RuleCompiler::field_test(const RuleFieldTest& test, const Table& subject,
                                             const std::string& alias) {
    const auto field = language_.field(subject, test.field);
    if (!field) return unknown_field(test.field);
    const PositiveTest asked = positive(test.test);
    TRY_ASSIGN(const std::string holds, along(field->path, *field, asked.test, alias));
    return asked.negated ? "NOT " + holds : holds;
}

/// Follows references to living records; what is behind a deleted one is absent.
Result<std::string> RuleCompiler::along(std::span<const RuleStep> path, const RuleField& field,
                                        const RuleTest& test, const std::string& alias) {
    if (path.empty()) {
        if (field.kind == RuleField::Kind::reference && test.op == RuleOp::is_set) return std::string(kTrue);
        return value_test(field, test, alias);
    }
    const std::string next = next_alias();
    const auto narrow = std::exchange(narrow_, {});  // Of other records than those asked about.
    auto inner = along(path.subspan(1), field, test, next);
    narrow_ = narrow;
    TRY_ASSIGN(const std::string holds, std::move(inner));
    const std::string reference = column(alias, *path.front().from, path.front().field);
    return phrase("({} IS NOT NULL AND {} IN (SELECT {}.row FROM {} WHERE {} AND {}))", reference, reference,
                  next, source(*path.front().to, next), living(next), holds);
}

Result<std::string> RuleCompiler::value_test(const RuleField& field, const RuleTest& test,
                                             const std::string& alias) {
    switch (field.kind) {
        case RuleField::Kind::main_member:
        case RuleField::Kind::any_member:
        case RuleField::Kind::defined: return member_test(field, test, alias);
        default: return column_test(field, test, alias);
    }
}

Result<std::string> RuleCompiler::column_test(const RuleField& field, const RuleTest& test,
                                              const std::string& alias) {
    const std::string_view name = field.table->fields[field.field].name;
    std::string here = column(alias, name);
    if (!field.part.empty()) here += " ->> " + sql_text(field.part);
    if (test.op == RuleOp::is_set) return "(" + here + " IS NOT NULL)";
    if (field.type == RuleType::text) {
        const TextColumn texts{
            source(*field.table, "t") + " WHERE " + living("t") + narrowed(*field.table, "t.row"),
            column("t", name), field.part, alias + ".row", field.part.empty() ? here : "(" + here + ")"};
        return texts_sql(connection_, texts, text_predicate(field, test, today()));
    }
    if (field.type == RuleType::money) {
        const Currency currency = std::get<Money>(test.values.front()).currency;
        return "(" + here + " IS NOT NULL AND " + number_sql(here, test, field.type) + " AND " +
               currency_test(*field.table, currency, alias) + ")";
    }
    std::string holds;
    switch (field.type) {
        case RuleType::choice:
            for (const RuleValue& value : test.values)
                holds += (holds.empty() ? "" : ", ") + sql_text(std::get<std::string>(value));
            holds = here + " IN (" + holds + ")";
            break;
        case RuleType::yes_no: holds = here + (std::get<bool>(test.values.front()) ? " = 1" : " = 0"); break;
        case RuleType::birthday: holds = birthday_test(here, test); break;
        case RuleType::day:
        case RuleType::instant: holds = range_test(here, field.type, test); break;
        default: holds = number_sql(here, test, field.type); break;
    }
    return "(" + here + " IS NOT NULL AND " + holds + ")";
}

std::string RuleCompiler::range_test(const std::string& column, RuleType type, const RuleTest& test) const {
    const DayRange range = day_range(test, today());
    std::int64_t first = range.first.days, last = range.last.days;
    if (type == RuleType::instant) {
        first = first_ms(range.first, clock_.offset_minutes);
        last = first_ms(Day{range.last.days + 1}, clock_.offset_minutes) - 1;
    }
    // A half-open window asks one comparison, which every index answers.
    if (range.first == Day::kFirst) return phrase("{} <= {}", column, last);
    if (range.last == Day::kLast) return phrase("{} >= {}", column, first);
    return phrase("{} BETWEEN {} AND {}", column, first, last);
}

/// By month and day. Who was born on 29 February has the day on 1 March when the year has none.
std::string RuleCompiler::birthday_test(const std::string& column, const RuleTest& test) const {
    constexpr std::int32_t kYear = 366;
    const DayRange range = day_range(test, today());
    if (range.last.days - range.first.days + 1 >= kYear) return std::string(kTrue);
    const auto month_and_day = [](Day day) { return day.to_string().substr(5); };
    std::string first = month_and_day(range.first);
    const std::string last = month_and_day(range.last);
    if (first == "03-01" && !Day::from_civil(range.first.civil().year, 2, 29)) first = "02-29";
    const std::string day = "substr(" + column + ", -5)";
    const bool over_new_year = last < first;
    return phrase("({} >= {} {} {} <= {})", day, sql_text(first), over_new_year ? "OR" : "AND", day,
                  sql_text(last));
}

std::string RuleCompiler::currency_test(const Table& table, Currency currency, const std::string& alias) {
    const auto place = language_.currency_of(table);
    const std::string code = sql_text(currency.code());
    if (!place) return std::string(kFalse);
    if (!place->in_owner) return column(alias, table, place->field) + " IS " + code;
    const auto step = language_.owner_step(table);
    const std::string next = next_alias();
    return phrase("{} IN (SELECT {}.row FROM {} WHERE {} AND {} IS {})", column(alias, table, step->field),
                  next, source(*step->to, next), living(next), column(next, *step->to, place->field), code);
}

Result<std::string> RuleCompiler::member_test(const RuleField& field, const RuleTest& test,
                                              const std::string& alias) {
    const Table& members = *field.members;
    const std::string member = next_alias();
    const std::string value = column(member, "value");
    std::string rows = source(members, "t") + " WHERE " + living("t") + narrowed(*field.table, "t.owner");
    std::string holds = living(member) + narrowed(*field.table, member + ".owner");
    if (field.custom) {
        rows += " AND t.key = " + sql_text(field.custom->key);
        holds += " AND " + member + ".key = " + sql_text(field.custom->key);
    }
    if (field.kind == RuleField::Kind::main_member) {
        const std::string better = next_alias();
        const auto rank = [](const std::string& name) {
            return phrase("({}.rank IS NULL, ifnull({}.rank, 0), {}.key)", name, name, name);
        };
        holds += phrase(" AND NOT EXISTS (SELECT 1 FROM {} WHERE {}.owner = {}.owner AND {} AND {} < {})",
                        source(members, better), better, member, living(better), rank(better), rank(member));
    }
    const bool folded_keys =
        keyed_by(members) == KeyedBy::folded_form && (test.op == RuleOp::is || test.op == RuleOp::is_one_of);
    if (test.op == RuleOp::is_set) {
        holds += " AND " + value + " IS NOT NULL";
    } else if (folded_keys) {
        std::string keys;
        for (const RuleValue& wanted : test.values)
            keys += (keys.empty() ? "" : ", ") + sql_text(fold(std::get<std::string>(wanted)));
        holds += " AND " + member + ".key IN (" + keys + ")";
    } else {
        const TextColumn texts{rows, "t.value", {}, member + ".row", value};
        TRY_ASSIGN(const std::string passes,
                   texts_sql(connection_, texts, text_predicate(field, test, today())));
        holds += " AND " + passes;
    }
    return phrase("{}.row IN (SELECT {}.owner FROM {} WHERE {})", alias, member, source(members, member),
                  holds);
}

}  // namespace perennial
