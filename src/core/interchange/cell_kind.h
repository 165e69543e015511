// What one cell looks like, for guessing what its column means. Guesses only: what a cell is worth is decided when its
// row is read.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/money.h"
#include "core/base/time.h"

namespace perennial {

enum class CellKind : std::uint8_t { empty, integer, decimal, date, email, text };

CellKind cell_kind(std::string_view cell);

/// A cell of digits, signs, separators and at most a currency: "1.284,50", "€ 12", "-3".
bool looks_like_amount(std::string_view cell);

/// A date in any of the three orders. Bare integers are dates only as 20260301.
bool looks_like_date(std::string_view cell);

/// "n/a", "-", "null", "none", "#N/A": what programs write where there is nothing. Not for names and other text.
bool is_placeholder(std::string_view cell);

}  // namespace perennial
