// Companies of an import, found by their folded names or made.
#pragma once

#include <string>
#include <unordered_map>

#include "core/app/import_context.h"

namespace perennial {

struct ImportedCompany {
    Id id;
    RowNo row = RowNo::none;
};

class ImportCompanies {
public:
    explicit ImportCompanies(ImportContext& context) : context_(context) {}
    /// `name` is not empty.
    Result<ImportedCompany> take(const std::string& name);

private:
    Status load();
    Result<ImportedCompany> add(const std::string& name, const std::string& folded);

    ImportContext& context_;
    std::unordered_map<std::string, ImportedCompany> by_name_;
    bool loaded_ = false;
};

}  // namespace perennial
