#include "core/app/segment_pages.h"

#include <algorithm>
#include <map>

#include "core/app/provenance.h"
#include "core/app/segments.h"
#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/base/text.h"

namespace perennial {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int32_t kWeek = 7, kMonth = 30, kWeeks = 12;

/// What the device has derived of one segment.
struct State {
    std::int64_t members = 0;
    Instant since;
    bool counting = false, fresh = false;
    std::string problem;
    bool known = false;  ///< Something has been derived at all.
};

Result<std::map<RowNo, State>> states(Connection& connection) {
    TRY_ASSIGN(Statement row,
               connection.prepare("SELECT segment, members, since, next_row IS NOT NULL, fresh, "
                                  "problem FROM segment_state"));
    std::map<RowNo, State> found;
    while (true) {
        TRY_ASSIGN(const bool more, row.step());
        if (!more) return found;
        found[row_column(row, 0)] = {row.integer(1),      Instant{row.integer(2)}, row.integer(3) != 0,
                                     row.integer(4) != 0, text_column(row, 5),     true};
    }
}

Result<State> state_of(Connection& connection, RowNo segment) {
    TRY_ASSIGN(const auto all, states(connection));
    const auto found = all.find(segment);
    return found == all.end() ? State{} : found->second;
}

/// Came and went since an instant, by segment.
Result<std::map<RowNo, SegmentChange>> changes_since(Connection& connection, Instant since) {
    TRY_ASSIGN(Statement row,
               query(connection,
                     "SELECT segment, sum(entered), sum(1 - entered) FROM segment_log WHERE at > "
                     "?1 GROUP BY segment",
                     since.ms));
    std::map<RowNo, SegmentChange> found;
    while (true) {
        TRY_ASSIGN(const bool more, row.step());
        if (!more) return found;
        found[row_column(row, 0)] = {row.integer(1), row.integer(2)};
    }
}

Result<SegmentChange> change_since(Connection& connection, RowNo segment, Instant since) {
    TRY_ASSIGN(const auto all, changes_since(connection, since));
    const auto found = all.find(segment);
    return found == all.end() ? SegmentChange{} : found->second;
}

Instant days_before(Instant now, std::int32_t days) { return Instant{now.ms - days * kDayMs}; }

/// Backwards from the present, through who came and went after each day.
Result<std::vector<SegmentPoint>> weekly(Connection& connection, RowNo segment, const State& state,
                                         const RuleClock& clock) {
    std::vector<SegmentPoint> points;
    if (!state.known || state.fresh) return points;
    const Day begun = state.since.day(clock.offset_minutes);
    for (std::int32_t week = 0; week <= kWeeks; ++week) {
        const Day day{clock.today.days - week * kWeek};
        if (day < begun) break;
        TRY_ASSIGN(const auto net,
                   one_integer(connection,
                               "SELECT sum(2 * entered - 1) FROM segment_log WHERE segment = ?1 "
                               "AND day > ?2",
                               segment, std::int64_t{day.days}));
        points.push_back({day, state.members - net.value_or(0)});
    }
    std::ranges::reverse(points);
    return points;
}

Result<std::vector<RowNo>> members_by_name(Connection& connection, RowNo segment) {
    TRY_ASSIGN(Statement row, query(connection,
                                    "SELECT n.contact FROM segment_now n JOIN contact_rollup r ON r.row = "
                                    "n.contact WHERE n.segment = ?1 ORDER BY r.sort_key, n.contact",
                                    segment));
    std::vector<RowNo> rows;
    while (true) {
        TRY_ASSIGN(const bool more, row.step());
        if (!more) return rows;
        rows.push_back(row_column(row, 0));
    }
}

Result<SegmentReach> reach_of(Connection& connection, RowNo segment) {
    TRY_ASSIGN(Statement row,
               query(connection,
                     "SELECT count(r.main_email), count(*) FILTER (WHERE c.address LIKE '%\"street\":%'), "
                     "count(r.main_phone) FROM segment_now n JOIN contact_rollup r ON r.row = n.contact JOIN "
                     "contact c ON c.row = n.contact WHERE n.segment = ?1",
                     segment));
    TRY(row.step());
    return SegmentReach{row.integer(0), row.integer(1), row.integer(2)};
}

bool by_name(const SegmentUse& a, const SegmentUse& b) { return sort_key(a.name) < sort_key(b.name); }

bool names(const RuleNode& node, const std::string& segment) {
    const auto any = [&](const std::vector<RuleNode>& parts) {
        return std::ranges::any_of(parts, [&](const RuleNode& part) { return names(part, segment); });
    };
    if (const auto* membership = std::get_if<RuleMembership>(&node.what))
        return membership->segment == segment;
    if (const auto* group = std::get_if<RuleGroup>(&node.what)) return any(group->parts);
    const auto* events = std::get_if<RuleEventTest>(&node.what);
    return events && any(events->where);
}

std::vector<SegmentUse> used_by(const RuleWorld& world, const std::string& segment) {
    std::vector<SegmentUse> uses;
    for (const RuleSegment& other : world.segments) {
        if (other.deleted || other.fixed) continue;
        const auto rule = read_rule(other.rule, world.language, table(TableId::contact));
        if (rule && names(rule->root, segment)) uses.push_back({other.id, other.name});
    }
    std::ranges::sort(uses, by_name);
    return uses;
}

const RuleSegment* find_segment(const RuleWorld& world, const Id& id) {
    const auto found = std::ranges::find(world.segments, id, &RuleSegment::id);
    return found == world.segments.end() ? nullptr : &*found;
}

std::unexpected<Error> no_segment(const Id& id) {
    return fail(ErrorCode::not_found, "There is no segment " + id.to_string() + ".");
}

std::string sentence_of(const RuleWorld& world, const RuleSegment& segment) {
    if (segment.fixed) return {};
    const auto rule = rule_of_segment(world, segment);
    return rule ? rule_sentence(*rule, world.language, table(TableId::contact)) : std::string();
}

Status fill_own(Workspace& workspace, SegmentPage& page) {
    TRY_ASSIGN(const Record record, workspace.record(TableId::segment, page.row));
    page.deleted = record.deleted;
    page.note = text_of(record.values, segment_field::note);
    page.colour = text_of(record.values, segment_field::colour);
    page.pinned = integer_of(record.values, segment_field::pinned).value_or(0) != 0;
    TRY_ASSIGN(page.provenance, provenance_of(workspace, TableId::segment, page.row));
    return {};
}

}  // namespace

Result<SegmentList> segment_list(Workspace& workspace, const SegmentListQuery& asked) {
    Connection& connection = workspace.reader();
    TRY_ASSIGN(const RuleWorld world, rule_world(workspace));
    TRY_ASSIGN(const auto known, states(connection));
    TRY_ASSIGN(const auto month, changes_since(connection, days_before(asked.now, kMonth)));
    SegmentList list;
    TRY_ASSIGN(list.of, living_count(workspace, table(TableId::contact)));
    TRY_ASSIGN(Statement own, connection.prepare("SELECT colour, pinned FROM segment WHERE row = ?1"));
    for (const RuleSegment& segment : world.segments) {
        if (segment.deleted) continue;
        SegmentRow& row = list.rows.emplace_back();
        bind_one(own, 1, segment.row);
        TRY(own.step());
        row.id = segment.id;
        row.row = segment.row;
        row.name = segment.name;
        row.colour = text_column(own, 0);
        row.pinned = own.integer(1) != 0;
        own.reset();
        row.dynamic = !segment.fixed;
        row.sentence = sentence_of(world, segment);
        if (const auto change = month.find(segment.row); change != month.end()) row.month = change->second;
        const auto state = known.find(segment.row);
        if (state == known.end()) continue;
        row.problem = state->second.problem;
        const bool first_time = state->second.fresh && state->second.counting;
        if (!first_time && row.problem.empty()) row.members = state->second.members;
    }
    std::ranges::stable_sort(list.rows, {}, [](const SegmentRow& row) { return sort_key(row.name); });
    return list;
}

Result<SegmentPage> segment_page(Workspace& workspace, const SegmentPageQuery& asked) {
    Connection& connection = workspace.reader();
    TRY_ASSIGN(const RuleWorld world, rule_world(workspace));
    const RuleSegment* segment = find_segment(world, asked.id);
    if (!segment) return no_segment(asked.id);
    SegmentPage page;
    page.id = asked.id;
    page.row = segment->row;
    page.name = segment->name;
    page.dynamic = !segment->fixed;
    page.rule = segment->rule;
    page.sentence = sentence_of(world, *segment);
    page.used_by = used_by(world, segment->name);
    TRY(fill_own(workspace, page));
    TRY_ASSIGN(const State state, state_of(connection, page.row));
    page.problem = state.problem;
    page.counting = state.counting || !state.known;
    page.log_since = state.since;
    TRY_ASSIGN(page.members, members_by_name(connection, page.row));
    TRY_ASSIGN(page.of, living_count(workspace, table(TableId::contact)));
    TRY_ASSIGN(page.reach, reach_of(connection, page.row));
    TRY_ASSIGN(page.week, change_since(connection, page.row, days_before(asked.now, kWeek)));
    TRY_ASSIGN(page.month, change_since(connection, page.row, days_before(asked.now, kMonth)));
    TRY_ASSIGN(page.weeks, weekly(connection, page.row, state, asked.clock));
    return page;
}

Result<std::vector<SegmentMember>> segment_members(Workspace& workspace, const Id& id,
                                                   std::span<const RowNo> rows, const RuleClock& clock) {
    TRY_ASSIGN(const RuleWorld world, rule_world(workspace));
    const RuleSegment* segment = find_segment(world, id);
    if (!segment) return no_segment(id);
    TRY_ASSIGN(const Rule rule, rule_of_segment(world, *segment));
    TRY_ASSIGN(auto members, explained_members(workspace, world, rule, rows, clock));
    TRY_ASSIGN(Statement since, workspace.reader().prepare(
                                    "SELECT since FROM segment_now WHERE segment = ?1 AND contact = ?2"));
    bind_one(since, 1, segment->row);
    for (SegmentMember& member : members) {
        if (segment->fixed) member.reasons.clear();
        bind_one(since, 2, member.row);
        TRY_ASSIGN(const bool found, since.step());
        if (found) member.since = instant_column(since, 0);
        since.reset();
    }
    return members;
}

Result<std::vector<SegmentLogEntry>> segment_log(Workspace& workspace, const Id& segment, std::int64_t offset,
                                                 std::int64_t limit) {
    TRY_ASSIGN(const auto row_no, workspace.find(TableId::segment, segment));
    if (!row_no) return no_segment(segment);
    TRY_ASSIGN(
        Statement row,
        query(workspace.reader(),
              "SELECT l.contact, c.id, l.entered, l.at, l.day, coalesce(h.label, '') FROM segment_log l "
              "JOIN contact c ON c.row = l.contact LEFT JOIN change h ON h.change = l.change WHERE "
              "l.segment = ?1 ORDER BY l.entry DESC LIMIT ?2 OFFSET ?3",
              *row_no, limit, offset));
    std::vector<SegmentLogEntry> entries;
    while (true) {
        TRY_ASSIGN(const bool found, row.step());
        if (!found) break;
        entries.push_back({row_column(row, 0),
                           id_column(row, 1),
                           {},
                           row.integer(2) != 0,
                           Instant{row.integer(3)},
                           Day{static_cast<std::int32_t>(row.integer(4))},
                           text_column(row, 5)});
    }
    for (SegmentLogEntry& entry : entries) {
        TRY_ASSIGN(entry.name, contact_name(workspace, entry.row));
    }
    return entries;
}

Result<std::vector<SegmentUse>> segments_of_contact(Workspace& workspace, const Id& contact) {
    TRY_ASSIGN(Statement row,
               query(workspace.reader(),
                     "SELECT s.id, s.name FROM segment s JOIN segment_now n ON n.segment = s.row "
                     "AND n.contact = (SELECT row FROM contact WHERE id = ?1) WHERE s.deleted = 0",
                     contact));
    std::vector<SegmentUse> segments;
    while (true) {
        TRY_ASSIGN(const bool found, row.step());
        if (!found) break;
        segments.push_back({id_column(row, 0), text_column(row, 1)});
    }
    std::ranges::sort(segments, by_name);
    return segments;
}

}  // namespace perennial
