// What a workspace knows, as a stream that names no database: changes, rows with the change that wrote each
// register, and what was overwritten. Storage produces and takes it; the share file writes and reads it.
// Order, so that the same knowledge gives the same stream: header; changes by (time, writer, n); tables in
// the catalogue's order, rows by id (members directly after their owner, by table, then key); history by
// (table, id, key, register, change), every member table on its own.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/domain/catalogue.h"
#include "core/merge/change.h"

namespace perennial {

/// A change's place in the stream, from 0.
using ChangeIndex = std::int64_t;

/// Register 0: whether the row lives. Register i + 1: field i.
using RegisterNo = std::uint16_t;
inline constexpr RegisterNo kLivesRegister = 0;
inline constexpr RegisterNo register_of(FieldNo field) { return static_cast<RegisterNo>(field + 1); }

struct SnapshotHeader {
    Id business;
    std::int64_t change_count = 0;
};

/// What names a row everywhere: its id, or its owner's id and its key.
struct RowName {
    TableId table = TableId::contact;
    Id id;            ///< Of the row; for a member, of its owner.
    std::string key;  ///< Of a member, else "".
    auto operator<=>(const RowName&) const = default;
};

struct SnapshotRow {
    RowName name;
    bool deleted = false;
    FieldValues values;      ///< Absent ones left out; references as ids.
    ChangeIndex change = 0;  ///< Wrote every register not in `exceptions`.
    std::vector<std::pair<RegisterNo, ChangeIndex>> exceptions;  ///< Ascending.
};

struct SnapshotHistory {
    RowName name;
    RegisterNo register_no = kLivesRegister;
    ChangeIndex change = 0;
    Value value;  ///< Absent is a value too; of register 0: int64 0 or 1, 1 = deleted.
};

/// Takes a snapshot piece by piece, in the order above. The first error ends the stream.
class SnapshotSink {
public:
    virtual ~SnapshotSink() = default;
    virtual Status header(const SnapshotHeader& header) = 0;
    virtual Status change(const Change& change) = 0;
    virtual Status row(const SnapshotRow& row) = 0;
    virtual Status history(const SnapshotHistory& entry) = 0;
    virtual Status end() = 0;
};

/// Gives a snapshot piece by piece, so that a job can pause.
class SnapshotSource {
public:
    virtual ~SnapshotSource() = default;
    /// Pushes about `pieces` more pieces into the sink; false when all of it, end() included, has been
    /// pushed.
    virtual Result<bool> step(SnapshotSink& sink, int pieces) = 0;
    /// 0 to 1.
    virtual double progress() const = 0;
};

}  // namespace perennial
