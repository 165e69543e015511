#include "core/interchange/column_facts.h"

#include <algorithm>
#include <charconv>

#include "core/base/text.h"
#include "core/interchange/cell_kind.h"

namespace perennial {
namespace {

constexpr std::size_t kSamples = 3;
constexpr std::size_t kSampleBytes = 200;

/// A phone number and not just a number: with a plus, a bracket or something between its digits.
bool looks_like_phone(std::string_view text) {
    const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
    return digits >= 7 && text.find_first_of("+( -/") != std::string_view::npos &&
           normalise_phone(text).has_value();
}

}  // namespace

void ColumnFacts::note(std::string_view cell) {
    const std::string_view text = trim(cell);
    const CellKind kind = cell_kind(text);
    if (kind == CellKind::empty) return;
    ++filled;
    dates += kind == CellKind::date;
    emails += kind == CellKind::email;
    decimals += kind == CellKind::decimal;
    texts += kind == CellKind::text;
    if (kind != CellKind::date) phones += looks_like_phone(text);
    if (kind == CellKind::integer) {
        ++integers;
        leading_zeros = leading_zeros || (text.size() > 1 && text[0] == '0');
        std::int64_t number = INT64_MAX;
        std::from_chars(text.data(), text.data() + text.size(), number);
        largest = std::max(largest, number);
    }
    const bool is_new = values.emplace(text).second;
    if (is_new && samples.size() < kSamples) samples.emplace_back(truncate_utf8(text, kSampleBytes));
}

std::vector<ColumnFacts> column_facts(std::span<const std::vector<std::string>> rows, std::size_t columns) {
    std::vector<ColumnFacts> facts(columns);
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < std::min(columns, row.size()); ++i) facts[i].note(row[i]);
    }
    return facts;
}

}  // namespace perennial
