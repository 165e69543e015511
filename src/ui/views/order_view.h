// One order's page.
#pragma once

#include "ui/views/state.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

struct OrderState {
    Id id;
    TableState table;
};
void draw_order(Ui& ui, Rect page, const OrderPage& order, Day today, bool read_only, OrderState& state,
                Queue& queue);

/// "Paid": a status as the screen says it, with the colour that it means.
TagView status_tag(std::string_view status);

}  // namespace perennial::ui
