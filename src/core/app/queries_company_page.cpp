#include <algorithm>

#include "core/app/currency_sums.h"
#include "core/app/pages.h"
#include "core/app/provenance.h"
#include "core/app/sql.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

Status read_people(Workspace& workspace, CompanyPage& page) {
    TRY_ASSIGN(Statement person,
               query(workspace.reader(),
                     "SELECT c.row FROM contact c JOIN contact_rollup r ON r.row = c.row "
                     "WHERE c.company = ?1 AND c.deleted = 0 ORDER BY r.search_text = '', r.sort_key, c.row",
                     page.row));
    while (true) {
        TRY_ASSIGN(const bool found, person.step());
        if (!found) return {};
        page.people.push_back(row_column(person, 0));
    }
}

Status read_orders(Workspace& workspace, CompanyPage& page) {
    TRY_ASSIGN(Statement order,
               query(workspace.reader(),
                     "SELECT o.row, o.placed_on, o.status, o.total, o.currency FROM contact c "
                     "JOIN \"order\" o ON o.contact = c.row "
                     "WHERE c.company = ?1 AND c.deleted = 0 AND o.deleted = 0 "
                     "ORDER BY o.placed_on DESC, o.row DESC",
                     page.row));
    CurrencySums sums;
    while (true) {
        TRY_ASSIGN(const bool found, order.step());
        if (!found) break;
        page.orders.push_back(row_column(order, 0));
        sums.add(order.text(4), counted_amount(order.text(2), order.integer(3)));
        if (!counts_as_purchase(order.text(2))) continue;
        ++page.purchases;
        page.first_order = day_column(order, 1);
        if (!page.last_order) page.last_order = page.first_order;
    }
    page.spent = sums.take();
    return {};
}

}  // namespace

Result<CompanyPage> company_page(Workspace& workspace, const Id& id) {
    TRY_ASSIGN(const auto row, workspace.find(TableId::company, id));
    if (!row) return fail(ErrorCode::not_found, "There is no company " + id.to_string() + ".");
    TRY_ASSIGN(Record record, workspace.record(TableId::company, *row));
    CompanyPage page;
    page.id = id;
    page.row = *row;
    page.deleted = record.deleted;
    page.values = std::move(record.values);
    TRY(read_people(workspace, page));
    TRY(read_orders(workspace, page));
    TRY_ASSIGN(page.provenance, provenance_of(workspace, TableId::company, *row));
    return page;
}

}  // namespace perennial
