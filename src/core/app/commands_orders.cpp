// Orders typed by hand: saving, returns, refunds. Each is the difference between two drafts (order_writing.h).
#include <algorithm>

#include "core/app/commands.h"
#include "core/app/order_check.h"
#include "core/app/order_writing.h"
#include "core/app/words.h"
#include "core/base/phrase.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

std::string words_of(const OrderDraft& draft) { return order_words(draft.number, draft.placed_on.days); }

std::string money_words(std::int64_t minor, Currency currency) {
    return phrase("{} {}", amount_text(Money{minor, currency}), currency.code());
}

/// What the customer gets, when money has changed hands.
std::string give_back_words(const OrderDraft& before, const OrderDraft& after, std::int64_t minor) {
    if (before.status == "placed" || minor <= 0) {
        const auto totals = totals_of(after);
        const std::int64_t total = totals ? totals->total : 0;
        return phrase("the order comes to {} now.", money_words(total, after.currency));
    }
    return money_words(minor, after.currency) + " to give back.";
}

Result<OrderEdit> edit_of(Workspace& workspace, const Id& order) {
    OrderEdit edit;
    edit.order = order;
    TRY_ASSIGN(edit.before, draft_of(workspace, order));
    edit.draft = edit.before;
    return edit;
}

Result<OrderDraft> completed(Workspace& workspace, OrderDraft draft) {
    if (!draft.currency.empty()) return draft;
    TRY_ASSIGN(draft.currency, order_currency(workspace, {}));
    return draft;
}

Result<Outcome> add_order(Workspace& workspace, const SaveOrder& command) {
    OrderEdit edit;
    edit.added = true;
    edit.order = command.new_id ? *command.new_id : workspace.ids().next();
    TRY_ASSIGN(edit.draft, completed(workspace, tidied(command.draft)));
    for (OrderLineDraft& line : edit.draft.lines) line.id.reset();
    if (edit.draft.lines.empty() && edit.draft.other == 0)
        return fail_at(ErrorCode::invalid_input, "Type what was sold first: a title, how many and the price.",
                       Place{"", 0, "lines"});
    const std::string words = words_of(edit.draft);
    edit.label = "Add " + words;
    edit.message = message_start(TableId::order, words) + " added.";
    return write_order(workspace, std::move(edit));
}

/// One line's return within the draft. Errors: not_found, invalid_input.
Status take_back_line(OrderDraft& draft, const Id& id, std::int64_t quantity) {
    const auto line = std::ranges::find(draft.lines, std::optional(id), &OrderLineDraft::id);
    if (line == draft.lines.end())
        return fail(ErrorCode::not_found, "That line is not in the order any more. Open the order again.");
    const std::int64_t kept = line->quantity - line->returned_quantity;
    const auto pieces = [](std::int64_t thousandths) { return Decimal{thousandths, 3}.to_string(); };
    if (quantity <= 0)
        return fail(ErrorCode::invalid_input, phrase("{}: type how many came back.", line->title));
    if (quantity > kept)
        return fail(ErrorCode::invalid_input,
                    phrase("{}: {} cannot come back, {} are left.", line->title, pieces(quantity),
                           pieces(std::max<std::int64_t>(kept, 0))));
    line->discount = share_of(line->discount, kept - quantity, kept);
    line->returned_quantity += quantity;
    return {};
}

}  // namespace

Result<Outcome> run(Workspace& workspace, const SaveOrder& command) {
    if (!command.order) return add_order(workspace, command);
    TRY_ASSIGN(OrderEdit edit, edit_of(workspace, *command.order));
    edit.draft = command.draft;
    edit.based_on = command.based_on;
    const std::string words = words_of(edit.before);
    edit.label = "Edit " + words;
    edit.message = message_start(TableId::order, words) + " saved.";
    return write_order(workspace, std::move(edit));
}

Result<Outcome> run(Workspace& workspace, const ReturnLines& command) {
    TRY_ASSIGN(OrderEdit edit, edit_of(workspace, command.order));
    for (const auto& [line, quantity] : command.quantities) TRY(take_back_line(edit.draft, line, quantity));
    if (command.quantities.empty()) return Outcome{};
    TRY_ASSIGN(const OrderTotals before, totals_of(edit.before));
    TRY_ASSIGN(const OrderTotals after, totals_of(edit.draft));
    edit.draft.discount = share_of(edit.draft.discount, after.subtotal, before.subtotal);
    edit.draft.other = share_of(edit.draft.other, after.subtotal, before.subtotal);
    TRY_ASSIGN(const OrderTotals now, totals_of(edit.draft));
    const std::string words = words_of(edit.before);
    edit.label = "Return from " + words;
    edit.message = phrase("Return from {} saved: {}", words,
                          give_back_words(edit.before, edit.draft, before.total - now.total));
    return write_order(workspace, std::move(edit));
}

Result<Outcome> run(Workspace& workspace, const RefundOrder& command) {
    TRY_ASSIGN(OrderEdit edit, edit_of(workspace, command.order));
    const std::string words = words_of(edit.before);
    if (edit.before.status == "cancelled")
        return fail(ErrorCode::refused, message_start(TableId::order, words) +
                                            " is cancelled: there is nothing to refund. Change its status "
                                            "first if it was paid after all.");
    TRY_ASSIGN(const OrderTotals totals, totals_of(edit.before));
    edit.draft.status = "refunded";
    edit.label = "Refund " + words;
    const std::int64_t given_back = totals.total - counted_amount("refunded", totals.total);
    edit.message = message_start(TableId::order, words) + " refunded";
    edit.message += given_back > 0 && edit.before.status != "placed"
                        ? phrase(": {} to give back.", money_words(given_back, edit.before.currency))
                        : std::string(".");
    return write_order(workspace, std::move(edit));
}

}  // namespace perennial
