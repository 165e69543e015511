// A workspace as a stream of what it knows (merge/snapshot.h), and such a stream as the content of an empty
// workspace. Row numbers, the undo stack and everything else of this device stay behind; what a restored
// workspace gives out again is the same stream.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/merge/snapshot.h"
#include "core/storage/workspace.h"

namespace perennial {

/// Reads page by page, so nothing is locked between two steps. Errors: conflict when the workspace changes
/// meanwhile. The workspace must outlive it.
class WorkspaceSnapshot final : public SnapshotSource {
public:
    explicit WorkspaceSnapshot(Workspace& workspace);
    ~WorkspaceSnapshot() override;
    Result<bool> step(SnapshotSink& sink, int pieces) override;
    double progress() const override;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Writes changes, rows, clocks and history exactly as given, in one transaction: the only way past change
/// capture. Rolled back when destroyed without commit().
class RestoreTransaction final : public SnapshotSink {
public:
    /// Errors: refused (read-only, another transaction is open, or the workspace already holds changes).
    static Result<std::unique_ptr<RestoreTransaction>> begin(Workspace& workspace);
    ~RestoreTransaction() override;

    /// The workspace takes the file's business id.
    Status header(const SnapshotHeader& header) override;
    /// Errors of all of them: malformed, when the piece contradicts those before it.
    Status change(const Change& change) override;
    Status row(const SnapshotRow& row) override;
    Status history(const SnapshotHistory& entry) override;
    Status end() override;

    /// After end(), for jobs: a part of what commit() would do; true when nothing is left.
    Result<bool> settle(std::int64_t contacts);
    /// After an error nothing has changed. Errors: malformed before end().
    Status commit();

private:
    struct Parts;
    explicit RestoreTransaction(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace perennial
