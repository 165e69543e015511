// The share file out of and into a workspace, sliced.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/app/job.h"
#include "core/storage/workspace.h"

namespace perennial {

class ExportJob final : public Job {
public:
    /// Gives the file to `write` piece by piece.
    ExportJob(Workspace& workspace, std::function<Status(std::string_view)> write);
    ~ExportJob() override;
    bool step(const Stopwatch& stopwatch, double budget_ms) override;
    Progress progress() const override;
    void cancel() override;
    bool ended() const override;
    Status result() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Restores a share file into an empty workspace, exactly. Errors: refused ("This workspace already holds 23,570 contacts.
/// Merging files comes with a later version: open the file in an empty workspace."), and those of ShareReader.
class RestoreJob final : public Job {
public:
    RestoreJob(Workspace& workspace, std::string file_name,
               std::shared_ptr<const std::vector<std::byte>> bytes);
    ~RestoreJob() override;
    bool step(const Stopwatch& stopwatch, double budget_ms) override;
    Progress progress() const override;
    void cancel() override;
    bool ended() const override;
    Status result() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace perennial
