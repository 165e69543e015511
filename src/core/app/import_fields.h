// Custom fields of an import: columns that become one, and the definitions that are made with them.
#pragma once

#include <string>
#include <vector>

#include "core/app/import_context.h"
#include "core/interchange/custom_values.h"

namespace perennial {

/// Columns whose field is defined already are read as its type says.
Status adopt_custom_types(Workspace& workspace, ImportLayout& layout);

class ImportFields {
public:
    explicit ImportFields(ImportContext& context);
    /// Sees a row that is taken.
    void note(const CsvRow& row);
    /// Defines the fields of which somebody now has a value and which nobody has defined yet, their types guessed from the
    /// whole file. A definition that was deleted comes back as it was.
    Status define();
    /// The type of a column's field, "" for a column that is none.
    std::string_view type_of(std::size_t column) const;

private:
    struct Column {
        std::size_t at = 0;
        std::string key;
        bool defined = false;
        CustomGuess guess;
    };
    Status define(const Column& column);

    ImportContext& context_;
    std::vector<Column> columns_;
};

}  // namespace perennial
