// A table of purchases or of customers' histories, as models of buying read it from a file: CSV in any usual encoding and form.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/analytics/purchase_histories.h"
#include "core/base/result.h"

namespace perennial {

/// Either purchases (columns customer, date and, if there is one, amount) or histories (frequency, recency, T and, if there is
/// one, monetary; customer is optional). Other columns are left alone.
struct PurchaseTable {
    std::vector<std::string> customers;  ///< Names, by the number that purchases hold, or beside the histories.
    std::vector<analytics::Purchase> purchases;
    std::vector<analytics::PurchaseHistory> histories;
    bool has_amounts = false;
};
/// Errors: malformed and invalid_input, with line and column; those of the CSV reader.
Result<PurchaseTable> read_purchase_table(std::span<const std::byte> bytes, std::string_view file_name);

}  // namespace perennial
