#include "core/app/search_words.h"

#include <algorithm>

#include "core/base/text.h"

namespace perennial {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

/// "+48(600)" is looked for as "48600": search_text holds the digits of phones.
std::string digits_of_phone(std::string_view word) {
    const bool phone = std::ranges::all_of(word, [](char c) {
        return digit(c) || std::string_view("+-/().").find(c) != std::string_view::npos;
    });
    std::string digits;
    if (phone) std::ranges::copy_if(word, std::back_inserter(digits), digit);
    return digits;
}

}  // namespace

std::vector<std::string> search_words(std::string_view text) {
    const std::string folded = squeeze(fold(text));
    std::vector<std::string> words;
    for (const std::string_view word : split(folded, ' ')) {
        if (word.empty()) continue;
        std::string digits = digits_of_phone(word);
        words.push_back(digits.empty() ? std::string(word) : std::move(digits));
    }
    return words;
}

std::string contains_all(std::string_view column, std::size_t words) {
    if (words == 0) return "1";
    std::string sql;
    for (std::size_t number = 1; number <= words; ++number) {
        if (number > 1) sql += " AND ";
        sql += "instr(" + std::string(column) + ", ?" + std::to_string(number) + ") > 0";
    }
    return sql;
}

void bind_words(Statement& statement, const std::vector<std::string>& words) {
    int parameter = 0;
    for (const std::string& word : words) statement.bind(++parameter, std::string_view(word));
}

}  // namespace perennial
