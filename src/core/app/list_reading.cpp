#include "core/app/list_reading.h"

#include <algorithm>
#include <string>

#include "core/app/sql.h"
#include "core/domain/rules_of_record.h"

namespace perennial {
namespace {

void make_room(ColumnValues& values, std::size_t places) {
    if (values.many()) return;
    if (values.textual()) {
        values.texts.resize(places, ColumnValues::kNoText);
        return;
    }
    values.numbers.resize(places, 0);
    values.present.resize(places, values.source->zero_when_absent ? 1 : 0);
    if (!values.source->status.empty()) values.counted.resize(places, 0);
    if (values.source->column.kind == ColumnKind::money) values.currencies.resize(places, 0);
}

std::uint8_t currency_index(ColumnValues& values, Currency currency) {
    const auto found = std::ranges::find(values.known_currencies, currency);
    const auto index = static_cast<std::size_t>(found - values.known_currencies.begin());
    if (found != values.known_currencies.end()) return static_cast<std::uint8_t>(index);
    if (index > std::numeric_limits<std::uint8_t>::max()) return 0;
    values.known_currencies.push_back(currency);
    return static_cast<std::uint8_t>(index);
}

/// The currency of a column's text, mostly that of the row before.
std::uint8_t read_currency(ColumnValues& values, std::string_view code) {
    const auto matches = [code](Currency currency) { return currency.code() == code; };
    const auto found = std::ranges::find_if(values.known_currencies, matches);
    if (found != values.known_currencies.end())
        return static_cast<std::uint8_t>(found - values.known_currencies.begin());
    return currency_index(values, Currency::parse(code).value_or(Currency{}));
}

void take_number(ColumnValues& values, const Statement& row, int column, std::uint32_t place) {
    if (row.is_null(column)) return;
    values.numbers[place] = row.integer(column);
    values.present[place] = 1;
    int next = column + 1;
    if (!values.source->currency.empty()) values.currencies[place] = read_currency(values, row.text(next++));
    if (!values.source->status.empty())
        values.counted[place] = counted_amount(row.text(next), values.numbers[place]);
}

void take_text(ColumnValues& values, std::string_view text, std::uint32_t place) {
    if (!text.empty()) values.texts[place] = values.pool.add(text);
}

void take_custom(ColumnValues& values, std::string_view text, std::uint32_t place) {
    if (values.textual()) return take_text(values, text, place);
    if (values.many()) {
        for (const std::string& one : several(text)) values.entries.push_back({place, values.pool.add(one)});
        return;
    }
    const auto value = read_custom(values.source->column.kind, text);
    if (!value) return;
    values.numbers[place] = value->number;
    values.present[place] = 1;
    if (!values.currencies.empty()) values.currencies[place] = currency_index(values, value->currency);
}

}  // namespace

/// A column, and where its values stand in the statement.
struct ListReading::Incoming {
    ColumnValues* values = nullptr;
    int column = 0;
    std::vector<std::uint32_t> name_of_row;  ///< Of references: the text behind a row's number.

    void take(const Statement& row, std::uint32_t place);
};

struct ListReading::Pass {
    RangeSelect select;
    std::vector<Incoming*> columns;
    bool names = false;         ///< Of the one column, which is a reference: what its rows are called.
    bool fills_places = false;  ///< The list's records are not known before.
    std::string key;            ///< Of a custom field.
};

ListReading::ListReading(Workspace& workspace, ListKind list, std::span<const SourceColumn* const> columns,
                         ListPlaces& places)
    : workspace_(workspace), list_(list), places_(places), values_(columns.size()), incoming_(columns.size()) {
    std::vector<Incoming*> of_record, of_figures;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        values_[i].source = columns[i];
        values_[i].known_currencies = {Currency{}};
        incoming_[i].values = &values_[i];
        if (columns[i]->stored == StoredAs::reference) add_names(incoming_[i]);
        if (columns[i]->source == ListSource::record) of_record.push_back(&incoming_[i]);
        if (columns[i]->source == ListSource::figures) of_figures.push_back(&incoming_[i]);
    }
    if (!places.filled || !of_record.empty()) {
        add_pass(ListSource::record, std::move(of_record));
        passes_.back().fills_places = !places.filled;
    }
    if (!of_figures.empty()) add_pass(ListSource::figures, std::move(of_figures));
    for (Incoming& one : incoming_) {
        const ListSource source = one.values->source->source;
        if (source != ListSource::record && source != ListSource::figures) add_pass(source, {&one});
    }
}

ListReading::~ListReading() = default;

void ListReading::add_names(Incoming& incoming) {
    passes_.push_back(
        {.select = incoming.values->source->names, .columns = {&incoming}, .names = true, .key = {}});
}

void ListReading::add_pass(ListSource source, std::vector<Incoming*> columns) {
    std::string sql;
    int column = 1;
    for (Incoming* one : columns) {
        const SourceColumn& of = *one->values->source;
        one->column = column++;
        sql += ", " + of.value;
        for (const std::string* more : {&of.currency, &of.status}) {
            if (more->empty()) continue;
            sql += ", " + *more;
            ++column;
        }
    }
    std::string key = source == ListSource::custom ? columns.front()->values->source->key : "";
    passes_.push_back(
        {.select = select_range(list_, source, sql), .columns = std::move(columns), .key = std::move(key)});
}

Result<bool> ListReading::step(std::int64_t rows) {
    for (; pass_ < passes_.size(); ++pass_, begun_ = false) {
        const Pass& pass = passes_[pass_];
        if (!begun_) TRY(begin(pass));
        while (next_ <= last_) {
            if (rows <= 0) return false;
            const std::int64_t count = std::min(rows, last_ - next_ + 1);
            TRY(read(pass, next_, next_ + count - 1));
            next_ += count;
            rows -= count;
        }
        if (pass.fills_places) places_.filled = true;
    }
    return true;
}

Status ListReading::begin(const Pass& pass) {
    TRY_ASSIGN(last_, workspace_.reader().integer(pass.select.last));
    next_ = 1;
    begun_ = true;
    if (pass.names || pass.fills_places) return {};
    for (const Incoming* one : pass.columns) make_room(*one->values, places_.rows.size());
    return {};
}

Status ListReading::read(const Pass& pass, std::int64_t first, std::int64_t last) {
    TRY_ASSIGN(Statement statement, workspace_.reader().prepare(pass.select.sql));
    statement.bind(1, first).bind(2, last);
    if (!pass.key.empty()) statement.bind(3, pass.key);
    while (true) {
        TRY_ASSIGN(const bool found, statement.step());
        if (!found) return {};
        take_row(pass, statement);
    }
}

void ListReading::take_row(const Pass& pass, const Statement& statement) {
    const RowNo row = row_column(statement, 0);
    if (pass.names) {
        auto& by_row = pass.columns.front()->name_of_row;
        const auto number = static_cast<std::size_t>(row);
        if (number >= by_row.size())
            by_row.resize(std::max(number + 1, by_row.size() * 2), ColumnValues::kNoText);
        if (!statement.text(1).empty())
            by_row[number] = pass.columns.front()->values->pool.add(statement.text(1));
        return;
    }
    if (pass.fills_places) {
        places_.add(row);
        for (const Incoming* one : pass.columns) make_room(*one->values, places_.rows.size());
    }
    const std::uint32_t place = places_.place_of(row);
    if (place == ListPlaces::kNone) return;
    for (Incoming* one : pass.columns) one->take(statement, place);
}

void ListReading::Incoming::take(const Statement& row, std::uint32_t place) {
    switch (values->source->stored) {
        case StoredAs::reference: {
            const auto number = static_cast<std::size_t>(row.integer(column));
            if (number < name_of_row.size()) values->texts[place] = name_of_row[number];
            return;
        }
        case StoredAs::address:
            if (row.is_null(column)) return;
            return take_text(*values, address_part(row.text(column), values->source->part), place);
        case StoredAs::custom: return take_custom(*values, row.text(column), place);
        case StoredAs::itself: break;
    }
    if (values->many()) {
        values->entries.push_back({place, values->pool.add(row.text(column))});
    } else if (values->textual()) {
        take_text(*values, row.text(column), place);
    } else {
        take_number(*values, row, column, place);
    }
}

std::vector<ColumnValues> ListReading::take() { return std::move(values_); }

}  // namespace perennial
