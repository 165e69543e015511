// Holds a stream of snapshot pieces to the order and the shape that merge/snapshot.h promises.
// Written and read share files pass the same check, so that whatever is written can be read, and one piece of knowledge
// can stand at one place only.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/merge/snapshot.h"

namespace perennial {

class SnapshotOrder {
public:
    /// `code` is that of every error: malformed for a file, corrupt for a workspace. Errors carry no place.
    explicit SnapshotOrder(ErrorCode code) : code_(code) {}

    Status header(const SnapshotHeader& header);
    Status change(const Change& change);
    /// All changes have come.
    Status changes_end() const;
    Status row(const SnapshotRow& row);
    Status history(const SnapshotHistory& entry);

private:
    Status known(ChangeIndex change) const;
    Status member_order(const SnapshotRow& row);
    Status entity_order(const SnapshotRow& row);
    std::unexpected<Error> refuse(std::string message) const;

    ErrorCode code_;
    std::int64_t change_count_ = 0;
    std::int64_t changes_seen_ = 0;
    LogicalTime last_time_;
    Id last_writer_;
    std::map<Id, std::int64_t> last_n_;
    std::optional<RowName> last_owner_;
    std::optional<RowName> last_member_;
    struct HistoryPlace {
        RowName name;
        RegisterNo register_no = kLivesRegister;
        ChangeIndex change = 0;
        auto operator<=>(const HistoryPlace&) const = default;
    };
    std::optional<HistoryPlace> last_history_;
};

/// "contact 0197f3c2-..." or "contact_tag vip of 0197f3c2-...", for messages.
std::string row_in_words(const RowName& name);

}  // namespace perennial
