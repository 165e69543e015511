// All segments of the shop: who is in each, how many, and who came and went in the last 30 days.
#pragma once

#include "core/app/segment_pages.h"
#include "ui/views/state.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

struct SegmentsRows {
    const SegmentList& list;
    bool draft = false;  ///< A new one was begun and not saved.
    bool read_only = false;
};

void draw_segments(Ui& ui, Rect page, const SegmentsRows& rows, TableState& state, Queue& queue);

/// Index in the chart's colours of one of the catalogue's.
int segment_colour(std::string_view colour);

}  // namespace perennial::ui
