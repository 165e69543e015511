#include "core/app/order_form.h"

#include "core/app/commands.h"
#include "core/app/sql.h"
#include "core/app/words.h"

namespace perennial {
namespace {

// An order that was typed has a UUIDv7, an imported one an id derived from its number (core/base/id.h).
constexpr std::string_view kTypedLast =
    "SELECT number, channel FROM \"order\" WHERE deleted = 0 AND substr(id, 7, 1) >= x'70' "
    "AND substr(id, 7, 1) < x'80' ORDER BY row DESC LIMIT 1";
constexpr std::string_view kNumberedLast =
    "SELECT number FROM \"order\" WHERE deleted = 0 AND number IS NOT NULL AND substr(id, 7, 1) >= x'70' "
    "AND substr(id, 7, 1) < x'80' ORDER BY row DESC LIMIT 1";
constexpr std::string_view kLines =
    "SELECT l.id, p.id, coalesce(l.title, p.name), l.quantity, l.unit_price, l.discount, l.returned_quantity "
    "FROM order_line l LEFT JOIN product p ON p.row = l.product "
    "WHERE l.\"order\" = ?1 AND l.deleted = 0 ORDER BY l.position, l.row";

/// "R-0099" as "R-0100"; "" when it does not end in digits.
std::string number_after(std::string number) {
    std::size_t at = number.size();
    while (at > 0 && number[at - 1] >= '0' && number[at - 1] <= '9') {
        --at;
        if (number[at] != '9') {
            ++number[at];
            return number;
        }
        number[at] = '0';
    }
    if (at == number.size()) return {};
    return number.insert(at, 1, '1');
}

Result<bool> taken(Workspace& workspace, const std::string& number) {
    TRY_ASSIGN(const auto row,
               one_integer(workspace.reader(),
                           "SELECT row FROM \"order\" WHERE number = ?1 AND deleted = 0 LIMIT 1", number));
    return row.has_value();
}

/// The first number behind `last` that no living order has.
Result<std::string> number_behind(Workspace& workspace, const std::string& last) {
    constexpr int kTries = 1000;
    std::string number = number_after(last);
    for (int i = 0; i < kTries && !number.empty(); ++i) {
        TRY_ASSIGN(const bool used, taken(workspace, number));
        if (!used) return number;
        number = number_after(std::move(number));
    }
    return std::string();
}

/// When the order typed last has no number, or none was typed.
Result<std::string> first_number(Workspace& workspace, bool typed_before) {
    if (typed_before) {
        TRY_ASSIGN(const auto last, one_text(workspace.reader(), kNumberedLast));
        if (last) return number_behind(workspace, *last);
    }
    TRY_ASSIGN(const std::int64_t orders,
               workspace.reader().integer(
                   "SELECT count(*) FROM (SELECT 1 FROM \"order\" WHERE deleted = 0 LIMIT 1)"));
    return std::string(orders == 0 ? "1" : "");
}

Result<std::vector<OrderLineDraft>> lines_of(Workspace& workspace, RowNo order) {
    TRY_ASSIGN(Statement row, query(workspace.reader(), kLines, order));
    std::vector<OrderLineDraft> lines;
    while (true) {
        TRY_ASSIGN(const bool found, row.step());
        if (!found) return lines;
        OrderLineDraft line;
        line.id = id_column(row, 0);
        if (!row.is_null(1)) line.product = id_column(row, 1);
        line.title = text_column(row, 2);
        line.quantity = row.integer(3);
        line.unit_price = row.integer(4);
        line.discount = row.integer(5);
        line.returned_quantity = row.integer(6);
        lines.push_back(std::move(line));
    }
}

OrderDraft draft_of_values(const FieldValues& values) {
    using namespace order_field;
    OrderDraft draft;
    draft.contact = reference_of(values, contact);
    draft.number = text_of(values, number);
    draft.placed_on = Day{static_cast<std::int32_t>(integer_of(values, placed_on).value_or(0))};
    draft.status = text_of(values, status);
    draft.channel = text_of(values, channel);
    draft.currency = Currency::parse(text_of(values, currency)).value_or(Currency{});
    draft.discount = integer_of(values, discount).value_or(0);
    draft.shipping = integer_of(values, shipping).value_or(0);
    draft.note = text_of(values, note);
    draft.staff = text_of(values, staff);
    return draft;
}

}  // namespace

Result<OrderTotals> totals_of(const OrderDraft& draft) {
    std::vector<LineAmount> amounts;
    amounts.reserve(draft.lines.size());
    for (const OrderLineDraft& line : draft.lines) {
        amounts.push_back({line.quantity, line.returned_quantity, line.unit_price, line.discount});
    }
    return order_totals(amounts, draft.discount, draft.shipping, draft.other);
}

Result<OrderDraft> fresh_order(Workspace& workspace) {
    OrderDraft draft;
    draft.placed_on = workspace.session().clock->today();
    draft.staff = workspace.session().author;
    TRY_ASSIGN(draft.currency, shop_currency(workspace));
    TRY_ASSIGN(Statement last, query(workspace.reader(), kTypedLast));
    TRY_ASSIGN(const bool typed_before, last.step());
    if (typed_before) draft.channel = text_column(last, 1);
    const bool numbered = typed_before && !last.is_null(0);
    TRY_ASSIGN(draft.number, numbered ? number_behind(workspace, text_column(last, 0))
                                      : first_number(workspace, typed_before));
    return draft;
}

Result<OrderDraft> draft_of(Workspace& workspace, const Id& order) {
    TRY_ASSIGN(const RowNo row, known_row(workspace, TableId::order, order));
    TRY_ASSIGN(const Record record, workspace.record(TableId::order, row));
    OrderDraft draft = draft_of_values(record.values);
    if (draft.contact) {
        TRY_ASSIGN(const auto contact, workspace.find(TableId::contact, *draft.contact));
        TRY_ASSIGN(draft.customer_name, contact_name(workspace, contact.value_or(RowNo::none)));
    }
    TRY_ASSIGN(draft.lines, lines_of(workspace, row));
    const auto total = integer_of(record.values, order_field::total);
    if (!total) return draft;
    TRY_ASSIGN(const OrderTotals parts, totals_of(draft));
    if (__builtin_sub_overflow(*total, parts.total, &draft.other)) draft.other = 0;
    return draft;
}

Result<std::string> next_order_number(Workspace& workspace) {
    TRY_ASSIGN(const auto last, one_text(workspace.reader(), kNumberedLast));
    return last ? number_behind(workspace, *last) : first_number(workspace, false);
}

}  // namespace perennial
