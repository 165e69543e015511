// One element of a share file, already JSON, turned into the piece of a snapshot that it means. The catalogue says which
// tables and fields there are; everything else is refused with its place.
#pragma once

#include <vector>

#include "core/base/result.h"
#include "core/interchange/json_element.h"
#include "core/merge/snapshot.h"

namespace perennial {

/// Errors: unsupported when the format is newer than ours, and those of all: malformed, too_large.
Result<SnapshotHeader> read_share_header(const JsonElement& element);
Result<Change> read_share_change(const JsonElement& element);
Result<SnapshotHistory> read_share_history(const JsonElement& element);

/// A record and the members listed in it, by table, each table in the order of the file.
struct ShareRecord {
    bool continued =
        false;  ///< Only more members of the record before; `owner` has its name and nothing else.
    SnapshotRow owner;
    std::vector<SnapshotRow> members;
};
/// `continued_change` is the change of the record before: what members of a continued record leave out.
Result<ShareRecord> read_share_record(const JsonElement& element, const Table& table,
                                      ChangeIndex continued_change);

}  // namespace perennial
