// What happened with one customer, newest first, under the week or month it happened in; and the form that logs a touch.
#pragma once

#include "ui/views/contact_view.h"

namespace perennial::ui {

void draw_timeline(Ui& ui, Rect area, const ContactRows& rows, ContactState& state, Queue& queue);

}  // namespace perennial::ui
