// Rules: what a segment, a filter or a later automation asks of a record, as values. A rule is the same tree whether it is
// typed (rule_text.h), kept in a file (core/interchange/rule_json.h) or built on screen; it names fields and tables as the
// catalogue does and knows none of them itself.
// Invariants: a rule that `read_rule` gave means something in the language it was read in; equal rules print equal texts.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/money.h"
#include "core/base/time.h"

namespace perennial {

enum class RuleUnit : std::uint8_t { days, weeks, months, years };

/// "30 days"; at least 1 in a window.
struct RuleSpan {
    std::int32_t count = 1;
    RuleUnit unit = RuleUnit::days;
    bool operator==(const RuleSpan&) const = default;
};

/// A calendar day, or one that moves with the day the rule is asked on.
struct RuleDay {
    enum class Kind : std::uint8_t { absolute, today, ago, ahead };
    Kind kind = Kind::today;
    Day day = {};          ///< Of `absolute`.
    RuleSpan offset = {};  ///< Of `ago` and `ahead`.
    bool operator==(const RuleDay&) const = default;
};

/// How a value is compared. What is absent passes none of them but is_not, is_none_of, does_not_contain and is_empty, which
/// are the opposites of is, is_one_of, contains and is_set.
enum class RuleOp : std::uint8_t {
    is,
    is_not,
    is_one_of,
    is_none_of,
    contains,
    does_not_contain,
    starts_with,
    ends_with,
    at_least,
    at_most,
    above,
    below,
    between,  ///< Both ends included.
    before,   ///< Days, as all from here to in_next.
    after,
    since,  ///< That day included.
    until,  ///< That day included.
    in_last,
    in_next,
    is_empty,
    is_set,
};

/// string: texts and choices. Decimal: numbers and quantities. bool: yes or no.
using RuleValue = std::variant<std::string, Decimal, Money, RuleDay, RuleSpan, bool>;

struct RuleTest {
    RuleOp op = RuleOp::is_set;
    std::vector<RuleValue> values =
        {};  ///< None, one, two for `between`, one or more for is_one_of and is_none_of.
    bool operator==(const RuleTest&) const = default;
};

struct RuleNode;

/// all: every part holds (so does "all of ()"). any: at least one. none: not one.
struct RuleGroup {
    enum class Kind : std::uint8_t { all, any, none };
    Kind kind = Kind::all;
    std::vector<RuleNode> parts;
    bool operator==(const RuleGroup&) const;
};

/// A field of the record itself: "city", "custom.hat_size", "company.name", "tag".
struct RuleFieldTest {
    std::string field;
    RuleTest test;
    bool operator==(const RuleFieldTest&) const = default;
};

enum class RuleFigure : std::uint8_t { count, exists, sum, average, min, max, first, last };

/// A figure over the record's events: orders, lines, touches, whatever leads to the record.
struct RuleEventTest {
    std::string events;           ///< The table's plural.
    std::vector<RuleNode> where;  ///< All must hold of an event.
    RuleFigure figure = RuleFigure::count;
    std::string of = {};  ///< The field of sum, average, min and max; of first and last "" is the time.
    std::optional<RuleTest> period = {};  ///< On the events' time: in_last, since, until, before, after, between.
    std::optional<RuleTest> test = {};  ///< None for exists.
    bool operator==(const RuleEventTest&) const;
};

struct RuleMembership {
    std::string segment;
    bool inside = true;
    bool operator==(const RuleMembership&) const = default;
};

struct RuleNode {
    std::variant<RuleGroup, RuleFieldTest, RuleEventTest, RuleMembership> what;
    bool operator==(const RuleNode&) const = default;
};
inline bool RuleGroup::operator==(const RuleGroup&) const = default;
inline bool RuleEventTest::operator==(const RuleEventTest&) const = default;

struct Rule {
    RuleNode root;
    std::optional<Day> as_of = {};  ///< The answer for that day.
    bool operator==(const Rule&) const = default;
};

/// "at_least", as files write it; and back.
std::string_view rule_op_name(RuleOp op);
std::optional<RuleOp> rule_op_of(std::string_view name);
std::string_view rule_figure_name(RuleFigure figure);
std::optional<RuleFigure> rule_figure_of(std::string_view name);
std::string_view rule_unit_name(RuleUnit unit);    ///< "days".
std::string rule_span_text(const RuleSpan& span);  ///< "30 days", "1 week".
std::string_view rule_group_name(RuleGroup::Kind kind);

/// Days from `first` to `last`, both included; empty when last < first.
struct DayRange {
    Day first = Day::kFirst, last = Day::kLast;
    bool operator==(const DayRange&) const = default;
};
/// `count` units later (earlier when negative). A month later is the same day of the next month, or its last; within the
/// calendar's range.
Day days_from(Day day, std::int64_t count, RuleUnit unit);
/// The day meant on `today`.
Day resolved(const RuleDay& day, Day today);
/// The days that pass a comparison of days. "in last 30 days" are 30 days, today the last of them; "in last 3 months" begins
/// the day after the same day three months ago; "in next" begins today. For is, is_one_of see `resolved`.
DayRange day_range(const RuleTest& test, Day today);

}  // namespace perennial
