// Answers rules by walking the records in memory, one by one, without SQL and without the program's own arithmetic of days:
// what compiled rules are held against.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/rule.h"
#include "core/domain/rule_language.h"
#include "core/storage/workspace.h"

namespace perennial::test {

class RuleWalk {
public:
    struct When {
        Day today;
        int offset_minutes = 0;
        std::optional<Day> as_of = {};
    };
    /// Reads every living record. `rules`: of segments, by name; of others the members are those put in by hand.
    RuleWalk(Workspace& workspace, const RuleLanguage& language, std::map<std::string, Rule> rules);

    /// Living rows for which the rule holds, ascending.
    std::vector<RowNo> rows(const Table& subject, const Rule& rule, const When& when) const;

private:
    struct Kept {
        RowNo row = RowNo::none;
        Id id;
        std::map<FieldNo, Value> values;
        std::map<TableId, std::vector<MemberRecord>> members;
    };
    /// A value as it was found, with what its amounts are in.
    struct Seen {
        Value value;
        std::string currency;
    };
    using Spot = std::pair<const Table*, const Kept*>;
    struct Event {
        Spot spot;                             ///< Of an entity.
        const MemberRecord* member = nullptr;  ///< Of a member.
        std::optional<std::int64_t> time;
    };

    bool holds(const RuleNode& node, Spot spot, const When& when) const;
    bool group_holds(const RuleGroup& group, Spot spot, const When& when) const;
    bool field_holds(const RuleFieldTest& test, Spot spot, const When& when) const;
    bool events_hold(const RuleEventTest& test, Spot spot, const When& when) const;
    bool member_holds(const RuleNode& node, const Table& members, const MemberRecord& member,
                      const When& when) const;
    bool in_segment(const std::string& segment, Spot spot, const When& when) const;
    bool holds_as_of(const Rule& rule, Spot spot, const When& when) const;

    std::vector<Seen> seen(const RuleField& field, Spot spot, bool presence) const;
    std::optional<Spot> follow(const RuleStep& step, Spot spot) const;
    std::string currency_of(Spot spot) const;
    std::vector<Event> events_of(const RuleEventTest& test, Spot spot, const When& when) const;
    /// What a figure is made of; of money, only the amounts in the test's currency.
    std::vector<std::int64_t> numbers_of(const RuleField& field, const RuleTest& test,
                                         const std::vector<Event>& events) const;
    bool figure_holds(const RuleEventTest& test, const RuleEvents& described,
                      const std::vector<Event>& events, const When& when) const;

    const RuleLanguage& language_;
    std::map<std::string, Rule> rules_;
    std::map<TableId, std::map<Id, Kept>> records_;
};

}  // namespace perennial::test
