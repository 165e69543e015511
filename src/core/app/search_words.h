// What a person types into a search box, as words to look for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/storage/connection.h"

namespace perennial {

/// Folded words, all of which must occur. A word of digits and phone punctuation is its digits.
std::vector<std::string> search_words(std::string_view text);

/// "instr(COLUMN, ?1) > 0 AND instr(COLUMN, ?2) > 0"; "1" without words. `column` is SQL.
std::string contains_all(std::string_view column, std::size_t words);
void bind_words(Statement& statement, const std::vector<std::string>& words);

}  // namespace perennial
