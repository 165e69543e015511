// Saving views of lists and putting them in order. They are deleted as any record is.
#include "core/app/commands.h"
#include "core/app/draft_check.h"
#include "core/app/lists.h"
#include "core/app/sql.h"
#include "core/app/words.h"

namespace perennial {
namespace {

/// Behind all views of the list.
Result<std::int64_t> next_position(Workspace& workspace, std::string_view list) {
    TRY_ASSIGN(const auto last,
               one_integer(workspace.reader(),
                           "SELECT max(position) FROM view WHERE list = ?1 AND deleted = 0", list));
    return last.value_or(0) + 1;
}

}  // namespace

Result<Outcome> run(Workspace& workspace, const SaveView& command) {
    const Table& description = table(TableId::view);
    const std::string list(table(table_of(command.list)).name);
    TRY_ASSIGN(FieldValues values, checked_values(workspace, description,
                                                  {{view_field::list, list},
                                                   {view_field::name, command.name},
                                                   {view_field::definition, view_to_text(command.view)}}));
    TRY(keep_required(description, values));
    const std::string words = "view " + text_of(values, view_field::name);
    const auto saved = [&](WriteTransaction& transaction, const Id& id) {
        return finish(transaction, message_start(TableId::view, words) + " saved.", {id}, 1);
    };
    if (command.id) {
        TRY_ASSIGN(const RowNo row, known_row(workspace, TableId::view, *command.id));
        TRY_ASSIGN(auto transaction, workspace.begin(labelled("Change " + words)));
        TRY(transaction->set(TableId::view, row, values));
        return saved(*transaction, *command.id);
    }
    TRY_ASSIGN(const std::int64_t position, next_position(workspace, list));
    std::erase_if(values, [](const auto& entry) { return absent(entry.second); });
    values.emplace_back(view_field::position, position);
    TRY_ASSIGN(auto transaction, workspace.begin(labelled("Save " + words)));
    const Id id = workspace.ids().next();
    TRY(transaction->insert(TableId::view, id, values));
    return saved(*transaction, id);
}

Result<Outcome> run(Workspace& workspace, const ReorderViews& command) {
    TRY_ASSIGN(const auto views, saved_views(workspace, command.list));
    std::vector<Id> present;
    for (const SavedView& view : views) present.push_back(view.id);
    const std::string words = "the views of " + plural_words(table(table_of(command.list)));
    TRY_ASSIGN(auto transaction, workspace.begin(labelled("Move " + words)));
    TRY_ASSIGN(auto moved, write_positions(workspace, *transaction, TableId::view, view_field::position,
                                           reordered(command.ids, present)));
    const auto count = static_cast<std::int64_t>(moved.size());
    return finish(*transaction, "The views are in their new order.", std::move(moved), count);
}

}  // namespace perennial
