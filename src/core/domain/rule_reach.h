// What the answer of a rule can depend on, told from the rule alone: which tables it reads, whose rows those are, and whether it
// changes with the day. So that after an edit only those rules are asked again that it can have touched.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/domain/rule.h"
#include "core/domain/rule_language.h"

namespace perennial {

struct RuleReach {
    /// Tables whose rows, where they belong to a record, can change the answer for that record alone: the record itself, its
    /// members and events, the lines of its orders.
    std::array<bool, kTableCount> own{};
    /// Tables whose rows can change the answer for anybody: what references lead to.
    std::array<bool, kTableCount> far{};
    bool moves_with_day = false;
    std::vector<std::string> segments;  ///< That it names itself, each once.

    void add(const RuleReach& other);
};

/// Of the rule itself, without the rules of the segments that it names.
RuleReach rule_reach(const Rule& rule, const RuleLanguage& language, const Table& subject);

}  // namespace perennial
