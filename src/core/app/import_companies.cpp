#include "core/app/import_companies.h"

#include <utility>

#include "core/app/sql.h"
#include "core/base/text.h"

namespace perennial {

Result<ImportedCompany> ImportCompanies::take(const ImportedRow& row) {
    if (!loaded_) TRY(load());
    const std::string folded = squeeze(fold(row.company_name));
    auto found = by_name_.find(folded);
    if (found == by_name_.end()) {
        TRY_ASSIGN(const ImportedCompany company, add(row, folded));
        found = by_name_.emplace(folded, company).first;
    }
    TRY(add_website(found->second, row.company_website));
    return found->second;
}

Status ImportCompanies::add_website(ImportedCompany& company, const std::string& website) {
    if (website.empty() || std::exchange(company.has_website, true)) return {};
    TRY(context_.transaction.set(TableId::company, company.row, {{company_field::website, website}}));
    return {};
}

Status ImportCompanies::load() {
    loaded_ = true;
    TRY_ASSIGN(Statement all,
               context_.connection().prepare("SELECT row, id, name, website IS NOT NULL FROM company "
                                             "WHERE deleted = 0 AND name IS NOT NULL ORDER BY row"));
    while (true) {
        TRY_ASSIGN(const bool found, all.step());
        if (!found) return {};
        by_name_.emplace(squeeze(fold(all.text(2))),
                         ImportedCompany{id_column(all, 1), row_column(all, 0), all.integer(3) != 0});
    }
}

/// A company that this source has brought before keeps its row and what it says, whatever it is called now.
Result<ImportedCompany> ImportCompanies::add(const ImportedRow& row, const std::string& folded) {
    const Id id = derived_id("company", context_.request.source, folded);
    TRY_ASSIGN(const auto known, context_.transaction.find(TableId::company, id));
    if (known) {
        TRY(context_.transaction.set_lives(TableId::company, *known, true));
        return ImportedCompany{id, *known, true};
    }
    FieldValues values{{company_field::name, row.company_name}};
    if (!row.company_website.empty()) values.emplace_back(company_field::website, row.company_website);
    TRY_ASSIGN(const RowNo made, context_.transaction.insert_resolved(TableId::company, id, values));
    context_.count(TableId::company, RowFate::added);
    return ImportedCompany{id, made, !row.company_website.empty()};
}

}  // namespace perennial
