// A rule while a person puts it together from pickers and fields: a tree of groups and conditions in which what was typed stays
// as it was typed, finished or not. Pure; which fields, comparisons and choices there are comes from RuleLanguage.
// Invariant: what is built of a rule that read_rule gave is the rule again, but for a group of all with one part, which is that
// part. What the pickers cannot say stays in the tree as it is.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/domain/rule_text.h"

namespace perennial {

/// What a comparison needs besides.
enum class BuilderInput : std::uint8_t {
    nothing,
    text,
    texts,
    choice,
    choices,
    number,
    numbers,
    span,
    day,
    days
};

/// One way to compare values of a type.
struct BuilderComparison {
    std::string_view words;  ///< "is at least"; what is typed follows.
    RuleOp op = RuleOp::is_set;
    BuilderInput input = BuilderInput::nothing;
    RuleDay::Kind day = RuleDay::Kind::absolute;  ///< How a day is meant.
    bool yes = false;                             ///< Of yes or no: which.
};
/// What a picker offers, the likeliest first.
std::span<const BuilderComparison> builder_comparisons(RuleType type);
/// Of a period of events; the first is "at any time", which is none.
std::span<const BuilderComparison> builder_periods();

/// A comparison in the making.
struct BuilderTest {
    std::size_t comparison = 0;          ///< Of builder_comparisons or builder_periods.
    std::array<std::string, 2> typed{};  ///< Texts of `texts` and `choices` are parted by commas.
    RuleUnit unit = RuleUnit::days;
    std::string currency;  ///< ISO 4217, of amounts.
    bool operator==(const BuilderTest&) const = default;
};

/// What a condition can ask about, as a picker offers it.
struct BuilderSource {
    enum class Kind : std::uint8_t { field, events, segment };
    Kind kind = Kind::field;
    std::string name = {};  ///< Of the field, or of the events in the plural.
    RuleFigure figure = RuleFigure::count;
    std::string of = {};  ///< The field of sum, average, min, max.
    bool operator==(const BuilderSource&) const = default;
};
struct BuilderSourceView {
    BuilderSource source;
    std::string label;  ///< "City", "Orders: count", "Last order".
    RuleType type = RuleType::text;
    std::vector<std::string> choices = {};  ///< Of a choice, and the names of the segments.
    bool dated = false;                     ///< A period can be asked for.
};
/// All of them for records of a subject: its own fields, then events, then segments.
std::vector<BuilderSourceView> builder_sources(const RuleLanguage& language, const Table& subject);
/// One of them, also one that builder_sources does not offer; none when the language has no such word.
std::optional<BuilderSourceView> builder_source(const RuleLanguage& language, const Table& subject,
                                                const BuilderSource& source);

struct BuilderNode;
struct BuilderGroup {
    RuleGroup::Kind kind = RuleGroup::Kind::all;
    std::vector<BuilderNode> parts;
};
struct BuilderCondition {
    BuilderSource source;
    BuilderTest test;                    ///< Of a segment: chosen in typed[0].
    BuilderTest period;                  ///< Of events, by builder_periods.
    std::vector<BuilderNode> where;      ///< Of events: what must hold of each.
    std::optional<RuleNode> as_is = {};  ///< What the pickers cannot say.
};
struct BuilderNode {
    std::uint64_t id = 0;  ///< Stays while the tree changes.
    bool is_group = false;
    BuilderGroup group;
    BuilderCondition condition;
};

/// What a builder's lines mean in a language.
struct BuilderReading {
    Rule rule;  ///< Of the finished lines.
    /// By the ids of groups and lines.
    std::map<std::uint64_t, RuleNode> finished;
    std::map<std::uint64_t, std::string> problems;       ///< What is missing in a line, in a sentence.
    std::map<std::uint64_t, BuilderSourceView> sources;  ///< What a line asks about; those that it knows.
    /// What conditions of events can ask about, by the events' plural; "" are the subject's own.
    std::map<std::string, std::vector<BuilderSourceView>, std::less<>> offered;
};

class RuleBuilder {
public:
    RuleBuilder() : root_(group(RuleGroup::Kind::all)) {}
    RuleBuilder(const Rule& rule, const RuleLanguage& language, const Table& subject);

    BuilderNode& root() { return root_; }
    const BuilderNode& root() const { return root_; }
    std::uint64_t next_id() { return ++last_id_; }

    /// A new condition on the first source that is offered, or the one given.
    BuilderNode condition(const BuilderSource& source);
    BuilderNode group(RuleGroup::Kind kind);

    /// What it all means now.
    BuilderReading read(const RuleLanguage& language, const Table& subject) const;

private:
    BuilderNode node_of(const RuleNode& node, const RuleLanguage& language, const Table& subject);

    std::uint64_t last_id_ = 0;
    std::optional<Day> as_of_;
    BuilderNode root_;
};

/// One line as a node of a rule, or what is missing in it, in a sentence: "Type a number, for example 4."
std::expected<RuleNode, std::string> built_condition(const BuilderCondition& condition,
                                                     const RuleLanguage& language, const Table& subject);

}  // namespace perennial
