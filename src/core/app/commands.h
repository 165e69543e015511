// What each command does that is not done in steps (command_steps.h); App::execute chooses among these.
#pragma once

#include "core/app/command.h"
#include "core/app/draft_check.h"
#include "core/storage/workspace.h"

namespace perennial {

// commands_records.cpp
Result<Outcome> run(Workspace& workspace, const AddRecord& command);
Result<Outcome> run(Workspace& workspace, const EditRecord& command);
// commands_lists.cpp
Result<Outcome> run(Workspace& workspace, const SaveView& command);
Result<Outcome> run(Workspace& workspace, const ReorderViews& command);
// commands_orders.cpp
Result<Outcome> run(Workspace& workspace, const SaveOrder& command);
Result<Outcome> run(Workspace& workspace, const ReturnLines& command);
Result<Outcome> run(Workspace& workspace, const RefundOrder& command);
// commands_custom.cpp
Result<Outcome> run(Workspace& workspace, const SaveCustomField& command);
Result<Outcome> run(Workspace& workspace, const ReorderCustomFields& command);
/// The same, given as fields of the table custom_field.
SaveCustomField new_custom_field(const FieldValues& values);
/// Errors: not_found, invalid_input (a key is for ever).
Result<SaveCustomField> edited_custom_field(Workspace& workspace, const EditRecord& command);
/// Writes or clears the value of one custom field.
Status put_custom(WriteTransaction& transaction, RowNo contact, const CustomEdit& edit);
// commands_segments.cpp
Result<Outcome> run(Workspace& workspace, const KeepSegment& command);
// commands_settings.cpp
Result<Outcome> run(Workspace& workspace, const SetSetting& command);

/// An edit with this label.
inline ChangeDraft labelled(std::string label) {
    ChangeDraft draft;
    draft.label = std::move(label);
    return draft;
}

/// `present` in a new order: first those of `wanted`, once each, then the others as they are.
std::vector<Id> reordered(const std::vector<Id>& wanted, const std::vector<Id>& present);
/// Numbers records of one table 1, 2, … in this order. Returns those that moved.
Result<std::vector<Id>> write_positions(Workspace& workspace, WriteTransaction& transaction, TableId table,
                                        FieldNo position, const std::vector<Id>& order);

/// Ids in an outcome.
inline constexpr std::size_t kMostListed = 1000;

/// Commits, and says `message` when something was written.
Result<Outcome> finish(WriteTransaction& transaction, std::string message, std::vector<Id> ids,
                       std::int64_t affected);

/// The row of a record that a command names. Errors: not_found.
Result<RowNo> known_row(Workspace& workspace, TableId table, const Id& id);

/// The living company of this name (letters' case and accents aside), made when there is none. `name` is not empty.
Result<Id> find_or_add_company(Workspace& workspace, WriteTransaction& transaction, std::string_view name);

/// The order's currency: its own, else the workspace's. Errors: invalid_input when neither is known.
Result<Currency> order_currency(Workspace& workspace, const FieldValues& order);
/// The workspace's; empty when it has none.
Result<Currency> shop_currency(Workspace& workspace);
/// The same for what cannot do without: "The order". Errors: invalid_input, when the shop has none.
Result<Currency> needed_currency(Workspace& workspace, std::string_view what);

/// Writes a setting whose name and value have been checked; absent clears it.
Status put_setting(WriteTransaction& transaction, const std::string& name, const Value& value);

/// Where a setting of this name lives, the same on every machine.
Id setting_id(std::string_view name);

}  // namespace perennial
