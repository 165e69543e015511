// Figures over events: each becomes the set of records whose figure passes, or the records but those whose figure does not,
// whichever leaves out records without events.
#include "core/app/rule_sql.h"
#include "core/base/phrase.h"
#include "core/storage/table_layout.h"

namespace perennial {
namespace {

std::string column(const std::string& alias, std::string_view name) { return alias + "." + quoted(name); }

/// Whether a record without events passes a comparison of a count or a sum.
bool zero_passes(const RuleTest& test) {
    const auto sign = [&](std::size_t at) -> std::int64_t {
        const auto* money = std::get_if<Money>(&test.values[at]);
        return money ? money->minor : std::get<Decimal>(test.values[at]).units;
    };
    switch (test.op) {
        case RuleOp::is: return sign(0) == 0;
        case RuleOp::at_least: return sign(0) <= 0;
        case RuleOp::at_most: return sign(0) >= 0;
        case RuleOp::above: return sign(0) < 0;
        case RuleOp::below: return sign(0) > 0;
        case RuleOp::between: return sign(0) <= 0 && sign(1) >= 0;
        default: return false;
    }
}

bool counts(RuleFigure figure) { return figure == RuleFigure::count || figure == RuleFigure::sum; }

bool is_edge(RuleFigure figure) { return figure == RuleFigure::first || figure == RuleFigure::last; }

bool at_least_one(const RuleTest& test) {
    if (test.op != RuleOp::at_least && test.op != RuleOp::above) return false;
    return std::get<Decimal>(test.values.front()) == Decimal{test.op == RuleOp::above ? 0 : 1, 0};
}

/// A few weeks of a shop's years.
bool is_short(DayRange range) {
    constexpr std::int32_t kShortDays = 62;
    return range.last.days - range.first.days < kShortDays;
}

}  // namespace

Result<RuleCompiler::EventSql> RuleCompiler::events_sql(const Table& subject, const RuleEventTest& test) {
    const auto events = language_.events(subject, test.events);
    if (!events)
        return fail(ErrorCode::invalid_input,
                    phrase("There are no “{}” any more. Take them out of the rule.", test.events));
    const Table& table = *events->table;
    EventSql sql;
    sql.alias = next_alias();
    sql.from = quoted(table.name) + " AS " + sql.alias;
    if (events->link_in_owner || events->time_in_owner) {
        const RuleStep& step = *events->owner;
        sql.owner = next_alias();
        sql.from += phrase(" JOIN {} AS {} ON {}.row = {} AND {}.deleted = 0", quoted(step.to->name),
                           sql.owner, sql.owner, column(sql.alias, table.fields[step.field].name), sql.owner);
    }
    const auto owned = [&](bool in_owner, FieldNo field) {
        const Table& place = in_owner ? *events->owner->to : table;
        return column(in_owner ? sql.owner : sql.alias, place.fields[field].name);
    };
    sql.link = events->by_owner_column ? sql.alias + ".owner" : owned(events->link_in_owner, events->link);
    if (events->time) sql.time = owned(events->time_in_owner, *events->time);
    sql.time_type = events->time_type;
    sql.from += phrase(" WHERE {}.deleted = 0 AND {} IS NOT NULL{}", sql.alias, sql.link,
                       narrowed(subject, sql.link));
    if (events->time && clock_.as_of) {
        const RuleTest until{RuleOp::until, {RuleDay{}}};
        sql.from += " AND " + range_test("+" + sql.time, events->time_type, until);
    }
    if (test.period) {
        // Few events are found by their time; many are counted faster in the order of their records, which the plus tells SQLite.
        const bool few = is_short(day_range(*test.period, today()));
        sql.from += " AND " + range_test((few ? "" : "+") + sql.time, events->time_type, *test.period);
    }
    TRY(add_where(test, table, sql));
    return sql;
}

/// Conditions of the events, which ask about no other events than those of the records asked about.
Status RuleCompiler::add_where(const RuleEventTest& test, const Table& table, EventSql& sql) {
    const auto narrow = narrow_;
    if (!narrow_.empty()) {
        narrow_.clear();
        narrow_[&table] = phrase(" IN (SELECT {}.row FROM {})", sql.alias, sql.from);
    }
    Status added;
    for (const RuleNode& part : test.where) {
        auto holds = condition(part, table, sql.alias);
        if (!holds) {
            added = std::unexpected(std::move(holds).error());
            break;
        }
        sql.from += " AND " + *holds;
    }
    narrow_ = narrow;
    return added;
}

Result<std::string> RuleCompiler::event_test(const RuleEventTest& test, const Table& subject,
                                             const std::string& alias) {
    TRY_ASSIGN(const EventSql events, events_sql(subject, test));
    const auto all = [&](bool inside) {
        return phrase("{}.row {} (SELECT {} FROM {})", alias, inside ? "IN" : "NOT IN", events.link,
                      events.from);
    };
    if (test.figure == RuleFigure::exists) return all(true);
    const PositiveTest asked = positive(*test.test);
    if (counts(test.figure) && asked.test.op == RuleOp::is_set) return std::string(asked.negated ? "0" : "1");
    if (test.figure == RuleFigure::count && at_least_one(asked.test)) return all(!asked.negated);
    const Table& table = *language_.events(subject, test.events)->table;
    if (is_edge(test.figure) && !test.of.empty()) {
        TRY_ASSIGN(const std::string holds, edge_test(events, test, table, asked.test, alias));
        return asked.negated ? "NOT " + holds : holds;
    }
    TRY_ASSIGN(const std::string set, figure_set(events, test, table, asked.test));
    // The set of a count or a sum that zero passes too holds the records that do not pass.
    const bool complement = counts(test.figure) && zero_passes(asked.test);
    return phrase("{}.row {} ({})", alias, asked.negated != complement ? "NOT IN" : "IN", set);
}

Result<RuleCompiler::FigureSource> RuleCompiler::figure_source(const EventSql& events,
                                                               const RuleEventTest& test, const Table& table) {
    FigureSource source{events.from, {}, {}};
    if (is_edge(test.figure)) {
        source.value = events.time;
    } else if (!test.of.empty()) {
        source.value = column(events.alias, test.of);
    }
    if (!source.value.empty()) source.from += " AND " + source.value + " IS NOT NULL";
    const auto* amount =
        !test.test || test.test->values.empty() ? nullptr : std::get_if<Money>(&test.test->values.front());
    if (amount && !is_edge(test.figure))
        source.from += " AND " + currency_test(table, amount->currency, events.alias);
    switch (test.figure) {
        case RuleFigure::sum: source.figure = "sum(" + source.value + ")"; break;
        case RuleFigure::average: source.figure = "sum(" + source.value + ") / count(*)"; break;
        case RuleFigure::min: source.figure = "min(" + source.value + ")"; break;
        case RuleFigure::max: source.figure = "max(" + source.value + ")"; break;
        default: break;
    }
    return source;
}

Result<std::string> RuleCompiler::figure_set(const EventSql& events, const RuleEventTest& test,
                                             const Table& table, const RuleTest& positive) {
    RuleType type = events.time_type;
    if (!test.of.empty()) {
        const auto field = language_.field(table, test.of);
        if (!field) return unknown_field(test.of);
        type = field->type;
    }
    TRY_ASSIGN(const FigureSource source, figure_source(events, test, table));
    std::string grouped = "SELECT " + events.link + " FROM " + source.from;
    if (positive.op == RuleOp::is_set) return grouped;

    std::string passes;
    switch (test.figure) {
        case RuleFigure::count: passes = number_sql("count(*)", positive, RuleType::whole); break;
        case RuleFigure::average: {
            // sum / count against n is sum against n * count: exact. Of whole numbers n is in thousandths.
            const bool whole = type == RuleType::whole;
            const std::string sum = "sum(" + source.value + ")";
            passes = number_sql(whole ? sum + " * 1000" : sum, positive, whole ? RuleType::quantity : type,
                                "count(*)");
            break;
        }
        case RuleFigure::first: passes = range_test("min(" + source.value + ")", type, positive); break;
        case RuleFigure::last: passes = range_test("max(" + source.value + ")", type, positive); break;
        default:
            passes = type == RuleType::day || type == RuleType::instant
                         ? range_test(source.figure, type, positive)
                         : number_sql(source.figure, positive, type);
            break;
    }
    const bool complement = counts(test.figure) && zero_passes(positive);
    return grouped + " GROUP BY " + events.link + " HAVING " + (complement ? "NOT (" + passes + ")" : passes);
}

/// The value of a field in the record's first or last event; of several at the same time, in that of the smallest or greatest
/// id. Asked per record: an index of events by record and time finds it at once, where sorting all events would not.
Result<std::string> RuleCompiler::edge_test(const EventSql& events, const RuleEventTest& test,
                                            const Table& table, const RuleTest& positive,
                                            const std::string& alias) {
    const auto field = language_.field(table, test.of);
    if (!field) return unknown_field(test.of);
    const std::string order = test.figure == RuleFigure::first ? "ASC" : "DESC";
    const std::string row = next_alias();
    TRY_ASSIGN(const std::string holds, value_test(*field, positive, row));
    return phrase(
        "EXISTS (SELECT 1 FROM {} AS {} WHERE {}.row = (SELECT {}.row FROM {} AND {} = {}.row AND {} IS NOT "
        "NULL "
        "ORDER BY {} {}, {}.id {} LIMIT 1) AND {})",
        quoted(table.name), row, row, events.alias, events.from, events.link, alias, events.time, events.time,
        order, events.alias, order, holds);
}

}  // namespace perennial
