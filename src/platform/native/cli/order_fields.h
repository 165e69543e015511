// An order given with its lines, as `apply` reads it: {"placed_on": ..., "lines": [{"title", "quantity", ...}]}.
#pragma once

#include "core/app/order_form.h"
#include "platform/native/cli/record_values.h"

namespace perennial::cli {

/// Errors: invalid_input, with the field's name in `column`.
Result<OrderDraft> new_order_draft(const Json& fields);
/// The order as it stands with the fields given over it. Lines become exactly those given; one with the "id" of a line keeps what
/// is not given. Errors: as above, not_found.
Result<OrderDraft> changed_order_draft(Workspace& workspace, const Id& order, const Json& fields);

}  // namespace perennial::cli
