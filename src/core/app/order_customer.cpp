#include "core/app/order_customer.h"

#include "core/app/sql.h"
#include "core/base/phrase.h"
#include "core/base/text.h"
#include "core/domain/rules_of_record.h"
#include "core/storage/table_layout.h"

namespace perennial {
namespace {

Result<std::vector<Id>> ids_of(Statement statement) {
    std::vector<Id> ids;
    while (true) {
        TRY_ASSIGN(const bool found, statement.step());
        if (!found) return ids;
        ids.push_back(id_column(statement, 0));
    }
}

Result<std::vector<Id>> having_member(Workspace& workspace, TableId members, const std::string& key) {
    TRY_ASSIGN(Statement statement, query(workspace.reader(),
                                          "SELECT DISTINCT c.id FROM " + quoted(table(members).name) +
                                              " m JOIN contact c ON c.row = m.owner "
                                              "WHERE m.key = ?1 AND m.deleted = 0 AND c.deleted = 0 LIMIT 2",
                                          key));
    return ids_of(std::move(statement));
}

/// sort_key leaves out what stands before the first letter, so what it finds is compared in full.
Result<std::vector<Id>> having_name(Workspace& workspace, const std::string& name) {
    TRY_ASSIGN(Statement statement, query(workspace.reader(),
                                          "SELECT c.id, r.shown_name FROM contact_rollup r "
                                          "JOIN contact c ON c.row = r.row WHERE r.sort_key = ?1",
                                          sort_key(name)));
    const std::string folded = squeeze(fold(name));
    std::vector<Id> ids;
    while (true) {
        TRY_ASSIGN(const bool found, statement.step());
        if (!found) return ids;
        if (squeeze(fold(statement.text(1))) == folded) ids.push_back(id_column(statement, 0));
    }
}

bool is_phone(std::string_view typed) { return typed.find_first_not_of("+0123456789 -./()") == typed.npos; }

}  // namespace

Result<OrderCustomer> find_customer(Workspace& workspace, const std::string& typed) {
    OrderCustomer customer;
    if (typed.empty()) return customer;
    const auto email = normalise_email(typed);
    const auto phone = is_phone(typed) ? normalise_phone(typed) : std::nullopt;
    std::vector<Id> known;
    if (email || phone) {
        const TableId members = email ? TableId::contact_email : TableId::contact_phone;
        TRY_ASSIGN(known, having_member(workspace, members, email ? *email : *phone));
        TRY_ASSIGN(customer.members, checked_members(workspace, {TypedMember{members, typed, "", ""}}));
    } else {
        TRY_ASSIGN(known, having_name(workspace, typed));
        TRY_ASSIGN(customer.values,
                   checked_values(workspace, table(TableId::contact), {{contact_field::name, typed}}));
    }
    if (known.size() > 1)
        return fail_at(ErrorCode::invalid_input,
                       phrase("Several contacts have \"{}\". Choose the one from the list.", typed),
                       Place{"", 0, "contact"});
    if (!known.empty()) return OrderCustomer{known.front(), {}, {}};
    return customer;
}

Result<Id> add_customer(Workspace& workspace, WriteTransaction& transaction, const OrderCustomer& customer) {
    const Id id = workspace.ids().next();
    TRY_ASSIGN(const RowNo row, transaction.insert(TableId::contact, id, customer.values));
    for (const CheckedMember& member : customer.members) {
        TRY(transaction.put_member(member.table, row, member.key, member.values));
    }
    return id;
}

}  // namespace perennial
