#include "core/app/order_check.h"

#include <algorithm>

#include "core/base/phrase.h"
#include "core/base/text.h"

namespace perennial {
namespace {

bool says_nothing(const OrderLineDraft& line) {
    return trim(line.title).empty() && !line.product && line.unit_price == 0;
}

std::unexpected<Error> refuse_line(std::size_t position, std::string_view rest) {
    return fail_at(ErrorCode::invalid_input, phrase("Line {}: {}", position, rest),
                   Place{"", 0, phrase("lines.{}", position)});
}

std::string pieces(std::int64_t thousandths) { return Decimal{thousandths, 3}.to_string(); }

bool same_amounts(const OrderLineDraft& a, const OrderLineDraft& b) {
    return a.quantity == b.quantity && a.returned_quantity == b.returned_quantity &&
           a.unit_price == b.unit_price && a.discount == b.discount;
}

Status check_line(const OrderLineDraft* before, const OrderLineDraft& line, std::size_t position) {
    if (before && same_amounts(*before, line)) return {};
    if (line.quantity == 0) return refuse_line(position, "how many? Type a quantity, such as 1 or 0.5.");
    const std::int64_t sold = std::max<std::int64_t>(0, line.quantity);
    if (line.returned_quantity < 0) return refuse_line(position, "what came back cannot be below zero.");
    if (line.returned_quantity > sold)
        return refuse_line(position, phrase("{} cannot have come back: {} were sold.",
                                            pieces(line.returned_quantity), pieces(sold)));
    const auto whole = line_total({line.quantity, 0, line.unit_price, 0});
    if (!whole || !line_total({line.quantity, line.returned_quantity, line.unit_price, line.discount}))
        return fail(ErrorCode::too_large,
                    phrase("Line {} is too large to count. Check its quantity and price.", position));
    if (line.discount < 0 || (line.discount > 0 && line.discount > *whole))
        return refuse_line(position, "the discount is an amount between zero and what the line comes to.");
    return {};
}

std::unexpected<Error> refuse_field(std::string_view field, std::string message) {
    return fail_at(ErrorCode::invalid_input, std::move(message), Place{"", 0, std::string(field)});
}

}  // namespace

OrderDraft tidied(OrderDraft draft) {
    std::erase_if(draft.lines, says_nothing);
    for (OrderLineDraft& line : draft.lines) line.title = std::string(trim(line.title));
    draft.customer_name = std::string(trim(draft.customer_name));
    return draft;
}

Status check_amounts(const OrderDraft& before, const OrderDraft& draft) {
    for (std::size_t i = 0; i < draft.lines.size(); ++i) {
        const OrderLineDraft& line = draft.lines[i];
        if (line.title.empty() && !line.product)
            return refuse_line(i + 1, "what was sold? Type it, or take the line out.");
        TRY(check_line(find_line(before, line.id), line, i + 1));
    }
    TRY_ASSIGN(const OrderTotals totals, totals_of(draft));
    if (draft.discount != before.discount && draft.discount < 0)
        return refuse_field("discount", "The discount is typed without a minus.");
    const bool sale = totals.subtotal + totals.other >= 0;
    if (draft.discount != before.discount && sale && draft.discount > totals.subtotal + totals.other)
        return refuse_field("discount", "The discount is larger than the order. Check both.");
    if (draft.shipping != before.shipping && draft.shipping < 0)
        return refuse_field("shipping", "The shipping is typed without a minus.");
    return {};
}

const OrderLineDraft* find_line(const OrderDraft& draft, const std::optional<Id>& id) {
    if (!id) return nullptr;
    const auto found = std::ranges::find(draft.lines, id, &OrderLineDraft::id);
    return found == draft.lines.end() ? nullptr : &*found;
}

}  // namespace perennial
