#include "tests/support/temporary_folder.h"

#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <system_error>

namespace perennial {

TemporaryFolder::TemporaryFolder()
    : path_((std::filesystem::temp_directory_path() / "perennial-test-XXXXXX").string()) {
    if (::mkdtemp(path_.data()) != nullptr) return;
    std::perror(path_.c_str());
    std::abort();
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;  // A folder that stays behind fails no test.
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace perennial
