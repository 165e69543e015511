// Whole files of the operating system, read with a limit and written so that a crash leaves the old file or the new one,
// never half of one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/app/files.h"
#include "core/base/result.h"

namespace perennial {

/// Errors: not_found, too_large (more than `max_bytes`), storage_failed. `place` names the file.
Result<std::vector<std::byte>> read_file(const std::string& path, std::uint64_t max_bytes);

/// Writes beside the target; finish() makes it durable and puts it in the target's place. Dropped otherwise.
class FileTarget final : public SaveTarget {
public:
    /// Errors: not_found (no such folder), storage_failed.
    static Result<std::unique_ptr<FileTarget>> open(const std::string& path);
    ~FileTarget() override;
    FileTarget(const FileTarget&) = delete;
    FileTarget& operator=(const FileTarget&) = delete;

    Status write(std::string_view bytes) override;
    Status finish() override;

private:
    FileTarget(std::string path, std::string beside, int descriptor);
    Status flush();

    std::string path_;
    std::string beside_;
    int descriptor_;
    std::string buffer_;
};

/// Opens, writes and finishes a FileTarget.
Status write_file(const std::string& path, std::span<const std::byte> bytes);

}  // namespace perennial
