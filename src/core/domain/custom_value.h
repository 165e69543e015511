// Fields that a shop defines itself: what a definition is, and the one text in which a value of each type is kept.
// Values are members of the contact under the definition's key; they are text, so that a definition can be changed,
// removed and made again without losing any. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/base/time.h"

namespace perennial {

/// In the order of the catalogue's choices for `type`.
enum class CustomType : std::uint8_t { text, number, money, date, choice, multi_choice, yes_no, link };
/// "multi_choice", as files write it.
std::string_view custom_type_name(CustomType type);
/// nullopt when there is none of this name.
std::optional<CustomType> custom_type(std::string_view name);

struct CustomField {
    Id id;
    std::string key;    ///< Names the values; never changes.
    std::string label;  ///< As screens say it.
    CustomType type = CustomType::text;
    std::vector<std::string> choices;  ///< In the order offered; of the two choice types only.
    std::int64_t position = 0;
    bool operator==(const CustomField&) const = default;
};

/// What a value leaves unsaid.
struct CustomDefaults {
    Currency currency;
    DateOrder order = DateOrder::day_month_year;
};

/// The value as it is kept: number "12.5", money "12.50 EUR", date "2026-03-01", choice as defined, choices as defined and in
/// that order joined by "; ", "yes" or "no", link with http or https in front. "" for an empty text.
/// Errors: invalid_input, a sentence that begins with the label and says what to type.
Result<std::string> check_custom_value(const CustomField& field, std::string_view typed,
                                       const CustomDefaults& defaults);

/// "Hat size" as "hat_size": letters and digits of any script, folded, joined by "_". "" when there are none.
std::string custom_key_of(std::string_view label);

/// Trimmed, each once whatever its case and accents, empty ones left out.
/// Errors: invalid_input when none is left, or one holds what separates choices (";" or a line end).
Result<std::vector<std::string>> check_choices(const std::vector<std::string>& choices);
/// One choice a line, as definitions keep them.
std::string choices_text(const std::vector<std::string>& choices);
std::vector<std::string> choices_of_text(std::string_view text);
/// The parts of a value of several choices.
std::vector<std::string> parts_of_value(std::string_view value);

}  // namespace perennial
