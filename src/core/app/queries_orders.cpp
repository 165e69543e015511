// What rows of orders show, and one order's page.
#include "core/app/provenance.h"
#include "core/app/queries.h"
#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/domain/order_math.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

constexpr std::string_view kRow =
    "SELECT o.id, o.number, r.shown_name, o.status, o.channel, c.id, o.placed_on, o.total, o.currency, "
    "(SELECT count(*) FROM order_line l WHERE l.\"order\" = o.row AND l.deleted = 0), "
    "(SELECT count(*) FROM order_line l WHERE l.\"order\" = o.row AND l.deleted = 0 AND l.returned_quantity "
    "> 0) "
    "FROM \"order\" o LEFT JOIN contact c ON c.row = o.contact LEFT JOIN contact_rollup r ON r.row = "
    "o.contact "
    "WHERE o.row = ?1";

OrderRow order_row(const Statement& row) {
    OrderRow order;
    order.id = id_column(row, 0);
    order.number = text_column(row, 1);
    order.customer = text_column(row, 2);
    order.status = text_column(row, 3);
    order.channel = text_column(row, 4);
    if (!row.is_null(5)) order.contact = id_column(row, 5);
    order.placed_on = Day{static_cast<std::int32_t>(row.integer(6))};
    order.total = Money{row.integer(7), currency_column(row, 8)};
    order.lines = row.integer(9);
    order.returned_lines = row.integer(10);
    return order;
}

OrderPage::Line page_line(const Statement& row) {
    OrderPage::Line line;
    line.id = id_column(row, 0);
    line.sku = text_column(row, 1);
    line.title = text_column(row, 2);
    if (line.title.empty()) line.title = text_column(row, 3);
    line.quantity = row.integer(4);
    line.returned_quantity = row.integer(5);
    line.unit_price = integer_column(row, 6);
    line.discount = integer_column(row, 7);
    if (line.unit_price) {
        const LineAmount amount{line.quantity, line.returned_quantity, *line.unit_price,
                                line.discount.value_or(0)};
        line.amount = line_total(amount);
    }
    return line;
}

Result<std::vector<OrderPage::Line>> page_lines(Workspace& workspace, RowNo order) {
    TRY_ASSIGN(
        Statement statement,
        query(
            workspace.reader(),
            "SELECT l.id, p.sku, l.title, p.name, l.quantity, l.returned_quantity, l.unit_price, l.discount "
            "FROM order_line l LEFT JOIN product p ON p.row = l.product "
            "WHERE l.\"order\" = ?1 AND l.deleted = 0 ORDER BY l.position, l.row",
            order));
    std::vector<OrderPage::Line> lines;
    while (true) {
        TRY_ASSIGN(const bool found, statement.step());
        if (!found) return lines;
        lines.push_back(page_line(statement));
    }
}

}  // namespace

Result<std::vector<OrderRow>> order_rows(Workspace& workspace, std::span<const RowNo> rows) {
    TRY_ASSIGN(Statement statement, workspace.reader().prepare(kRow));
    std::vector<OrderRow> orders;
    orders.reserve(rows.size());
    for (const RowNo row : rows) {
        statement.reset();
        bind_one(statement, 1, row);
        TRY_ASSIGN(const bool found, statement.step());
        OrderRow order;
        if (found) order = order_row(statement);
        order.row = row;
        orders.push_back(std::move(order));
    }
    return orders;
}

Result<OrderPage> order_page(Workspace& workspace, const Id& id) {
    TRY_ASSIGN(const auto row, workspace.find(TableId::order, id));
    if (!row) return fail(ErrorCode::not_found, "There is no order " + id.to_string() + ".");
    TRY_ASSIGN(Record record, workspace.record(TableId::order, *row));
    OrderPage page;
    page.id = id;
    page.row = *row;
    page.deleted = record.deleted;
    page.values = std::move(record.values);
    page.currency = Currency::parse(text_of(page.values, order_field::currency)).value_or(Currency{});
    page.contact = reference_of(page.values, order_field::contact);
    if (page.contact) {
        TRY_ASSIGN(const auto contact, workspace.find(TableId::contact, *page.contact));
        TRY_ASSIGN(page.customer, contact_name(workspace, contact.value_or(RowNo::none)));
    }
    TRY_ASSIGN(page.lines, page_lines(workspace, *row));
    page.counted = counted_amount(text_of(page.values, order_field::status),
                                  integer_of(page.values, order_field::total).value_or(0));
    TRY_ASSIGN(page.provenance, provenance_of(workspace, TableId::order, *row));
    return page;
}

}  // namespace perennial
