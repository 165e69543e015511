#include "core/app/import_people.h"

#include <algorithm>

#include "core/app/person_traits.h"
#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/base/hash.h"
#include "core/base/text.h"
#include "core/storage/row_clock.h"

namespace perennial {
namespace {

/// What the row says of the person, as one number.
std::uint64_t content_of(const ImportedRow& row) {
    std::string text = row.company_name + '\x1d' + row.company_website;
    const auto append = [&text](const FieldValues& values) {
        for (const auto& [field, value] : values) {
            text += '\x1f' + std::to_string(field) + '=';
            if (const auto* number = std::get_if<std::int64_t>(&value)) text += std::to_string(*number);
            if (const auto* words = std::get_if<std::string>(&value)) text += *words;
            if (const auto* address = std::get_if<Address>(&value)) text += address_json(*address);
        }
    };
    append(row.contact);
    for (const ImportedMember& member : row.members) {
        text += '\x1e' + std::to_string(static_cast<int>(member.table)) + '=' + member.key;
        append(member.values);
    }
    return hash64(text);
}

}  // namespace

bool ImportPeople::names_somebody(const ImportedRow& row) {
    const auto reachable = [](const ImportedMember& member) {
        return member.table == TableId::contact_email || member.table == TableId::contact_phone;
    };
    return !row.company_name.empty() || !row.external_id().empty() || !folded_name(row.contact).empty() ||
           std::ranges::any_of(row.members, reachable);
}

Result<ImportPeople::Taken> ImportPeople::take(const ImportedRow& row) {
    if (!names_somebody(row)) return Taken{};
    TRY_ASSIGN(Taken taken, take_known_or_new(row));
    if (taken.person->was_here) ++context_.report.rows_known;
    TRY(note_tags(row));
    TRY_ASSIGN(const bool tagged, tag(*taken.person));
    taken.wrote = taken.wrote || tagged;
    return taken;
}

Result<ImportPeople::Taken> ImportPeople::take_known_or_new(const ImportedRow& row) {
    const std::uint64_t says = content_of(row);
    const PersonTraits traits = traits_of(row, context_.request.source);
    if (ImportedPerson* person = known(traits)) {
        if (person->said == says) return Taken{person, false};
        person->said = says;
        return add_what_it_says(*person, row, again(*person));
    }
    TRY_ASSIGN(const Taken taken, meet(row, traits, says));
    if (!traits.number.empty()) by_number_.emplace(traits.number, by_row_.at(taken.person->row));
    return taken;
}

ImportedPerson* ImportPeople::known(const PersonTraits& traits) {
    if (traits.number.empty()) return nullptr;
    const auto found = by_number_.find(traits.number);
    return found == by_number_.end() ? nullptr : &people_[found->second];
}

/// Within one file the first row that names a person decides; later ones fill what is still missing.
Treatment ImportPeople::again(const ImportedPerson& person) const {
    const bool leave =
        treatment_of(context_.request.duplicates) == Treatment::leave && person.fate != RowFate::added;
    return leave ? Treatment::leave : Treatment::fill;
}

Id ImportPeople::identity(const ImportedRow& row, const PersonTraits& traits) {
    if (!traits.number.empty()) return traits.own_id;
    if (context_.request.layout.kind == ImportKind::orders) return traits.named_id(context_.request.source);
    return derived_id("contact", context_.request.source, row_identities_.of(row));
}

Result<ImportPeople::Taken> ImportPeople::meet(const ImportedRow& row, const PersonTraits& traits,
                                               std::uint64_t says) {
    const Id id = identity(row, traits);
    TRY_ASSIGN(auto present, present_row(context_, TableId::contact, id));
    bool known = present && !present->deleted;
    if (!present || (present->deleted && present->by_hand)) {
        TRY_ASSIGN(const auto other, other_person(traits));
        known = other.has_value();
        if (other && context_.request.duplicates != DuplicatePolicy::add) {
            TRY_ASSIGN(present, present_row(context_, TableId::contact, *other));
        }
    }
    if (!present) {
        TRY_ASSIGN(const Taken added, add(row, id, says));
        added.person->was_here = known;
        return added;
    }
    if (const auto met = by_row_.find(present->row); met != by_row_.end()) {
        ImportedPerson& person = people_[met->second];
        person.said = says;
        return add_what_it_says(person, row, again(person));
    }
    TRY_ASSIGN(const Id known_id, id_of_contact(context_, present->row));
    ImportedPerson& person = remember({.id = known_id, .row = present->row, .was_here = known, .said = says});
    context_.count(TableId::contact, RowFate::unchanged);
    return add_what_it_says(person, row, treatment_of(context_.request.duplicates));
}

/// Somebody of this import is not somebody who was here before; with the policy to add, a check still counts who is.
Result<std::optional<RowNo>> ImportPeople::other_person(const PersonTraits& traits) {
    const bool only_counted = context_.request.duplicates == DuplicatePolicy::add;
    if (only_counted && !context_.request.dry_run) return std::optional<RowNo>{};
    TRY_ASSIGN(const auto found, find_person(context_, traits));
    const bool made_now = found && only_counted && by_row_.contains(*found);
    return made_now ? std::optional<RowNo>{} : found;
}

ImportedPerson& ImportPeople::remember(ImportedPerson person) {
    by_row_.emplace(person.row, people_.size());
    people_.push_back(person);
    return people_.back();
}

Result<ImportPeople::Taken> ImportPeople::add(const ImportedRow& row, const Id& id, std::uint64_t says) {
    FieldValues values = row.contact;
    if (!row.company_name.empty()) {
        TRY_ASSIGN(const ImportedCompany company, companies_.take(row));
        values.emplace_back(contact_field::company, static_cast<std::int64_t>(company.row));
    }
    TRY_ASSIGN(const RowNo contact, context_.transaction.insert_resolved(TableId::contact, id, values));
    for (const ImportedMember& member : row.members) {
        TRY(context_.transaction.put_member(member.table, contact, member.key, member.values));
    }
    context_.count(TableId::contact, RowFate::added);
    return Taken{&remember({.id = id, .row = contact, .fate = RowFate::added, .said = says}), true};
}

Result<ImportPeople::Taken> ImportPeople::add_what_it_says(ImportedPerson& person, const ImportedRow& row,
                                                           Treatment treatment) {
    TRY_ASSIGN(const PresentRow present, present_row(context_, TableId::contact, person.row));
    if (present.deleted && present.by_hand && treatment != Treatment::overwrite) return Taken{&person, false};
    FieldValues values = row.contact;
    const bool company_wanted =
        treatment == Treatment::overwrite || present.deleted || !present.has(contact_field::company);
    if (!row.company_name.empty() && company_wanted && treatment != Treatment::leave) {
        TRY_ASSIGN(const ImportedCompany company, companies_.take(row));
        values.emplace_back(contact_field::company, company.id);
    }
    TRY_ASSIGN(bool wrote, write_present(context_, TableId::contact, present, values, treatment));
    TRY_ASSIGN(const bool members_wrote, add_members(present, row, treatment));
    wrote = wrote || members_wrote;
    if (wrote && present.deleted && person.fate == RowFate::unchanged) {
        --context_.count(TableId::contact).unchanged;
        context_.count(TableId::contact, person.fate = RowFate::added);
    } else if (wrote) {
        context_.recount_as_updated(TableId::contact, person.fate);
    }
    return Taken{&person, wrote};
}

// Tags ------------------------------------------------------------------------------------------------------------------

Status ImportPeople::note_tags(const ImportedRow& row) {
    for (const ImportedMember& member : row.members) {
        if (member.table == TableId::contact_tag) TRY(context_.note_tag(member.key));
    }
    return {};
}

Result<bool> ImportPeople::tag(ImportedPerson& person) {
    if (!context_.everyone || person.tagged) return false;
    person.tagged = true;
    TRY(context_.note_tag(context_.everyone->key));
    TRY_ASSIGN(const PresentRow contact, present_row(context_, TableId::contact, person.row));
    if (contact.deleted) return false;
    TRY_ASSIGN(const auto present,
               present_member(context_, TableId::contact_tag, person.row, context_.everyone->key));
    if (present && !present->deleted) return false;
    TRY(context_.transaction.put_member(TableId::contact_tag, person.row, context_.everyone->key,
                                        {{member_field::value, context_.everyone->value}}));
    context_.recount_as_updated(TableId::contact, person.fate);
    return true;
}

// Members ---------------------------------------------------------------------------------------------------------------

Result<bool> ImportPeople::add_members(const PresentRow& contact, const ImportedRow& row,
                                       Treatment treatment) {
    if (treatment == Treatment::leave && !contact.deleted) return false;
    bool wrote = false;
    for (const ImportedMember& member : row.members) {
        TRY_ASSIGN(const bool written, add_member(contact, member, treatment));
        wrote = wrote || written;
    }
    return wrote;
}

Result<bool> ImportPeople::add_member(const PresentRow& contact, const ImportedMember& member,
                                      Treatment treatment) {
    TRY_ASSIGN(const auto present, present_member(context_, member.table, contact.row, member.key));
    if (contact.deleted || !present) {
        FieldValues values = member.values;
        if (!contact.deleted) TRY(rank_behind(context_, member.table, contact.row, values));
        TRY(context_.transaction.put_member(member.table, contact.row, member.key, values));
        return true;
    }
    FieldValues values = member.values;
    std::erase_if(values, [](const auto& entry) { return entry.first == member_field::rank; });
    return write_present(context_, member.table, *present, values, treatment);
}

}  // namespace perennial
