// One segment: its sentence, its rule as a builder and as a text, who matches now, its members, and who came and went.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/app/segment_pages.h"
#include "ui/views/segments/segment_form.h"
#include "ui/views/state.h"

namespace perennial::ui {

enum class SegmentTab : std::uint8_t { rule, members, log };

struct SegmentViewState {
    int tab = 0;  ///< SegmentTab, as far as they are shown.
    float rule_scroll = 0, side_scroll = 0;
    TableState members, log;
    bool note_open = false;
};

struct SegmentViewRows {
    const SegmentPage* page = nullptr;  ///< None: a new one.
    const RuleDraft& draft;             ///< Of form.asked.
    PagedRows<SegmentMember>& members;  ///< Of `page`.
    std::span<const SegmentLogEntry> log;
    std::function<std::optional<std::int64_t>(std::uint64_t id)> people;  ///< See RuleBuilderRows.
    std::function<std::string(const RuleNode& node)> words;
    std::string_view currency;
    Day today;
    Instant now;
    int offset_minutes = 0;
    bool read_only = false;
};

/// What was changed in this frame, for the caller to follow.
enum class SegmentEdited : std::uint8_t { nothing, builder, text };
SegmentEdited draw_segment(Ui& ui, Rect page, const SegmentViewRows& rows, SegmentForm& form,
                           SegmentViewState& state, Queue& queue);

}  // namespace perennial::ui
