// A rule in the making: what it finds, and why.
#include <algorithm>

#include "core/app/segment_pages.h"
#include "core/app/segments.h"
#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/base/phrase.h"
#include "core/base/random.h"

namespace perennial {
namespace {

void add_lines(const RuleNode& node, int depth, std::vector<RuleLine>& lines) {
    const auto* group = std::get_if<RuleGroup>(&node.what);
    const std::string text = group ? std::string(rule_group_name(group->kind)) + " of" : rule_line(node);
    lines.push_back({depth, text, node});
    if (!group) return;
    for (const RuleNode& part : group->parts) add_lines(part, depth + 1, lines);
}

/// All who match, by row, and how they can be reached, in one pass.
Result<std::vector<RowNo>> matching(Workspace& workspace, const RuleWorld& world, const Rule& rule,
                                    const RuleClock& clock, SegmentReach& reach) {
    TRY_ASSIGN(const std::string select, rule_select(workspace, world, table(TableId::contact), rule, clock));
    TRY_ASSIGN(
        Statement row,
        workspace.reader().prepare(
            "SELECT m.row, r.main_email IS NOT NULL, c.address LIKE '%\"street\":%', r.main_phone IS NOT "
            "NULL FROM (" +
            select + ") m JOIN contact c ON c.row = m.row JOIN contact_rollup r ON r.row = m.row"));
    std::vector<RowNo> rows;
    while (true) {
        TRY_ASSIGN(const bool found, row.step());
        if (!found) break;
        rows.push_back(row_column(row, 0));
        reach.email += row.integer(1);
        reach.post += row.integer(2);
        reach.phone += row.integer(3);
    }
    std::ranges::sort(rows);
    return rows;
}

/// Some of them: the first ones, or others for another number.
std::vector<RowNo> sample_of(std::vector<RowNo> rows, std::size_t most, std::uint64_t shuffle) {
    if (shuffle != 0) {
        Random random(shuffle);
        for (std::size_t i = 0; i < std::min(most, rows.size()); ++i)
            std::swap(rows[i], rows[i + static_cast<std::size_t>(random.below(rows.size() - i))]);
    }
    if (rows.size() > most) rows.resize(most);
    return rows;
}

/// Why the rule cannot be the segment's, "" when it can.
std::string own_problem(const RuleWorld& world, const Rule& rule, const std::optional<Id>& segment) {
    if (!segment) return {};
    const auto self = std::ranges::find(world.segments, *segment, &RuleSegment::id);
    if (self == world.segments.end()) return {};
    return cycle_words(path_to_itself(self->name, rule, world));
}

Status fill(Workspace& workspace, const RuleWorld& world, const RuleDraftQuery& query, RuleDraft& draft) {
    auto rows = matching(workspace, world, *draft.rule, query.clock, draft.reach);
    if (!rows) {
        if (rows.error().code != ErrorCode::invalid_input) return std::unexpected(std::move(rows).error());
        draft.problem = std::move(rows).error().message;
        return {};
    }
    draft.count = static_cast<std::int64_t>(rows->size());
    const auto shown = sample_of(*std::move(rows), static_cast<std::size_t>(query.sample), query.shuffle);
    TRY_ASSIGN(draft.sample, explained_members(workspace, world, *draft.rule, shown, query.clock));
    return {};
}

}  // namespace

Result<std::vector<SegmentMember>> explained_members(Workspace& workspace, const RuleWorld& world,
                                                     const Rule& rule, std::span<const RowNo> rows,
                                                     const RuleClock& clock) {
    TRY_ASSIGN(const auto ids, ids_of_rows(workspace, TableId::contact, rows));
    std::vector<SegmentMember> members;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        SegmentMember& member = members.emplace_back();
        member.row = rows[i];
        member.id = ids[i];
        TRY_ASSIGN(member.name, contact_name(workspace, rows[i]));
        TRY_ASSIGN(member.reasons,
                   explain_rule(workspace, world, table(TableId::contact), rule, clock, rows[i]));
        std::erase_if(member.reasons, [](const RuleReason& reason) { return !reason.holds; });
    }
    return members;
}

Result<RuleDraft> rule_draft(Workspace& workspace, const RuleDraftQuery& query) {
    TRY_ASSIGN(const RuleWorld world, rule_world(workspace));
    const Table& people = table(TableId::contact);
    RuleDraft draft;
    auto rule = read_rule(query.rule, world.language, people);
    if (!rule) {
        draft.mistake = std::move(rule).error();
        return draft;
    }
    draft.rule = *std::move(rule);
    draft.text = rule_text(*draft.rule);
    draft.sentence = rule_sentence(*draft.rule, world.language, people);
    add_lines(draft.rule->root, 0, draft.lines);
    TRY_ASSIGN(draft.of, living_count(workspace, people));
    draft.problem = own_problem(world, *draft.rule, query.segment);
    if (draft.problem.empty()) TRY(fill(workspace, world, query, draft));
    return draft;
}

Result<std::int64_t> rule_line_people(Workspace& workspace, const RuleLine& line, const RuleClock& clock) {
    TRY_ASSIGN(const RuleWorld world, rule_world(workspace));
    return rule_count(workspace, world, table(TableId::contact), Rule{line.node, {}}, clock);
}

}  // namespace perennial
