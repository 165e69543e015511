// Products of an import, found by their codes or made.
#pragma once

#include <string>
#include <unordered_map>

#include "core/app/import_context.h"

namespace perennial {

struct ImportedProduct {
    Id id;
    RowNo row = RowNo::none;
    bool named = false;
};

class ImportProducts {
public:
    explicit ImportProducts(ImportContext& context) : context_(context) {}
    /// `sku` is not empty; the first name that the file gives stays.
    Result<ImportedProduct> take(const std::string& sku, const std::string& name);

private:
    Result<ImportedProduct> find_or_add(const std::string& sku, const std::string& name);

    ImportContext& context_;
    std::unordered_map<std::string, ImportedProduct> by_sku_;
};

}  // namespace perennial
