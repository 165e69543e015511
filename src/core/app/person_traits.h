// What a person is recognised by: the number under the source's name, e-mails, phones, and the name to tell apart those
// who share a phone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/app/import_context.h"

namespace perennial {

struct PersonTraits {
    std::string number;
    Id own_id;                                     ///< Of the number under the source's name.
    std::vector<std::string_view> emails, phones;  ///< Keys; they live as long as the row.
    std::string name;                              ///< Folded, "" when the row gives none.
    std::string company;                           ///< Folded.

    /// For orders, whose rows name a person without a number: the same from the same e-mail, phone, name or company.
    Id named_id(std::string_view source) const;
};
/// The name that contact values give, folded for comparing; "" when there is none.
std::string folded_name(const FieldValues& contact);
PersonTraits traits_of(const ImportedRow& row, std::string_view source);

/// A living contact that the traits mean, its own id aside: by e-mail, by phone, by a number that was typed or came from
/// this source.
Result<std::optional<RowNo>> find_person(ImportContext& context, const PersonTraits& traits);

Result<Id> id_of_contact(ImportContext& context, RowNo contact);
Result<std::optional<PresentRow>> present_member(ImportContext& context, TableId member_table, RowNo owner,
                                                 std::string_view key);
/// Gives a member of a ranked list the rank behind those that are there.
Status rank_behind(ImportContext& context, TableId member_table, RowNo owner, FieldValues& values);

}  // namespace perennial
