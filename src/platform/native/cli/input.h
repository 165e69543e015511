// What comes in: a file, or standard input for "-".
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "platform/native/cli/console.h"

namespace perennial::cli {

struct Input {
    std::string name;  ///< The file's name without its folder; "standard input" for "-".
    std::shared_ptr<const std::vector<std::byte>> bytes;
    std::string_view text() const;
};
/// Errors: not_found, too_large, storage_failed.
Attempt<Input> read_input(Console& console, const std::string& path);

}  // namespace perennial::cli
