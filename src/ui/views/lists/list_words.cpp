#include "ui/views/lists/list_words.h"

#include <algorithm>
#include <array>

#include "core/base/phrase.h"
#include "ui/icons.h"

namespace perennial::ui {
namespace {

constexpr std::array<ListWords, 4> kWords{{
    {.kind = ListKind::contacts,
     .place = "contacts",
     .title = "Contacts",
     .all = "All contacts",
     .one = "contact",
     .many = "contacts",
     .add = "New contact",
     .icon = icon::kUsers,
     .nothing_yet = "No customers yet",
     .why_nothing = "Bring the list your shop or mail program exports: a CSV of people or of orders. "
                    "You can also drop it anywhere on this page, or open a colleague's file."},
    {.kind = ListKind::companies,
     .place = "companies",
     .title = "Companies",
     .all = "All companies",
     .one = "company",
     .many = "companies",
     .add = "New company",
     .icon = icon::kBuilding2,
     .nothing_yet = "No companies yet",
     .why_nothing =
         "A company comes with the people who work there: name it on a contact, or in the file you import."},
    {.kind = ListKind::products,
     .place = "products",
     .title = "Products",
     .all = "All products",
     .one = "product",
     .many = "products",
     .add = "New product",
     .icon = icon::kPackage,
     .nothing_yet = "No products yet",
     .why_nothing = "Products come with the orders you import. Those you add here complete themselves while "
                    "you type an order."},
    {.kind = ListKind::orders,
     .place = "orders",
     .title = "Orders",
     .all = "All orders",
     .one = "order",
     .many = "orders",
     .add = "New order",
     .icon = icon::kShoppingBag,
     .nothing_yet = "No orders yet",
     .why_nothing =
         "Import the orders your shop or till exports as CSV: they find their customers by e-mail, phone or "
         "number. Or type one in."},
}};

}  // namespace

const ListWords& words_of(ListKind kind) { return *std::ranges::find(kWords, kind, &ListWords::kind); }

const ListColumn* find_column(std::span<const ListColumn> columns, std::string_view name) {
    const auto found = std::ranges::find(columns, name, &ListColumn::name);
    return found == columns.end() ? nullptr : &*found;
}

std::string_view filter_op_words(FilterOp op) {
    switch (op) {
        case FilterOp::is: return "is";
        case FilterOp::is_not: return "is not";
        case FilterOp::contains: return "contains";
        case FilterOp::at_least: return "at least";
        case FilterOp::at_most: return "at most";
        case FilterOp::on_or_after: return "on or after";
        case FilterOp::on_or_before: return "on or before";
        case FilterOp::in_last_days: return "within the last days";
        case FilterOp::before_last_days: return "longer ago than days";
        case FilterOp::is_empty: return "is empty";
        case FilterOp::is_set: return "is known";
        case FilterOp::this_month: return "this month";
        case FilterOp::last_month: return "last month";
        case FilterOp::this_quarter: return "this quarter";
        case FilterOp::last_quarter: return "last quarter";
        case FilterOp::this_year: return "this year";
        case FilterOp::last_year: return "last year";
    }
    return {};
}

std::string filter_words(const ListFilter& filter) {
    std::string values;
    for (std::size_t i = 0; i < filter.values.size(); ++i) {
        if (i > 0) values += filter.op == FilterOp::contains ? " and " : " or ";
        values += filter.values[i];
    }
    switch (filter.op) {
        case FilterOp::is: return values;
        case FilterOp::is_not: return "not " + values;
        case FilterOp::in_last_days: return phrase("within {} days", values);
        case FilterOp::before_last_days: return phrase("over {} days ago", values);
        case FilterOp::is_empty: return "empty";
        case FilterOp::is_set: return "known";
        default: break;
    }
    const std::string words(filter_op_words(filter.op));
    return values.empty() ? words : words + " " + values;
}

}  // namespace perennial::ui
