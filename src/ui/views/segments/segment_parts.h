// The side of a segment's page: how many match now, how they can be reached, a few of them and why.
#pragma once

#include "ui/views/segments/segment_view.h"

namespace perennial::ui {

/// "6 orders in the last year, last order 71 days ago".
std::string reasons_text(const SegmentMember& member);

void draw_segment_people(Ui& ui, Rect area, const SegmentViewRows& rows, SegmentForm& form,
                         SegmentViewState& state, Queue& queue);

}  // namespace perennial::ui
