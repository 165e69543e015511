// Lists as a person sets them up: which columns, filtered and sorted how. One description serves the list on screen, its
// address (#/contacts?spent=at_least:100&sort=-spent), saved views, CSV and the command line.
// Invariant: a column's name means the same in all of them and never changes; custom fields are "custom.KEY".
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/app/queries.h"
#include "core/base/id.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/domain/catalogue.h"
#include "core/storage/workspace.h"

namespace perennial {

/// Each shows the living records of one table.
enum class ListKind : std::uint8_t { contacts, companies, products, orders };
TableId table_of(ListKind list);

/// What a column holds; decides how it is filtered, sorted, summed and shown.
enum class ColumnKind : std::uint8_t {
    text,
    number,    ///< Whole numbers: counts.
    quantity,  ///< Thousandths.
    money,
    day,
    instant,
    yes_no,
    choice,  ///< One of `choices`.
    many,    ///< Several texts: tags, interests, choices of a custom field.
    link,
};

struct ListColumn {
    std::string
        name;  ///< As addresses, saved views and the command line write it: "spent", "city", "custom.hat_size".
    std::string label;  ///< As the head of the column says it.
    ColumnKind kind = ColumnKind::text;
    bool at_first = false;  ///< Shown as long as nobody chose otherwise.
    bool summed = false;    ///< The foot shows its sum.
    std::vector<std::string> choices = {};
};
/// The list of a table's records, if it has one.
std::optional<ListKind> list_of(TableId table);
/// The columns that every shop has.
std::vector<ListColumn> built_in_columns(ListKind list);
/// Every column the list can show, custom fields last. The first is what the record is called, and always shown.
Result<std::vector<ListColumn>> list_columns(Workspace& workspace, ListKind list);

enum class FilterOp : std::uint8_t {
    is,                ///< Any of `values`; texts without case and accents.
    is_not,            ///< None of `values`; what is empty passes.
    contains,          ///< All of `values`, as parts of the text.
    at_least,          ///< Numbers, quantities, amounts.
    at_most,           ///< The same.
    on_or_after,       ///< Days; of an instant, its day where the reader is.
    on_or_before,      ///< The same.
    in_last_days,      ///< The last n days, today included.
    before_last_days,  ///< Longer ago than n days, or never.
    is_empty,
    is_set,
    // Days of the calendar's period that today lies in, or of the one before.
    this_month,
    last_month,
    this_quarter,
    last_quarter,
    this_year,
    last_year,
};
/// Whether the operator compares with values at all.
bool takes_values(FilterOp op);
/// "at_least" and so on, as addresses write it.
std::string_view filter_op_name(FilterOp op);
std::optional<FilterOp> filter_op_of(std::string_view name);
/// Those that make sense for the kind, the usual one first.
std::span<const FilterOp> filter_ops(ColumnKind kind);

struct ListFilter {
    std::string column = {};
    FilterOp op = FilterOp::is;
    /// As typed and written in addresses: "Łódź", "12.50", "2026-03-01", "30", "yes".
    std::vector<std::string> values = {};
    bool operator==(const ListFilter&) const = default;
};
struct ListSort {
    std::string column = {};
    bool descending = false;
    bool operator==(const ListSort&) const = default;
};

/// Everything a saved view or an address says of a list.
struct ListView {
    std::string text;                 ///< The search field.
    std::vector<ListFilter> filters;  ///< All must hold.
    /// The first decides, the others break ties; none: by name (orders: newest first). One by a field that is no more is
    /// passed over.
    std::vector<ListSort> sorts;
    std::vector<std::string> columns;  ///< In their order; empty: those that are shown at first.
    std::vector<int> widths;           ///< CSS pixels, beside `columns`; empty or 0: by itself.
    bool operator==(const ListView&) const = default;
};
/// "text=anna&filter=city:is:Łódź&sort=-spent,name&columns=name,spent:120", percent-encoded where an address needs it;
/// "" for a list as it is at first. Equal views give equal texts.
std::string view_to_text(const ListView& view);
/// Errors: invalid_input, naming the part that cannot be read. Columns and values are not looked at.
Result<ListView> view_from_text(std::string_view text);
/// One filter as an address writes it: "city:is:Łódź,Paris", "last_order:this_month". Errors as those of view_from_text().
Result<ListFilter> filter_from_text(std::string_view text);

struct ListQuery {
    ListKind list = ListKind::contacts;
    ListView view;
    Day today;               ///< What "in the last 30 days" counts back from.
    int offset_minutes = 0;  ///< Of the reader's clock from UTC, for days of instants.
    bool operator==(const ListQuery&) const = default;
};
struct ColumnSum {
    std::string column;
    std::int64_t number = 0;           ///< Of numbers and quantities.
    std::vector<CurrencySum> amounts;  ///< Of money: never across currencies.
};
/// Rows by number only, in order: 100,000 of them are 800 kB. Contents come by page.
struct ListRows {
    std::vector<RowNo> rows;
    std::int64_t total = 0;       ///< Living records without text and filters.
    std::vector<ColumnSum> sums;  ///< Of every summed column that is shown, over `rows`.
};
/// Errors: invalid_input when a filter names no column, its operator does not fit or its value cannot be read; the message
/// says which ("Spent: “abc” is not an amount.").
Result<ListRows> list_rows(Workspace& workspace, const ListQuery& query);

struct ListCell {
    std::string text;  ///< Texts, choices, links; for others what CSV and the command line print.
    std::optional<std::int64_t> number;  ///< Numbers, quantities, minor units, days, milliseconds, yes as 1.
    Currency currency;                   ///< Of money.
    std::vector<std::string> many;
};
struct ListRow {
    RowNo row = RowNo::none;
    Id id;
    std::vector<ListCell> cells;  ///< Beside the columns asked for.
};
/// Contents of the given rows, in that order (a name that is no column gives empty cells); for what is on screen (tens of rows), and page by page for CSV.
Result<std::vector<ListRow>> list_cells(Workspace& workspace, ListKind list,
                                        std::span<const std::string> columns, std::span<const RowNo> rows,
                                        int offset_minutes);

/// The list as shown, as CSV with a header of labels: every row of `query`, UTF-8 with a mark, cells that a spreadsheet would
/// run as formulas guarded.
Result<std::string> list_csv(Workspace& workspace, const ListQuery& query);

/// A saved view, in the order of its tab.
struct SavedView {
    Id id;
    std::string name;
    ListView view;
};
Result<std::vector<SavedView>> saved_views(Workspace& workspace, ListKind list);

}  // namespace perennial
