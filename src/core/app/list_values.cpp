#include "core/app/list_values.h"

#include <algorithm>

#include "core/app/sql.h"
#include "core/base/hash.h"
#include "core/base/text.h"
#include "core/domain/rules_of_record.h"

namespace perennial {

// Texts -----------------------------------------------------------------------------------------------------

std::string_view NumberedTexts::operator[](std::size_t number) const {
    const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
    return std::string_view(bytes_).substr(begin, ends_[number] - begin);
}

void NumberedTexts::push(std::string_view text) {
    bytes_ += text;
    ends_.push_back(bytes_.size());
}

std::uint32_t TextPool::add(std::string_view text) {
    if (slots_.size() < 2 * (texts_.size() + 1)) grow();
    const std::uint64_t hash = hash64(text);
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash & mask;
    while (slots_[slot] != 0) {
        const std::uint32_t number = slots_[slot] - 1;
        if (hashes_[number] == hash && texts_[number] == text) return number;
        slot = (slot + 1) & mask;
    }
    texts_.push(text);
    hashes_.push_back(hash);
    slots_[slot] = static_cast<std::uint32_t>(texts_.size());
    return slots_[slot] - 1;
}

void TextPool::grow() {
    slots_.assign(std::max<std::size_t>(64, slots_.size() * 4), 0);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t number = 0; number < texts_.size(); ++number) {
        std::size_t slot = hashes_[number] & mask;
        while (slots_[slot] != 0) slot = (slot + 1) & mask;
        slots_[slot] = static_cast<std::uint32_t>(number + 1);
    }
}

void ColumnValues::fold_texts() {
    if (source->folded) return;
    for (std::size_t text = folded_.size(); text < pool.size(); ++text) folded_.push(fold(pool[text]));
}

// ListPlaces ------------------------------------------------------------------------------------------------

void ListPlaces::add(RowNo row) {
    const auto number = static_cast<std::size_t>(row);
    if (number >= by_row_.size()) by_row_.resize(std::max(number + 1, by_row_.size() * 2), kNone);
    by_row_[number] = static_cast<std::uint32_t>(rows.size());
    rows.push_back(row);
}

std::uint32_t ListPlaces::place_of(RowNo row) const {
    const auto number = static_cast<std::size_t>(row);
    return number < by_row_.size() ? by_row_[number] : kNone;
}

// Reading ---------------------------------------------------------------------------------------------------

namespace {

/// A column on its way in, and where its values stand in the statement.
struct Incoming {
    ColumnValues* values = nullptr;
    int column = 0;
    std::vector<std::uint32_t> name_of_row;  ///< Of references: the text behind a row's number.
};

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

void take_number(Incoming& incoming, const Statement& row, std::uint32_t place) {
    ColumnValues& values = *incoming.values;
    if (row.is_null(incoming.column)) return;
    values.numbers[place] = row.integer(incoming.column);
    values.present[place] = 1;
    int next = incoming.column + 1;
    if (!values.source->currency.empty()) values.currencies[place] = read_currency(values, row.text(next++));
    if (!values.source->status.empty())
        values.counted[place] = counted_amount(row.text(next), values.numbers[place]);
}

void take_reference(Incoming& incoming, const Statement& row, std::uint32_t place) {
    const auto number = static_cast<std::size_t>(row.integer(incoming.column));
    if (number < incoming.name_of_row.size()) incoming.values->texts[place] = incoming.name_of_row[number];
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

void take(Incoming& incoming, const Statement& row, std::uint32_t place) {
    ColumnValues& values = *incoming.values;
    switch (values.source->stored) {
        case StoredAs::reference: return take_reference(incoming, row, place);
        case StoredAs::address:
            if (row.is_null(incoming.column)) return;
            return take_text(values, address_part(row.text(incoming.column), values.source->part), place);
        case StoredAs::custom: return take_custom(values, row.text(incoming.column), place);
        case StoredAs::itself: break;
    }
    if (values.many()) {
        values.entries.push_back({place, values.pool.add(row.text(incoming.column))});
    } else if (values.textual()) {
        take_text(values, row.text(incoming.column), place);
    } else {
        take_number(incoming, row, place);
    }
}

Status read_names(Workspace& workspace, Incoming& incoming) {
    TRY_ASSIGN(Statement names, workspace.reader().prepare(incoming.values->source->names));
    auto& by_row = incoming.name_of_row;
    while (true) {
        TRY_ASSIGN(const bool found, names.step());
        if (!found) return {};
        const auto row = static_cast<std::size_t>(names.integer(0));
        if (row >= by_row.size()) by_row.resize(std::max(row + 1, by_row.size() * 2), ColumnValues::kNoText);
        if (!names.text(1).empty()) by_row[row] = incoming.values->pool.add(names.text(1));
    }
}

/// The values of some columns of one source, and what they take in the statement.
Result<std::vector<Incoming>> prepare_incoming(Workspace& workspace, std::span<ColumnValues* const> columns,
                                               std::string& sql) {
    std::vector<Incoming> incoming;
    int column = 1;
    for (ColumnValues* values : columns) {
        Incoming& one = incoming.emplace_back();
        one.values = values;
        one.column = column++;
        const SourceColumn& source = *values->source;
        sql += ", " + source.value;
        for (const std::string* more : {&source.currency, &source.status}) {
            if (more->empty()) continue;
            sql += ", " + *more;
            ++column;
        }
        if (source.stored == StoredAs::reference) TRY(read_names(workspace, one));
    }
    return incoming;
}

Status read_source(Workspace& workspace, ListKind list, ListSource source,
                   std::span<ColumnValues* const> columns, ListPlaces& places, bool fills_places) {
    std::string sql;
    TRY_ASSIGN(auto incoming, prepare_incoming(workspace, columns, sql));
    TRY_ASSIGN(Statement statement, workspace.reader().prepare(select_all(list, source, sql)));
    if (source == ListSource::custom) statement.bind(1, columns.front()->source->key);
    if (!fills_places) {
        for (const Incoming& one : incoming) make_room(*one.values, places.rows.size());
    }
    while (true) {
        TRY_ASSIGN(const bool found, statement.step());
        if (!found) return {};
        const RowNo row = row_column(statement, 0);
        if (fills_places) {
            places.add(row);
            for (const Incoming& one : incoming) make_room(*one.values, places.rows.size());
        }
        const std::uint32_t place = places.place_of(row);
        if (place == ListPlaces::kNone) continue;
        for (Incoming& one : incoming) take(one, statement, place);
    }
}

}  // namespace

std::vector<std::string> several(std::string_view text) {
    constexpr std::string_view kBetween = "; ";
    std::vector<std::string> texts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(kBetween), text.size());
        const std::string_view one = trim(text.substr(0, end));
        if (!one.empty()) texts.emplace_back(one);
        text.remove_prefix(std::min(end + kBetween.size(), text.size()));
    }
    return texts;
}

std::optional<CustomValue> read_custom(ColumnKind kind, std::string_view text) {
    text = trim(text);
    switch (kind) {
        case ColumnKind::yes_no:
            if (text != "yes" && text != "no") return std::nullopt;
            return CustomValue{text == "yes", {}};
        case ColumnKind::day: {
            const auto day = Day::parse(text);
            return day ? std::optional(CustomValue{day->days, {}}) : std::nullopt;
        }
        case ColumnKind::money: {
            const std::size_t gap = text.rfind(' ');
            if (gap == std::string_view::npos) return std::nullopt;
            const auto currency = Currency::parse(text.substr(gap + 1));
            const auto amount = parse_decimal(text.substr(0, gap), DecimalMark::point);
            if (!currency || !amount) return std::nullopt;
            const auto minor = amount->scaled_to(currency->minor_digits());
            return minor ? std::optional(CustomValue{*minor, *currency}) : std::nullopt;
        }
        case ColumnKind::quantity: {
            const auto number = parse_decimal(text, DecimalMark::point);
            const auto thousandths = number ? number->scaled_to(3) : std::nullopt;
            return thousandths ? std::optional(CustomValue{*thousandths, {}}) : std::nullopt;
        }
        default: return std::nullopt;
    }
}

Result<std::vector<ColumnValues>> read_values(Workspace& workspace, ListKind list,
                                              std::span<const SourceColumn* const> columns,
                                              ListPlaces& places) {
    std::vector<ColumnValues> values(columns.size());
    std::vector<ColumnValues*> of_record, of_figures;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        values[i].source = columns[i];
        values[i].known_currencies = {Currency{}};
        if (columns[i]->source == ListSource::record) of_record.push_back(&values[i]);
        if (columns[i]->source == ListSource::figures) of_figures.push_back(&values[i]);
    }
    const bool fills_places = !places.filled;
    if (fills_places || !of_record.empty())
        TRY(read_source(workspace, list, ListSource::record, of_record, places, fills_places));
    places.filled = true;
    if (!of_figures.empty())
        TRY(read_source(workspace, list, ListSource::figures, of_figures, places, false));
    for (ColumnValues& one : values) {
        const ListSource source = one.source->source;
        if (source == ListSource::record || source == ListSource::figures) continue;
        ColumnValues* const alone = &one;
        TRY(read_source(workspace, list, source, {&alone, 1}, places, false));
    }
    return values;
}

}  // namespace perennial
