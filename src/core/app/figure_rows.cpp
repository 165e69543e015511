#include "core/app/figure_rows.h"

#include <algorithm>

#include "core/app/lists.h"
#include "core/app/queries.h"
#include "core/app/records.h"
#include "core/app/words.h"
#include "core/interchange/csv_reader.h"

namespace perennial {
namespace {

constexpr std::size_t kPageRows = 500;

Result<std::vector<FigureRow>> contacts(Workspace& workspace, std::span<const RowNo> rows) {
    TRY_ASSIGN(const std::vector<ContactRow> people, contact_rows(workspace, rows));
    std::vector<FigureRow> out;
    for (const ContactRow& person : people)
        out.push_back(
            {person.row, person.id, person.name, person.last_order, {}, {}, person.spent, person.id});
    return out;
}

Result<std::vector<FigureRow>> orders(Workspace& workspace, std::span<const RowNo> rows) {
    TRY_ASSIGN(const std::vector<OrderRow> placed, order_rows(workspace, rows));
    std::vector<FigureRow> out;
    for (const OrderRow& order : placed)
        out.push_back({order.row,
                       order.id,
                       order.number.empty() ? "Order" : "Order " + order.number,
                       order.placed_on,
                       order.customer,
                       {},
                       order.total,
                       order.contact});
    return out;
}

Result<FigureRow> answer(Workspace& workspace, RowNo row, int offset_minutes) {
    TRY_ASSIGN(const Record record, workspace.record(TableId::response, row));
    FigureRow out;
    out.row = row;
    out.id = record.id;
    out.score = integer_of(record.values, response_field::score);
    if (const auto at = integer_of(record.values, response_field::at))
        out.day = Instant{*at}.day(offset_minutes);
    out.detail = text_of(record.values, response_field::comment);
    out.contact = reference_of(record.values, response_field::contact);
    if (!out.contact) {
        out.title = "Without a name";
        return out;
    }
    TRY_ASSIGN(const auto contact, workspace.find(TableId::contact, *out.contact));
    TRY_ASSIGN(out.title, contact_name(workspace, contact.value_or(RowNo::none)));
    return out;
}

Result<FigureRow> expense(Workspace& workspace, RowNo row) {
    TRY_ASSIGN(const Record record, workspace.record(TableId::expense, row));
    TRY_ASSIGN(const Currency currency, currency_of_record(workspace, TableId::expense, record.values));
    FigureRow out;
    out.row = row;
    out.id = record.id;
    out.title = text_of(record.values, expense_field::what);
    out.detail = text_of(record.values, expense_field::channel);
    if (out.title.empty()) out.title = out.detail.empty() ? "Expense" : out.detail;
    if (const auto day = integer_of(record.values, expense_field::day))
        out.day = Day{static_cast<std::int32_t>(*day)};
    out.amount = {integer_of(record.values, expense_field::amount).value_or(0), currency};
    return out;
}

/// Rows of a table that has a list, as the list shows them.
Status append_listed(Workspace& workspace, ListKind list, std::span<const RowNo> rows, int offset_minutes,
                     std::string& csv) {
    std::vector<std::string> names, cells;
    for (const ListColumn& column : built_in_columns(list)) {
        if (!column.at_first) continue;
        names.push_back(column.name);
        cells.push_back(column.label);
    }
    append_csv_row(csv, cells);
    for (; !rows.empty(); rows = rows.subspan(std::min(kPageRows, rows.size()))) {
        TRY_ASSIGN(const auto page, list_cells(workspace, list, names,
                                               rows.first(std::min(kPageRows, rows.size())), offset_minutes));
        for (const ListRow& row : page) {
            cells.clear();
            for (const ListCell& cell : row.cells) cells.push_back(cell.text);
            append_csv_row(csv, cells);
        }
    }
    return {};
}

/// Every field of records of a table without one.
Status append_fields(Workspace& workspace, TableId table_id, std::span<const RowNo> rows, std::string& csv) {
    const auto fields = table(table_id).fields;
    std::vector<std::string> cells{"id"};
    for (const Field& field : fields) cells.emplace_back(field.name);
    append_csv_row(csv, cells);
    for (const RowNo row : rows) {
        TRY_ASSIGN(const RecordView record, record_view(workspace, table_id, row));
        cells.assign(fields.size() + 1, {});
        cells[0] = record.id.to_string();
        for (const auto& [number, value] : record.values)
            cells[static_cast<std::size_t>(number) + 1] = value_text(fields[number], value, record.currency);
        append_csv_row(csv, cells);
    }
    return {};
}

}  // namespace

Result<std::vector<FigureRow>> figure_rows(Workspace& workspace, TableId table_id,
                                           std::span<const RowNo> rows, int offset_minutes) {
    if (table_id == TableId::contact) return contacts(workspace, rows);
    if (table_id == TableId::order) return orders(workspace, rows);
    std::vector<FigureRow> out;
    for (const RowNo row : rows) {
        TRY_ASSIGN(FigureRow one, table_id == TableId::response ? answer(workspace, row, offset_minutes)
                                                                : expense(workspace, row));
        out.push_back(std::move(one));
    }
    return out;
}

Result<std::string> figure_rows_csv(Workspace& workspace, const FigureRecords& records, int offset_minutes) {
    std::string csv = "\xEF\xBB\xBF";
    if (const auto list = list_of(records.table)) {
        TRY(append_listed(workspace, *list, records.rows, offset_minutes, csv));
    } else {
        TRY(append_fields(workspace, records.table, records.rows, csv));
    }
    return csv;
}

}  // namespace perennial
