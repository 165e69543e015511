#include "core/app/provenance.h"

#include <algorithm>

#include "core/app/sql.h"
#include "core/storage/row_clock.h"
#include "core/storage/table_layout.h"

namespace perennial {

Result<ChangeNo> change_that_made(Workspace& workspace, TableId table_id, RowNo row) {
    const Table& description = table(table_id);
    TRY_ASSIGN(
        Statement statement,
        query(workspace.reader(), "SELECT clock FROM " + quoted(description.name) + " WHERE row = ?1", row));
    TRY_ASSIGN(const bool found, statement.step());
    if (!found) return ChangeNo::none;
    TRY_ASSIGN(const RowClock clock, clock_column(statement, 0));
    ChangeNo first = clock.at(kLivesRegister);
    for (std::size_t field = 0; field < description.fields.size(); ++field) {
        first = std::min(first, clock.at(register_of(static_cast<FieldNo>(field))));
    }
    TRY_ASSIGN(const auto overwritten,
               one_integer(workspace.reader(), "SELECT min(change) FROM history WHERE tbl = ?1 AND row = ?2",
                           static_cast<std::int64_t>(table_id), row));
    return overwritten ? std::min(first, ChangeNo{*overwritten}) : first;
}

Result<std::string> detail_text(Workspace& workspace, ChangeNo change, std::string_view name) {
    TRY_ASSIGN(const auto text, one_text(workspace.reader(),
                                         "SELECT json_extract(detail, '$.' || ?2) FROM change "
                                         "WHERE change = ?1 AND json_valid(detail)",
                                         static_cast<std::int64_t>(change), name));
    return text.value_or("");
}

Result<Provenance> provenance_of(Workspace& workspace, TableId table_id, RowNo row) {
    TRY_ASSIGN(const ChangeNo number, change_that_made(workspace, table_id, row));
    if (number == ChangeNo::none) return Provenance{};
    TRY_ASSIGN(const Change change, workspace.change(number));
    if (change.kind != ChangeKind::import) {
        return Provenance{change.author.empty() ? std::string("Typed here") : "Typed by " + change.author,
                          change.kind};
    }
    TRY_ASSIGN(std::string file, detail_text(workspace, number, "file"));
    if (file.empty()) file = change.source;
    return Provenance{std::move(file), change.kind};
}

}  // namespace perennial
