// Who an order is for, when a name, an e-mail or a phone number was typed instead of a contact chosen.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/app/draft_check.h"
#include "core/storage/workspace.h"

namespace perennial {

struct OrderCustomer {
    std::optional<Id> contact;  ///< Who is here already.
    FieldValues values;         ///< Of a new one.
    std::vector<CheckedMember> members;
    bool is_new() const { return !contact && !(values.empty() && members.empty()); }
};

/// By e-mail or phone, else by the name shown, whatever its case; a new one when there is nobody; nobody for "".
/// Errors: invalid_input when several have it (choose one), or it is too long.
Result<OrderCustomer> find_customer(Workspace& workspace, const std::string& typed);

Result<Id> add_customer(Workspace& workspace, WriteTransaction& transaction, const OrderCustomer& customer);

}  // namespace perennial
