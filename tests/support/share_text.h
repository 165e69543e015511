// Share files as text for tests: writing and reading in one call, and the golden files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/interchange/share_file.h"
#include "tests/support/data_file.h"
#include "tests/support/recording_sink.h"

namespace perennial {

Result<std::string> write_share(const RecordedSnapshot& snapshot);
Result<RecordedSnapshot> read_share(std::string_view text, std::string_view file_name = "test.json");

/// The names of the .json files in a folder below the project's root, in order.
std::vector<std::string> json_files(std::string_view folder);

}  // namespace perennial
