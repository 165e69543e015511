#include "ui/views/order_form.h"

#include <algorithm>
#include <array>

#include "core/base/phrase.h"
#include "core/base/text.h"
#include "core/domain/catalogue.h"
#include "ui/views/format.h"

namespace perennial::ui {
namespace {

std::string amount_field(std::int64_t minor, const Currency& currency) {
    return minor == 0 ? std::string() : amount_text({minor, currency});
}

/// What was typed as a number with `digits` behind the point; an empty field is `otherwise`.
std::int64_t number_of(std::string_view typed, int digits, std::int64_t otherwise, std::string_view name,
                       std::map<std::string, std::string>& errors) {
    errors.erase(std::string(name));
    const std::string_view text = trim(typed);
    if (text.empty()) return otherwise;
    const auto scaled = typed_number(text, digits);
    if (scaled && *scaled >= 0) return *scaled;
    errors[std::string(name)] =
        digits == 3 ? "Not a quantity. Type it as 2 or 1.5." : "Not an amount. Type it as 12.50.";
    return otherwise;
}

OrderLineForm line_form(const OrderLineDraft& line, const Currency& currency) {
    return {.title = line.title,
            .quantity = quantity_text(line.quantity),
            .price = amount_text({line.unit_price, currency}),
            .discount = amount_field(line.discount, currency),
            .returned = line.returned_quantity == 0 ? "" : quantity_text(line.returned_quantity),
            .product = line.product,
            .id = line.id};
}

OrderLineDraft read_line(OrderLineForm& form, const Currency& currency) {
    constexpr int kThousandths = 3;
    const int digits = currency.minor_digits();
    OrderLineDraft line;
    line.title = std::string(trim(form.title));
    line.quantity = number_of(form.quantity, kThousandths, 1000, "quantity", form.errors);
    line.unit_price = number_of(form.price, digits, 0, "price", form.errors);
    line.discount = number_of(form.discount, digits, 0, "discount", form.errors);
    line.returned_quantity = number_of(form.returned, kThousandths, 0, "returned", form.errors);
    line.product = form.product;
    line.id = form.id;
    return line;
}

}  // namespace

OrderForm order_form(const OrderDraft& draft, std::optional<Id> order, std::string customer,
                     std::uint64_t revision) {
    OrderForm form;
    form.order = order;
    form.based_on = revision;
    form.base = draft;
    form.customer = std::move(customer);
    form.contact = draft.contact;
    form.number = draft.number;
    form.placed_on = draft.placed_on.to_string();
    form.channel = draft.channel;
    form.note = draft.note;
    form.staff = draft.staff;
    form.discount = amount_field(draft.discount, draft.currency);
    form.shipping = amount_field(draft.shipping, draft.currency);
    const auto statuses = table(TableId::order).fields[order_field::status].choices;
    const auto status = std::ranges::find(statuses, draft.status);
    form.status = status == statuses.end() ? 0 : static_cast<int>(status - statuses.begin());
    for (const OrderLineDraft& line : draft.lines) form.lines.push_back(line_form(line, draft.currency));
    form.lines.emplace_back();
    return form;
}

OrderDraft read_form(OrderForm& form) {
    OrderDraft draft = form.base;
    const int digits = draft.currency.minor_digits();
    draft.contact = form.contact;
    draft.customer_name = form.contact ? std::string() : std::string(trim(form.customer));
    draft.number = std::string(trim(form.number));
    form.errors.erase("placed_on");
    if (const auto day = parse_loose_day(form.placed_on, DateOrder::day_month_year)) {
        draft.placed_on = *day;
    } else {
        form.errors["placed_on"] = "Not a day. Type it as 2026-03-01.";
    }
    draft.status = std::string(
        table(TableId::order).fields[order_field::status].choices[static_cast<std::size_t>(form.status)]);
    draft.channel = std::string(trim(form.channel));
    draft.note = std::string(trim(form.note));
    draft.staff = std::string(trim(form.staff));
    draft.discount = number_of(form.discount, digits, 0, "discount", form.errors);
    draft.shipping = number_of(form.shipping, digits, 0, "shipping", form.errors);
    draft.lines.clear();
    for (OrderLineForm& line : form.lines) {
        if (!line.empty()) draft.lines.push_back(read_line(line, draft.currency));
    }
    return draft;
}

std::optional<Command> command_of(OrderForm& form) {
    form.failure.clear();
    OrderDraft draft = read_form(form);
    const bool wrong = !form.errors.empty() || std::ranges::any_of(form.lines, [](const OrderLineForm& line) {
        return !line.errors.empty();
    });
    if (wrong) {
        form.failure = "A field cannot be read yet. It is marked below.";
        return std::nullopt;
    }
    if (draft.lines.empty() && !form.order) {
        form.failure = "Type what was bought first.";
        form.focus = OrderForm::Focus{};
        return std::nullopt;
    }
    return SaveOrder{.order = form.order, .draft = std::move(draft), .based_on = form.based_on};
}

}  // namespace perennial::ui
