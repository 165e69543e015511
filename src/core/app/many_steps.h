// What a command does to each of many records, and the steps that do it: look the records up, write to one after another,
// settle. The transaction is open all the while, so that nobody else writes in between.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/app/command_steps.h"

namespace perennial {

/// A record that a command names.
struct Chosen {
    Id id;
    RowNo row = RowNo::none;
    bool deleted = false;
};

/// Records in a sentence: "Agnieszka Wróblewska" for one, "3 contacts" for several.
struct RecordsInWords {
    std::int64_t count = 0;
    std::string words;
};

class ManyAct {
public:
    virtual ~ManyAct() = default;
    /// Writes to one record; false when it already is as it is to be.
    virtual Result<bool> write(WriteTransaction& transaction, const Chosen& record) = 0;
    /// What is being done, for the progress: "Tagging".
    virtual std::string_view doing() const = 0;
    struct Words {
        std::string label, message;  ///< Of the change, and when it is made.
    };
    /// `changed` are those of the `chosen` that were written to, at least one.
    virtual Result<Words> words(const RecordsInWords& chosen, const RecordsInWords& changed) = 0;
};

/// Each record once, by row. Errors: invalid_input for a table of parts; when stepped: not_found.
Result<std::unique_ptr<CommandSteps>> many_steps(Workspace& workspace, TableId table, std::vector<Id> ids,
                                                 std::vector<RowNo> rows, std::unique_ptr<ManyAct> act);

}  // namespace perennial
