// What the members of a segment depend on, with the segments that its rule names.
#include <algorithm>
#include <set>

#include "core/app/segment_upkeep.h"
#include "core/app/segments.h"

namespace perennial {
namespace {

const Table& people() { return table(TableId::contact); }

/// A segment with those that its rule leads to, depth first.
class Reaching {
public:
    Reaching(const RuleWorld& world, RuleReach& reach) : world_(world), reach_(reach) {}

    Status add(const RuleSegment& segment) {
        if (std::ranges::find(path_, segment.name) != path_.end()) {
            path_.push_back(segment.name);
            return fail(ErrorCode::invalid_input, cycle_words(path_));
        }
        if (!seen_.insert(segment.row).second) return {};
        if (segment.fixed) {
            reach_.own[static_cast<std::size_t>(TableId::contact)] = true;
            reach_.own[static_cast<std::size_t>(TableId::segment_member)] = true;
            asked_ += segment.id.to_string() + "\n";
            return {};
        }
        TRY_ASSIGN(const Rule rule, rule_of_segment(world_, segment));
        TRY_ASSIGN(const std::string stored, stored_rule(rule, world_.segments));
        asked_ += segment.id.to_string() + " " + stored + "\n";
        const RuleReach own = rule_reach(rule, world_.language, people());
        reach_.add(own);
        path_.push_back(segment.name);
        for (const std::string& name : own.segments) {
            const auto inner = std::ranges::find(world_.segments, name, &RuleSegment::name);
            if (inner != world_.segments.end()) TRY(add(*inner));
        }
        path_.pop_back();
        return {};
    }
    const std::string& asked() const { return asked_; }

private:
    const RuleWorld& world_;
    RuleReach& reach_;
    std::vector<std::string> path_;
    std::set<RowNo> seen_;
    std::string asked_;
};

}  // namespace

Result<RuleReach> whole_reach(const RuleWorld& world, const RuleSegment& segment, std::string& asked) {
    RuleReach reach;
    Reaching reaching(world, reach);
    TRY(reaching.add(segment));
    asked = reaching.asked();
    return reach;
}

}  // namespace perennial
