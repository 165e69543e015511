// What the cells of one column look like, counted over a sample, and what such a column could be when its header says
// nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace perennial {

struct ColumnFacts {
    std::size_t filled = 0, dates = 0, emails = 0, decimals = 0, integers = 0, phones = 0, texts = 0;
    bool leading_zeros = false;
    std::int64_t largest = 0;  ///< Of the integers.
    std::unordered_set<std::string> values;
    std::vector<std::string> samples;  ///< First different ones, at most 3.

    void note(std::string_view cell);
    bool are_dates() const { return filled > 0 && dates * 10 >= filled * 9; }
    bool are_emails() const { return filled > 0 && emails * 10 >= filled * 8; }
    bool are_phones() const { return filled > 0 && phones * 10 >= filled * 8; }
    /// Numbers of which at least half have a fraction.
    bool are_amounts() const { return filled > 0 && decimals * 2 >= filled && decimals + integers == filled; }
    bool are_integers() const { return filled > 0 && integers == filled; }
    bool are_texts() const { return filled > 0 && texts * 10 >= filled * 8; }
    /// Small whole numbers, as of pieces sold.
    bool are_counts() const { return are_integers() && !leading_zeros && largest < 1000; }
    /// Numbers that name something: large, or written with zeros before them.
    bool are_numbers_of_records() const { return are_integers() && (leading_zeros || largest >= 1000); }
    bool repeat() const { return values.size() < filled; }
};

std::vector<ColumnFacts> column_facts(std::span<const std::vector<std::string>> rows, std::size_t columns);

}  // namespace perennial
