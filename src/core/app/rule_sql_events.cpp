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

bool at_least_one(const RuleTest& test) {
    if (test.op != RuleOp::at_least && test.op != RuleOp::above) return false;
    return std::get<Decimal>(test.values.front()) == Decimal{test.op == RuleOp::above ? 0 : 1, 0};
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
        sql.from += phrase(" JOIN {} AS {} ON {}.row = {} AND {}.deleted = 0", quoted(step.to->name), sql.owner,
                           sql.owner, column(sql.alias, table.fields[step.field].name), sql.owner);
    }
    const auto owned = [&](bool in_owner, FieldNo field) {
        const Table& place = in_owner ? *events->owner->to : table;
        return column(in_owner ? sql.owner : sql.alias, place.fields[field].name);
    };
    sql.link = events->by_owner_column ? sql.alias + ".owner" : owned(events->link_in_owner, events->link);
    if (events->time) sql.time = owned(events->time_in_owner, *events->time);
    sql.time_type = events->time_type;
    sql.from += phrase(" WHERE {}.deleted = 0 AND {} IS NOT NULL", sql.alias, sql.link);
    if (events->time && clock_.as_of) {
        const RuleTest until{RuleOp::until, {RuleDay{}}};
        sql.from += " AND " + range_test(sql.time, events->time_type, until);
    }
    if (test.period) sql.from += " AND " + range_test(sql.time, events->time_type, *test.period);
    for (const RuleNode& part : test.where) {
        TRY_ASSIGN(const std::string holds, condition(part, table, sql.alias));
        sql.from += " AND " + holds;
    }
    return sql;
}

Result<std::string> RuleCompiler::event_test(const RuleEventTest& test, const Table& subject,
                                             const std::string& alias) {
    TRY_ASSIGN(const EventSql events, events_sql(subject, test));
    const auto all = [&](bool inside) {
        return phrase("{}.row {} (SELECT {} FROM {})", alias, inside ? "IN" : "NOT IN", events.link, events.from);
    };
    if (test.figure == RuleFigure::exists) return all(true);
    const PositiveTest asked = positive(*test.test);
    if (counts(test.figure) && asked.test.op == RuleOp::is_set) return std::string(asked.negated ? "0" : "1");
    if (test.figure == RuleFigure::count && at_least_one(asked.test)) return all(!asked.negated);
    const auto described = language_.events(subject, test.events);
    TRY_ASSIGN(const std::string set, figure_set(events, test, *described->table, asked.test));
    // The set of a count or a sum that zero passes too holds the records that do not pass.
    const bool complement = counts(test.figure) && zero_passes(asked.test);
    return phrase("{}.row {} ({})", alias, asked.negated != complement ? "NOT IN" : "IN", set);
}

Result<std::string> RuleCompiler::figure_set(const EventSql& events, const RuleEventTest& test,
                                             const Table& table, const RuleTest& positive) {
    RuleField field;
    if (!test.of.empty()) {
        const auto own = language_.field(table, test.of);
        if (!own)
            return fail(ErrorCode::invalid_input,
                        phrase("There is no field “{}” any more. Take it out of the rule.", test.of));
        field = *own;
    }
    const bool edge = test.figure == RuleFigure::first || test.figure == RuleFigure::last;
    if (edge && !test.of.empty()) return edge_set(events, test, field, positive);

    const std::string value = edge ? events.time : test.of.empty() ? "" : column(events.alias, test.of);
    std::string from = events.from;
    if (!value.empty()) from += " AND " + value + " IS NOT NULL";
    const bool of_money = !positive.values.empty() && std::holds_alternative<Money>(positive.values.front());
    if (of_money)
        from += " AND " + currency_test(table, std::get<Money>(positive.values.front()).currency, events.alias);
    const std::string grouped = "SELECT " + events.link + " FROM " + from;
    if (positive.op == RuleOp::is_set) return grouped;

    std::string passes;
    switch (test.figure) {
        case RuleFigure::count: passes = number_sql("count(*)", positive, RuleType::whole); break;
        case RuleFigure::sum: passes = number_sql("sum(" + value + ")", positive, field.type); break;
        case RuleFigure::average: {
            // sum / count against n is sum against n * count: exact. Of whole numbers n is in thousandths.
            const bool whole = field.type == RuleType::whole;
            passes = number_sql(whole ? "sum(" + value + ") * 1000" : "sum(" + value + ")", positive,
                                whole ? RuleType::quantity : field.type, "count(*)");
            break;
        }
        default: {
            const bool least = test.figure == RuleFigure::min || test.figure == RuleFigure::first;
            const std::string number = (least ? "min(" : "max(") + value + ")";
            const RuleType type = edge ? events.time_type : field.type;
            passes = type == RuleType::day || type == RuleType::instant
                         ? range_test(number, type, positive)
                         : number_sql(number, positive, type);
            break;
        }
    }
    const bool complement = counts(test.figure) && zero_passes(positive);
    return grouped + " GROUP BY " + events.link + " HAVING " + (complement ? "NOT (" + passes + ")" : passes);
}

/// The value of a field in the first or last event; of several at the same time, in that of the smallest or greatest id.
Result<std::string> RuleCompiler::edge_set(const EventSql& events, const RuleEventTest& test,
                                           const RuleField& field, const RuleTest& positive) {
    const std::string order = test.figure == RuleFigure::first ? "ASC" : "DESC";
    const std::string edges =
        phrase("SELECT {}.row AS row, {} AS link, row_number() OVER (PARTITION BY {} ORDER BY {} {}, {}.id {}) "
               "AS place FROM {} AND {} IS NOT NULL",
               events.alias, events.link, events.link, events.time, order, events.alias, order, events.from,
               events.time);
    const std::string edge = next_alias(), row = next_alias();
    TRY_ASSIGN(const std::string holds, value_test(field, positive, row));
    return phrase("SELECT {}.link FROM ({}) AS {} JOIN {} AS {} ON {}.row = {}.row WHERE {}.place = 1 AND {}", edge,
                  edges, edge, quoted(field.table->name), row, row, edge, edge, holds);
}

}  // namespace perennial
