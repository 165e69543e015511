#include "core/app/list_reader.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "core/app/currency_sums.h"
#include "core/app/list_filters.h"
#include "core/app/search_words.h"
#include "core/app/sql.h"

namespace perennial {
namespace {

/// Columns that stay in memory: more than anybody shows, sorts and filters by at once. One of 300,000 orders takes 3 to 15 MB.
constexpr std::size_t kMostKept = 24;

bool is_shown(const ListView& view, const ListColumn& column) {
    if (view.columns.empty()) return column.at_first;
    return std::ranges::find(view.columns, column.name) != view.columns.end();
}

/// Contacts lie in the order of their names.
bool lies_in_order(ListKind list, std::string_view column) {
    return list == ListKind::contacts && column == "name";
}

/// What decides when nothing else does.
std::optional<ListSort> last_sort(ListKind list) {
    switch (list) {
        case ListKind::contacts: return std::nullopt;
        case ListKind::companies:
        case ListKind::products: return ListSort{"name", false};
        case ListKind::orders: return ListSort{"placed_on", true};
    }
    return std::nullopt;
}

/// Contacts by name, which is an index's order: it gives the ties of every other order for nothing.
Status read_contacts(Workspace& workspace, ListPlaces& places) {
    TRY_ASSIGN(Statement statement,
               workspace.reader().prepare("SELECT row FROM contact_rollup ORDER BY sort_key, row"));
    while (true) {
        TRY_ASSIGN(const bool found, statement.step());
        if (!found) break;
        places.add(row_column(statement, 0));
    }
    places.filled = true;
    // The nameless have the last key of all.
    TRY_ASSIGN(const std::int64_t unnamed,
               workspace.reader().integer("SELECT count(*) FROM contact_rollup WHERE sort_key = "
                                          "(SELECT max(sort_key) FROM contact_rollup) AND search_text = ''"));
    places.unnamed = static_cast<std::size_t>(unnamed);
    return {};
}

OrderKeys name_keys(const ListPlaces& places) {
    OrderKeys order{std::vector<std::uint64_t>(places.rows.size()),
                    std::vector<std::uint8_t>(places.rows.size(), 1)};
    std::iota(order.keys.begin(), order.keys.end(), std::uint64_t{0});
    std::fill(order.present.end() - static_cast<std::ptrdiff_t>(places.unnamed), order.present.end(),
              std::uint8_t{0});
    return order;
}

/// The digits of a phone, so that "600 100" is found as typed.
std::string digits_of(std::string_view text) {
    std::string digits(text);
    std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
    return digits;
}

/// Which texts of the column hold the word.
std::vector<std::uint8_t> texts_with(const ColumnValues& values, std::string_view word) {
    std::vector<std::uint8_t> holds(values.pool.size());
    for (std::size_t text = 0; text < holds.size(); ++text) {
        const std::string_view folded = values.folded(text);
        holds[text] = values.source->phone ? digits_of(folded).find(word) != std::string::npos
                                           : folded.find(word) != std::string_view::npos;
    }
    return holds;
}

ColumnSum sum_of(const ColumnValues& values, const std::vector<std::uint32_t>& places) {
    ColumnSum sum;
    sum.column = values.source->column.name;
    const auto& numbers = values.counted.empty() ? values.numbers : values.counted;
    if (values.source->column.kind != ColumnKind::money) {
        for (const std::uint32_t place : places) sum.number += numbers[place];
        return sum;
    }
    std::vector<std::int64_t> totals(values.known_currencies.size(), 0);
    std::vector<std::uint8_t> occurs(totals.size(), 0);
    for (const std::uint32_t place : places) {
        totals[values.currencies[place]] += numbers[place];
        occurs[values.currencies[place]] |= values.present[place];
    }
    CurrencySums amounts;
    for (std::size_t i = 0; i < totals.size(); ++i) {
        if (occurs[i] != 0) amounts.add(values.known_currencies[i].code(), totals[i]);
    }
    sum.amounts = amounts.take();
    return sum;
}

}  // namespace

/// A query whose parts have been looked up.
struct ListReader::Question {
    const ListQuery& query;
    std::vector<ReadyFilter> filters;
    std::vector<std::string> words;
    std::vector<const SourceColumn*> summed;
    std::vector<const SourceColumn*> needed;  ///< Each once.

    void need(const SourceColumn* column) {
        if (column && std::ranges::find(needed, column) == needed.end()) needed.push_back(column);
    }
};

// What is kept ------------------------------------------------------------------------------------------------

Status ListReader::follow_workspace() {
    if (revision_ == workspace_.revision()) return {};
    revision_.reset();
    ahead_.reset();
    kept_.clear();
    places_ = {};
    by_name_.reset();
    first_order_.clear();
    TRY_ASSIGN(columns_, source_columns(workspace_, list_));
    if (list_ == ListKind::contacts) TRY(read_contacts(workspace_, places_));
    revision_ = workspace_.revision();
    return {};
}

std::list<ListReader::Kept>::iterator ListReader::place_of(const SourceColumn* column) {
    return std::ranges::find(kept_, column, [](const Kept& kept) { return kept.values.source; });
}

/// Reads what is not there yet; afterwards all of `needed` is.
Status ListReader::read(std::span<const SourceColumn* const> needed) {
    std::vector<const SourceColumn*> missing;
    for (const SourceColumn* column : needed) {
        const auto found = place_of(column);
        if (found == kept_.end()) {
            missing.push_back(column);
        } else {
            kept_.splice(kept_.end(), kept_, found);
        }
    }
    if (missing.empty() && places_.filled) return {};
    ListReading reading(workspace_, list_, missing, places_);
    if (auto done = reading.step(std::numeric_limits<std::int64_t>::max()); !done) {
        revision_.reset();  // Places may have been filled in part: begin anew.
        return std::unexpected(std::move(done.error()));
    }
    for (ColumnValues& one : reading.take()) kept_.push_back({std::move(one), std::nullopt});
    while (kept_.size() > std::max(kMostKept, needed.size())) kept_.pop_front();
    return {};
}

// Ahead -------------------------------------------------------------------------------------------------------

/// Columns not in memory yet that may be asked for soon, as many as there is room for.
std::vector<const SourceColumn*> ListReader::likely(const ListView& view) {
    std::vector<const SourceColumn*> columns;
    for (const SourceColumn& column : columns_) {
        const bool wanted = column.searched || is_shown(view, column.column);
        if (!wanted || place_of(&column) != kept_.end()) continue;
        if (kept_.size() + columns.size() < kMostKept) columns.push_back(&column);
    }
    return columns;
}

/// Folds texts that are searched; true when all are.
bool ListReader::prepare(std::int64_t rows) {
    return std::ranges::all_of(kept_, [&](Kept& kept) {
        return !kept.values.source->searched || kept.values.fold_texts(static_cast<std::size_t>(rows));
    });
}

Result<bool> ListReader::read_ahead(const ListView& view, std::int64_t rows) {
    if (revision_ != workspace_.revision()) return true;
    if (!ahead_) {
        const auto columns = likely(view);
        if (columns.empty()) return prepare(rows);
        ahead_ = std::make_unique<ListReading>(workspace_, list_, columns, places_);
    }
    const auto done = ahead_->step(rows);
    if (!done) ahead_.reset();
    if (!done || !*done) return done;
    // What has been asked for meanwhile was read then.
    for (ColumnValues& one : ahead_->take()) {
        if (place_of(one.source) == kept_.end()) kept_.push_front({std::move(one), std::nullopt});
    }
    ahead_.reset();
    return false;
}

const ColumnValues& ListReader::folded_values(const SourceColumn* column) {
    ColumnValues& values = place_of(column)->values;
    values.fold_texts();
    return values;
}

const OrderKeys& ListReader::order_of(const SourceColumn* column) {
    Kept& kept = *place_of(column);
    if (!kept.order) kept.order = order_keys(kept.values, places_.rows.size());
    return *kept.order;
}

const std::vector<std::uint32_t>& ListReader::first_order() {
    if (first_order_.size() == places_.rows.size()) return first_order_;
    first_order_.resize(places_.rows.size());
    std::iota(first_order_.begin(), first_order_.end(), std::uint32_t{0});
    if (list_ == ListKind::orders) std::ranges::reverse(first_order_);
    if (const auto sort = last_sort(list_))
        sort_places(first_order_, order_of(find_column(columns_, sort->column)), sort->descending);
    return first_order_;
}

// Answering ---------------------------------------------------------------------------------------------------

Result<ListReader::Question> ListReader::understood(const ListQuery& query) {
    Question question{query, {}, search_words(query.view.text), {}, {}};
    for (const ListFilter& filter : query.view.filters) {
        TRY_ASSIGN(auto ready, read_filter(columns_, filter));
        question.need(ready.column);
        question.filters.push_back(std::move(ready));
    }
    for (const ListSort& sort : query.view.sorts) {
        if (!lies_in_order(list_, sort.column)) question.need(find_column(columns_, sort.column));
    }
    if (const auto sort = last_sort(list_)) question.need(find_column(columns_, sort->column));
    for (const SourceColumn& column : columns_) {
        if (column.searched && !question.words.empty()) question.need(&column);
        if (!column.column.summed || !is_shown(query.view, column.column)) continue;
        question.need(&column);
        question.summed.push_back(&column);
    }
    return question;
}

/// Each word must occur in one of the searched columns.
void ListReader::search(const std::vector<std::string>& words, std::vector<std::uint8_t>& pass) {
    std::vector<std::vector<std::uint8_t>> found(words.size(), std::vector<std::uint8_t>(pass.size(), 0));
    for (const SourceColumn& column : columns_) {
        if (!column.searched) continue;
        const ColumnValues& values = folded_values(&column);
        for (std::size_t word = 0; word < words.size(); ++word) {
            const auto holds = texts_with(values, words[word]);
            for (std::size_t place = 0; place < pass.size(); ++place) {
                if (values.texts[place] != ColumnValues::kNoText)
                    found[word][place] |= holds[values.texts[place]];
            }
        }
    }
    for (const auto& places : found) {
        for (std::size_t place = 0; place < pass.size(); ++place) pass[place] &= places[place];
    }
}

/// 1 for every place that the search and the filters let through.
std::vector<std::uint8_t> ListReader::passing(const Question& question) {
    std::vector<std::uint8_t> pass(places_.rows.size(), 1);
    if (!question.words.empty()) search(question.words, pass);
    const FilterClock clock{question.query.today, question.query.offset_minutes};
    for (const ReadyFilter& filter : question.filters) {
        const ColumnValues& values =
            filter.texts.empty() ? place_of(filter.column)->values : folded_values(filter.column);
        apply_filter(filter, values, clock, pass);
    }
    return pass;
}

/// The last sort first: each leaves the order of ties alone. One by a field that is no more is passed over.
std::vector<std::uint32_t> ListReader::sorted(const std::vector<ListSort>& sorts,
                                              const std::vector<std::uint8_t>& pass) {
    std::vector<std::uint32_t> places;
    std::ranges::copy_if(first_order(), std::back_inserter(places),
                         [&](std::uint32_t place) { return pass[place] != 0; });
    for (auto sort = sorts.rbegin(); sort != sorts.rend(); ++sort) {
        if (lies_in_order(list_, sort->column)) {
            if (!by_name_) by_name_ = name_keys(places_);
            sort_places(places, *by_name_, sort->descending);
        } else if (const SourceColumn* column = find_column(columns_, sort->column)) {
            sort_places(places, order_of(column), sort->descending);
        }
    }
    return places;
}

Result<ListRows> ListReader::rows(const ListQuery& query) {
    TRY(follow_workspace());
    TRY_ASSIGN(const Question question, understood(query));
    TRY(read(question.needed));
    const auto places = sorted(query.view.sorts, passing(question));
    ListRows list;
    list.total = static_cast<std::int64_t>(places_.rows.size());
    list.rows.reserve(places.size());
    for (const std::uint32_t place : places) list.rows.push_back(places_.rows[place]);
    for (const SourceColumn* column : question.summed)
        list.sums.push_back(sum_of(place_of(column)->values, places));
    return list;
}

Result<ListRows> list_rows(Workspace& workspace, const ListQuery& query) {
    return ListReader(workspace, query.list).rows(query);
}

}  // namespace perennial
