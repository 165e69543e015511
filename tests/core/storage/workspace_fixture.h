// A workspace in a file of its own that goes when the test ends, with a clock that stands still and a fixed
// seed.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <utility>

#include "core/storage/workspace.h"

namespace perennial::test {

/// A path nobody else uses; the file and its journal are removed at the end.
class TemporaryFile {
public:
    TemporaryFile() {
        std::random_device device;
        const auto unique = std::to_string(device()) + "-" + std::to_string(device());
        path_ = (std::filesystem::temp_directory_path() / ("perennial-test-" + unique + ".db")).string();
        remove();
    }
    ~TemporaryFile() { remove(); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    const std::string& path() const { return path_; }

private:
    void remove() const {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
        std::filesystem::remove(path_ + "-journal", ignored);
    }
    std::string path_;
};

/// Requires success and gives the value.
template <class T> T need(Result<T> result) {
    REQUIRE_MESSAGE(result.has_value(), (result ? std::string() : result.error().message));
    return *std::move(result);
}
inline void need(const Status& status) {
    REQUIRE_MESSAGE(status.has_value(), (status ? std::string() : status.error().message));
}

class TestWorkspace {
public:
    explicit TestWorkspace(std::uint64_t seed = 1) : random(seed) { open(); }

    void open() {
        workspace = need(Workspace::open({file.path(), "", false}, {&clock, &random, {}, "Ines"}));
    }
    /// Closes and opens again, as another session.
    void reopen() {
        workspace.reset();
        open();
    }
    Workspace& operator*() { return *workspace; }
    Workspace* operator->() { return workspace.get(); }

    std::unique_ptr<WriteTransaction> begin(std::string label = "Edit", ChangeKind kind = ChangeKind::edit) {
        clock.advance_ms(1000);
        return need(
            workspace->begin({kind, std::move(label), kind == ChangeKind::import ? "shop.csv" : "", "", {}}));
    }
    Id id() { return workspace->ids().next(); }
    std::string state(ChangeNo upto = ChangeNo::none) { return need(visible_state(*workspace, upto)); }

    TemporaryFile file;
    FixedClock clock{Instant{1'772'366'400'000}};
    Random random;
    std::unique_ptr<Workspace> workspace;
};

}  // namespace perennial::test
