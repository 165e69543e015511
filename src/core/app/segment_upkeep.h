// Who is in which segment, and the log of who came and went, kept on this device. A change that touches few people is worked in
// within its own transaction, so that the log can never miss it; what many changes, a new rule or another day may have moved is
// marked there and worked in afterwards, some contacts at a time.
// Invariants: a segment without a mark (`next_row`) has the members that its rule finds; its log, read backwards from them, tells
// the members at any instant since the log began; nothing of this is captured or exported.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/app/job.h"
#include "core/app/rules.h"
#include "core/domain/rule_reach.h"
#include "core/storage/derived_upkeep.h"

namespace perennial {

class SegmentUpkeep final : public DerivedUpkeep {
public:
    /// Attaches itself; a workspace that is only read is left alone.
    explicit SegmentUpkeep(Workspace& workspace);
    ~SegmentUpkeep() override;
    SegmentUpkeep(const SegmentUpkeep&) = delete;
    SegmentUpkeep& operator=(const SegmentUpkeep&) = delete;

    Status before_commit(Connection& connection, ChangeNo change, ChangeNo before,
                         const Touched& touched) override;
    void ended(bool committed) override;

    /// Whether step() has something to do. Cheap: asked every frame.
    bool pending() const;
    /// Works until the stopwatch passes `budget_ms`; true when nothing is left. While a transaction is open it waits. After an
    /// error nothing is pending until the next change.
    Result<bool> step(const Stopwatch& stopwatch, double budget_ms);
    /// Rises with whatever is derived.
    std::uint64_t revision() const { return revision_; }

private:
    /// What the database keeps of one segment (table segment_state).
    struct State {
        std::string asked;
        std::int64_t day = 0, since = 0, members = 0;
        std::optional<std::int64_t> next_row, cause;
        bool fresh = true;
        std::string problem;
    };
    /// A living segment as it is asked.
    struct Asked {
        RowNo row = RowNo::none;
        std::optional<Rule> rule;
        RuleReach reach;  ///< With that of the segments it names.
        std::string asked;
        std::string problem;
    };
    struct World {
        RuleWorld rules;
        std::vector<Asked> segments;
    };
    /// The contacts whose membership is looked at: SQL behind a column.
    using Narrow = std::string;

    bool read_only() const;
    Status load(Connection& connection);
    Status mark(Connection& connection, const Touched* touched, std::optional<ChangeNo> cause, bool missed);
    Status mark_one(Connection& connection, const Asked& segment, const Touched* touched,
                    std::optional<ChangeNo> cause, bool missed);
    Status forget_deleted(Connection& connection);
    Status look();
    Status work_in(Connection& connection, const Touched& touched, ChangeNo change);
    Status work_slice(Connection& connection, std::int64_t last_contact, std::int64_t contacts);
    Result<std::vector<std::int64_t>> found(Connection& connection, const Asked& segment,
                                            const Narrow& narrow);
    Status renew(Connection& connection, const Asked& segment, State& state, const Narrow& narrow,
                 std::optional<std::int64_t> cause, bool logged);
    Status save(Connection& connection, RowNo segment, const State& state);
    Status account(Connection& connection, ChangeNo change);
    const Asked* next_pending() const;
    void forget();

    Workspace& workspace_;
    std::optional<World> world_;
    std::optional<std::map<RowNo, State>> states_;
    ChangeNo accounted_ = ChangeNo::none;  ///< The last change that is worked in or marked.
    std::optional<std::uint64_t> looked_at_;
    Day looked_on_ = Day::kFirst;
    std::int64_t slice_ = 2048;  ///< Contacts at a time.
    std::uint64_t revision_ = 1;
};

/// A segment's rule as its members follow from it, and what that depends on, with the segments that it names.
Result<RuleReach> whole_reach(const RuleWorld& world, const RuleSegment& segment, std::string& asked);

}  // namespace perennial
