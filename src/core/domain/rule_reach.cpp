#include "core/domain/rule_reach.h"

#include <algorithm>

namespace perennial {
namespace {

bool is_absolute(const RuleValue& value) {
    if (std::holds_alternative<RuleSpan>(value)) return false;
    const auto* day = std::get_if<RuleDay>(&value);
    return !day || day->kind == RuleDay::Kind::absolute;
}

class Walk {
public:
    Walk(const RuleLanguage& language, RuleReach& reach) : language_(language), reach_(reach) {}

    /// `own`: rows of the subject belong to the record that is asked about.
    void node(const RuleNode& node, const Table& subject, bool own) {
        std::visit([&](const auto& what) { see(what, subject, own); }, node.what);
    }
    void table(const Table& table, bool own) {
        (own ? reach_.own : reach_.far)[static_cast<std::size_t>(table.id)] = true;
    }

private:
    void see(const RuleGroup& group, const Table& subject, bool own) {
        for (const RuleNode& part : group.parts) node(part, subject, own);
    }
    void see(const RuleMembership& membership, const Table&, bool) {
        if (std::ranges::find(reach_.segments, membership.segment) == reach_.segments.end())
            reach_.segments.push_back(membership.segment);
    }
    void see(const RuleFieldTest& test, const Table& subject, bool own) {
        days(test.test);
        const auto field = language_.field(subject, test.field);
        if (!field) return;
        for (const RuleStep& step : field->path) table(*step.to, false);
        if (field->members) table(*field->members, own && field->path.empty());
        if (field->custom) table(language_.table(TableId::custom_field), false);
    }
    void see(const RuleEventTest& test, const Table& subject, bool own) {
        if (test.period) days(*test.period);
        if (test.test) days(*test.test);
        const auto events = language_.events(subject, test.events);
        if (!events) return;
        const Table& rows = *events->table;
        const bool theirs = own && belongs(*events, subject);
        table(rows, theirs);
        if (events->owner) table(*events->owner->to, theirs);
        for (const RuleNode& part : test.where) node(part, rows, theirs);
    }

    /// Whether who wrote to such a row is known to have touched the record: by the link that says whose it is.
    static bool belongs(const RuleEvents& events, const Table& subject) {
        const Table& rows = *events.table;
        if (events.by_owner_column) return true;
        if (RuleLanguage::is_person(subject))
            return events.link_in_owner ? events.owner->to->person_field == events.link
                                        : rows.person_field == events.link;
        return rows.owner == subject.id && !rows.person_field;
    }

    void days(const RuleTest& test) {
        if (!std::ranges::all_of(test.values, is_absolute)) reach_.moves_with_day = true;
    }

    const RuleLanguage& language_;
    RuleReach& reach_;
};

}  // namespace

void RuleReach::add(const RuleReach& other) {
    for (std::size_t i = 0; i < kTableCount; ++i) {
        own[i] = own[i] || other.own[i];
        far[i] = far[i] || other.far[i];
    }
    moves_with_day = moves_with_day || other.moves_with_day;
}

RuleReach rule_reach(const Rule& rule, const RuleLanguage& language, const Table& subject) {
    RuleReach reach;
    Walk walk(language, reach);
    walk.table(subject, true);
    walk.node(rule.root, subject, true);
    return reach;
}

}  // namespace perennial
