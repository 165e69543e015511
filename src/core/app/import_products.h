// Products of an import, found by their codes or made.
#pragma once

#include <string>
#include <unordered_map>

#include "core/app/import_context.h"

namespace perennial {

struct ImportedProduct {
    Id id;
    RowNo row = RowNo::none;
    bool named = false, sorted = false;  ///< Has a name, a category.
};

class ImportProducts {
public:
    explicit ImportProducts(ImportContext& context) : context_(context) {}
    /// The row's code is not empty; the first name and category that the file gives stay.
    Result<ImportedProduct> take(const ImportedRow& row);

private:
    Result<ImportedProduct> find_or_add(const ImportedRow& row);

    ImportContext& context_;
    std::unordered_map<std::string, ImportedProduct> by_sku_;
};

}  // namespace perennial
