#include "core/app/import_products.h"

#include "core/app/sql.h"

namespace perennial {

Result<ImportedProduct> ImportProducts::take(const ImportedRow& row) {
    auto found = by_sku_.find(row.product_sku);
    if (found == by_sku_.end()) {
        TRY_ASSIGN(const ImportedProduct product, find_or_add(row));
        found = by_sku_.emplace(row.product_sku, product).first;
    }
    ImportedProduct& product = found->second;
    FieldValues missing;
    if (!product.named && !row.product_name.empty())
        missing.emplace_back(product_field::name, row.product_name);
    if (!product.sorted && !row.product_category.empty())
        missing.emplace_back(product_field::category, row.product_category);
    if (missing.empty()) return product;
    TRY(context_.transaction.set(TableId::product, product.row, missing));
    product.named = product.named || !row.product_name.empty();
    product.sorted = product.sorted || !row.product_category.empty();
    return product;
}

Result<ImportedProduct> ImportProducts::find_or_add(const ImportedRow& row) {
    {
        TRY_ASSIGN(Statement known,
                   query(context_.connection(),
                         "SELECT id, row, name IS NOT NULL, category IS NOT NULL FROM product "
                         "WHERE sku = ?1 AND deleted = 0 ORDER BY row",
                         row.product_sku));
        TRY_ASSIGN(const bool found, known.step());
        if (found) {
            return ImportedProduct{id_column(known, 0), row_column(known, 1), known.integer(2) != 0,
                                   known.integer(3) != 0};
        }
    }
    const Id id = derived_id("product", context_.request.source, row.product_sku);
    TRY_ASSIGN(const auto deleted, context_.transaction.find(TableId::product, id));
    if (deleted) {
        TRY(context_.transaction.set_lives(TableId::product, *deleted, true));
        return ImportedProduct{id, *deleted, true, true};
    }
    FieldValues values{{product_field::sku, row.product_sku}};
    if (!row.product_name.empty()) values.emplace_back(product_field::name, row.product_name);
    if (!row.product_category.empty()) values.emplace_back(product_field::category, row.product_category);
    TRY_ASSIGN(const RowNo made, context_.transaction.insert_resolved(TableId::product, id, values));
    context_.count(TableId::product, RowFate::added);
    return ImportedProduct{id, made, !row.product_name.empty(), !row.product_category.empty()};
}

}  // namespace perennial
