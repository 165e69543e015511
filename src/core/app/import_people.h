// People of an import: whose row is it, is that person here already, and what does the row add.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/app/import_companies.h"
#include "core/app/import_context.h"
#include "core/app/person_traits.h"

namespace perennial {

/// A contact that this import has met.
struct ImportedPerson {
    Id id;
    RowNo row = RowNo::none;
    RowFate fate = RowFate::unchanged;
    bool was_here = false;   ///< Before this import.
    bool tagged = false;     ///< With the tag for everyone.
    std::uint64_t said = 0;  ///< Hash of what the last row said, so that the same said again costs nothing.
};

class ImportPeople {
public:
    explicit ImportPeople(ImportContext& context) : context_(context), companies_(context) {}

    struct Taken {
        ImportedPerson* person = nullptr;  ///< nullptr when the row names nobody. Valid until the next call.
        bool wrote = false;
    };
    /// The contact of a row, found or made.
    Result<Taken> take(const ImportedRow& row);
    /// Whether the row says whose it is: a number, a name, an e-mail, a phone or a company. A country alone does not.
    static bool names_somebody(const ImportedRow& row);

private:
    ImportedPerson* known(const PersonTraits& traits);
    Treatment again(const ImportedPerson& person) const;
    Id identity(const ImportedRow& row, const PersonTraits& traits);
    Result<Taken> meet(const ImportedRow& row, const PersonTraits& traits, std::uint64_t says);
    Result<std::optional<RowNo>> other_person(const PersonTraits& traits);
    Result<Taken> take_known_or_new(const ImportedRow& row);
    Status note_tags(const ImportedRow& row);
    Result<bool> tag(ImportedPerson& person);
    ImportedPerson& remember(ImportedPerson person);
    Result<Taken> add(const ImportedRow& row, const Id& id, std::uint64_t says);
    Result<Taken> add_what_it_says(ImportedPerson& person, const ImportedRow& row, Treatment treatment);
    Result<bool> add_members(const PresentRow& contact, const ImportedRow& row, Treatment treatment);
    Result<bool> add_member(const PresentRow& contact, const ImportedMember& member, Treatment treatment);

    ImportContext& context_;
    ImportCompanies companies_;
    std::vector<ImportedPerson> people_;
    std::unordered_map<RowNo, std::size_t> by_row_;
    std::unordered_map<std::string, std::size_t> by_number_;
    RowIdentities row_identities_;
};

}  // namespace perennial
