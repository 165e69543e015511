// A workspace as it was known at an earlier time, rebuilt from rows and history.
#pragma once

#include <string>

#include "core/base/time.h"
#include "core/storage/workspace.h"

namespace perennial {

/// Writes a copy of the workspace to a new file of the operating system, with every register back at the latest value that a
/// change made until `instant` (by the wall time of changes) gave it; rows that no such change wrote are only referred to there.
/// Derived figures are made anew. The copy is for reading: its history still tells of later changes.
/// Errors: storage_failed.
Status write_as_known_at(Workspace& workspace, Instant instant, const std::string& path);

}  // namespace perennial
