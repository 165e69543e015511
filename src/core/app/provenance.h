// Where a record came from, in words, for pages and timelines.
#pragma once

#include <string>

#include "core/app/queries.h"

namespace perennial {

/// The change that made the row: the earliest that wrote one of its registers.
Result<ChangeNo> change_that_made(Workspace& workspace, TableId table, RowNo row);

/// "shop-orders-june.csv" for an import, "Typed by Ines" for an edit.
Result<Provenance> provenance_of(Workspace& workspace, TableId table, RowNo row);

/// A field of the JSON that an import leaves as its change's detail; "" when it is not there.
Result<std::string> detail_text(Workspace& workspace, ChangeNo change, std::string_view name);

}  // namespace perennial
