// Pages of companies and products: their values, and what follows from the orders behind them (docs/METRICS.md). Rows are
// numbers; contents come by page from contact_rows and order_rows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/app/queries.h"

namespace perennial {

struct CompanyPage {
    Id id;
    RowNo row = RowNo::none;
    bool deleted = false;
    FieldValues values;
    std::vector<RowNo> people;  ///< Living contacts, by name.
    std::vector<RowNo> orders;  ///< Living orders of `people`, newest first.
    std::int64_t purchases = 0;
    std::vector<CurrencySum> spent;              ///< Counted amounts of `orders`, by currency.
    std::optional<Day> first_order, last_order;  ///< Of purchases.
    Provenance provenance;
};
/// Errors: not_found.
Result<CompanyPage> company_page(Workspace& workspace, const Id& id);

struct ProductPage {
    Id id;
    RowNo row = RowNo::none;
    bool deleted = false;
    FieldValues values;
    Currency currency;                 ///< Of its price.
    std::int64_t sold = 0;             ///< Thousandths, less what came back.
    std::int64_t returned = 0;         ///< Thousandths.
    std::vector<CurrencySum> revenue;  ///< Amounts of its lines, by currency.
    std::vector<RowNo> buyers;         ///< Living contacts who hold some of it, most first.
    std::vector<RowNo> orders;         ///< Living orders with it, newest first.
    std::optional<Day> last_sold;
    Provenance provenance;
};
/// Errors: not_found.
Result<ProductPage> product_page(Workspace& workspace, const Id& id);

}  // namespace perennial
