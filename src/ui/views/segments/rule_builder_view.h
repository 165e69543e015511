// The builder of rules: groups in boxes, conditions as lines of pickers and fields, each with how many people it finds alone.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "core/domain/rule_builder.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

struct RuleBuilderRows {
    const BuilderReading& reading;  ///< Of the builder, as it was before this frame.
    /// In words, what the pickers cannot say.
    std::function<std::string(const RuleNode& node)> words;
    std::string_view currency;  ///< Of new amounts, ISO 4217.
    std::int64_t of = 0;        ///< Living people.
    /// How many people a finished line or group finds alone; none while that is not known.
    std::function<std::optional<std::int64_t>(std::uint64_t id)> people;
    bool read_only = false;
};

struct RuleBuilderState {
    RuleBuilder builder;
    std::map<std::uint64_t, float> heights;  ///< Of groups and lines, as drawn last.
};

struct RuleBuilderDrawn {
    float height = 0;
    bool changed = false;
};

/// As wide as `area`, from its top.
RuleBuilderDrawn draw_rule_builder(Ui& ui, Rect area, const RuleBuilderRows& rows, RuleBuilderState& state);

}  // namespace perennial::ui
