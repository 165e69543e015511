#include <algorithm>
#include <unordered_map>

#include "core/app/currency_sums.h"
#include "core/app/pages.h"
#include "core/app/provenance.h"
#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/domain/order_math.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

constexpr std::string_view kLines =
    "SELECT o.row, o.placed_on, o.status, o.currency, r.row, l.quantity, l.returned_quantity, l.unit_price, "
    "l.discount FROM order_line l JOIN \"order\" o ON o.row = l.\"order\" "
    "LEFT JOIN contact_rollup r ON r.row = o.contact "
    "WHERE l.product = ?1 AND l.deleted = 0 AND o.deleted = 0 ORDER BY o.placed_on DESC, o.row DESC";

/// Adds the lines up, newest order first.
class LinesOfProduct {
public:
    explicit LinesOfProduct(ProductPage& page) : page_(page) {}

    void take(const Statement& row) {
        const RowNo order = row_column(row, 0);
        if (page_.orders.empty() || page_.orders.back() != order) page_.orders.push_back(order);
        const std::string_view status = row.text(2);
        const LineAmount line{row.integer(5), row.integer(6), row.integer(7), row.integer(8)};
        const std::int64_t kept = counted_amount(status, line.quantity - line.returned_quantity);
        page_.sold += kept;
        revenue_.add(row.text(3), counted_amount(status, line_total(line).value_or(0)));
        if (!row.is_null(4)) bought_[row.integer(4)] += kept;
        if (!counts_as_purchase(status)) return;
        page_.returned += line.returned_quantity;
        if (!page_.last_sold) page_.last_sold = day_column(row, 1);
    }

    void finish() {
        page_.revenue = revenue_.take();
        std::vector<std::pair<std::int64_t, std::int64_t>> buyers(bought_.begin(), bought_.end());
        std::erase_if(buyers, [](const auto& buyer) { return buyer.second <= 0; });
        std::ranges::sort(buyers, [](const auto& a, const auto& b) {
            return a.second != b.second ? a.second > b.second : a.first < b.first;
        });
        for (const auto& [contact, quantity] : buyers) page_.buyers.push_back(RowNo{contact});
    }

private:
    ProductPage& page_;
    CurrencySums revenue_;
    std::unordered_map<std::int64_t, std::int64_t> bought_;  ///< By contact.
};

Status read_lines(Workspace& workspace, ProductPage& page) {
    TRY_ASSIGN(Statement row, query(workspace.reader(), kLines, page.row));
    LinesOfProduct lines(page);
    while (true) {
        TRY_ASSIGN(const bool found, row.step());
        if (!found) break;
        lines.take(row);
    }
    lines.finish();
    return {};
}

}  // namespace

Result<ProductPage> product_page(Workspace& workspace, const Id& id) {
    TRY_ASSIGN(const auto row, workspace.find(TableId::product, id));
    if (!row) return fail(ErrorCode::not_found, "There is no product " + id.to_string() + ".");
    TRY_ASSIGN(Record record, workspace.record(TableId::product, *row));
    ProductPage page;
    page.id = id;
    page.row = *row;
    page.deleted = record.deleted;
    page.values = std::move(record.values);
    page.currency = Currency::parse(text_of(page.values, product_field::currency)).value_or(Currency{});
    TRY(read_lines(workspace, page));
    TRY_ASSIGN(page.provenance, provenance_of(workspace, TableId::product, *row));
    return page;
}

}  // namespace perennial
