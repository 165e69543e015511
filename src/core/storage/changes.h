// Changes in the database: reading, numbering and recording them.
#pragma once

#include "core/base/result.h"
#include "core/merge/change.h"
#include "core/storage/connection.h"
#include "core/storage/workspace.h"

namespace perennial {

Result<ChangeNo> last_change_of(Connection& connection);
/// Errors: not_found.
Result<Change> read_change(Connection& connection, ChangeNo change);
Result<VersionVector> read_version_vector(Connection& connection);

/// The local number of a writer, made when it is new here.
Result<std::int64_t> writer_number(Connection& connection, const Id& writer);
/// The change's number within its writer must be set. `undoes` is local.
Status record_change(Connection& connection, ChangeNo number, const Change& change, ChangeNo undoes);
/// Records the session's next change: its number, its logical time after every change known.
Status record_next_change(Connection& connection, ChangeNo number, const ChangeDraft& draft,
                          const Session& session);

}  // namespace perennial
