// What this room's files ask of Unicode's tables, kept apart from the rules that they build on the answers.
#pragma once

#include <string>
#include <string_view>

namespace perennial {

/// Spaces, line and paragraph separators beyond ASCII.
bool is_separator(char32_t code_point);
/// "€", "₿" and the like.
bool is_currency_sign(char32_t code_point);
/// The text with marks composed onto their letters (NFC), when it holds any; else as it is, so that no Han
/// character is exchanged for its unified twin.
std::string compose(std::string text);

}  // namespace perennial
