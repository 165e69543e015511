// What rows of contacts show, and the ids of rows.
#include "core/app/queries.h"
#include "core/app/sql.h"
#include "core/storage/table_layout.h"

namespace perennial {
namespace {

constexpr std::string_view kRow =
    "SELECT r.row, c.id, r.shown_name, r.main_email, r.main_phone, k.name, r.orders, r.spent, r.currency, "
    "r.other_currencies, r.first_order, r.last_order, r.last_touch "
    "FROM contact_rollup r JOIN contact c ON c.row = r.row "
    "LEFT JOIN company k ON k.row = c.company AND k.deleted = 0 WHERE r.row = ?1";

ContactRow contact_row(const Statement& row) {
    ContactRow contact;
    contact.row = row_column(row, 0);
    contact.id = id_column(row, 1);
    contact.name = text_column(row, 2);
    contact.email = text_column(row, 3);
    contact.phone = text_column(row, 4);
    contact.company = text_column(row, 5);
    contact.orders = row.integer(6);
    contact.spent = Money{row.integer(7), currency_column(row, 8)};
    contact.more_currencies = row.integer(9) > 0;
    contact.first_order = day_column(row, 10);
    contact.last_order = day_column(row, 11);
    contact.last_touch = instant_column(row, 12);
    return contact;
}

Status read_tags(Statement& tags, ContactRow& contact) {
    constexpr std::size_t kShown = 3;
    tags.reset();
    bind_one(tags, 1, contact.row);
    while (true) {
        TRY_ASSIGN(const bool found, tags.step());
        if (!found) return {};
        ++contact.tag_count;
        if (contact.tags.size() < kShown) contact.tags.push_back(text_column(tags, 0));
    }
}

}  // namespace

Result<std::vector<ContactRow>> contact_rows(Workspace& workspace, std::span<const RowNo> rows) {
    TRY_ASSIGN(Statement statement, workspace.reader().prepare(kRow));
    TRY_ASSIGN(Statement tags,
               workspace.reader().prepare(
                   "SELECT value FROM contact_tag WHERE owner = ?1 AND deleted = 0 ORDER BY key"));
    std::vector<ContactRow> contacts;
    contacts.reserve(rows.size());
    for (const RowNo row : rows) {
        statement.reset();
        bind_one(statement, 1, row);
        TRY_ASSIGN(const bool found, statement.step());
        ContactRow contact;
        if (found) contact = contact_row(statement);
        contact.row = row;
        TRY(read_tags(tags, contact));
        contacts.push_back(std::move(contact));
    }
    return contacts;
}

Result<std::vector<Id>> ids_of_rows(Workspace& workspace, TableId table_id, std::span<const RowNo> rows) {
    TRY_ASSIGN(
        Statement statement,
        workspace.reader().prepare("SELECT id FROM " + quoted(table(table_id).name) + " WHERE row = ?1"));
    std::vector<Id> ids;
    ids.reserve(rows.size());
    for (const RowNo row : rows) {
        statement.reset();
        bind_one(statement, 1, row);
        TRY_ASSIGN(const bool found, statement.step());
        if (found) ids.push_back(id_column(statement, 0));
    }
    return ids;
}

}  // namespace perennial
