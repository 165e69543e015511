// Companies of an import, found by their folded names or made.
#pragma once

#include <string>
#include <unordered_map>

#include "core/app/import_context.h"

namespace perennial {

struct ImportedCompany {
    Id id;
    RowNo row = RowNo::none;
    bool has_website = false;
};

class ImportCompanies {
public:
    explicit ImportCompanies(ImportContext& context) : context_(context) {}
    /// The company of a row that names one. A website is written with a company that is made, and into one without.
    Result<ImportedCompany> take(const ImportedRow& row);

private:
    Status load();
    Result<ImportedCompany> add(const ImportedRow& row, const std::string& folded);
    Status add_website(ImportedCompany& company, const std::string& website);

    ImportContext& context_;
    std::unordered_map<std::string, ImportedCompany> by_name_;
    bool loaded_ = false;
};

}  // namespace perennial
