#include "core/app/chosen_rows.h"

#include <algorithm>

#include "core/app/sql.h"
#include "core/app/words.h"
#include "core/storage/table_layout.h"

namespace perennial {

Result<std::vector<Chosen>> chosen_rows(Workspace& workspace, TableId table_id, const std::vector<Id>& ids) {
    const Table& description = table(table_id);
    if (description.kind == TableKind::member) {
        return fail(ErrorCode::invalid_input,
                    "Change the contact to remove its " + plural_words(description) + ".");
    }
    std::vector<Id> distinct = ids;
    std::ranges::sort(distinct);
    distinct.erase(std::ranges::unique(distinct).begin(), distinct.end());
    TRY_ASSIGN(Statement find, workspace.reader().prepare("SELECT row, deleted FROM " +
                                                          quoted(description.name) + " WHERE id = ?1"));
    std::vector<Chosen> chosen;
    chosen.reserve(distinct.size());
    for (const Id& id : distinct) {
        constexpr std::int64_t kOnlyReferredTo = 2;
        find.reset();
        bind_one(find, 1, id);
        TRY_ASSIGN(const bool found, find.step());
        if (!found || find.integer(1) == kOnlyReferredTo) {
            return fail(ErrorCode::not_found,
                        "There is no " + singular_words(description) + " " + id.to_string() + ".");
        }
        chosen.push_back({id, row_column(find, 0), find.integer(1) != 0});
    }
    // As they lie in the file: 100,000 of them are written in one pass over it.
    std::ranges::sort(chosen, {}, &Chosen::row);
    return chosen;
}

Result<std::string> words_of(Workspace& workspace, TableId table_id, std::span<const Chosen> chosen) {
    if (chosen.size() == 1) return record_words(workspace, table_id, chosen.front().row);
    return counted(table(table_id), static_cast<std::int64_t>(chosen.size()));
}

std::vector<Id> ids_of(std::span<const Chosen> chosen) {
    std::vector<Id> ids;
    ids.reserve(chosen.size());
    for (const Chosen& one : chosen) ids.push_back(one.id);
    return ids;
}

}  // namespace perennial
