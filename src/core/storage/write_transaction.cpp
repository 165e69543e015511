#include <algorithm>
#include <limits>

#include "core/storage/changes.h"
#include "core/storage/derived_upkeep.h"
#include "core/storage/records.h"
#include "core/storage/rollups.h"
#include "core/storage/workspace_parts.h"

namespace perennial {
namespace {

constexpr std::int64_t kEverything = std::numeric_limits<std::int64_t>::max();

Result<const Field*> field_of(const TableLayout& layout, FieldNo number) {
    if (number < layout.table->fields.size()) return &layout.table->fields[number];
    return fail(ErrorCode::invalid_input, "A " + std::string(layout.table->name) + " has no field number " +
                                              std::to_string(number) + ".");
}

bool names_rows(const FieldValues& values) {
    return std::ranges::any_of(values,
                               [](const auto& entry) { return std::holds_alternative<Id>(entry.second); });
}

/// The same values with rows in place of ids.
Result<FieldValues> resolved(WriteTransaction::Parts& parts, const TableLayout& layout, FieldValues values) {
    for (auto& [number, value] : values) {
        const auto* id = std::get_if<Id>(&value);
        if (id == nullptr) continue;
        TRY_ASSIGN(const Field* field, field_of(layout, number));
        if (id->empty()) {
            value = Value{};
        } else {
            TRY_ASSIGN(value, referred_row(parts.connection(), parts.layout(field->target), *id));
        }
    }
    return values;
}

/// Binds all fields of a new row, the first to `parameter`, and the change as its clock.
Status bind_new_row(Statement& statement, int parameter, const TableLayout& layout, const FieldValues& values,
                    ChangeNo change) {
    for (const auto& [number, value] : values) {
        TRY_ASSIGN(const Field* field, field_of(layout, number));
        TRY(bind_value(statement, parameter + number, *field, value));
    }
    const int clock = parameter + static_cast<int>(layout.table->fields.size());
    statement.bind(clock, static_cast<std::int64_t>(change));
    return {};
}

std::unexpected<Error> already_there(const TableLayout& layout, const Id& id) {
    return fail(ErrorCode::refused, "There is a " + std::string(layout.table->name) + " with the id " +
                                        id.to_string() + " already. Edit that one instead.");
}

/// The row that was only referred to until now becomes a real one.
Result<RowNo> fill_row(Connection& connection, const TableLayout& layout, const Id& id,
                       const FieldValues& values, ChangeNo change) {
    TRY_ASSIGN(const auto found, find_row(connection, layout, id));
    if (!found || found->known) return already_there(layout, id);
    TRY_ASSIGN(auto update, connection.prepare(layout.fill_sql));
    bind_id(update, 1, id);
    TRY(bind_new_row(update, 2, layout, values, change));
    TRY(update.run());
    return found->row;
}

std::unexpected<Error> no_row(const TableLayout& layout) {
    return fail(ErrorCode::not_found, "The " + std::string(layout.table->name) +
                                          " to be changed does not exist. Reload the list and choose again.");
}

/// 0 or 1. Errors: not_found, also for a row that is only referred to.
Result<std::int64_t> deleted_of(Connection& connection, const TableLayout& layout, RowNo row) {
    TRY_ASSIGN(auto read, connection.prepare("SELECT deleted FROM " + layout.name + " WHERE row = ?1"));
    TRY_ASSIGN(const bool found, read.bind(1, static_cast<std::int64_t>(row)).step());
    if (!found || read.integer(0) == 2) return no_row(layout);
    return read.integer(0);
}

struct Difference {
    FieldNo field;
    StoredValue value;
};

/// Which of `values` are not what the row holds. `row` stands at read_sql.
Result<std::vector<Difference>> differences(const TableLayout& layout, const Statement& row,
                                            const FieldValues& values) {
    std::vector<Difference> found;
    for (const auto& [number, value] : values) {
        TRY_ASSIGN(const Field* field, field_of(layout, number));
        TRY_ASSIGN(StoredValue wanted, stored(*field, value));
        if (stored_column(row, read_column::field(layout, number)) != wanted)
            found.push_back({number, std::move(wanted)});
    }
    return found;
}

Status update_fields(Connection& connection, const TableLayout& layout, RowNo row,
                     const std::vector<Difference>& fields, bool revive) {
    std::string sql = "UPDATE " + layout.name + " SET ";
    for (std::size_t i = 0; i < fields.size(); ++i) {
        sql += (i == 0 ? "" : ", ") + layout.register_name(register_of(fields[i].field)) + " = ?" +
               std::to_string(i + 2);
    }
    if (revive) sql += fields.empty() ? "deleted = 0" : ", deleted = 0";
    TRY_ASSIGN(auto update, connection.prepare(sql + " WHERE row = ?1"));
    update.bind(1, static_cast<std::int64_t>(row));
    for (std::size_t i = 0; i < fields.size(); ++i)
        bind_stored(update, static_cast<int>(i) + 2, fields[i].value);
    return update.run();
}

/// Writes what differs; `revive` says whether the row is to live even when no field differs.
Result<int> write_fields(WriteTransaction::Parts& parts, const TableLayout& layout, RowNo row,
                         const FieldValues& values, bool revive) {
    TRY_ASSIGN(const FieldValues wanted, resolved(parts, layout, values));
    std::vector<Difference> fields;
    bool deleted = false;
    {
        TRY_ASSIGN(auto read, parts.connection().prepare(layout.read_sql));
        TRY_ASSIGN(const bool found, read.bind(1, static_cast<std::int64_t>(row)).step());
        if (!found || read.integer(read_column::deleted) == 2) return no_row(layout);
        deleted = read.integer(read_column::deleted) == 1;
        TRY_ASSIGN(fields, differences(layout, read, wanted));
    }
    const bool lives_again = deleted && (revive || !fields.empty());
    if (fields.empty() && !lives_again) return 0;
    TRY(update_fields(parts.connection(), layout, row, fields, lives_again));
    return static_cast<int>(fields.size()) + (lives_again ? 1 : 0);
}

/// Who edits a member says that its owner lives.
Status revive_owner(WriteTransaction::Parts& parts, const TableLayout& member, RowNo owner) {
    const TableLayout& layout = parts.layout(member.table->owner);
    const auto row = static_cast<std::int64_t>(owner);
    if (parts.workspace.capture->made(layout.table->id, row)) return {};
    TRY_ASSIGN(const auto deleted, deleted_of(parts.connection(), layout, owner));
    if (deleted == 0) return {};
    TRY_ASSIGN(auto update,
               parts.connection().prepare("UPDATE " + layout.name + " SET deleted = 0 WHERE row = ?1"));
    return update.bind(1, row).run();
}

/// A new change can be undone; what had been undone before it can no longer be redone.
Status push_undo(Connection& connection, ChangeNo change) {
    TRY(connection.execute("DELETE FROM undo_stack WHERE state = 1"));
    TRY_ASSIGN(auto insert, connection.prepare("INSERT INTO undo_stack (change) VALUES (?1)"));
    return insert.bind(1, static_cast<std::int64_t>(change)).run();
}

}  // namespace

WriteTransaction::WriteTransaction(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

WriteTransaction::~WriteTransaction() {
    // A rollback can only fail when there is nothing left to roll back.
    if (parts_->open) (void)parts_->workspace.end(false);
}

ChangeNo WriteTransaction::change() const { return parts_->change; }
Connection& WriteTransaction::connection() { return parts_->connection(); }
void WriteTransaction::set_detail(std::string detail) { parts_->draft.detail = std::move(detail); }
void WriteTransaction::set_label(std::string label) { parts_->draft.label = std::move(label); }
void WriteTransaction::touch_rollup(RowNo contact) {
    parts_->workspace.capture->stale().add(static_cast<std::int64_t>(contact));
}

Result<std::optional<RowNo>> WriteTransaction::find(TableId table, const Id& id) {
    TRY_ASSIGN(const auto found, find_row(connection(), parts_->layout(table), id));
    return found && found->known ? std::optional(found->row) : std::nullopt;
}

Result<RowNo> WriteTransaction::insert(TableId table, const Id& id, const FieldValues& values) {
    if (!names_rows(values)) return insert_resolved(table, id, values);
    TRY_ASSIGN(const FieldValues ready, resolved(*parts_, parts_->layout(table), values));
    return insert_resolved(table, id, ready);
}

Result<RowNo> WriteTransaction::insert_resolved(TableId table, const Id& id, const FieldValues& values) {
    const TableLayout& layout = parts_->layout(table);
    {
        TRY_ASSIGN(auto insert, connection().prepare(layout.insert_sql));
        bind_id(insert, 1, id);
        TRY(bind_new_row(insert, 2, layout, values, parts_->change));
        TRY(insert.run());
    }
    if (connection().changed_rows() == 1) return static_cast<RowNo>(connection().last_insert_row());
    return fill_row(connection(), layout, id, values, parts_->change);
}

Result<int> WriteTransaction::set(TableId table, RowNo row, const FieldValues& values) {
    return write_fields(*parts_, parts_->layout(table), row, values, false);
}

Result<RowNo> WriteTransaction::put_member(TableId table, RowNo owner, std::string_view key,
                                           const FieldValues& values) {
    const TableLayout& layout = parts_->layout(table);
    TRY(revive_owner(*parts_, layout, owner));
    {
        FieldValues rows;
        if (names_rows(values)) {
            TRY_ASSIGN(rows, resolved(*parts_, layout, values));
        }
        TRY_ASSIGN(auto insert, connection().prepare(layout.insert_sql));
        insert.bind(1, static_cast<std::int64_t>(owner)).bind(2, key);
        TRY(bind_new_row(insert, 3, layout, rows.empty() ? values : rows, parts_->change));
        TRY(insert.run());
    }
    if (connection().changed_rows() == 1) return static_cast<RowNo>(connection().last_insert_row());
    TRY_ASSIGN(const auto row, find_member(connection(), layout, owner, key));
    if (!row) return no_row(layout);
    TRY(write_fields(*parts_, layout, *row, values, true));
    return *row;
}

Status WriteTransaction::set_lives(TableId table, RowNo row, bool lives) {
    const TableLayout& layout = parts_->layout(table);
    TRY_ASSIGN(const std::int64_t deleted, deleted_of(connection(), layout, row));
    if ((deleted == 0) == lives) return {};
    TRY_ASSIGN(auto update,
               connection().prepare("UPDATE " + layout.name + " SET deleted = ?2 WHERE row = ?1"));
    return update.bind(1, static_cast<std::int64_t>(row)).bind(2, std::int64_t{!lives}).run();
}

Result<bool> WriteTransaction::settle(std::int64_t rows) {
    Capture& capture = *parts_->workspace.capture;
    TRY_ASSIGN(const bool accounted, capture.finish(rows));
    if (!accounted) return false;
    TRY_ASSIGN(const bool settled, update_rollups(connection(), capture.stale(), rows));
    if (!settled) return false;
    return update_product_rollups(connection(), capture.stale_products(), products_for(rows));
}

std::int64_t WriteTransaction::unsettled() const {
    Capture& capture = *parts_->workspace.capture;
    return capture.unfinished() + capture.stale().size() + capture.stale_products().products.size();
}

Result<WriteTransaction::Committed> WriteTransaction::commit() {
    auto prepare = [this]() -> Result<Committed> {
        Capture& capture = *parts_->workspace.capture;
        TRY(capture.finish(kEverything));
        if (!capture.wrote() && !parts_->keep_if_empty) return Committed{ChangeNo::none, true};
        TRY(record_next_change(connection(), parts_->change, parts_->draft, parts_->workspace.session));
        const ChangeKind kind = parts_->draft.kind;
        if (kind != ChangeKind::undo && kind != ChangeKind::redo)
            TRY(push_undo(connection(), parts_->change));
        TRY(settle(kEverything));
        if (DerivedUpkeep* upkeep = parts_->workspace.upkeep) {
            const auto before = static_cast<ChangeNo>(static_cast<std::int64_t>(parts_->change) - 1);
            TRY(upkeep->before_commit(connection(), parts_->change, before,
                                      parts_->workspace.capture->touched()));
        }
        return Committed{parts_->change, false};
    };
    auto committed = prepare();
    parts_->open = false;
    const Status ended = parts_->workspace.end(committed.has_value());
    const bool changed = committed && !committed->empty;
    if (parts_->workspace.upkeep && (changed || !committed || !ended))
        parts_->workspace.upkeep->ended(changed && ended.has_value());
    TRY(ended);
    if (changed) ++parts_->workspace.revision;
    return committed;
}

}  // namespace perennial
