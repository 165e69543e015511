// Rules as SQL that any sqlite3 runs on the workspace's file: one SELECT of the rows (`row`) for which the rule holds, values
// and all. Every condition becomes a set of rows that SQLite builds once, so that nothing is asked per contact.
// Invariants: conditions are true or false, never NULL; deleted records take no part anywhere; amounts of different
// currencies are never compared or added.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/app/rule_texts.h"
#include "core/base/result.h"
#include "core/domain/rule.h"
#include "core/domain/rule_language.h"
#include "core/storage/connection.h"
#include "core/storage/workspace.h"

namespace perennial {

/// A segment that rules may name.
struct RuleSegment {
    std::string name;
    std::string rule;          ///< Its text; of a fixed one "".
    bool fixed = false;        ///< Its members are those put in by hand.
    std::string problem = {};  ///< Why it cannot be asked, in a sentence; "" when it can.
    RowNo row = RowNo::none;
    Id id = {};
    bool deleted = false;  ///< No rule may name it any more.
};

struct RuleClock {
    Day today;               ///< What relative days count from, unless there is `as_of`.
    int offset_minutes = 0;  ///< Of the reader's clock from UTC, for days of instants.
    std::optional<Day> as_of =
        {};  ///< Dated facts up to that day, which is then today. A rule's own outweighs it.
    bool operator==(const RuleClock&) const = default;
};

/// Names become sets: "a.row IN (SELECT ...)".
class RuleCompiler {
public:
    RuleCompiler(Connection& connection, const RuleLanguage& language, std::span<const RuleSegment> segments,
                 RuleClock clock);

    /// From here on only these rows of the table are asked about: " = 7", " BETWEEN 1 AND 5000", " IN (3, 9)". What belongs to
    /// others is not looked at, so that asking about few costs little.
    void narrow(const Table& subject, std::string rows);

    /// "SELECT a0.row FROM contact a0 WHERE ...". Errors: invalid_input (segments that contain each other, with the path; a
    /// segment whose rule is wrong by now), storage_failed.
    Result<std::string> select(const Table& subject, const Rule& rule);
    /// A condition on the rows of `subject`, which stands as `alias`.
    Result<std::string> condition(const RuleNode& node, const Table& subject, const std::string& alias);

    /// Events as a figure is made of them. All SQL.
    struct EventSql {
        std::string from;  ///< Tables and conditions, from behind FROM.
        std::string link;  ///< The row of the record that they belong to; never NULL.
        std::string time;  ///< "" when nothing says when they happened.
        RuleType time_type = RuleType::day;
        std::string alias;  ///< Of the events' table.
        std::string owner;  ///< Of the table they are parts of, "" when it takes no part.
    };
    Result<EventSql> events_sql(const Table& subject, const RuleEventTest& test);

    /// The events that a figure is made of: those that have the value, of money those in the test's currency.
    struct FigureSource {
        std::string from;
        std::string value;  ///< "" of a count.
        std::string
            figure;  ///< "sum(...)", of an average "sum(...) / count(*)"; "" of a count, of exists, first and last.
    };
    Result<FigureSource> figure_source(const EventSql& events, const RuleEventTest& test, const Table& table);

    Day today() const { return clock_.as_of.value_or(clock_.today); }

private:
    Result<std::string> group(const RuleGroup& group, const Table& subject, const std::string& alias);
    Result<std::string> field_test(const RuleFieldTest& test, const Table& subject, const std::string& alias);
    Result<std::string> event_test(const RuleEventTest& test, const Table& subject, const std::string& alias);
    Result<std::string> membership(const RuleMembership& membership, const std::string& alias);

    Result<std::string> along(std::span<const RuleStep> path, const RuleField& field, const RuleTest& test,
                              const std::string& alias);
    Result<std::string> value_test(const RuleField& field, const RuleTest& test, const std::string& alias);
    Result<std::string> column_test(const RuleField& field, const RuleTest& test, const std::string& alias);
    Result<std::string> member_test(const RuleField& field, const RuleTest& test, const std::string& alias);
    std::string range_test(const std::string& column, RuleType type, const RuleTest& test) const;
    std::string currency_test(const Table& table, Currency currency, const std::string& alias);
    std::string birthday_test(const std::string& column, const RuleTest& test) const;

    Status add_where(const RuleEventTest& test, const Table& table, EventSql& sql);
    Result<std::string> figure_set(const EventSql& events, const RuleEventTest& test, const Table& table,
                                   const RuleTest& positive);
    Result<std::string> edge_test(const EventSql& events, const RuleEventTest& test, const Table& table,
                                  const RuleTest& positive, const std::string& alias);

    /// " AND a0.row BETWEEN 1 AND 5000", or "".
    std::string narrowed(const Table& subject, const std::string& column) const;
    std::string next_alias() { return "a" + std::to_string(aliases_++); }

    Connection& connection_;
    const RuleLanguage& language_;
    std::span<const RuleSegment> segments_;
    RuleClock clock_;
    std::vector<std::string> inside_;             ///< Segments being compiled, outermost first.
    std::map<const Table*, std::string> narrow_;  ///< Rows of a subject that are asked about.
    int aliases_ = 0;
};

/// The test without its "not": is for is_not, is_set for is_empty; and whether it had one.
struct PositiveTest {
    RuleTest test;
    bool negated = false;
};
PositiveTest positive(const RuleTest& test);

/// A rule names a field that was there when it was read.
std::unexpected<Error> unknown_field(std::string_view name);

/// A comparison of an SQL number with the test's values, times `factor` (SQL) when one is given.
std::string number_sql(const std::string& number, const RuleTest& test, RuleType type,
                       const std::string& factor = {});

}  // namespace perennial
