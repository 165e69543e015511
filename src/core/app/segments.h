// Saved segments as rules name them. In the database a rule is a tree that names segments by their ids, so that a new name
// breaks nothing; here and on screen it names them by what they are called.
// Invariants: no two living segments have the same name here, letters' case and accents aside (of equal names that a merge
// brought together, all but the oldest get a number); a rule that checked_rule has passed means something in this workspace.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/app/rule_sql.h"
#include "core/app/rules.h"
#include "core/base/result.h"
#include "core/domain/catalogue.h"
#include "core/storage/workspace.h"

namespace perennial {

/// Every segment, living ones first, by id. One whose rule names what is not there any more has its `problem`.
Result<std::vector<RuleSegment>> rule_segments(Connection& connection);

/// The tree of a rule as it is stored, as a rule that names segments by their names. Errors: malformed.
Result<Rule> rule_of_stored(std::string_view json, std::span<const RuleSegment> segments);
/// The other way round. Errors: invalid_input, when a segment is not there.
Result<std::string> stored_rule(const Rule& rule, std::span<const RuleSegment> segments);

/// A typed text, or a tree (its segments by id or by name), as it is stored. Errors: those of rule_named, too_large.
Result<Value> checked_rule(Workspace& workspace, const Value& typed);

/// Fills in the kind of a new segment. Errors: invalid_input (no rule where one is needed, a name that is taken, a rule that
/// contains the segment itself, with the path). `segment`: the one that is edited, none for a new one.
Status complete_segment(Workspace& workspace, std::optional<Id> segment, FieldValues& values);

/// The segments that a rule names, outermost path first, when one of them leads back to `name`: "A", "B", "A"; else empty.
std::vector<std::string> path_to_itself(const std::string& name, const Rule& rule, const RuleWorld& world);

/// "A segment cannot contain itself: “A” → “B” → “A”. ..."; "" of an empty path.
std::string cycle_words(const std::vector<std::string>& path);

/// The segment's own rule as its members are asked for: of a static one, membership of itself. Errors: invalid_input, with the
/// segment's problem.
Result<Rule> rule_of_segment(const RuleWorld& world, const RuleSegment& segment);

}  // namespace perennial
