// The application without a face: runs commands, keeps read models fresh. It dies before its workspace does.
// Data flows one way: events -> commands -> one transaction -> revision -> read models -> views.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/app/command.h"
#include "core/app/queries.h"
#include "core/app/segment_upkeep.h"
#include "core/storage/workspace.h"

namespace perennial {

/// Remembers the last answer of one query; asks again only when the revision or the query is another.
template <class Query, class Rows> class ReadModel {
public:
    using Ask = std::function<Result<Rows>(Workspace&, const Query&)>;
    explicit ReadModel(Ask ask) : ask_(std::move(ask)) {}

    const Result<Rows>& get(Workspace& workspace, const Query& query) {
        if (!rows_ || revision_ != workspace.revision() || !(query_ == query)) {
            rows_ = ask_(workspace, query);
            revision_ = workspace.revision();
            query_ = query;
            ++builds_;
        }
        return *rows_;
    }
    /// How often it was built; tests hold it to once per (revision, query).
    std::int64_t builds() const { return builds_; }

private:
    Ask ask_;
    std::optional<Result<Rows>> rows_;
    std::uint64_t revision_ = 0;
    Query query_{};
    std::int64_t builds_ = 0;
};

class App {
public:
    explicit App(Workspace& workspace) : workspace_(workspace), segments_(workspace) {}

    /// One command, one transaction, one outcome.
    Result<Outcome> execute(const Command& command);
    Workspace& workspace() { return workspace_; }
    /// Who is in which segment; stepped whenever it has something to do.
    SegmentUpkeep& segments() { return segments_; }

private:
    Workspace& workspace_;
    SegmentUpkeep segments_;
};

}  // namespace perennial
