// Writing an order: the difference between how it stands and how a draft wants it, within one transaction.
#pragma once

#include <string>

#include "core/app/command.h"
#include "core/storage/workspace.h"

namespace perennial {

/// An order to be written; everything is checked before a transaction is begun.
struct OrderEdit {
    Id order;
    bool added = false;  ///< There is no such order yet, and `before` says nothing.
    OrderDraft before;   ///< As it stands.
    OrderDraft draft;
    std::uint64_t based_on = 0;
    std::string label, message;  ///< Of the change.
};

/// Errors: invalid_input (a rule of a field, more returned than sold, discounts larger than what they are taken off, several
/// contacts of the customer's name), too_large, not_found (contact, product), conflict (something that the draft writes has
/// become something else since `based_on`).
Result<Outcome> write_order(Workspace& workspace, OrderEdit edit);

}  // namespace perennial
