// Values of custom fields: which type a column of a foreign table looks like, and how a value of a type is written, so that
// fields of the same type can be compared and sorted. Types are those of the catalogue's custom_field table, by name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/interchange/text_format.h"

namespace perennial {

/// As a field of this type keeps it: "1284.5" for a number or money, "2026-03-01" for a date (a time of day is left out),
/// "yes" or "no"; anything else as typed. nullopt when the text is none of the type.
std::optional<std::string> custom_value(std::string_view type, std::string_view text,
                                        const TextFormat& format);

/// "number", "date", "yes or no": for the middle of a sentence.
std::string_view custom_type_words(std::string_view type);

/// Sees the cells of one column and says which type they all are.
class CustomGuess {
public:
    /// Empty cells and placeholders ("n/a") say nothing.
    void note(std::string_view cell, const TextFormat& format);
    /// number, date or yes_no when every value is one; choice for at most 12 different values in at least 20 cells; else text.
    std::string_view type() const;
    /// For choice: the values, one a line, in the order met.
    std::string choices() const;

private:
    std::int64_t filled_ = 0;
    bool numbers_ = true, dates_ = true, yes_or_no_ = true, few_ = true;
    std::vector<std::string> values_;  ///< Different ones, while they are few.
};

}  // namespace perennial
