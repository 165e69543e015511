#include "core/app/import_products.h"

#include "core/app/sql.h"

namespace perennial {

Result<ImportedProduct> ImportProducts::take(const std::string& sku, const std::string& name) {
    auto found = by_sku_.find(sku);
    if (found == by_sku_.end()) {
        TRY_ASSIGN(const ImportedProduct product, find_or_add(sku, name));
        found = by_sku_.emplace(sku, product).first;
    }
    ImportedProduct& product = found->second;
    if (!product.named && !name.empty()) {
        TRY(context_.transaction.set(TableId::product, product.row, {{product_field::name, name}}));
        product.named = true;
    }
    return product;
}

Result<ImportedProduct> ImportProducts::find_or_add(const std::string& sku, const std::string& name) {
    {
        TRY_ASSIGN(Statement row,
                   query(context_.connection(),
                         "SELECT id, row, name IS NOT NULL FROM product WHERE sku = ?1 AND deleted = 0 "
                         "ORDER BY row",
                         sku));
        TRY_ASSIGN(const bool found, row.step());
        if (found) return ImportedProduct{id_column(row, 0), row_column(row, 1), row.integer(2) != 0};
    }
    const Id id = derived_id("product", context_.request.source, sku);
    TRY_ASSIGN(const auto deleted, context_.transaction.find(TableId::product, id));
    if (deleted) {
        TRY(context_.transaction.set_lives(TableId::product, *deleted, true));
        return ImportedProduct{id, *deleted, true};
    }
    FieldValues values{{product_field::sku, sku}};
    if (!name.empty()) values.emplace_back(product_field::name, name);
    TRY_ASSIGN(const RowNo made, context_.transaction.insert_resolved(TableId::product, id, values));
    context_.count(TableId::product, RowFate::added);
    return ImportedProduct{id, made, !name.empty()};
}

}  // namespace perennial
