// A column of a whole list in memory: numbers, or numbered texts, by the place of the record in the list. What sorting,
// filtering and summing work on, so that the database is asked once per source and never per row.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/app/list_columns.h"

namespace perennial {

/// Texts in one piece of memory, numbered from 0 in the order in which they came.
class NumberedTexts {
public:
    void push(std::string_view text);
    std::size_t size() const { return ends_.size(); }
    std::string_view operator[](std::size_t number) const;

private:
    std::string bytes_;
    std::vector<std::size_t> ends_;
};

/// Distinct texts.
class TextPool {
public:
    /// The text's number, a new one when it was not there.
    std::uint32_t add(std::string_view text);
    std::size_t size() const { return texts_.size(); }
    std::string_view operator[](std::size_t number) const { return texts_[number]; }

private:
    void grow();

    NumberedTexts texts_;
    std::vector<std::uint64_t> hashes_;
    std::vector<std::uint32_t> slots_;  ///< Number + 1; 0 is free.
};

/// The records of a list in its first order; a place is an index into `rows`.
struct ListPlaces {
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

    std::vector<RowNo> rows;
    bool filled = false;      ///< All of them are known.
    std::size_t unnamed = 0;  ///< Of contacts: so many at the end have no name.

    void add(RowNo row);
    /// kNone for a row that is not in the list.
    std::uint32_t place_of(RowNo row) const;

private:
    std::vector<std::uint32_t> by_row_;
};

struct ColumnValues {
    static constexpr std::uint32_t kNoText = ListPlaces::kNone;
    struct Entry {
        std::uint32_t place = 0, text = 0;
    };

    const SourceColumn* source = nullptr;
    std::vector<std::int64_t> numbers;       ///< Of every kind but texts, by place.
    std::vector<std::uint8_t> present;       ///< Beside `numbers`.
    std::vector<std::uint8_t> currencies;    ///< Of money, by place: index into `known_currencies`.
    std::vector<Currency> known_currencies;  ///< The first is none.
    std::vector<std::int64_t> counted;       ///< Of an order's total: what counts.
    std::vector<std::uint32_t> texts;        ///< Of texts, by place: number in `pool`, or kNoText.
    std::vector<Entry> entries;              ///< Of many, in any order.
    TextPool pool;

    /// Once it has returned true, folded() is there.
    bool fold_texts(std::size_t at_most = std::numeric_limits<std::size_t>::max());
    /// fold() of a text in `pool`.
    std::string_view folded(std::size_t text) const { return source->folded ? pool[text] : folded_[text]; }

    bool textual() const { return holds_text(source->column.kind); }
    bool many() const { return source->column.kind == ColumnKind::many; }
    /// Texts, choices and links.
    static bool holds_text(ColumnKind kind) {
        return kind == ColumnKind::text || kind == ColumnKind::choice || kind == ColumnKind::link;
    }

private:
    NumberedTexts folded_;
};

/// What a custom field's text means for a column of its kind; nullopt when it means nothing.
struct CustomValue {
    std::int64_t number = 0;
    Currency currency;
};
std::optional<CustomValue> read_custom(ColumnKind kind, std::string_view text);
/// The choices in the text of a custom field that holds several: "wool; silk".
std::vector<std::string> several(std::string_view text);

}  // namespace perennial
