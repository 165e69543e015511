// The records that a command names by their ids, for commands over several at once.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/storage/workspace.h"

namespace perennial {

struct Chosen {
    Id id;
    RowNo row = RowNo::none;
    bool deleted = false;
};

/// Each record once, by row. Errors: not_found, invalid_input for a table of parts.
Result<std::vector<Chosen>> chosen_rows(Workspace& workspace, TableId table, const std::vector<Id>& ids);

/// "Agnieszka Wróblewska" for one, "3 contacts" for several.
Result<std::string> words_of(Workspace& workspace, TableId table, std::span<const Chosen> chosen);

std::vector<Id> ids_of(std::span<const Chosen> chosen);

}  // namespace perennial
