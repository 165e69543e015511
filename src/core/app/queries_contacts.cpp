// The list of contacts: which, in what order, and what a page of it shows.
#include <algorithm>

#include "core/app/currency_sums.h"
#include "core/app/queries.h"
#include "core/app/search_words.h"
#include "core/app/sql.h"

namespace perennial {
namespace {

// Walks its index when there is nothing to filter; everything else scans the table once and sorts.
constexpr std::string_view kByName = "SELECT row FROM contact_rollup ORDER BY sort_key ";

std::string_view sort_column(ContactSort sort) {
    switch (sort) {
        case ContactSort::name: return "sort_key";
        case ContactSort::email: return "main_email";
        case ContactSort::orders: return "orders";
        case ContactSort::spent: return "spent";
        case ContactSort::first_order: return "first_order";
        case ContactSort::last_order: return "last_order";
        case ContactSort::last_touch: return "last_touch";
    }
    return "sort_key";
}

/// Those without a value stand last either way; ties are in order of names.
std::string order_by(const ContactListQuery& query) {
    const std::string column(sort_column(query.sort));
    const std::string direction = query.descending ? " DESC" : "";
    if (query.sort == ContactSort::name)
        return "search_text = '', sort_key" + direction + ", row" + direction;
    return column + " IS NULL, " + column + direction + ", sort_key, row";
}

Status read_rows(Statement& statement, ContactList& list) {
    while (true) {
        TRY_ASSIGN(const bool found, statement.step());
        if (!found) return {};
        list.rows.push_back(row_column(statement, 0));
    }
}

Status read_everybody_by_name(Connection& reader, bool descending, ContactList& list) {
    const std::string direction = descending ? "DESC, row DESC" : ", row";
    TRY_ASSIGN(Statement statement, reader.prepare(std::string(kByName) + direction));
    TRY(read_rows(statement, list));
    if (!descending) return {};
    // The nameless, which have the last key of all, stay last.
    TRY_ASSIGN(const std::int64_t nameless,
               reader.integer("SELECT count(*) FROM contact_rollup WHERE sort_key = "
                              "(SELECT max(sort_key) FROM contact_rollup) AND search_text = ''"));
    std::ranges::rotate(list.rows, list.rows.begin() + static_cast<std::ptrdiff_t>(nameless));
    return {};
}

Status read_filtered(Connection& reader, const ContactListQuery& query, ContactList& list) {
    const auto words = search_words(query.text);
    TRY_ASSIGN(Statement statement,
               reader.prepare("SELECT row, currency, spent FROM contact_rollup NOT INDEXED WHERE " +
                              contains_all("search_text", words.size()) + " ORDER BY " + order_by(query)));
    bind_words(statement, words);
    CurrencySums sums;
    while (true) {
        TRY_ASSIGN(const bool found, statement.step());
        if (!found) break;
        list.rows.push_back(row_column(statement, 0));
        sums.add(statement.text(1), statement.integer(2));
    }
    list.spent = sums.take();
    return {};
}

Status read_everybody(Connection& reader, bool descending, ContactList& list) {
    TRY(read_everybody_by_name(reader, descending, list));
    TRY_ASSIGN(
        Statement statement,
        reader.prepare("SELECT currency, sum(spent) FROM contact_rollup NOT INDEXED GROUP BY currency"));
    CurrencySums sums;
    while (true) {
        TRY_ASSIGN(const bool found, statement.step());
        if (!found) break;
        sums.add(statement.text(0), statement.integer(1));
    }
    list.spent = sums.take();
    return {};
}

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

Result<ContactList> contact_list(Workspace& workspace, const ContactListQuery& query) {
    Connection& reader = workspace.reader();
    ContactList list;
    TRY_ASSIGN(list.total, reader.integer("SELECT count(*) FROM contact_rollup"));
    list.rows.reserve(static_cast<std::size_t>(list.total));
    const bool everybody = search_words(query.text).empty();
    if (everybody && query.sort == ContactSort::name) {
        TRY(read_everybody(reader, query.descending, list));
    } else {
        TRY(read_filtered(reader, query, list));
    }
    return list;
}

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

Result<std::vector<Id>> contact_ids(Workspace& workspace, std::span<const RowNo> rows) {
    TRY_ASSIGN(Statement statement, workspace.reader().prepare("SELECT id FROM contact WHERE row = ?1"));
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
