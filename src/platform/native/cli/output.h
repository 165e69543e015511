// Where a verb's file goes: `--out FILE` (whole or not at all), or standard output.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/app/files.h"
#include "platform/native/cli/console.h"

namespace perennial::cli {

/// "-" and none are standard output. Errors: those of the file.
Attempt<std::unique_ptr<SaveTarget>> open_output(Console& console, const std::optional<std::string>& path);

}  // namespace perennial::cli
