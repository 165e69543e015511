// What a draft of an order must hold. Only what a draft changes is judged: an imported order that breaks a rule can still have
// its status changed.
#pragma once

#include "core/app/order_form.h"

namespace perennial {

/// Lines that say nothing (the empty one at the end of a form) are dropped, texts trimmed.
OrderDraft tidied(OrderDraft draft);

/// Errors: invalid_input, naming the line and what is wrong; too_large.
Status check_amounts(const OrderDraft& before, const OrderDraft& draft);

/// The line of a draft with this id, or nullptr.
const OrderLineDraft* find_line(const OrderDraft& draft, const std::optional<Id>& id);

}  // namespace perennial
