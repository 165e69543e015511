#include "ui/views/segments/rule_builder_view.h"

#include <algorithm>
#include <array>

#include "core/base/phrase.h"
#include "core/base/text.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

constexpr float kGap = 8, kPad = 12, kBar = 54;
constexpr int kDeepest = 6;  // Deeper groups have no room; typed rules may have them.
constexpr FieldOptions kBare{.show_label = false};

/// Puts controls beside each other and begins a new row where they have no room.
class Flow {
public:
    Flow(Rect area, float height) : area_(area), height_(height), x_(area.x), y_(area.y) {}
    Rect place(float width) {
        width = std::min(width, area_.w);
        if (x_ > area_.x && x_ + width > area_.right()) {
            x_ = area_.x;
            y_ += height_ + kGap;
        }
        const Rect cell{x_, y_, width, height_};
        x_ += width + kGap;
        return cell;
    }
    float height() const { return y_ + height_ - area_.y; }

private:
    Rect area_;
    float height_, x_, y_;
};

std::vector<Option> options_of(std::span<const std::string> labels) {
    std::vector<Option> options;
    for (const std::string& label : labels) options.push_back({label, nullptr, {}});
    return options;
}

std::vector<Option> options_of(std::span<const BuilderComparison> comparisons) {
    std::vector<Option> options;
    for (const BuilderComparison& one : comparisons) options.push_back({std::string(one.words), nullptr, {}});
    return options;
}

class Builder {
public:
    Builder(Ui& ui, const RuleBuilderRows& rows, RuleBuilderState& state)
        : ui_(ui), rows_(rows), state_(state) {}

    RuleBuilderDrawn draw(Rect area) {
        const float height = group(area, state_.builder.root(), "", 0);
        return {height, changed_};
    }

private:
    using Sources = std::span<const BuilderSourceView>;

    /// What conditions of these events can ask about; of people themselves: "".
    Sources offered(std::string_view events) const {
        const auto found = rows_.reading.offered.find(events);
        return found == rows_.reading.offered.end() ? Sources() : Sources(found->second);
    }

    float group(Rect area, BuilderNode& node, std::string_view events, int depth) {
        const Tokens& t = ui_.tokens();
        float& known = state_.heights[node.id];
        const Rect box{area.x, area.y, area.w, known};
        ui_.push_id(node.id);
        ui_.begin(Role::group, group_name(node.group.kind), box);
        ui_.fill(box, depth == 0 ? t.surface : t.sunken, 8);
        ui_.edge(box, t.line_strong, 8);
        ui_.fill({box.x, box.y + 1, 3, std::max(0.0F, box.h - 2)}, colour(node.group.kind), 2);
        Rect inside = box.inset(kPad, kPad);
        inside.x += 4;
        inside.w -= 4;
        float y = inside.y + group_head(inside, node, depth);
        y += parts({inside.x + 8, y, inside.w - 8, 0}, node.group.parts, events, depth);
        y += adders({inside.x + 8, y, inside.w - 8, control_height(ui_)}, node.group.parts, events, depth);
        ui_.end();
        ui_.pop_id();
        return settled(known, y + kPad - area.y);
    }

    /// What was drawn rests on the height of the frame before.
    float settled(float& known, float height) {
        if (known != height) ui_.draw_again();
        known = height;
        return height;
    }

    static std::string group_name(RuleGroup::Kind kind) {
        return kind == RuleGroup::Kind::all ? "All of" : kind == RuleGroup::Kind::any ? "Any of" : "None of";
    }
    Colour colour(RuleGroup::Kind kind) const {
        const Tokens& t = ui_.tokens();
        return kind == RuleGroup::Kind::all ? t.accent : t.chart[kind == RuleGroup::Kind::any ? 1 : 4];
    }

    float group_head(Rect area, BuilderNode& node, int depth) {
        const float height = control_height(ui_);
        Rect row = area.take_top(height);
        const std::array<Option, 3> kinds{Option{"All of", nullptr, {}}, Option{"Any of", nullptr, {}},
                                          Option{"None of", nullptr, {}}};
        int kind = static_cast<int>(node.group.kind);
        if (ui_.select(row.take_left(104), "How the lines go together", kinds, kind, kBare)) {
            node.group.kind = static_cast<RuleGroup::Kind>(kind);
            changed_ = true;
        }
        if (depth > 0 && remove_button(row.take_right(height), "Remove the group")) removed_ = node.id;
        row.take_left(8);
        const auto people = rows_.people ? rows_.people(node.id) : std::nullopt;
        const std::string words =
            people ? phrase("these are true · {}", counted(*people, "person", "people")) : "these are true";
        ui_.text({row.x, row.y + (height - 20) / 2, row.w, 20}, words, TextStyle::body, ui_.tokens().text_2);
        return height + kGap;
    }

    float parts(Rect area, std::vector<BuilderNode>& nodes, std::string_view events, int depth) {
        float y = area.y;
        for (BuilderNode& node : nodes) {
            const Rect row{area.x, y, area.w, 0};
            y += node.is_group ? group(row, node, events, depth + 1) : line(row, node, events, depth);
            y += kGap;
        }
        if (removed_ != 0 &&
            std::erase_if(nodes, [&](const BuilderNode& n) { return n.id == removed_; }) > 0) {
            removed_ = 0;
            changed_ = true;
            ui_.draw_again();
        }
        return y - area.y;
    }

    float adders(Rect row, std::vector<BuilderNode>& nodes, std::string_view events, int depth) {
        const Sources sources = offered(events);
        const auto add = [&](std::string_view label, const char* icon) {
            const ButtonOptions options{.look = ButtonLook::bare,
                                        .icon = icon,
                                        .disabled = rows_.read_only,
                                        .disabled_reason = kOnlyReading};
            return ui_.button(row.take_left(ui_.button_width(label, options)), label, options);
        };
        if (sources.empty()) return 0;
        if (add("Condition", icon::kPlus)) {
            nodes.push_back(state_.builder.condition(sources.front().source));
            added();
        }
        row.take_left(kGap);
        if (depth < kDeepest && add("Group", icon::kFolderPlus)) {
            BuilderNode made = state_.builder.group(RuleGroup::Kind::any);
            made.group.parts.push_back(state_.builder.condition(sources.front().source));
            nodes.push_back(std::move(made));
            added();
        }
        return control_height(ui_);
    }

    void added() {
        changed_ = true;
        ui_.draw_again();
    }

    bool remove_button(Rect area, std::string_view name) {
        return ui_.button(area, name,
                          {.look = ButtonLook::bare,
                           .icon = icon::kX,
                           .icon_only = true,
                           .disabled = rows_.read_only,
                           .disabled_reason = kOnlyReading});
    }

    // Lines ------------------------------------------------------------------------------------------------------

    float line(Rect area, BuilderNode& node, std::string_view events, int depth) {
        const std::string number = std::to_string(++line_);
        const float height = control_height(ui_);
        ui_.push_id(node.id);
        float& known_height = state_.heights[node.id];
        ui_.begin(Role::group, "Line " + number, {area.x, area.y, area.w, known_height});
        Rect row = area;
        row.h = height;
        if (remove_button(row.take_right(height), "Remove line " + number)) removed_ = node.id;
        if (!narrow(ui_)) count({row.take_right(kBar + 74)}, node.id);
        row.take_right(kGap);
        Flow flow(row, height);
        const auto source = rows_.reading.sources.find(node.id);
        const bool known = source != rows_.reading.sources.end();
        if (node.condition.as_is) {
            const std::string words = rows_.words(*node.condition.as_is);
            const Rect cell = flow.place(row.w);
            ui_.text({cell.x, cell.y + (height - 20) / 2, cell.w, 20}, words, TextStyle::body,
                     ui_.tokens().text);
        } else {
            pick_source(flow, number, node.condition, offered(events),
                        known ? source->second.label : std::string());
            if (known && source->second.source == node.condition.source)
                inputs(flow, number, node.condition, source->second);
        }
        float used = flow.height();
        used += complaint({area.x, area.y + used, area.w, 0}, node);
        used += wheres({area.x + 20, area.y + used, area.w - 20, 0}, node, depth);
        ui_.end();
        ui_.pop_id();
        return settled(known_height, used);
    }

    void pick_source(Flow& flow, const std::string& number, BuilderCondition& condition, Sources sources,
                     const std::string& now) {
        std::vector<Option> options;
        int chosen = -1;
        for (const BuilderSourceView& one : sources) {
            if (one.source == condition.source) chosen = static_cast<int>(options.size());
            options.push_back({one.label, nullptr, {}});
        }
        if (chosen < 0 && !now.empty()) {
            chosen = static_cast<int>(options.size());
            options.push_back({now, nullptr, {}});
        }
        const int before = chosen;
        choose(flow, "What of line " + number, options, chosen);
        if (chosen == before || chosen >= static_cast<int>(sources.size())) return;
        const BuilderSource& source = sources[static_cast<std::size_t>(chosen)].source;
        const bool same_events =
            source.kind == BuilderSource::Kind::events && source.name == condition.source.name;
        if (!same_events) condition.where.clear();
        if (!same_events) condition.period = {};
        condition.test = {.currency = std::string(rows_.currency)};
        condition.source = source;
    }

    void inputs(Flow& flow, const std::string& number, BuilderCondition& condition,
                const BuilderSourceView& source) {
        using Kind = BuilderSource::Kind;
        if (source.source.kind == Kind::segment) {
            choose(flow, "Comparison of line " + number,
                   std::array{Option{"is", nullptr, {}}, Option{"is not", nullptr, {}}},
                   condition.test.comparison);
            choose_text(flow, "Value of line " + number, source.choices, condition.test.typed[0]);
            return;
        }
        const bool events = source.source.kind == Kind::events;
        const bool edge =
            source.source.figure == RuleFigure::first || source.source.figure == RuleFigure::last;
        if (events && source.dated && !edge) {
            choose(flow, "Period of line " + number, options_of(builder_periods()),
                   condition.period.comparison);
            values(flow, "Period value", number, builder_periods()[condition.period.comparison],
                   condition.period, source);
        }
        if (events && source.source.figure == RuleFigure::exists) return;
        const auto comparisons = builder_comparisons(source.type);
        choose(flow, "Comparison of line " + number, options_of(comparisons), condition.test.comparison);
        condition.test.comparison = std::min(condition.test.comparison, comparisons.size() - 1);
        values(flow, "Value", number, comparisons[condition.test.comparison], condition.test, source);
    }

    void values(Flow& flow, std::string_view name, const std::string& number,
                const BuilderComparison& comparison, BuilderTest& test, const BuilderSourceView& source) {
        const std::string label = phrase("{} of line {}", name, number);
        using Input = BuilderInput;
        switch (comparison.input) {
            case Input::nothing: return;
            case Input::text: return type(flow, label, test.typed[0], 180, "");
            case Input::texts:
            case Input::choices: return type(flow, label, test.typed[0], 220, "One, another");
            case Input::choice: return choose_text(flow, label, source.choices, test.typed[0]);
            case Input::number:
            case Input::numbers:
                type(flow, label, test.typed[0], 84, "");
                if (comparison.input == Input::numbers)
                    type(flow, "Second " + lower_first(label), test.typed[1], 84, "");
                if (source.type == RuleType::money) word(flow, test.currency);
                return;
            case Input::day: return type(flow, label, test.typed[0], 120, "2026-03-01");
            case Input::days:
                type(flow, label, test.typed[0], 120, "2026-03-01");
                return type(flow, "Second " + lower_first(label), test.typed[1], 120, "2026-03-31");
            case Input::span: break;
        }
        type(flow, label, test.typed[0], 60, "");
        const std::string_view after = comparison.day == RuleDay::Kind::ago ? " ago" : "";
        std::vector<Option> units;
        for (const auto unit : {RuleUnit::days, RuleUnit::weeks, RuleUnit::months, RuleUnit::years})
            units.push_back({phrase("{}{}", rule_unit_name(unit), after), nullptr, {}});
        auto unit = static_cast<std::size_t>(test.unit);
        choose(flow, phrase("Unit of {}", lower_first(label)), units, unit);
        test.unit = static_cast<RuleUnit>(unit);
    }

    // Controls ---------------------------------------------------------------------------------------------------

    template <class Number>
    void choose(Flow& flow, const std::string& label, std::span<const Option> options, Number& chosen) {
        int now = static_cast<int>(chosen);
        const bool known = now >= 0 && now < static_cast<int>(options.size());
        const std::string_view shown =
            known ? std::string_view(options[static_cast<std::size_t>(now)].label) : "Choose";
        const float width = std::min(ui_.text_width(shown, TextStyle::body) + 48, 280.0F);
        FieldOptions field = kBare;
        field.placeholder = "Choose";
        field.disabled = rows_.read_only;
        if (!ui_.select(flow.place(width), label, options, now, field)) return;
        chosen = static_cast<Number>(now);
        changed_ = true;
        ui_.draw_again();
    }

    void choose_text(Flow& flow, const std::string& label, std::span<const std::string> choices,
                     std::string& text) {
        const auto found = std::ranges::find(choices, text);
        int chosen = found == choices.end() ? -1 : static_cast<int>(found - choices.begin());
        const int before = chosen;
        choose(flow, label, options_of(choices), chosen);
        if (chosen != before) text = choices[static_cast<std::size_t>(chosen)];
    }

    void type(Flow& flow, const std::string& label, std::string& text, float width,
              std::string_view placeholder) {
        FieldOptions field = kBare;
        field.placeholder = placeholder;
        field.disabled = rows_.read_only;
        if (ui_.text_field(flow.place(width), label, text, field).changed) changed_ = true;
    }

    void word(Flow& flow, const std::string& text) {
        const Rect cell = flow.place(ui_.text_width(text, TextStyle::body) + 2);
        ui_.text({cell.x, cell.y + (cell.h - 20) / 2, cell.w, 20}, text, TextStyle::body, ui_.tokens().text_2);
    }

    /// A bar and a count: how many this line finds alone.
    void count(Rect cell, std::uint64_t id) {
        const auto people = rows_.people ? rows_.people(id) : std::nullopt;
        const Rect bar{cell.x + 8, cell.y + (cell.h - 6) / 2, kBar, 6};
        ui_.fill(bar, ui_.tokens().pressed, 3);
        if (people && rows_.of > 0 && *people > 0) {
            const auto share = static_cast<float>(*people) / static_cast<float>(rows_.of);
            ui_.fill({bar.x, bar.y, std::max(4.0F, bar.w * share), bar.h}, ui_.tokens().accent, 3);
        }
        const Rect text{bar.right() + 4, cell.y + (cell.h - 20) / 2, cell.right() - bar.right() - 8, 20};
        ui_.text(text, people ? count_text(*people) : "–", TextStyle::body, ui_.tokens().text_2, Align::right);
    }

    float complaint(Rect area, const BuilderNode& node) {
        const auto problem = rows_.reading.problems.find(node.id);
        if (problem == rows_.reading.problems.end()) return 0;
        const bool typed = !node.condition.test.typed[0].empty() || !node.condition.period.typed[0].empty();
        const std::string words = phrase("{} Until then this line is skipped.", problem->second);
        const Colour ink = typed ? ui_.tokens().danger : ui_.tokens().text_3;
        ui_.icon(icon::kCircleAlert, {area.x, area.y + 4, 12, 12}, ink, 12);
        return ui_.paragraph({area.x + 17, area.y + 2, area.w - 17, 32}, words, TextStyle::caption, ink, 2) +
               4;
    }

    /// What must hold of each of the events that a line counts.
    float wheres(Rect area, BuilderNode& node, int depth) {
        BuilderCondition& condition = node.condition;
        const bool of_events = condition.source.kind == BuilderSource::Kind::events && !condition.as_is;
        const Sources sources = of_events ? offered(condition.source.name) : Sources();
        if (sources.empty()) return 0;
        std::string many = condition.source.name;
        std::ranges::replace(many, '_', ' ');
        if (condition.where.empty()) {
            const std::string label = phrase("Only {} where …", many);
            const ButtonOptions options{
                .look = ButtonLook::bare, .icon = icon::kPlus, .disabled = rows_.read_only, .small = true};
            const float width = ui_.button_width(label, options);
            if (ui_.button({area.x - 20, area.y + 2, width, measure::kSmall}, label, options)) {
                condition.where.push_back(state_.builder.condition(sources.front().source));
                added();
            }
            return measure::kSmall + 4;
        }
        float y = area.y + 6;
        ui_.text({area.x, y, area.w, 16}, phrase("Only {} where", many), TextStyle::caption,
                 ui_.tokens().text_3);
        y += 22;
        y += parts({area.x, y, area.w, 0}, condition.where, condition.source.name, depth + 1);
        y += adders({area.x, y, area.w, control_height(ui_)}, condition.where, condition.source.name,
                    kDeepest);
        return y - area.y;
    }

    Ui& ui_;
    const RuleBuilderRows& rows_;
    RuleBuilderState& state_;
    bool changed_ = false;
    std::uint64_t removed_ = 0;
    int line_ = 0;
};

}  // namespace

RuleBuilderDrawn draw_rule_builder(Ui& ui, Rect area, const RuleBuilderRows& rows, RuleBuilderState& state) {
    return Builder(ui, rows, state).draw(area);
}

}  // namespace perennial::ui
