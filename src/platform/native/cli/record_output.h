// Records as `list` and `rows` print them.
#pragma once

#include <span>
#include <string>

#include "platform/native/cli/session.h"
#include "platform/native/cli/verbs.h"

namespace perennial::cli {

/// What --format and --columns ask for. Errors: usage.
struct RecordFormat {
    std::string format;  ///< "table", "csv" or "json".
    std::optional<std::string> columns;
};
Attempt<RecordFormat> record_format(const Run& run);

Attempt<std::string> records_text(Session& session, TableId table, const RecordFormat& format,
                                  std::span<const RowNo> rows);

}  // namespace perennial::cli
