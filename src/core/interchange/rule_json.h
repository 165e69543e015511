// Rules as a tree in files and for other programs: {"all": [...]}, {"field": "city", "op": "is", "values": ["Łódź"]}.
// Reading checks the form; whether the names mean something, `read_rule` says of the rule's text. docs/file-format.md
// describes every member.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/domain/rule.h"

namespace perennial {

/// On one line; equal rules give equal texts.
std::string rule_json(const Rule& rule);
/// Errors: malformed (what is wrong, and in which part), too_large (beyond rule_text.h's limits).
Result<Rule> rule_of_json(std::string_view json);

}  // namespace perennial
