#include "core/interchange/custom_values.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/domain/rules_of_record.h"
#include "core/interchange/cell_kind.h"
#include "core/interchange/import_layout.h"

namespace perennial {
namespace {

constexpr std::size_t kMostChoices = 12, kMostChoiceBytes = 100;
constexpr std::int64_t kLeastChoiceCells = 20;
constexpr std::size_t kMostDigits = 15;  // Longer ones are numbers of something, not amounts of it.

constexpr std::array<std::string_view, 12> kYes{"yes", "y",   "true",  "ja",  "oui", "si",
                                                "sim", "tak", "kyllä", "ano", "да",  "はい"};
constexpr std::array<std::string_view, 11> kNo{"no",  "n",  "false", "nein", "non",   "não",
                                               "nie", "ei", "ne",    "нет",  "いいえ"};

bool is_one_of(std::span<const std::string_view> words, std::string_view text) {
    return std::ranges::any_of(words, [&](std::string_view word) { return fold(word) == fold(text); });
}

std::optional<std::string> number_value(std::string_view text, const TextFormat& format) {
    const CellKind kind = cell_kind(text);
    if (kind != CellKind::integer && kind != CellKind::decimal) return std::nullopt;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool padded = text.size() > 1 && text[0] == '0' && is_digit(text[1]);
    const bool phone = text[0] == '+' || text[0] == '(';
    if (padded || phone || static_cast<std::size_t>(std::ranges::count_if(text, is_digit)) > kMostDigits)
        return std::nullopt;
    const auto number = parse_decimal(text, format.decimal_mark);
    return number ? std::optional(number->to_string()) : std::nullopt;
}

std::optional<std::string> date_value(std::string_view text, const TextFormat& format) {
    if (!looks_like_date(text)) return std::nullopt;
    const auto day = parse_loose_day(text, format.date_order);
    return day ? std::optional(day->to_string()) : std::nullopt;
}

std::optional<std::string> yes_no_value(std::string_view text) {
    constexpr std::size_t kLongestWord = 12;
    if (text.size() > kLongestWord) return std::nullopt;
    if (is_one_of(kYes, text)) return "yes";
    if (is_one_of(kNo, text)) return "no";
    return std::nullopt;
}

}  // namespace

std::optional<std::string> custom_value(std::string_view type, std::string_view text,
                                        const TextFormat& format) {
    text = trim(text);
    if (type == "number" || type == "money") return number_value(text, format);
    if (type == "date") return date_value(text, format);
    if (type == "yes_no") return yes_no_value(text);
    return std::string(text);
}

std::string_view custom_type_words(std::string_view type) {
    if (type == "yes_no") return "yes or no";
    return type == "money" ? "number" : type;
}

std::string custom_key_of(const ColumnMapping& column) {
    if (!column.custom_key.empty()) return column.custom_key;
    std::string key = custom_field_key(column.header);
    return key.empty() ? "field" : key;
}

void CustomGuess::note(std::string_view cell, const TextFormat& format) {
    const std::string_view text = trim(unguarded(cell));
    if (text.empty() || is_placeholder(text)) return;
    ++filled_;
    numbers_ = numbers_ && number_value(text, format);
    dates_ = dates_ && date_value(text, format);
    yes_or_no_ = yes_or_no_ && yes_no_value(text);
    if (!few_ || std::ranges::find(values_, text) != values_.end()) return;
    few_ = values_.size() < kMostChoices && text.size() <= kMostChoiceBytes && !text.contains('\n');
    if (few_) {
        values_.emplace_back(text);
    } else {
        values_.clear();
    }
}

std::string_view CustomGuess::type() const {
    if (filled_ == 0) return "text";
    if (yes_or_no_) return "yes_no";
    if (dates_) return "date";
    if (numbers_) return "number";
    return few_ && filled_ >= kLeastChoiceCells ? "choice" : "text";
}

std::string CustomGuess::choices() const {
    std::string lines;
    for (const std::string& value : values_) lines += (lines.empty() ? "" : "\n") + value;
    return type() == "choice" ? lines : std::string{};
}

}  // namespace perennial
