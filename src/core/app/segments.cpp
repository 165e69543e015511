#include "core/app/segments.h"

#include <algorithm>
#include <functional>
#include <unordered_set>

#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/base/phrase.h"
#include "core/base/text.h"
#include "core/interchange/rule_json.h"

namespace perennial {
namespace {

/// A tree this deep still fits into a share file, whose elements are at most 64 deep.
constexpr int kMaxStoredDepth = 56;

void each_membership(RuleNode& node, const std::function<void(RuleMembership&)>& see) {
    if (auto* membership = std::get_if<RuleMembership>(&node.what)) return see(*membership);
    auto* group = std::get_if<RuleGroup>(&node.what);
    auto* events = std::get_if<RuleEventTest>(&node.what);
    if (group) {
        for (RuleNode& part : group->parts) each_membership(part, see);
    } else if (events) {
        for (RuleNode& part : events->where) each_membership(part, see);
    }
}

int json_depth(std::string_view json) {
    int depth = 0, deepest = 0;
    bool text = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (text && c == '\\') {
            ++i;
        } else if (c == '"') {
            text = !text;
        } else if (!text && (c == '{' || c == '[')) {
            deepest = std::max(deepest, ++depth);
        } else if (!text && (c == '}' || c == ']')) {
            --depth;
        }
    }
    return deepest;
}

/// Gives every name once: of equal ones all but the first get a number.
class Names {
public:
    std::string taken(std::string_view wanted) {
        const std::string base = wanted.empty() ? "Segment" : std::string(wanted);
        std::string name = base;
        for (int number = 2; !used_.insert(fold(name)).second; ++number)
            name = phrase("{} ({})", base, number);
        return name;
    }

private:
    std::unordered_set<std::string> used_;
};

const RuleSegment* by_id(std::span<const RuleSegment> segments, const std::string& id) {
    const auto parsed = Id::parse(id);
    const auto found = parsed ? std::ranges::find(segments, *parsed, &RuleSegment::id) : segments.end();
    return found == segments.end() ? nullptr : &*found;
}

const RuleSegment* by_name(std::span<const RuleSegment> segments, std::string_view name) {
    const std::string folded = fold(squeeze(name));
    const auto found = std::ranges::find_if(segments, [&](const RuleSegment& segment) {
        return !segment.deleted && fold(segment.name) == folded;
    });
    return found == segments.end() ? nullptr : &*found;
}

/// Names for ids; what is wrong with them, if anything is.
std::string name_segments(Rule& rule, std::span<const RuleSegment> segments) {
    std::string problem;
    each_membership(rule.root, [&](RuleMembership& membership) {
        const RuleSegment* found = by_id(segments, membership.segment);
        if (!found) {
            problem = phrase("It names a segment that is not here ({}).", membership.segment);
            return;
        }
        membership.segment = found->name;
        if (found->deleted)
            problem = phrase("The segment “{}” has been deleted. Restore it, or take it out of the rule.",
                             found->name);
    });
    return problem;
}

Status check_name(const RuleWorld& world, std::optional<Id> segment, const FieldValues& values) {
    const RuleSegment* same = by_name(world.segments, text_of(values, segment_field::name));
    if (!same || same->id == segment) return {};
    return fail_at(ErrorCode::invalid_input,
                   phrase("There is a segment “{}” already. Choose another name.", same->name),
                   Place{"", 0, "name"});
}

/// Depth first, so that the path is one that a person can follow.
bool leads_back(const std::string& name, const Rule& rule, const RuleWorld& world,
                std::vector<std::string>& path) {
    bool found = false;
    Rule walked = rule;
    each_membership(walked.root, [&](RuleMembership& membership) {
        if (found || std::ranges::find(path.begin() + 1, path.end(), membership.segment) != path.end())
            return;
        path.push_back(membership.segment);
        found = membership.segment == name;
        const RuleSegment* next = by_name(world.segments, membership.segment);
        if (!found && next && !next->fixed) {
            const auto inner = read_rule(next->rule, world.language, table(TableId::contact));
            found = inner && leads_back(name, *inner, world, path);
        }
        if (!found) path.pop_back();
    });
    return found;
}

}  // namespace

Result<std::vector<RuleSegment>> rule_segments(Connection& connection) {
    TRY_ASSIGN(Statement row,
               connection.prepare("SELECT row, id, name, kind, rule, deleted FROM segment WHERE deleted <> 2 "
                                  "ORDER BY deleted, id"));
    std::vector<RuleSegment> segments;
    std::vector<std::string> stored;
    Names names;
    while (true) {
        TRY_ASSIGN(const bool found, row.step());
        if (!found) break;
        RuleSegment& segment = segments.emplace_back();
        segment.row = row_column(row, 0);
        segment.id = id_column(row, 1);
        segment.name = names.taken(row.text(2));
        segment.fixed = row.text(3) == "static";
        segment.deleted = row.integer(5) != 0;
        stored.push_back(text_column(row, 4));
    }
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (segments[i].fixed) continue;
        auto rule = rule_of_json(stored[i]);
        if (!rule) {
            segments[i].problem = "It has none that can be read. Write it anew.";
            continue;
        }
        segments[i].problem = name_segments(*rule, segments);
        segments[i].rule = rule_text(*rule);
    }
    return segments;
}

Result<Rule> rule_of_stored(std::string_view json, std::span<const RuleSegment> segments) {
    TRY_ASSIGN(Rule rule, rule_of_json(json));
    name_segments(rule, segments);
    return rule;
}

Result<std::string> stored_rule(const Rule& rule, std::span<const RuleSegment> segments) {
    Rule stored = rule;
    Status status;
    each_membership(stored.root, [&](RuleMembership& membership) {
        const RuleSegment* found = by_name(segments, membership.segment);
        if (found) {
            membership.segment = found->id.to_string();
        } else {
            status = fail(ErrorCode::invalid_input,
                          phrase("There is no segment “{}”. Choose another.", membership.segment));
        }
    });
    TRY(status);
    return rule_json(stored);
}

Result<Value> checked_rule(Workspace& workspace, const Value& typed) {
    const auto* text = std::get_if<std::string>(&typed);
    if (!text) return typed;
    TRY_ASSIGN(const RuleWorld world, rule_world(workspace));
    const Table& people = table(TableId::contact);
    std::string asked = *text;
    if (trim(asked).starts_with("{")) {
        TRY_ASSIGN(const Rule tree, rule_of_stored(trim(asked), world.segments));
        asked = rule_text(tree);
    }
    const auto rule = read_rule(asked, world.language, people);
    if (!rule) return std::unexpected(error_of(rule.error()));
    TRY_ASSIGN(std::string json, stored_rule(*rule, world.segments));
    if (json_depth(json) > kMaxStoredDepth ||
        json.size() > table(TableId::segment).fields[segment_field::rule].max_bytes)
        return fail(ErrorCode::too_large, "The rule is nested too deeply. Make a segment of its inner part.");
    return Value(std::move(json));
}

Status complete_segment(Workspace& workspace, std::optional<Id> segment, FieldValues& values) {
    TRY_ASSIGN(const RuleWorld world, rule_world(workspace));
    FieldValues whole = values;
    if (segment) {
        TRY_ASSIGN(const auto row, workspace.find(TableId::segment, *segment));
        if (row) {
            TRY_ASSIGN(const Record present, workspace.record(TableId::segment, *row));
            whole = present.values;
            for (const auto& [field, value] : values) put_value(whole, field, value);
        }
    }
    TRY(check_name(world, segment, whole));
    const std::string stored = text_of(whole, segment_field::rule);
    if (text_of(whole, segment_field::kind).empty()) {
        put_value(values, segment_field::kind, std::string(stored.empty() ? "static" : "dynamic"));
        put_value(whole, segment_field::kind, std::string(stored.empty() ? "static" : "dynamic"));
    }
    const bool dynamic = text_of(whole, segment_field::kind) == "dynamic";
    if (dynamic && stored.empty())
        return fail_at(ErrorCode::invalid_input, "A dynamic segment needs a rule. Write who is in it.",
                       Place{"", 0, "rule"});
    if (!dynamic && !stored.empty())
        return fail_at(ErrorCode::invalid_input,
                       "A static segment has members, not a rule. Make it dynamic, or clear the rule.",
                       Place{"", 0, "rule"});
    if (!dynamic || !segment) return {};
    TRY_ASSIGN(const Rule rule, rule_of_stored(stored, world.segments));
    const auto self = std::ranges::find(world.segments, *segment, &RuleSegment::id);
    if (self == world.segments.end()) return {};
    const auto path = path_to_itself(self->name, rule, world);
    if (path.empty()) return {};
    return fail_at(ErrorCode::invalid_input, cycle_words(path), Place{"", 0, "rule"});
}

std::string cycle_words(const std::vector<std::string>& path) {
    if (path.empty()) return {};
    std::string text;
    for (const std::string& name : path) text += (text.empty() ? "“" : " → “") + name + "”";
    return phrase("A segment cannot contain itself: {}. Take one of them out.", text);
}

std::vector<std::string> path_to_itself(const std::string& name, const Rule& rule, const RuleWorld& world) {
    std::vector<std::string> path{name};
    return leads_back(name, rule, world, path) ? path : std::vector<std::string>{};
}

Result<Rule> rule_of_segment(const RuleWorld& world, const RuleSegment& segment) {
    if (segment.fixed) return Rule{RuleNode{RuleMembership{segment.name, true}}, {}};
    if (!segment.problem.empty()) return fail(ErrorCode::invalid_input, segment.problem);
    auto rule = read_rule(segment.rule, world.language, table(TableId::contact));
    if (!rule) return std::unexpected(error_of(rule.error()));
    return *std::move(rule);
}

}  // namespace perennial
