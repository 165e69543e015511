// Writing back what one change overwrote: the one mechanism behind undo, redo and take-back. A register is
// only written back while the target's value still stands in it. Seen through undos: a later edit that was
// itself undone has left the target's value standing.
#pragma once

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
/// because somebody has edited it stay with it. The transaction must be of kind undo, redo or take_back; it
/// is not committed here.
Result<Reverted> revert(WriteTransaction& transaction, ChangeNo target);

}  // namespace perennial
