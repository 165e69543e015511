// Comparisons that SQL alone cannot make, since the schema has no function of its own: texts without case and accents, and
// custom fields, whose values are texts. Each distinct text of a column is judged once, here; the SQL then names those that pass.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/domain/rule.h"
#include "core/domain/rule_language.h"
#include "core/storage/connection.h"

namespace perennial {

using TextPredicate = std::function<bool(std::string_view)>;

/// What a text (of a custom field: what it means) must be; `test` is none of the opposites (is_not, is_empty, ...).
TextPredicate text_predicate(const RuleField& field, const RuleTest& test, Day today);

/// A column to judge. All SQL.
struct TextColumn {
    std::string rows;        ///< "contact AS t WHERE t.deleted = 0": what to read, the table as t.
    std::string value;       ///< "t.name".
    std::string_view part;   ///< Of an address that `value` holds; "" for a plain text.
    std::string row_here;    ///< The row's number in the rule's own query: "a0.row".
    std::string value_here;  ///< The text there: "a0.name", "a0.address ->> 'city'".
};
/// SQL that is true where the column's text passes, else false (never NULL): by the texts while they are few and short, else
/// by the numbers of the rows.
Result<std::string> texts_sql(Connection& connection, const TextColumn& column, const TextPredicate& passes);

/// 'it''s'.
std::string sql_text(std::string_view text);

}  // namespace perennial
