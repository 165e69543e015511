#include "platform/native/cli/order_fields.h"

#include <algorithm>

#include "core/app/words.h"

namespace perennial::cli {
namespace {

std::unexpected<Error> wrong_lines(std::string message) {
    return fail_at(ErrorCode::invalid_input, std::move(message), Place{"", 0, "lines"});
}

std::unexpected<Error> no_day() {
    return fail_at(ErrorCode::invalid_input, "An order wants \"placed_on\", a day such as \"2026-03-01\".",
                   Place{"", 0, "placed_on"});
}

/// The same currency everywhere.
Status take_currency(const std::optional<Currency>& named, OrderDraft& draft) {
    if (!named) return {};
    if (draft.currency.empty()) draft.currency = *named;
    if (draft.currency == *named) return {};
    return fail_at(ErrorCode::invalid_input,
                   "The amounts are in " + std::string(named->code()) + ", but the order is in " +
                       std::string(draft.currency.code()) + ".",
                   Place{"", 0, "currency"});
}

void take_value(FieldNo field, const FieldValues& values, OrderDraft& draft) {
    using namespace order_field;
    switch (field) {
        case contact:
            draft.contact = reference_of(values, contact);
            if (!draft.contact) draft.customer_name.clear();
            return;
        case number: draft.number = text_of(values, number); return;
        case placed_on:
            draft.placed_on = Day{static_cast<std::int32_t>(integer_of(values, placed_on).value_or(0))};
            return;
        case status: draft.status = text_of(values, status); return;
        case channel: draft.channel = text_of(values, channel); return;
        case currency:
            draft.currency = Currency::parse(text_of(values, currency)).value_or(Currency{});
            return;
        case discount: draft.discount = integer_of(values, discount).value_or(0); return;
        case shipping: draft.shipping = integer_of(values, shipping).value_or(0); return;
        case note: draft.note = text_of(values, note); return;
        case staff: draft.staff = text_of(values, staff); return;
        default: return;
    }
}

void take_value(FieldNo field, const FieldValues& values, OrderLineDraft& line) {
    using namespace order_line_field;
    switch (field) {
        case product: line.product = reference_of(values, product); return;
        case title: line.title = text_of(values, title); return;
        case quantity: line.quantity = integer_of(values, quantity).value_or(1000); return;
        case unit_price: line.unit_price = integer_of(values, unit_price).value_or(0); return;
        case discount: line.discount = integer_of(values, discount).value_or(0); return;
        case returned_quantity:
            line.returned_quantity = integer_of(values, returned_quantity).value_or(0);
            return;
        default: return;
    }
}

/// The line that "id" names among `known`, or a fresh one; takes "id" out.
Result<OrderLineDraft> line_to_change(Json& json, const std::vector<OrderLineDraft>& known) {
    if (!json.contains("id")) return OrderLineDraft{};
    const auto id = json["id"].is_string() ? Id::parse(json["id"].get<std::string>()) : std::nullopt;
    json.erase("id");
    const auto found = std::ranges::find(known, id, &OrderLineDraft::id);
    if (!id || found == known.end())
        return wrong_lines("The \"id\" of a line wants that of one of the order's lines.");
    return *found;
}

Status take_lines(const Json& lines, OrderDraft& draft) {
    if (!lines.is_array()) return wrong_lines("\"lines\" wants a list of objects.");
    const std::vector<OrderLineDraft> known = std::move(draft.lines);
    draft.lines.clear();
    for (Json json : lines) {
        if (!json.is_object()) return wrong_lines("\"lines\" wants a list of objects.");
        for (const char* name : {"order", "position"}) {
            if (json.contains(name))
                return wrong_lines("A line within an order has no \"" + std::string(name) +
                                   "\": leave it out.");
        }
        TRY_ASSIGN(OrderLineDraft line, line_to_change(json, known));
        TRY_ASSIGN(const ReadFields read, read_fields(table(TableId::order_line), json));
        TRY(take_currency(read.currency, draft));
        for (const auto& [field, value] : read.values) take_value(field, read.values, line);
        draft.lines.push_back(std::move(line));
    }
    return {};
}

/// A total that is given stands: what it holds beyond its parts is kept beside them.
Status take_total(const FieldValues& values, OrderDraft& draft) {
    const auto total = integer_of(values, order_field::total);
    if (!total) return {};
    draft.other = 0;
    TRY_ASSIGN(const OrderTotals parts, totals_of(draft));
    if (__builtin_sub_overflow(*total, parts.total, &draft.other))
        return fail(ErrorCode::too_large, "The order's total is too large to count.");
    return {};
}

Result<OrderDraft> with_fields(OrderDraft draft, Json fields) {
    if (fields.contains("placed_on") && fields["placed_on"].is_null()) return no_day();
    const Json lines = std::move(fields["lines"]);
    fields.erase("lines");
    TRY_ASSIGN(const ReadFields read, read_fields(table(TableId::order), fields));
    for (const auto& [field, value] : read.values) take_value(field, read.values, draft);
    TRY(take_currency(read.currency, draft));
    TRY(take_lines(lines, draft));
    TRY(take_total(read.values, draft));
    return draft;
}

}  // namespace

Result<OrderDraft> new_order_draft(const Json& fields) {
    OrderDraft draft;
    draft.status = "placed";
    if (!fields.contains("placed_on")) return no_day();
    return with_fields(std::move(draft), fields);
}

Result<OrderDraft> changed_order_draft(Workspace& workspace, const Id& order, const Json& fields) {
    TRY_ASSIGN(OrderDraft draft, draft_of(workspace, order));
    return with_fields(std::move(draft), fields);
}

}  // namespace perennial::cli
