// Which records a list shows, in what order, and their sums.
#include <algorithm>

#include "core/app/currency_sums.h"
#include "core/app/list_filters.h"
#include "core/app/list_order.h"
#include "core/app/search_words.h"
#include "core/app/sql.h"
#include "core/base/text.h"

namespace perennial {
namespace {

/// The columns that a query needs, each once.
class NeededColumns {
public:
    explicit NeededColumns(const std::vector<SourceColumn>& all) : all_(all) {}

    void add(const SourceColumn* column) {
        if (column && std::ranges::find(needed_, column) == needed_.end()) needed_.push_back(column);
    }
    void add(std::string_view name) { add(find_column(all_, name)); }
    std::span<const SourceColumn* const> columns() const { return needed_; }

private:
    const std::vector<SourceColumn>& all_;
    std::vector<const SourceColumn*> needed_;
};

/// One run of list_rows().
struct Listing {
    Workspace& workspace;
    const ListQuery& query;
    std::vector<SourceColumn> columns;
    std::vector<ReadyFilter> filters;
    std::vector<ListSort> sorts;
    ListPlaces places;
    std::vector<ColumnValues> values;
    std::vector<std::uint8_t> pass;

    const ColumnValues* find_values(const SourceColumn* column) const {
        const auto found = std::ranges::find(values, column, &ColumnValues::source);
        return found == values.end() ? nullptr : &*found;
    }
    bool contacts() const { return query.list == ListKind::contacts; }
};

/// What decides when nothing else does. Contacts come in order of their names.
std::vector<ListSort> last_sorts(ListKind list) {
    switch (list) {
        case ListKind::contacts: return {};
        case ListKind::companies:
        case ListKind::products: return {{"name", false}};
        case ListKind::orders: return {{"placed_on", true}};
    }
    return {};
}

bool is_shown(const ListView& view, const ListColumn& column) {
    if (view.columns.empty()) return column.at_first;
    return std::ranges::find(view.columns, column.name) != view.columns.end();
}

/// Contacts by name, which is an index's order: it gives the ties of every other order for nothing.
Status read_contacts(Listing& listing) {
    Connection& reader = listing.workspace.reader();
    TRY_ASSIGN(Statement statement, reader.prepare("SELECT row FROM contact_rollup ORDER BY sort_key, row"));
    while (true) {
        TRY_ASSIGN(const bool found, statement.step());
        if (!found) break;
        listing.places.add(row_column(statement, 0));
    }
    // The nameless have the last key of all.
    TRY_ASSIGN(const std::int64_t unnamed,
               reader.integer("SELECT count(*) FROM contact_rollup WHERE sort_key = "
                              "(SELECT max(sort_key) FROM contact_rollup) AND search_text = ''"));
    listing.places.unnamed = static_cast<std::size_t>(unnamed);
    return {};
}

Status read_columns(Listing& listing) {
    NeededColumns needed(listing.columns);
    for (const ReadyFilter& filter : listing.filters) needed.add(filter.column);
    for (const ListSort& sort : listing.sorts) {
        if (!listing.contacts() || sort.column != "name") needed.add(sort.column);
    }
    const bool searching = !listing.contacts() && !search_words(listing.query.view.text).empty();
    for (const SourceColumn& column : listing.columns) {
        if (column.column.summed && is_shown(listing.query.view, column.column)) needed.add(&column);
        if (column.searched && searching) needed.add(&column);
    }
    if (listing.contacts()) TRY(read_contacts(listing));
    TRY_ASSIGN(listing.values,
               read_values(listing.workspace, listing.query.list, needed.columns(), listing.places));
    listing.pass.assign(listing.places.rows.size(), 1);
    return {};
}

// The search field --------------------------------------------------------------------------------------------

/// Their search text is kept with their figures.
Status search_contacts(Listing& listing, const std::vector<std::string>& words) {
    TRY_ASSIGN(Statement statement,
               listing.workspace.reader().prepare("SELECT row FROM contact_rollup NOT INDEXED WHERE " +
                                                  contains_all("search_text", words.size())));
    bind_words(statement, words);
    std::vector<std::uint8_t> found_places(listing.pass.size(), 0);
    while (true) {
        TRY_ASSIGN(const bool found, statement.step());
        if (!found) break;
        const std::uint32_t place = listing.places.place_of(row_column(statement, 0));
        if (place != ListPlaces::kNone) found_places[place] = 1;
    }
    listing.pass = std::move(found_places);
    return {};
}

std::string searched_text(const SourceColumn& column, std::string_view text) {
    std::string folded = fold(text);
    if (column.phone) std::erase_if(folded, [](char c) { return c < '0' || c > '9'; });
    return folded;
}

/// Each word must occur in one of the columns.
void search_columns(Listing& listing, const std::vector<std::string>& words) {
    std::vector<std::vector<std::uint8_t>> found(words.size(),
                                                 std::vector<std::uint8_t>(listing.pass.size(), 0));
    for (const ColumnValues& values : listing.values) {
        if (!values.source->searched) continue;
        std::vector<std::string> folded(values.pool.size());
        for (std::size_t text = 0; text < folded.size(); ++text)
            folded[text] = searched_text(*values.source, values.pool[text]);
        for (std::size_t word = 0; word < words.size(); ++word) {
            std::vector<std::uint8_t> holds(folded.size());
            for (std::size_t text = 0; text < folded.size(); ++text)
                holds[text] = folded[text].find(words[word]) != std::string::npos;
            for (std::size_t place = 0; place < values.texts.size(); ++place) {
                if (values.texts[place] != ColumnValues::kNoText)
                    found[word][place] |= holds[values.texts[place]];
            }
        }
    }
    for (const auto& places : found) {
        for (std::size_t place = 0; place < places.size(); ++place) listing.pass[place] &= places[place];
    }
}

Status search(Listing& listing) {
    const auto words = search_words(listing.query.view.text);
    if (words.empty()) return {};
    if (listing.contacts()) return search_contacts(listing, words);
    search_columns(listing, words);
    return {};
}

// Order and sums ----------------------------------------------------------------------------------------------

OrderKeys name_keys(const ListPlaces& places) {
    OrderKeys order{std::vector<std::uint64_t>(places.rows.size()),
                    std::vector<std::uint8_t>(places.rows.size(), 1)};
    for (std::size_t place = 0; place < order.keys.size(); ++place) order.keys[place] = place;
    std::fill(order.present.end() - static_cast<std::ptrdiff_t>(places.unnamed), order.present.end(),
              std::uint8_t{0});
    return order;
}

/// The last sort first: each leaves the order of ties alone.
std::vector<std::uint32_t> sorted_places(const Listing& listing) {
    std::vector<std::uint32_t> chosen;
    for (std::uint32_t place = 0; place < listing.pass.size(); ++place) {
        if (listing.pass[place] != 0) chosen.push_back(place);
    }
    if (listing.query.list == ListKind::orders) std::ranges::reverse(chosen);
    for (auto sort = listing.sorts.rbegin(); sort != listing.sorts.rend(); ++sort) {
        if (listing.contacts() && sort->column == "name") {
            sort_places(chosen, name_keys(listing.places), sort->descending);
            continue;
        }
        const ColumnValues* values = listing.find_values(find_column(listing.columns, sort->column));
        if (!values) continue;  // A field that is no more.
        sort_places(chosen, order_keys(*values, listing.pass.size()), sort->descending);
    }
    return chosen;
}

ColumnSum sum_of(const ColumnValues& values, const std::vector<std::uint32_t>& places) {
    ColumnSum sum;
    sum.column = values.source->column.name;
    const auto& numbers = values.counted.empty() ? values.numbers : values.counted;
    if (values.source->column.kind != ColumnKind::money) {
        for (const std::uint32_t place : places) sum.number += numbers[place];
        return sum;
    }
    CurrencySums amounts;
    for (const std::uint32_t place : places) {
        if (values.present[place] != 0)
            amounts.add(values.known_currencies[values.currencies[place]].code(), numbers[place]);
    }
    sum.amounts = amounts.take();
    return sum;
}

}  // namespace

Result<ListRows> list_rows(Workspace& workspace, const ListQuery& query) {
    Listing listing{workspace, query, {}, {}, query.view.sorts, {}, {}, {}};
    TRY_ASSIGN(listing.columns, source_columns(workspace, query.list));
    for (const ListFilter& filter : query.view.filters) {
        TRY_ASSIGN(auto ready, read_filter(listing.columns, filter));
        listing.filters.push_back(std::move(ready));
    }
    std::ranges::move(last_sorts(query.list), std::back_inserter(listing.sorts));
    TRY(read_columns(listing));
    TRY(search(listing));
    const FilterClock clock{query.today, query.offset_minutes};
    for (const ReadyFilter& filter : listing.filters)
        apply_filter(filter, *listing.find_values(filter.column), clock, listing.pass);

    ListRows list;
    list.total = static_cast<std::int64_t>(listing.places.rows.size());
    const auto places = sorted_places(listing);
    list.rows.reserve(places.size());
    for (const std::uint32_t place : places) list.rows.push_back(listing.places.rows[place]);
    for (const SourceColumn& column : listing.columns) {
        if (column.column.summed && is_shown(query.view, column.column))
            list.sums.push_back(sum_of(*listing.find_values(&column), places));
    }
    return list;
}

}  // namespace perennial
