// Columns of lists and CSV files, generically from the catalogue: "id", fields, parts of an address, lists of members,
// and the main e-mail and phone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/interchange/record_json.h"
#include "platform/native/cli/outcome.h"

namespace perennial::cli {

struct Column {
    enum class Kind : std::uint8_t { id, field, address_part, members, main_member };
    std::string name;
    Kind kind = Kind::id;
    FieldNo field = 0;
    std::string Address::* part = nullptr;
    TableId members = TableId::contact_email;
};

/// Every column of a table: id, fields, lists.
std::vector<Column> all_columns(TableId table);
/// What a list shows when nothing is chosen.
std::vector<Column> short_columns(TableId table);
/// "name,email,city". Errors: usage.
Attempt<std::vector<Column>> chosen_columns(TableId table, std::string_view names);

/// "" when absent; a list's values are joined by "; ", custom fields as "key: value".
std::string column_text(const Column& column, const RecordView& record);

}  // namespace perennial::cli
