// An order as a form holds it: what is typed, and what it comes to at every keystroke.
// Invariants: a draft holds everything of an order that a form can change, so that saving one is writing the difference
// between two drafts; amounts are minor units of `currency`, quantities thousandths.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/id.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/domain/order_math.h"
#include "core/storage/workspace.h"

namespace perennial {

struct OrderLineDraft {
    std::string title;
    std::int64_t quantity = 1000;
    std::int64_t unit_price = 0, discount = 0, returned_quantity = 0;
    std::optional<Id> product = std::nullopt;
    std::optional<Id> id = std::nullopt;  ///< The line of the order that this is; none: a new one.
    bool make_product = false;            ///< A title without a product becomes one, at this price.
    bool operator==(const OrderLineDraft&) const = default;
};

struct OrderDraft {
    std::optional<Id> contact = std::nullopt;
    /// Of whom, when `contact` is none: a name, an e-mail or a phone number; found among the contacts or made.
    std::string customer_name = {};
    std::string number = {};
    Day placed_on = {};
    std::string status = "paid";
    std::string channel = {};
    Currency currency = {};
    std::vector<OrderLineDraft> lines =
        {};  ///< In their order. One without title, product and price is left out.
    std::int64_t discount = 0, shipping = 0;
    /// What the total holds besides (the tax of an imported order; of an order without lines, its goods).
    std::int64_t other = 0;
    std::string note = {}, staff = {};
    bool operator==(const OrderDraft&) const = default;
};

/// Errors: too_large.
Result<OrderTotals> totals_of(const OrderDraft& draft);

/// Today, paid, in the shop's currency, by who sits here; number and channel follow the order typed last.
Result<OrderDraft> fresh_order(Workspace& workspace);
/// The order as it stands. Errors: not_found.
Result<OrderDraft> draft_of(Workspace& workspace, const Id& order);

/// One above the number of the order typed last, as it is written ("R-0042"); "1" when there is no order at all, "" when all
/// come from imports, whose numbers are another program's.
Result<std::string> next_order_number(Workspace& workspace);

}  // namespace perennial
