#include "core/app/import_companies.h"

#include "core/app/sql.h"
#include "core/base/text.h"

namespace perennial {

Result<ImportedCompany> ImportCompanies::take(const std::string& name) {
    if (!loaded_) TRY(load());
    const std::string folded = squeeze(fold(name));
    if (const auto found = by_name_.find(folded); found != by_name_.end()) return found->second;
    TRY_ASSIGN(const ImportedCompany company, add(name, folded));
    by_name_.emplace(folded, company);
    return company;
}

Status ImportCompanies::load() {
    loaded_ = true;
    TRY_ASSIGN(Statement all,
               context_.connection().prepare(
                   "SELECT row, id, name FROM company WHERE deleted = 0 AND name IS NOT NULL ORDER BY row"));
    while (true) {
        TRY_ASSIGN(const bool found, all.step());
        if (!found) return {};
        by_name_.emplace(squeeze(fold(all.text(2))), ImportedCompany{id_column(all, 1), row_column(all, 0)});
    }
}

/// A company that this source has brought before keeps its row, whatever it is called now.
Result<ImportedCompany> ImportCompanies::add(const std::string& name, const std::string& folded) {
    const Id id = derived_id("company", context_.request.source, folded);
    TRY_ASSIGN(const auto row, context_.transaction.find(TableId::company, id));
    if (row) {
        TRY(context_.transaction.set_lives(TableId::company, *row, true));
        return ImportedCompany{id, *row};
    }
    TRY_ASSIGN(const RowNo made,
               context_.transaction.insert_resolved(TableId::company, id, {{company_field::name, name}}));
    context_.count(TableId::company, RowFate::added);
    return ImportedCompany{id, made};
}

}  // namespace perennial
