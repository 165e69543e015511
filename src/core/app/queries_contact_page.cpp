// One contact's page: facts, key figures, and the timeline of orders and touches.
#include <algorithm>
#include <array>

#include "core/analytics/facts.h"
#include "core/app/custom_fields.h"
#include "core/app/provenance.h"
#include "core/app/queries.h"
#include "core/app/sql.h"
#include "core/app/words.h"

namespace perennial {
namespace {

constexpr std::array kMemberTables{TableId::contact_email, TableId::contact_phone, TableId::contact_tag,
                                   TableId::contact_interest, TableId::contact_custom};

Status read_members(Workspace& workspace, ContactPage& page) {
    for (const TableId member_table : kMemberTables) {
        TRY_ASSIGN(const auto members, workspace.members(member_table, page.row));
        for (const MemberRecord& member : members) {
            const bool labelled = table(member_table).fields.size() > member_field::label;
            page.members.push_back({member_table, member.key, text_of(member.values, member_field::value),
                                    labelled ? text_of(member.values, member_field::label) : std::string{}});
        }
    }
    return {};
}

/// Values of defined fields first, in the fields' order and under their labels; then those that nobody has defined. Values of
/// fields that were removed are kept, and not shown.
Status arrange_custom(Workspace& workspace, ContactPage& page) {
    const auto custom = [](const ContactPage::Member& member) {
        return member.table == TableId::contact_custom;
    };
    const auto first = std::ranges::find_if(page.members, custom);
    if (first == page.members.end()) return {};
    TRY_ASSIGN(const auto fields, custom_fields(workspace));
    TRY_ASSIGN(const auto removed, removed_custom_keys(workspace));
    std::erase_if(page.members, [&](const ContactPage::Member& member) {
        return custom(member) && std::ranges::find(removed, member.key) != removed.end();
    });
    const auto place = [&](const ContactPage::Member& member) {
        if (!custom(member)) return std::ptrdiff_t{-1};
        return std::ranges::find(fields, member.key, &CustomField::key) - fields.begin();
    };
    std::ranges::stable_sort(page.members, {}, place);
    for (ContactPage::Member& member : page.members) {
        const CustomField* field = custom(member) ? find_custom_field(fields, member.key) : nullptr;
        if (!field) continue;
        member.label = field->label;
        member.type = field->type;
    }
    return {};
}

/// From the derived figures; a deleted contact has none.
Status read_figures(Workspace& workspace, ContactPage& page) {
    TRY_ASSIGN(Statement row,
               query(workspace.reader(),
                     "SELECT shown_name, orders, purchases, spent, currency, other_currencies, "
                     "first_order, last_order, last_touch FROM contact_rollup WHERE row = ?1",
                     page.row));
    TRY_ASSIGN(const bool found, row.step());
    if (!found) return {};
    page.shown_name = text_column(row, 0);
    page.order_count = row.integer(1);
    page.purchases = row.integer(2);
    page.spent = Money{row.integer(3), currency_column(row, 4)};
    page.more_currencies = row.integer(5) > 0;
    page.first_order = day_column(row, 6);
    page.last_order = day_column(row, 7);
    page.last_touch = instant_column(row, 8);
    return {};
}

Status read_gap(Workspace& workspace, ContactPage& page) {
    TRY_ASSIGN(Statement days,
               query(workspace.reader(),
                     "SELECT DISTINCT placed_on FROM \"order\" WHERE contact = ?1 AND deleted = 0 "
                     "AND status NOT IN ('cancelled', 'refunded') AND placed_on IS NOT NULL "
                     "ORDER BY placed_on",
                     page.row));
    std::vector<Day> purchase_days;
    while (true) {
        TRY_ASSIGN(const bool found, days.step());
        if (!found) break;
        purchase_days.push_back(*day_column(days, 0));
    }
    page.median_gap_days = analytics::median_gap(purchase_days);
    return {};
}

Result<std::string> company_of(Workspace& workspace, const FieldValues& values) {
    const auto company = reference_of(values, contact_field::company);
    if (!company) return std::string{};
    TRY_ASSIGN(const auto name, one_text(workspace.reader(),
                                         "SELECT name FROM company WHERE id = ?1 AND deleted = 0", *company));
    return name.value_or("");
}

}  // namespace

Result<ContactPage> contact_page(Workspace& workspace, const Id& id) {
    TRY_ASSIGN(const auto row, workspace.find(TableId::contact, id));
    if (!row) return fail(ErrorCode::not_found, "There is no contact " + id.to_string() + ".");
    TRY_ASSIGN(Record record, workspace.record(TableId::contact, *row));
    ContactPage page;
    page.id = id;
    page.row = *row;
    page.deleted = record.deleted;
    page.values = std::move(record.values);
    TRY(read_figures(workspace, page));
    if (page.shown_name.empty()) {
        TRY_ASSIGN(page.shown_name, contact_name(workspace, *row));
    }
    TRY_ASSIGN(page.company, company_of(workspace, page.values));
    TRY(read_members(workspace, page));
    TRY(arrange_custom(workspace, page));
    TRY_ASSIGN(const auto touches,
               one_integer(workspace.reader(),
                           "SELECT count(*) FROM touch WHERE contact = ?1 AND deleted = 0", *row));
    page.touch_count = touches.value_or(0);
    TRY(read_gap(workspace, page));
    TRY_ASSIGN(page.provenance, provenance_of(workspace, TableId::contact, *row));
    return page;
}

}  // namespace perennial
