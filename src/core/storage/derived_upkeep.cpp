#include "core/storage/derived_upkeep.h"

#include <algorithm>

#include "core/storage/workspace_parts.h"

namespace perennial {

bool Touched::anything() const {
    return std::ranges::any_of(tables_, [](bool wrote) { return wrote; });
}

void Touched::add(std::int64_t contact) {
    if (contact <= 0 || many_) return;  // An order without a contact.
    if (!people_.empty() && people_.back() == contact) return;
    people_.push_back(contact);
    many_ = people_.size() > kMost;
}

void Touched::add_whole(TableId table, std::int64_t row) {
    if (row <= 0 || many_) return;
    if (!wholes_.empty() && wholes_.back() == std::pair(table, row)) return;
    wholes_.emplace_back(table, row);
    many_ = wholes_.size() > kMost;
}

void Touched::clear() {
    tables_.fill(false);
    people_.clear();
    wholes_.clear();
    many_ = false;
}

Result<std::optional<std::vector<std::int64_t>>> Touched::people(Connection& connection) const {
    if (many_) return std::optional<std::vector<std::int64_t>>{};
    std::vector<std::int64_t> all = people_;
    for (const auto& [table_id, row] : wholes_) {
        const Table& whole = table(table_id);
        TRY_ASSIGN(Statement person,
                   connection.prepare("SELECT " + quoted(whole.fields[*whole.person_field].name) + " FROM " +
                                      quoted(whole.name) + " WHERE row = ?1"));
        TRY_ASSIGN(const bool found, person.bind(1, row).step());
        if (found && !person.is_null(0)) all.push_back(person.integer(0));
    }
    std::ranges::sort(all);
    const auto twice = std::ranges::unique(all);
    all.erase(twice.begin(), twice.end());
    return std::optional(std::move(all));
}

PersonLink person_link(const TableLayout& layout) {
    using Kind = PersonLink::Kind;
    const Table& described = *layout.table;
    if (described.id == TableId::contact) return {Kind::itself, 0, TableId::contact};
    if (described.person_field)
        return {Kind::column, layout.field_columns[*described.person_field], TableId::contact};
    constexpr int kOwnerColumn = 1;
    if (layout.member())
        return described.owner == TableId::contact ? PersonLink{Kind::column, kOwnerColumn, TableId::contact}
                                                   : PersonLink{};
    if (described.owner == TableId::contact || !table(described.owner).person_field) return {};
    for (std::size_t i = 0; i < described.fields.size(); ++i) {
        const Field& field = described.fields[i];
        if (field.type == FieldType::reference && field.target == described.owner)
            return {Kind::whole, layout.field_columns[i], described.owner};
    }
    return {};
}

Result<std::unique_ptr<DerivedTransaction>> DerivedTransaction::begin(Workspace& workspace) {
    TRY(workspace.parts().begin());
    return std::unique_ptr<DerivedTransaction>(new DerivedTransaction(workspace));
}

DerivedTransaction::~DerivedTransaction() {
    // A rollback can only fail when there is nothing left to roll back.
    if (open_) (void)workspace_.parts().end(false);
}

Connection& DerivedTransaction::connection() { return *workspace_.parts().writer; }

Status DerivedTransaction::commit() {
    open_ = false;
    return workspace_.parts().end(true);
}

}  // namespace perennial
