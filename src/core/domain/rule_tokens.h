// The words, numbers and signs of a rule's text.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "core/domain/rule_text.h"

namespace perennial {

struct RuleToken {
    enum class Kind : std::uint8_t { word, text, number, date, sign, end };
    Kind kind = Kind::end;
    std::string text;  ///< Of a quoted text what is inside.
    std::size_t begin = 0, end = 0;
};

/// A mistake at `offset` of `text`; `message` begins without the place.
RuleMistake mistake_at(std::string_view text, std::size_t offset, std::string message,
                       std::vector<std::string> expected = {});

/// The last one is Kind::end.
std::expected<std::vector<RuleToken>, RuleMistake> rule_tokens(std::string_view text);

/// `text` in quotes, as rules write it.
std::string in_quotes(std::string_view text);
/// Whether a name can stand without quotes: "hat_size", "order.status".
bool is_plain_name(std::string_view name);

}  // namespace perennial
