// Random snapshots in the order that merge/snapshot.h asks for: every table, every type of field, members of deleted
// owners, exceptions, odd text and extreme numbers.
#pragma once

#include "core/base/random.h"
#include "tests/support/recording_sink.h"

namespace perennial {

struct SnapshotShape {
    int changes = 8;
    int rows_per_table = 6;
    int members_per_list = 3;
    int history = 20;
};
RecordedSnapshot random_snapshot(Random& random, const SnapshotShape& shape = {});

}  // namespace perennial
