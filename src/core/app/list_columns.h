// What every column of a list is read from: one description serves sorting, filtering, sums and cells.
// Invariant: a source gives each living record at most once (members: as often as there are), so that a column is read in
// one statement over the whole list, and of one record by its number.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/app/lists.h"
#include "core/domain/value.h"

namespace perennial {

enum class ListSource : std::uint8_t {
    record,   ///< The record's own table.
    figures,  ///< What is derived from others: orders, touches, people, lines.
    tags,
    interests,
    custom,  ///< Values of one custom field.
};

/// How a value stands in its source.
enum class StoredAs : std::uint8_t {
    itself,     ///< As the kind says: an integer, or a text.
    reference,  ///< The row of a record that has a name.
    address,    ///< One part of an address.
    custom,     ///< As text, whatever the kind.
};

/// A statement over the rows numbered ?1 to ?2, and one that gives the last number there is.
struct RangeSelect {
    std::string sql, last;
};

struct SourceColumn {
    ListColumn column;
    ListSource source = ListSource::record;
    StoredAs stored = StoredAs::itself;
    std::string value = {};                 ///< SQL.
    std::string currency = {};              ///< SQL, of money.
    std::string status = {};                ///< SQL: of an order's total, which decides what counts.
    std::string shown = {};                 ///< SQL: what a cell shows, when that is not `value`.
    RangeSelect names = {};                 ///< Row and name of all that a reference may mean.
    std::string Address::* part = nullptr;  ///< Of an address.
    std::string key = {};                   ///< Of a custom field.
    bool zero_when_absent = false;          ///< Counts: no row in the source means 0.
    bool numbered = false;                  ///< Sorted by the numbers in it: "9" before "10".
    bool searched = false;                  ///< The search field looks here.
    bool phone = false;                     ///< Searched by its digits.
    bool folded = false;                    ///< Its texts are stored as fold() gives them.
};

/// Every column of the list, in the order of list_columns(); one without a name behind them is only searched.
Result<std::vector<SourceColumn>> source_columns(Workspace& workspace, ListKind list);
/// nullptr when there is none of this name.
const SourceColumn* find_column(const std::vector<SourceColumn>& columns, std::string_view name);

/// "SELECT row, VALUES FROM ..." of every living record, a range of the source's rows at a time, which together are all of
/// them (of a custom field with the key as ?3); or of the record ?1 (of a custom field with the key as ?2).
RangeSelect select_range(ListKind list, ListSource source, std::string_view values);
std::string select_one(ListKind list, ListSource source, std::string_view values);

/// One part of an address as storage writes it, without reading the whole.
std::string address_part(std::string_view json, std::string Address::* part);

}  // namespace perennial
