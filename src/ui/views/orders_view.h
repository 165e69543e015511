// The list of orders, and one order's page.
#pragma once

#include "ui/views/state.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

struct OrdersRows {
    const OrderList& list;
    PagedRows<OrderRow>& page;
    Day today;
    bool read_only = false;
};
struct OrdersState {
    OrderListQuery query;
    TableState table;
};
void draw_orders(Ui& ui, Rect page, const OrdersRows& rows, OrdersState& state, Queue& queue);

struct OrderState {
    Id id;
    TableState table;
};
void draw_order(Ui& ui, Rect page, const OrderPage& order, Day today, bool read_only, OrderState& state,
                Queue& queue);

/// "Paid": a status as the screen says it, with the colour that it means.
TagView status_tag(std::string_view status);

}  // namespace perennial::ui
