// The names of those who work at this device, so that one click says who is at it now. Kept on the device as lines of text,
// the last used first.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace perennial::ui {

/// At most this many are remembered.
inline constexpr std::size_t kMostPeople = 8;

/// Blank lines are no names.
std::vector<std::string> people_of(std::string_view lines);
std::string people_text(std::span<const std::string> people);
/// `name` comes first and stands once; a blank one changes nothing.
std::vector<std::string> with_person(std::vector<std::string> people, std::string_view name);

}  // namespace perennial::ui
