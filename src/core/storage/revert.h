// Writing back what one change overwrote: the one mechanism behind undo, redo and take-back. A register is
// only written back while the target's value still stands in it. Seen through undos: a later edit that was
// itself undone has left the target's value standing.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "core/base/result.h"
#include "core/merge/snapshot.h"
#include "core/storage/workspace.h"

namespace perennial {

/// The change whose value stands in a register now that `writer` wrote it: `writer` itself, or, when it undid
/// something, the change whose value it brought back.
Result<ChangeNo> origin_of(Connection& connection, TableId table, RowNo row, RegisterNo number,
                           ChangeNo writer);

/// The change in whose name `change` stands now: itself, or the last redo of it; none when it has been undone
/// or taken back.
Result<std::optional<ChangeNo>> standing_form(Connection& connection, ChangeNo change);

/// Writes back what `target` overwrote and deletes what it made. Members and parts of a row that stays
/// because somebody has edited it stay with it.
class Reversal {
public:
    /// The transaction must be of kind undo, redo or take_back, and outlive this; it is not committed here.
    Reversal(WriteTransaction& transaction, ChangeNo target);
    ~Reversal();
    /// Works on about `rows` more; true when none is left.
    Result<bool> step(std::int64_t rows);
    /// How far it is, 0 to 1.
    double progress() const;
    /// What has been done so far.
    Reverted take_report();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// How many registers and new rows `target` has written: what its reversal looks at.
Result<std::int64_t> reversal_size(Connection& connection, ChangeNo target);

}  // namespace perennial
