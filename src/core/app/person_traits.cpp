#include "core/app/person_traits.h"

#include <algorithm>

#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/base/text.h"
#include "core/storage/row_clock.h"
#include "core/storage/table_layout.h"

namespace perennial {
namespace {

std::string folded(std::string_view name, std::string_view given, std::string_view family,
                   std::string_view preferred) {
    if (!name.empty()) return squeeze(fold(name));
    const std::string parts = squeeze(fold(std::string(given) + " " + std::string(family)));
    return parts.empty() ? squeeze(fold(preferred)) : parts;
}

/// Whether a contact that shares an e-mail or phone with the row can be the row's person.
Result<bool> may_be(ImportContext& context, RowNo contact, TableId found_by, const PersonTraits& traits) {
    TRY_ASSIGN(Statement row,
               query(context.connection(),
                     "SELECT id, external_id, name, given_name, family_name, preferred_name FROM contact "
                     "WHERE row = ?1 AND deleted = 0",
                     contact));
    TRY_ASSIGN(const bool lives, row.step());
    if (!lives) return false;
    const std::string_view number = row.text(1);
    const bool numbered_apart = !traits.number.empty() && !number.empty() && number != traits.number &&
                                id_column(row, 0) == derived_id("contact", context.request.source, number);
    if (numbered_apart) return false;
    if (found_by == TableId::contact_email) return true;
    const std::string name = folded(row.text(2), row.text(3), row.text(4), row.text(5));
    return name.empty() || traits.name.empty() || name == traits.name;
}

Result<std::optional<RowNo>> find_by_member(ImportContext& context, TableId member_table,
                                            std::string_view key, const PersonTraits& traits) {
    TRY_ASSIGN(Statement owners, query(context.connection(),
                                       "SELECT owner FROM " + std::string(table(member_table).name) +
                                           " WHERE key = ?1 AND deleted = 0 ORDER BY owner",
                                       key));
    while (true) {
        TRY_ASSIGN(const bool found, owners.step());
        if (!found) return std::optional<RowNo>{};
        TRY_ASSIGN(const bool matches, may_be(context, row_column(owners, 0), member_table, traits));
        if (matches) return std::optional(row_column(owners, 0));
    }
}

/// Numbers of other sources mean other people: only one that was typed, or that this source wrote, counts.
Result<std::optional<RowNo>> find_by_number(ImportContext& context, const PersonTraits& traits) {
    TRY_ASSIGN(Statement rows,
               query(context.connection(),
                     "SELECT row, clock FROM contact WHERE external_id = ?1 AND deleted = 0 ORDER BY row",
                     traits.number));
    while (true) {
        TRY_ASSIGN(const bool found, rows.step());
        if (!found) return std::optional<RowNo>{};
        TRY_ASSIGN(const RowClock clock, clock_column(rows, 1));
        const ChangeNo written_by = clock.at(register_of(contact_field::external_id));
        if (written_by == context.transaction.change()) continue;
        TRY_ASSIGN(const Change change, context.workspace.change(written_by));
        const bool ours = change.kind != ChangeKind::import || change.source == context.request.source;
        if (ours) return std::optional(row_column(rows, 0));
    }
}

}  // namespace

Id PersonTraits::named_id(std::string_view source) const {
    const std::string named = !emails.empty()   ? "email:" + std::string(emails.front())
                              : !phones.empty() ? "phone:" + std::string(phones.front()) + "\n" + name
                              : !name.empty()   ? "name:" + name
                                                : "company:" + company;
    return derived_id("contact", source, named);
}

std::string folded_name(const FieldValues& contact) {
    return folded(text_of(contact, contact_field::name), text_of(contact, contact_field::given_name),
                  text_of(contact, contact_field::family_name),
                  text_of(contact, contact_field::preferred_name));
}

PersonTraits traits_of(const ImportedRow& row, std::string_view source) {
    PersonTraits traits;
    traits.number = row.external_id();
    if (!traits.number.empty()) traits.own_id = derived_id("contact", source, traits.number);
    for (const ImportedMember& member : row.members) {
        if (member.table == TableId::contact_email) traits.emails.push_back(member.key);
        if (member.table == TableId::contact_phone) traits.phones.push_back(member.key);
    }
    traits.name = folded_name(row.contact);
    traits.company = squeeze(fold(row.company_name));
    return traits;
}

Result<std::optional<RowNo>> find_person(ImportContext& context, const PersonTraits& traits) {
    for (const std::string_view key : traits.emails) {
        TRY_ASSIGN(const auto found, find_by_member(context, TableId::contact_email, key, traits));
        if (found) return found;
    }
    for (const std::string_view key : traits.phones) {
        TRY_ASSIGN(const auto found, find_by_member(context, TableId::contact_phone, key, traits));
        if (found) return found;
    }
    if (traits.number.empty()) return std::optional<RowNo>{};
    return find_by_number(context, traits);
}

Result<Id> id_of_contact(ImportContext& context, RowNo contact) {
    TRY_ASSIGN(Statement row, query(context.connection(), "SELECT id FROM contact WHERE row = ?1", contact));
    TRY(row.step());
    return id_column(row, 0);
}

Result<std::optional<PresentRow>> present_member(ImportContext& context, TableId member_table, RowNo owner,
                                                 std::string_view key) {
    TRY_ASSIGN(const auto row, one_integer(context.connection(),
                                           "SELECT row FROM " + std::string(table(member_table).name) +
                                               " WHERE owner = ?1 AND key = ?2",
                                           owner, key));
    if (!row) return std::optional<PresentRow>{};
    TRY_ASSIGN(const PresentRow present, present_row(context, member_table, RowNo{*row}));
    return std::optional(present);
}

Status rank_behind(ImportContext& context, TableId member_table, RowNo owner, FieldValues& values) {
    const auto rank = std::ranges::find(values, member_field::rank, &FieldValues::value_type::first);
    if (rank == values.end()) return {};
    TRY_ASSIGN(const auto last, one_integer(context.connection(),
                                            "SELECT max(rank) FROM " + std::string(table(member_table).name) +
                                                " WHERE owner = ?1 AND deleted = 0",
                                            owner));
    if (last) rank->second = *last + 1;
    return {};
}

}  // namespace perennial
