// Records of any table, generically: for the command line's lists and exports.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/interchange/record_json.h"
#include "core/storage/workspace.h"

namespace perennial {

struct RecordListQuery {
    TableId table = TableId::contact;
    std::optional<FieldNo> sort;  ///< none: in the order in which this workspace came to know them.
    bool descending = false;
    std::int64_t limit = 0;  ///< 0: all.
};
/// Living records. Text sorts folded, numbers by value, absent values last either way; a contact's name is the name shown.
Result<std::vector<RowNo>> record_list(Workspace& workspace, const RecordListQuery& query);

/// One record with its living members, and the currency of its amounts.
Result<RecordView> record_view(Workspace& workspace, TableId table, RowNo row);

/// The currency of a record's amounts: its own, its order's, or none.
Result<Currency> currency_of_record(Workspace& workspace, TableId table, const FieldValues& values);

/// What a history entry meant, in the order written, with the value before it.
struct FieldChange {
    std::string field;  ///< "name"; "emails aga@example.com" for a member; "deleted" for whether it lives.
    const Field* description = nullptr;  ///< nullptr for whether it lives.
    Value before, after;
    ChangeNo change = ChangeNo::none;
};
/// Every write to the record and its members, oldest first.
Result<std::vector<FieldChange>> record_history(Workspace& workspace, TableId table, RowNo row);

}  // namespace perennial
