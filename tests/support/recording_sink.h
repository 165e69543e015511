// A snapshot as values, recorded from a stream and played back into one.
#pragma once

#include <string>
#include <vector>

#include "core/merge/snapshot.h"

namespace perennial {

struct RecordedSnapshot {
    SnapshotHeader header;
    std::vector<Change> changes;
    std::vector<SnapshotRow> rows;
    std::vector<SnapshotHistory> history;
    bool ended = false;

    Status play(SnapshotSink& sink) const;
};

class RecordingSink final : public SnapshotSink {
public:
    Status header(const SnapshotHeader& header) override;
    Status change(const Change& change) override;
    Status row(const SnapshotRow& row) override;
    Status history(const SnapshotHistory& entry) override;
    Status end() override;

    RecordedSnapshot recorded;
};

/// Every bit of it as text, one line a piece, so that two snapshots compare and their difference can be read.
std::string described(const RecordedSnapshot& snapshot);

}  // namespace perennial
