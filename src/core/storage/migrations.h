// Schema changes: numbered, forward-only SQL files (schema/NNNN_name.sql) embedded in the program. Each runs
// together with its user_version in one transaction; they are deterministic and not captured.
#pragma once

#include "core/base/result.h"
#include "core/storage/connection.h"

namespace perennial {

/// The newest schema this program knows.
int newest_schema_version();

/// Brings the database up to date; an empty one gets everything. True when something was done.
/// Errors: unsupported (made by a newer program, or another program's database), corrupt, storage_failed.
Result<bool> migrate(Connection& connection);
/// For a connection that may not write. Errors: as migrate(), and refused when there is something to do.
Status require_newest_schema(Connection& connection);

}  // namespace perennial
