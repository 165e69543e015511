// Whether a workspace is sound: what can be checked without knowing what should be in it.
#pragma once

#include <string>
#include <vector>

#include "core/storage/workspace.h"

namespace perennial {

/// Sentences, none when all is well: the database's own integrity check; derived figures equal to those computed anew;
/// clocks that can be read and name known changes; required fields present; references that lead somewhere; and what is
/// visible equal to what rows and history say of the last change. Changes nothing. Errors: storage_failed, refused
/// (read-only or another transaction is open).
Result<std::vector<std::string>> verify_workspace(Workspace& workspace);

}  // namespace perennial
