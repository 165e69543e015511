// Read models of segments: the list, one segment's page, its members with why they match, who came and went, and a rule that is
// still being written. What a device derives of segments (counts, the log) changes without a new revision of the workspace, so
// queries name both revisions: `derived` is SegmentUpkeep::revision().
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/app/queries.h"
#include "core/app/rule_reasons.h"
#include "core/app/rules.h"

namespace perennial {

/// How many came and went in a time, and how many there are.
struct SegmentChange {
    std::int64_t entered = 0, left = 0;
};

struct SegmentRow {
    Id id;
    RowNo row = RowNo::none;
    std::string name;
    std::string colour;  ///< Of the catalogue's choices, "" without one.
    bool pinned = false;
    bool dynamic = true;                  ///< By a rule; else people are put in by hand.
    std::string sentence;                 ///< Of a dynamic one: "Has at least 4 orders in the last 365 days."
    std::optional<std::int64_t> members;  ///< None while they are counted for the first time, and with a problem.
    SegmentChange month;  ///< In the 30 days until now; of a segment that is younger, since the log began.
    std::string problem;  ///< Why the rule cannot be asked, in a sentence; "" when it can.
};
struct SegmentList {
    std::vector<SegmentRow> rows;  ///< By name.
    std::int64_t of = 0;           ///< Living contacts.
};
struct SegmentListQuery {
    RuleClock clock;
    Instant now;
    std::uint64_t derived = 0;
    bool operator==(const SegmentListQuery&) const = default;
};
Result<SegmentList> segment_list(Workspace& workspace, const SegmentListQuery& query);

/// How many of some people can be reached, by what is known of them.
struct SegmentReach {
    std::int64_t email = 0, post = 0, phone = 0;
};
/// How many members there were at the end of a day.
struct SegmentPoint {
    Day day;
    std::int64_t members = 0;
};
struct SegmentUse {
    Id id;
    std::string name;
};

struct SegmentPage {
    Id id;
    RowNo row = RowNo::none;
    bool deleted = false;
    std::string name, note, colour;
    bool pinned = false, dynamic = true;
    std::string rule;      ///< As a person types it; "" of a static one.
    std::string sentence;  ///< "" of a static one.
    std::string problem;
    bool counting =
        false;  ///< A newer rule or many changes are being worked in: `members` is about to change.
    std::vector<RowNo> members;  ///< Living contacts, by name, as the log knows them.
    std::int64_t of = 0;         ///< Living contacts.
    SegmentReach reach;
    SegmentChange week, month;  ///< In the 7 and 30 days until now.
    std::vector<SegmentPoint>
        weeks;          ///< The ends of up to 12 weeks, the last one today; none before the log began.
    Instant log_since;  ///< The log is whole from here on.
    std::vector<SegmentUse> used_by;  ///< Segments whose rules name this one, by name.
    Provenance provenance;
};
struct SegmentPageQuery {
    Id id;
    RuleClock clock;
    Instant now;
    std::uint64_t derived = 0;
    bool operator==(const SegmentPageQuery&) const = default;
};
/// Errors: not_found.
Result<SegmentPage> segment_page(Workspace& workspace, const SegmentPageQuery& query);

/// One who is in, and why.
struct SegmentMember {
    RowNo row = RowNo::none;
    Id id;
    std::string name;
    std::vector<RuleReason> reasons;  ///< Those that hold; none of a static segment.
    std::optional<Instant> since;     ///< None: before the log began.
};
/// For members on screen (tens of rows), in that order. Errors: not_found; a rule that cannot be asked.
Result<std::vector<SegmentMember>> segment_members(Workspace& workspace, const Id& segment,
                                                   std::span<const RowNo> rows, const RuleClock& clock);

/// Those rows and why the rule holds for them, in that order.
Result<std::vector<SegmentMember>> explained_members(Workspace& workspace, const RuleWorld& world,
                                                     const Rule& rule, std::span<const RowNo> rows,
                                                     const RuleClock& clock);

struct SegmentLogEntry {
    RowNo row = RowNo::none;
    Id contact;
    std::string name;
    bool entered = true;  ///< Else left.
    Instant at;           ///< When it was noticed.
    Day day;              ///< The day it holds for, where the reader was.
    std::string cause;    ///< The label of the change that did it; "" when time did, or several changes.
};
/// Newest first, `limit` entries from `offset`.
Result<std::vector<SegmentLogEntry>> segment_log(Workspace& workspace, const Id& segment, std::int64_t offset,
                                                 std::int64_t limit);
/// Of one contact, over all living segments: the names of those it is in, by name.
Result<std::vector<SegmentUse>> segments_of_contact(Workspace& workspace, const Id& contact);

// A rule in the making ----------------------------------------------------------------------------------------------

struct RuleDraftQuery {
    std::string rule;                ///< As typed.
    std::optional<Id> segment = {};  ///< The one it is written for, which it must not contain.
    RuleClock clock;
    int sample = 7;             ///< How many of those who match are shown.
    std::uint64_t shuffle = 0;  ///< Another number shows others.
    bool operator==(const RuleDraftQuery&) const = default;
};
/// One node of the rule, in the order of the text: a group before its parts.
struct RuleLine {
    int depth = 0;
    std::string text;  ///< "orders count in last 365 days >= 4"; of a group "all of".
    RuleNode node;
};
struct RuleDraft {
    std::optional<RuleMistake> mistake;  ///< The text is no rule; all below is empty.
    std::string problem;  ///< It is one, and cannot be asked: it contains itself, names a deleted segment.
    std::optional<Rule> rule;
    std::string text;  ///< Canonical.
    std::string sentence;
    std::int64_t count = 0, of = 0;
    SegmentReach reach;
    std::vector<RuleLine> lines;
    std::vector<SegmentMember> sample;  ///< Without `since`.
};
/// Errors: storage_failed alone; what is wrong with the rule is in the draft.
Result<RuleDraft> rule_draft(Workspace& workspace, const RuleDraftQuery& query);
/// How many people one line finds on its own. Each is a query of its own: a view asks for one a frame. Errors: a line that cannot
/// be asked.
Result<std::int64_t> rule_line_people(Workspace& workspace, const RuleLine& line, const RuleClock& clock);

}  // namespace perennial
