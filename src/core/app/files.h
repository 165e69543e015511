// The port through which files come in and go out: the browser's picker, drop and download, or a person's disk.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace perennial {

struct ReceivedFile {
    std::string name;
    std::shared_ptr<const std::vector<std::byte>> bytes;
};

/// A file being written; destroyed without finish() it is dropped.
class SaveTarget {
public:
    virtual ~SaveTarget() = default;
    virtual Status write(std::string_view bytes) = 0;
    /// Hands the whole to the person.
    virtual Status finish() = 0;
};

class Files {
public:
    virtual ~Files() = default;
    /// Opens the picker. What is chosen, like what is dropped on the page, arrives through `on_received`.
    virtual void pick(bool several, std::string_view accept) = 0;
    virtual std::unique_ptr<SaveTarget> save(std::string_view name, std::string_view media_type) = 0;

    /// Told of the files of one pick or drop together, in their order, once each was read (or could not be: then the
    /// error's place names it).
    std::function<void(std::vector<Result<ReceivedFile>>)> on_received;
};

}  // namespace perennial
