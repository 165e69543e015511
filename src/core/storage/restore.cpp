#include <algorithm>
#include <array>
#include <limits>

#include "core/storage/changes.h"
#include "core/storage/records.h"
#include "core/storage/replica.h"
#include "core/storage/rollups.h"
#include "core/storage/row_clock.h"
#include "core/storage/workspace_parts.h"

namespace perennial {
namespace {

std::unexpected<Error> malformed(std::string what) {
    return fail(ErrorCode::malformed, std::move(what) + " Nothing has been restored.");
}

/// A row's name in words.
std::string words(const RowName& name) {
    return "The " + std::string(table(name.table).name) + " " + name.id.to_string() +
           (name.key.empty() ? "" : " (" + name.key + ")");
}

/// Inserts a row, or fills one that was only referred to, and gives its number; nothing when it is there
/// already. Parameters: id, or owner and key; the fields; the clock; deleted.
std::string restore_sql(const TableLayout& layout) {
    std::string names = layout.member() ? "owner, key" : "id", fields;
    for (const Field& field : layout.table->fields) fields += quoted(field.name) + ", ";
    const int count = layout.name_columns() + static_cast<int>(layout.table->fields.size()) + 2;
    std::string sql =
        "INSERT INTO " + layout.name + " (" + names + ", " + fields + "clock, deleted) VALUES (";
    for (int i = 1; i <= count; ++i) sql += (i == 1 ? "?" : ", ?") + std::to_string(i);
    if (layout.member()) return sql + ") ON CONFLICT DO NOTHING RETURNING row";
    sql += ") ON CONFLICT (id) DO UPDATE SET ";
    for (const Field& field : layout.table->fields)
        sql += quoted(field.name) + " = excluded." + quoted(field.name) + ", ";
    return sql + "clock = excluded.clock, deleted = excluded.deleted WHERE deleted = 2 RETURNING row";
}

}  // namespace

struct RestoreTransaction::Parts {
    Workspace::Parts& workspace;
    Id business;
    std::int64_t expected = 0, changes = 0;  ///< Of changes.
    LogicalTime last_time;
    std::array<std::string, kTableCount> insert_sql;
    std::array<std::vector<std::int64_t>, kTableCount> made_by;  ///< By row: which change, or 0.
    Id owner;                                                    ///< The last entity given, and its row.
    TableId owner_table = TableId::contact;
    std::int64_t owner_row = 0;
    std::vector<SnapshotHistory> entries;  ///< Of one row, to be written when it is complete.
    bool open = true, ended = false;

    Connection& connection() { return *workspace.writer; }
    const TableLayout& layout(TableId id) const { return workspace.layouts[id]; }

    Result<ChangeNo> change_no(ChangeIndex index) const;
    Result<StoredValue> resolved(const Field& field, const Value& value);
    Result<RowClock> clock_of(const SnapshotRow& row) const;
    Result<std::int64_t> row_of(const RowName& name);
    Status bind_values(Statement& statement, int parameter, const SnapshotRow& row);
    void note_maker(TableId table, std::int64_t row, ChangeNo change);
    Status write_entries();
    Status write_entry(const SnapshotHistory& entry, std::int64_t row, ChangeNo replaced_by);
    Status write_created();
    Status finish();
};

Result<std::unique_ptr<RestoreTransaction>> RestoreTransaction::begin(Workspace& workspace) {
    TRY(workspace.parts().begin());
    auto parts = std::make_unique<Parts>(workspace.parts());
    std::unique_ptr<RestoreTransaction> transaction(new RestoreTransaction(std::move(parts)));
    TRY_ASSIGN(const ChangeNo last, last_change_of(*workspace.parts().writer));
    if (last != ChangeNo::none) {
        return fail(ErrorCode::refused,
                    "This workspace is not empty, and a file is only restored into an empty one. Open "
                    "the file in a new workspace.");
    }
    workspace.parts().capture->begin_restore();
    for (const TableLayout& layout : workspace.parts().layouts.all()) {
        transaction->parts_->insert_sql[static_cast<std::size_t>(layout.table->id)] = restore_sql(layout);
    }
    return transaction;
}

RestoreTransaction::RestoreTransaction(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

RestoreTransaction::~RestoreTransaction() {
    // A rollback can only fail when there is nothing left to roll back.
    if (parts_->open) (void)parts_->workspace.end(false);
}

// Pieces ----------------------------------------------------------------------------------------------------

Status RestoreTransaction::header(const SnapshotHeader& header) {
    if (header.business.empty()) return malformed("The file does not say whose it is.");
    parts_->business = header.business;
    parts_->expected = header.change_count;
    return {};
}

Status RestoreTransaction::change(const Change& change) {
    Parts& parts = *parts_;
    Connection& connection = parts.connection();
    TRY_ASSIGN(const std::int64_t writer, writer_number(connection, change.writer));
    TRY_ASSIGN(auto known, connection.prepare("SELECT coalesce(max(n), 0) FROM change WHERE writer = ?1"));
    TRY(known.bind(1, writer).step());
    if (change.n != known.integer(0) + 1) {
        return malformed("Change " + std::to_string(change.n) + " of writer " + change.writer.to_string() +
                         " does not follow on change " + std::to_string(known.integer(0)) + ".");
    }
    if (change.time < parts.last_time)
        return malformed("The change \"" + change.label + "\" is out of order.");
    parts.last_time = change.time;
    ChangeNo undoes = ChangeNo::none;
    if (!change.undoes_writer.empty()) {
        TRY_ASSIGN(auto find,
                   connection.prepare("SELECT c.change FROM writer w JOIN change c ON c.writer = w.writer "
                                      "WHERE w.id = ?1 AND c.n = ?2"));
        bind_id(find, 1, change.undoes_writer);
        TRY_ASSIGN(const bool found, find.bind(2, change.undoes_n).step());
        if (!found)
            return malformed("The change \"" + change.label + "\" undoes one that the file does not hold.");
        undoes = static_cast<ChangeNo>(find.integer(0));
    }
    return record_change(connection, static_cast<ChangeNo>(++parts.changes), change, undoes);
}

Status RestoreTransaction::row(const SnapshotRow& row) {
    Parts& parts = *parts_;
    const TableLayout& layout = parts.layout(row.name.table);
    std::int64_t owner = 0;
    if (layout.member()) {
        TRY_ASSIGN(owner, parts.row_of({layout.table->owner, row.name.id, {}}));
    }
    TRY_ASSIGN(const RowClock clock, parts.clock_of(row));
    TRY_ASSIGN(auto insert,
               parts.connection().prepare(parts.insert_sql[static_cast<std::size_t>(row.name.table)]));
    if (layout.member()) {
        insert.bind(1, owner).bind(2, row.name.key);
    } else {
        bind_id(insert, 1, row.name.id);
    }
    const int first = layout.name_columns() + 1;
    TRY(parts.bind_values(insert, first, row));
    const int clock_parameter = first + static_cast<int>(layout.table->fields.size());
    bind_clock(insert, clock_parameter, clock, layout.register_count());
    insert.bind(clock_parameter + 1, std::int64_t{row.deleted});
    TRY_ASSIGN(const bool written, insert.step());
    if (!written) return malformed(words(row.name) + " stands in the file twice.");
    const std::int64_t number = insert.integer(0);
    TRY(insert.run());
    parts.note_maker(row.name.table, number, clock.at(kLivesRegister));
    if (!layout.member()) {
        parts.owner = row.name.id;
        parts.owner_table = row.name.table;
        parts.owner_row = number;
    }
    return {};
}

Status RestoreTransaction::history(const SnapshotHistory& entry) {
    if (!parts_->entries.empty() && parts_->entries.back().name != entry.name) TRY(parts_->write_entries());
    parts_->entries.push_back(entry);
    return {};
}

Status RestoreTransaction::end() {
    TRY(parts_->write_entries());
    if (parts_->changes != parts_->expected) {
        return malformed("The file holds " + std::to_string(parts_->changes) + " changes, but announces " +
                         std::to_string(parts_->expected) + ".");
    }
    parts_->workspace.capture->stale().add_all();
    parts_->workspace.capture->stale_products().products.add_all();
    parts_->ended = true;
    return {};
}

Result<bool> RestoreTransaction::settle(std::int64_t contacts) {
    Capture& capture = *parts_->workspace.capture;
    TRY_ASSIGN(const bool settled, update_rollups(parts_->connection(), capture.stale(), contacts));
    if (!settled) return false;
    return update_product_rollups(parts_->connection(), capture.stale_products(), products_for(contacts));
}

Status RestoreTransaction::commit() {
    auto prepare = [this]() -> Status {
        if (!parts_->ended) return malformed("The file ends too early.");
        TRY(settle(std::numeric_limits<std::int64_t>::max()));
        return parts_->finish();
    };
    const Status done = prepare();
    parts_->open = false;
    TRY(parts_->workspace.end(done.has_value()));
    if (!done) return done;
    parts_->workspace.business = parts_->business;
    ++parts_->workspace.revision;
    return {};
}

// How they are written --------------------------------------------------------------------------------------

Result<ChangeNo> RestoreTransaction::Parts::change_no(ChangeIndex index) const {
    if (index < 0 || index >= changes)
        return malformed("A record names a change that the file does not hold.");
    return static_cast<ChangeNo>(index + 1);
}

Result<StoredValue> RestoreTransaction::Parts::resolved(const Field& field, const Value& value) {
    const auto* id = std::get_if<Id>(&value);
    if (id == nullptr || field.type != FieldType::reference) return stored(field, value);
    TRY_ASSIGN(const std::int64_t row, referred_row(connection(), layout(field.target), *id));
    return StoredValue{row};
}

Result<RowClock> RestoreTransaction::Parts::clock_of(const SnapshotRow& row) const {
    TRY_ASSIGN(const ChangeNo change, change_no(row.change));
    RowClock clock(change);
    for (const auto& [number, index] : row.exceptions) {
        if (number >= layout(row.name.table).register_count())
            return malformed(words(row.name) + " has too many fields.");
        TRY_ASSIGN(const ChangeNo exception, change_no(index));
        clock.set(number, exception);
    }
    return clock;
}

/// The row number behind a name. Members come right after their owner, so that one is remembered.
Result<std::int64_t> RestoreTransaction::Parts::row_of(const RowName& name) {
    const TableLayout& named = layout(name.table);
    if (named.member()) {
        TRY_ASSIGN(const std::int64_t whole, row_of({named.table->owner, name.id, {}}));
        TRY_ASSIGN(const auto member, find_member(connection(), named, static_cast<RowNo>(whole), name.key));
        if (!member) return malformed(words(name) + " is named in the history, but not in the file.");
        return static_cast<std::int64_t>(*member);
    }
    if (name.table == owner_table && name.id == owner) return owner_row;
    TRY_ASSIGN(const auto found, find_row(connection(), named, name.id));
    if (!found || !found->known)
        return malformed(words(name) + " is missing, though the file tells more about it.");
    return static_cast<std::int64_t>(found->row);
}

Status RestoreTransaction::Parts::bind_values(Statement& statement, int parameter, const SnapshotRow& row) {
    const auto fields = layout(row.name.table).table->fields;
    for (const auto& [number, value] : row.values) {
        if (number >= fields.size()) return malformed(words(row.name) + " has a field that is not known.");
        TRY_ASSIGN(const StoredValue ready, resolved(fields[number], value));
        bind_stored(statement, parameter + number, ready);
    }
    return {};
}

void RestoreTransaction::Parts::note_maker(TableId table, std::int64_t row, ChangeNo change) {
    auto& makers = made_by[static_cast<std::size_t>(table)];
    const auto at = static_cast<std::size_t>(row);
    if (makers.size() <= at) makers.resize(at + 1, 0);
    // The first to say that a row lives made it.
    if (makers[at] == 0 || makers[at] > static_cast<std::int64_t>(change))
        makers[at] = static_cast<std::int64_t>(change);
}

/// Within a register each value was replaced by the next change, the last one by the change that stands in
/// the row.
Status RestoreTransaction::Parts::write_entries() {
    if (entries.empty()) return {};
    const TableLayout& named = layout(entries.front().name.table);
    TRY_ASSIGN(const std::int64_t row, row_of(entries.front().name));
    RowClock clock;
    {
        TRY_ASSIGN(auto read, connection().prepare("SELECT clock FROM " + named.name + " WHERE row = ?1"));
        TRY(read.bind(1, row).step());
        TRY_ASSIGN(clock, clock_column(read, 0));
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const bool last = i + 1 == entries.size() || entries[i + 1].register_no != entries[i].register_no;
        ChangeNo next = clock.at(entries[i].register_no);
        if (!last) {
            TRY_ASSIGN(next, change_no(entries[i + 1].change));
        }
        TRY(write_entry(entries[i], row, next));
    }
    entries.clear();
    return {};
}

Status RestoreTransaction::Parts::write_entry(const SnapshotHistory& entry, std::int64_t row,
                                              ChangeNo replaced_by) {
    const TableLayout& named = layout(entry.name.table);
    TRY_ASSIGN(const ChangeNo change, change_no(entry.change));
    if (change >= replaced_by) return malformed(words(entry.name) + " has a history out of order.");
    StoredValue value;
    if (entry.register_no == kLivesRegister) {
        const auto* deleted = std::get_if<std::int64_t>(&entry.value);
        if (deleted == nullptr || *deleted < 0 || *deleted > 1)
            return malformed(words(entry.name) + " has a wrong history.");
        value = *deleted;
        note_maker(entry.name.table, row, change);
    } else {
        if (entry.register_no >= named.register_count())
            return malformed(words(entry.name) + " has too many fields.");
        TRY_ASSIGN(value, resolved(named.table->fields[entry.register_no - 1u], entry.value));
    }
    TRY_ASSIGN(auto insert,
               connection().prepare("INSERT INTO history (tbl, row, register, change, replaced_by, value) "
                                    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
    insert.bind(1, static_cast<std::int64_t>(entry.name.table)).bind(2, row).bind(3, entry.register_no);
    insert.bind(4, static_cast<std::int64_t>(change)).bind(5, static_cast<std::int64_t>(replaced_by));
    bind_stored(insert, 6, value);
    return insert.run();
}

Status RestoreTransaction::Parts::write_created() {
    TRY_ASSIGN(auto insert,
               connection().prepare(
                   "INSERT INTO created (change, tbl, first_row, last_row) VALUES (?1, ?2, ?3, ?4)"));
    for (std::size_t table = 0; table < kTableCount; ++table) {
        const auto& makers = made_by[table];
        for (std::size_t first = 0; first < makers.size();) {
            std::size_t last = first;
            while (last + 1 < makers.size() && makers[last + 1] == makers[first]) ++last;
            if (makers[first] != 0) {
                insert.bind(1, makers[first]).bind(2, static_cast<std::int64_t>(table));
                TRY(insert.bind(3, static_cast<std::int64_t>(first))
                        .bind(4, static_cast<std::int64_t>(last))
                        .run());
            }
            first = last + 1;
        }
    }
    return {};
}

Status RestoreTransaction::Parts::finish() {
    TRY(write_created());
    TRY_ASSIGN(auto update, connection().prepare("UPDATE meta SET value = ?1 WHERE key = 'business'"));
    return update.bind(1, business.to_string()).run();
}

}  // namespace perennial
