// What the four lists are called, and their filters in words.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/app/lists.h"

namespace perennial::ui {

struct ListWords {
    ListKind kind;
    std::string_view place;  ///< In addresses: "contacts".
    std::string_view title;  ///< "Contacts".
    std::string_view all;    ///< "All contacts".
    std::string_view one, many;
    std::string_view add;  ///< "New contact".
    const char* icon;
    std::string_view nothing_yet, why_nothing;
};
const ListWords& words_of(ListKind kind);

/// The column of this name, or nullptr.
const ListColumn* find_column(std::span<const ListColumn> columns, std::string_view name);

/// "within the last 30 days", "is not": how the operator reads behind the column's name.
std::string_view filter_op_words(FilterOp op);
/// What stands behind the column's name on a chip: "within the last 365 days", "Ines or Tomasz", "at least 100".
std::string filter_words(const ListFilter& filter);

}  // namespace perennial::ui
