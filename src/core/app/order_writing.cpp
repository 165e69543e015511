#include "core/app/order_writing.h"

#include <algorithm>

#include "core/app/commands.h"
#include "core/app/draft_check.h"
#include "core/app/edit_conflict.h"
#include "core/app/order_check.h"
#include "core/app/order_customer.h"
#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/base/phrase.h"
#include "core/base/text.h"

namespace perennial {
namespace {

Value text_or_absent(const std::string& text) { return text.empty() ? Value{} : Value{text}; }
Value amount_or_absent(std::int64_t amount) { return amount == 0 ? Value{} : Value{amount}; }
Value reference_or_absent(const std::optional<Id>& id) { return id ? Value{*id} : Value{}; }

/// Every field that a draft decides, the total aside.
FieldValues values_of(const OrderDraft& draft) {
    using namespace order_field;
    return {{contact, reference_or_absent(draft.contact)},
            {number, text_or_absent(draft.number)},
            {placed_on, std::int64_t{draft.placed_on.days}},
            {status, text_or_absent(draft.status)},
            {channel, text_or_absent(draft.channel)},
            {currency, text_or_absent(std::string(draft.currency.code()))},
            {discount, amount_or_absent(draft.discount)},
            {shipping, amount_or_absent(draft.shipping)},
            {note, text_or_absent(draft.note)},
            {staff, text_or_absent(draft.staff)}};
}

/// Every field that a line's draft decides, the order and the position aside.
FieldValues values_of(const OrderLineDraft& line) {
    using namespace order_line_field;
    return {{product, reference_or_absent(line.product)},
            {title, text_or_absent(line.title)},
            {quantity, line.quantity},
            {unit_price, line.unit_price},
            {discount, amount_or_absent(line.discount)},
            {returned_quantity, amount_or_absent(line.returned_quantity)}};
}

/// Those of `wanted` that are not so yet; without a `before`, those that are there.
FieldValues difference(const FieldValues* before, const FieldValues& wanted) {
    FieldValues changed;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const bool same = before ? (*before)[i].second == wanted[i].second : absent(wanted[i].second);
        if (!same) changed.push_back(wanted[i]);
    }
    return changed;
}

struct LineEdit {
    RowNo row = RowNo::none;  ///< none: a new line.
    FieldValues values;       ///< What is to be written.
    bool make_product = false;
};

/// What is to be written, checked.
struct OrderPlan {
    FieldValues order;
    std::vector<LineEdit> lines;
    std::vector<RowNo> removed;
    OrderCustomer customer;
};

Result<FieldValues> changed_order(Workspace& workspace, const OrderEdit& edit) {
    FieldValues wanted = values_of(edit.draft);
    FieldValues present = values_of(edit.before);
    TRY_ASSIGN(const OrderTotals now, totals_of(edit.draft));
    const auto before = totals_of(edit.before);
    const bool counts =
        edit.added ? !edit.draft.lines.empty() || now != OrderTotals{} : !before || *before != now;
    FieldValues values = difference(edit.added ? nullptr : &present, wanted);
    if (counts) values.emplace_back(order_field::total, now.total);
    TRY(require_fields(table(TableId::order), wanted));
    return checked_values(workspace, table(TableId::order), values);
}

Result<RowNo> row_of_line(Workspace& workspace, const Id& order, const Id& line) {
    TRY_ASSIGN(const auto row, workspace.find(TableId::order_line, line));
    if (row) {
        TRY_ASSIGN(const Record record, workspace.record(TableId::order_line, *row));
        if (reference_of(record.values, order_line_field::order) == order) return *row;
    }
    return fail(ErrorCode::not_found, "A line is not in this order any more. Open the order again.");
}

Result<LineEdit> changed_line(Workspace& workspace, const OrderEdit& edit, std::size_t index) {
    const OrderLineDraft& line = edit.draft.lines[index];
    const OrderLineDraft* before = find_line(edit.before, line.id);
    const FieldValues present = values_of(before ? *before : OrderLineDraft{});
    LineEdit change;
    change.make_product = line.make_product && !line.product;
    auto values = checked_values(workspace, table(TableId::order_line),
                                 difference(before ? &present : nullptr, values_of(line)));
    if (!values) {
        values.error().message = phrase("Line {}: {}", index + 1, values.error().message);
        return std::unexpected(std::move(values).error());
    }
    change.values = *std::move(values);
    if (line.id) {
        TRY_ASSIGN(change.row, row_of_line(workspace, edit.order, *line.id));
    }
    return change;
}

/// Lines keep their positions while those still rise; from the first that does not, they are numbered on.
Status place_lines(Workspace& workspace, std::vector<LineEdit>& lines) {
    std::int64_t last = 0;
    for (LineEdit& line : lines) {
        std::optional<std::int64_t> present;
        if (line.row != RowNo::none) {
            TRY_ASSIGN(present, one_integer(workspace.reader(),
                                            "SELECT position FROM order_line WHERE row = ?1", line.row));
        }
        last = present && *present > last ? *present : last + 1;
        if (present != last) line.values.emplace_back(order_line_field::position, last);
    }
    return {};
}

Status plan_lines(Workspace& workspace, const OrderEdit& edit, OrderPlan& plan) {
    for (std::size_t i = 0; i < edit.draft.lines.size(); ++i) {
        TRY_ASSIGN(LineEdit line, changed_line(workspace, edit, i));
        plan.lines.push_back(std::move(line));
    }
    TRY(place_lines(workspace, plan.lines));
    for (const OrderLineDraft& line : edit.before.lines) {
        if (find_line(edit.draft, line.id)) continue;
        TRY_ASSIGN(const RowNo row, row_of_line(workspace, edit.order, *line.id));
        plan.removed.push_back(row);
    }
    return {};
}

Status check_conflicts(Workspace& workspace, const OrderEdit& edit, const OrderPlan& plan) {
    TRY_ASSIGN(const auto base, base_of_draft(workspace, edit.based_on));
    if (!base || edit.added) return {};
    TRY_ASSIGN(const RowNo order, known_row(workspace, TableId::order, edit.order));
    for (const LineEdit& line : plan.lines) {
        if (line.row != RowNo::none)
            TRY(check_row_unchanged(workspace, TableId::order_line, line.row, line.values, *base));
    }
    for (const RowNo line : plan.removed) {
        TRY(check_row_untouched(workspace, TableId::order_line, line, *base));
    }
    return check_row_unchanged(workspace, TableId::order, order, plan.order, *base);
}

/// The living product of this name, made when there is none.
Result<Id> find_or_add_product(Workspace& workspace, WriteTransaction& transaction,
                               const OrderLineDraft& draft, Currency currency) {
    const std::string folded = squeeze(fold(draft.title));
    TRY_ASSIGN(Statement all, query(transaction.connection(),
                                    "SELECT id, name FROM product WHERE deleted = 0 AND name IS NOT NULL"));
    while (true) {
        TRY_ASSIGN(const bool found, all.step());
        if (!found) break;
        if (squeeze(fold(all.text(1))) == folded) return id_column(all, 0);
    }
    TRY_ASSIGN(const FieldValues values,
               checked_values(workspace, table(TableId::product),
                              {{product_field::name, draft.title},
                               {product_field::price, draft.unit_price},
                               {product_field::currency, std::string(currency.code())}}));
    const Id id = workspace.ids().next();
    TRY(transaction.insert(TableId::product, id, values));
    return id;
}

Status write_lines(Workspace& workspace, WriteTransaction& transaction, const OrderEdit& edit,
                   OrderPlan& plan) {
    for (std::size_t i = 0; i < plan.lines.size(); ++i) {
        LineEdit& line = plan.lines[i];
        if (line.make_product) {
            TRY_ASSIGN(const Id product,
                       find_or_add_product(workspace, transaction, edit.draft.lines[i], edit.draft.currency));
            line.values.emplace_back(order_line_field::product, product);
        }
        if (line.row != RowNo::none) {
            TRY(transaction.set_lives(TableId::order_line, line.row, true));
            TRY(transaction.set(TableId::order_line, line.row, line.values));
            continue;
        }
        line.values.emplace_back(order_line_field::order, edit.order);
        TRY(transaction.insert(TableId::order_line, workspace.ids().next(), line.values));
    }
    for (const RowNo line : plan.removed) TRY(transaction.set_lives(TableId::order_line, line, false));
    return {};
}

Status write_head(WriteTransaction& transaction, const OrderEdit& edit, const FieldValues& values) {
    if (edit.added) {
        TRY(transaction.insert(TableId::order, edit.order, values));
        return {};
    }
    TRY_ASSIGN(const auto row, transaction.find(TableId::order, edit.order));
    TRY(transaction.set(TableId::order, row.value_or(RowNo::none), values));
    return {};
}

}  // namespace

Result<Outcome> write_order(Workspace& workspace, OrderEdit edit) {
    edit.draft = tidied(std::move(edit.draft));
    OrderPlan plan;
    if (!edit.draft.contact) {
        TRY_ASSIGN(plan.customer, find_customer(workspace, edit.draft.customer_name));
        edit.draft.contact = plan.customer.contact;
    }
    TRY(check_amounts(edit.before, edit.draft));
    TRY_ASSIGN(plan.order, changed_order(workspace, edit));
    TRY(plan_lines(workspace, edit, plan));
    TRY(check_conflicts(workspace, edit, plan));
    TRY_ASSIGN(auto transaction, workspace.begin(labelled(std::move(edit.label))));
    if (plan.customer.is_new()) {
        TRY_ASSIGN(const Id contact, add_customer(workspace, *transaction, plan.customer));
        plan.order.emplace_back(order_field::contact, contact);
    }
    TRY(write_head(*transaction, edit, plan.order));
    TRY(write_lines(workspace, *transaction, edit, plan));
    return finish(*transaction, std::move(edit.message), {edit.order}, 1);
}

}  // namespace perennial
