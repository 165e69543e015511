#include "core/app/rule_reasons.h"

#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/base/phrase.h"
#include "core/storage/table_layout.h"

namespace perennial {
namespace {

constexpr std::string_view kRecord = "a";  // Shorter than the compiler's own names, which have numbers.

class Explainer {
public:
    Explainer(Workspace& workspace, const RuleWorld& world, const Table& subject, const RuleClock& clock,
              RowNo record)
        : connection_(workspace.reader()),
          world_(world),
          clock_(clock),
          record_(record),
          compiler_(workspace.reader(), world.language, world.segments, clock) {
        compiler_.narrow(subject, " = " + std::to_string(static_cast<std::int64_t>(record)));
    }

    /// Adds the parts that decide whether the node holds.
    Status explain(const RuleNode& node, const Table& subject, std::vector<RuleReason>& reasons) {
        const auto* group = std::get_if<RuleGroup>(&node.what);
        if (!group) return explain_leaf(node, subject, reasons);
        TRY_ASSIGN(const bool group_holds, holds(node, subject));
        // A part of "none" that does not hold speaks for it; of the others one that holds.
        const bool none = group->kind == RuleGroup::Kind::none;
        for (const RuleNode& part : group->parts) {
            TRY_ASSIGN(const bool part_holds, holds(part, subject));
            if ((part_holds != none) == group_holds) TRY(explain(part, subject, reasons));
        }
        return {};
    }

private:
    Result<bool> holds(const RuleNode& node, const Table& subject) {
        TRY_ASSIGN(const std::string condition, compiler_.condition(node, subject, std::string(kRecord)));
        TRY_ASSIGN(const std::int64_t found,
                   connection_.integer(phrase("SELECT count(*) FROM {} AS {} WHERE {}.row = {} AND {}",
                                              quoted(subject.name), kRecord, kRecord,
                                              static_cast<std::int64_t>(record_), condition)));
        return found != 0;
    }

    Status explain_leaf(const RuleNode& node, const Table& subject, std::vector<RuleReason>& reasons) {
        RuleReason reason;
        TRY_ASSIGN(reason.holds, holds(node, subject));
        if (const auto* events = std::get_if<RuleEventTest>(&node.what)) {
            TRY_ASSIGN(reason.text, event_words(*events, subject));
        } else {
            reason.text = rule_words(node, world_.language, subject);
            if (!reason.holds) reason.text = "not so: " + reason.text;
        }
        reasons.push_back(std::move(reason));
        return {};
    }

    std::string day_words(std::int64_t time, RuleType type) const {
        const Day day = type == RuleType::day ? Day{static_cast<std::int32_t>(time)}
                                              : Instant{time}.day(clock_.offset_minutes);
        return day.to_string();
    }

    /// "5 orders since 2025-03-03 (whose status is not “refunded”)", and what they come to.
    Result<std::string> event_words(const RuleEventTest& test, const Table& subject) {
        TRY_ASSIGN(const auto events, compiler_.events_sql(subject, test));
        const Table& table = *world_.language.events(subject, test.events)->table;
        TRY_ASSIGN(const auto source, compiler_.figure_source(events, test, table));
        const std::string time = events.time.empty() ? "NULL" : events.time;
        const std::string figure = source.figure.empty() ? "NULL" : source.figure;
        TRY_ASSIGN(Statement row, connection_.prepare(phrase(
                                      "SELECT count(*), min({}), max({}), {} FROM {} AND {} = {}", time, time,
                                      figure, source.from, events.link, static_cast<std::int64_t>(record_))));
        TRY(row.step());
        const std::int64_t count = row.integer(0);
        std::string which;
        if (!test.where.empty())
            which =
                " (whose " +
                rule_words(RuleNode{RuleGroup{RuleGroup::Kind::all, test.where}}, world_.language, table) +
                ")";
        if (count == 0) {
            if (test.period) which = " " + rule_period_words(*test.period) + which;
            return phrase("no {}{}", plural_words(table), which);
        }
        std::string text = counted(table, count);
        if (!row.is_null(1)) {
            const std::string first = day_words(row.integer(1), events.time_type);
            const std::string last = day_words(row.integer(2), events.time_type);
            text += first == last ? " on " + first : phrase(" from {} to {}", first, last);
        }
        text += which;
        if (!source.figure.empty() && !row.is_null(3))
            text += ", " + figure_words(test, table, row.integer(3));
        return text;
    }

    std::string figure_words(const RuleEventTest& test, const Table& table, std::int64_t value) const {
        const auto field = world_.language.field(table, test.of);
        std::string shown = std::to_string(value);
        if (field->type == RuleType::quantity) shown = Decimal{value, 3}.to_string();
        if (field->type == RuleType::day || field->type == RuleType::instant)
            shown = day_words(value, field->type);
        if (field->type == RuleType::money && test.test && !test.test->values.empty()) {
            const Currency currency = std::get<Money>(test.test->values.front()).currency;
            shown = phrase("{} {}", amount_text({value, currency}), currency.code());
        }
        return phrase("{} {}: {}", rule_figure_name(test.figure), field->label, shown);
    }

    Connection& connection_;
    const RuleWorld& world_;
    RuleClock clock_;
    RowNo record_;
    RuleCompiler compiler_;
};

}  // namespace

Result<std::vector<RuleReason>> explain_rule(Workspace& workspace, const RuleWorld& world,
                                             const Table& subject, const Rule& rule, const RuleClock& clock,
                                             RowNo record) {
    RuleClock asked = clock;
    if (rule.as_of) asked.as_of = rule.as_of;
    std::vector<RuleReason> reasons;
    TRY(Explainer(workspace, world, subject, asked, record).explain(rule.root, subject, reasons));
    return reasons;
}

}  // namespace perennial
