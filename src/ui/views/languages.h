// Languages by their names, as facts about people show them.
#pragma once

#include <string>
#include <string_view>

namespace perennial::ui {

/// "pl" is "Polish", "pt-BR" "Portuguese (Brazil)"; a BCP 47 tag whose language is not in ISO 639-1 stays as it is.
std::string language_name(std::string_view tag);
/// "PL" is "Poland"; what is no code of countries() stays as it is.
std::string country_name(std::string_view code);

}  // namespace perennial::ui
