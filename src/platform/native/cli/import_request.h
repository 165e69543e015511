// What the words of `import` ask for.
#pragma once

#include "core/app/import_job.h"
#include "platform/native/cli/arguments.h"
#include "platform/native/cli/input.h"

namespace perennial::cli {

/// The layout as proposed, or as it was remembered of files like this, changed by the switches. Errors: usage, and those of
/// propose_layout.
Attempt<ImportRequest> import_request(const Arguments& arguments, Workspace& workspace, const Input& input);

}  // namespace perennial::cli
