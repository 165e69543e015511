// The second half of capture: what was seen becomes clocks, history and created rows.
#include <algorithm>

#include "core/storage/capture.h"

namespace perennial {

Result<bool> Capture::finish(std::int64_t rows) {
    if (!problem_.empty()) {
        return fail(ErrorCode::refused, "The change was not saved: a write could not be accounted for (" +
                                            problem_ + "). Nothing has changed.");
    }
    if (state_ == State::accounted) return true;
    state_ = State::finishing;
    auto done = finish_some(rows);
    state_ = done && *done ? State::accounted : State::closed;
    return done;
}

Result<bool> Capture::finish_some(std::int64_t& rows) {
    for (; owners_of_ < tables_.size(); ++owners_of_) {
        TableCapture& members = tables_[owners_of_];
        if (!members.layout->member()) continue;
        TRY_ASSIGN(const bool done, touch_owners(members, rows));
        if (!done) return false;
    }
    for (; written_ < tables_.size(); ++written_) {
        TableCapture& table = tables_[written_];
        TRY_ASSIGN(const bool done, write_touched(table, rows));
        if (!done) return false;
        wrote_registers_ = wrote_registers_ || !table.made.empty() || !table.filled.empty();
        TRY(write_made(table));
    }
    return true;
}

std::int64_t Capture::unfinished() const {
    std::size_t rows = 0;
    for (const TableCapture& table : tables_) {
        // An owner is noted first, and then written.
        rows += 2 * (table.edited_owners.size() - table.next_owner);
        rows += table.touched.size() - table.next_touched;
    }
    return static_cast<std::int64_t>(rows);
}

/// A member that was removed says nothing of its owner, nor does one that an undo brings back.
void Capture::note_edited_owners(TableCapture& members) {
    if (!revives_) return;
    for (const TouchedRow& touched : members.touched) {
        if (!touched.overwritten.empty() && !touched.deleted_now) note_owner(members, touched.owner);
    }
}

Result<bool> Capture::touch_owners(TableCapture& members, std::int64_t& rows) {
    std::vector<std::int64_t>& edited = members.edited_owners;
    if (!members.owners_known) {
        note_edited_owners(members);
        std::ranges::sort(edited);
        const auto again = std::ranges::unique(edited);
        edited.erase(again.begin(), again.end());
        members.owners_known = true;
    }
    if (members.next_owner == edited.size()) return true;
    TableCapture& owners = tables_[static_cast<std::size_t>(members.layout->table->owner)];
    TRY_ASSIGN(auto read,
               writer_.prepare("SELECT deleted, clock FROM " + owners.layout->name + " WHERE row = ?1"));
    for (; members.next_owner < edited.size(); ++members.next_owner) {
        if (rows-- <= 0) return false;
        TRY(touch_owner(owners, edited[members.next_owner], read));
    }
    return true;
}

Status Capture::touch_owner(TableCapture& owners, std::int64_t owner, Statement& read) {
    if (const auto known = owners.touched_at.find(owner); known != owners.touched_at.end()) {
        owners.touched[known->second].owner_of_edited = true;
        return {};
    }
    read.reset();
    TRY_ASSIGN(const bool found, read.bind(1, owner).step());
    if (!found || read.integer(0) == 2 || owners.has_made(owner)) return {};
    owners.touched_at.emplace(owner, owners.touched.size());
    TouchedRow& touched = owners.touched.emplace_back();
    touched.row = owner;
    touched.owner_of_edited = true;
    touched.deleted_before = touched.deleted_now = read.integer(0) == 1;
    TRY_ASSIGN(touched.clock, clock_column(read, 1));
    return {};
}

/// The registers that the change wrote, after deciding whether the row lives.
std::vector<RegisterNo> Capture::settle_registers(TouchedRow& touched) const {
    std::vector<RegisterNo> registers;
    bool field_written = false;
    for (const auto& [number, before] : touched.overwritten) {
        registers.push_back(number);
        field_written = field_written || number != kLivesRegister;
    }
    if (!field_written && !touched.owner_of_edited) return registers;

    const bool revive = touched.revive || (touched.owner_of_edited && !touched.deleted_written);
    if (revives_ && revive) touched.deleted_now = false;
    const bool says_lives = !touched.deleted_now || touched.deleted_written;
    if (says_lives && std::ranges::find(registers, kLivesRegister) == registers.end()) {
        registers.push_back(kLivesRegister);
    }
    return registers;
}

struct Capture::Writers {
    Statement history, row;
};

Result<bool> Capture::write_touched(TableCapture& table, std::int64_t& rows) {
    if (table.touched.empty()) return true;
    TRY_ASSIGN(auto history,
               writer_.prepare("INSERT INTO history (tbl, row, register, change, replaced_by, value) "
                               "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
    TRY_ASSIGN(auto row, writer_.prepare("UPDATE " + table.layout->name +
                                         " SET deleted = ?2, clock = ?3 WHERE row = ?1"));
    Writers writers{std::move(history), std::move(row)};
    if (table.next_touched == 0 && !std::ranges::is_sorted(table.touched, {}, &TouchedRow::row))
        std::ranges::sort(table.touched, {}, &TouchedRow::row);
    for (; table.next_touched < table.touched.size(); ++table.next_touched) {
        if (rows-- <= 0) return false;
        TouchedRow& touched = table.touched[table.next_touched];
        const std::vector<RegisterNo> registers = settle_registers(touched);
        if (!registers.empty()) {
            TRY(write_row(table, touched, registers, writers));
            wrote_registers_ = true;
        }
        // Given back now, bit by bit, instead of all at once when the transaction ends.
        table.touched_at.erase(touched.row);
        touched.overwritten = {};
    }
    return true;
}

Status Capture::write_row(TableCapture& table, const TouchedRow& touched,
                          const std::vector<RegisterNo>& registers, Writers& writers) {
    RowClock clock = touched.clock;
    for (const RegisterNo number : registers) {
        TRY(write_history(table, touched, number, writers.history));
        clock.set(number, change_);
    }
    if (table.rollup == RollupSource::itself && touched.deleted_before != touched.deleted_now)
        stale_.add(touched.row);
    writers.row.bind(1, touched.row).bind(2, std::int64_t{touched.deleted_now});
    bind_clock(writers.row, 3, clock, table.layout->register_count());
    return writers.row.run();
}

Status Capture::write_history(const TableCapture& table, const TouchedRow& touched, RegisterNo number,
                              Statement& insert) {
    insert.bind(1, static_cast<std::int64_t>(table.layout->table->id)).bind(2, touched.row).bind(3, number);
    insert.bind(4, static_cast<std::int64_t>(touched.clock.at(number)))
        .bind(5, static_cast<std::int64_t>(change_));
    const auto known =
        std::ranges::find(touched.overwritten, number, &std::pair<RegisterNo, StoredValue>::first);
    if (known != touched.overwritten.end()) {
        bind_stored(insert, 6, known->second);
    } else {
        insert.bind(6, std::int64_t{touched.deleted_before});
    }
    return insert.run();
}

Status Capture::write_made(TableCapture& table) {
    std::vector<std::int64_t> filled(table.filled.begin(), table.filled.end());
    std::ranges::sort(filled);
    auto ranges = std::move(table.made);
    table.made.clear();
    for (const std::int64_t row : filled) ranges.emplace_back(row, row);
    TRY_ASSIGN(
        auto insert,
        writer_.prepare("INSERT INTO created (change, tbl, first_row, last_row) VALUES (?1, ?2, ?3, ?4)"));
    for (const auto& [first, last] : ranges) {
        insert.bind(1, static_cast<std::int64_t>(change_))
            .bind(2, static_cast<std::int64_t>(table.layout->table->id));
        TRY(insert.bind(3, first).bind(4, last).run());
    }
    return {};
}

Result<std::int64_t> Capture::flip_lives(const RowChoice& choice) {
    const TableLayout& layout = *tables_[static_cast<std::size_t>(choice.table)].layout;
    std::string spared = "[";
    for (const std::int64_t row : choice.spared)
        spared += (spared.size() == 1 ? "" : ",") + std::to_string(row);
    std::string which = " WHERE row BETWEEN ?1 AND ?2 AND clock = ?3 AND deleted = ?4";
    if (!choice.spared.empty()) which += " AND " + choice.whole + " NOT IN (SELECT value FROM json_each(?5))";
    const auto bind_choice = [&](Statement& statement) {
        statement.bind(1, choice.first).bind(2, choice.last).bind(4, std::int64_t{choice.deleted});
        bind_clock(statement, 3, choice.clock, layout.register_count());
        if (!choice.spared.empty()) statement.bind(5, spared + "]");
    };
    TRY_ASSIGN(auto history,
               writer_.prepare("INSERT INTO history (tbl, row, register, change, replaced_by, value) "
                               "SELECT ?6, row, 0, ?7, ?8, deleted FROM " +
                               layout.name + which));
    bind_choice(history);
    history.bind(6, static_cast<std::int64_t>(choice.table)).bind(8, static_cast<std::int64_t>(change_));
    TRY(history.bind(7, static_cast<std::int64_t>(choice.clock.at(kLivesRegister))).run());

    RowClock clock = choice.clock;
    clock.set(kLivesRegister, change_);
    TRY_ASSIGN(auto update,
               writer_.prepare("UPDATE " + layout.name + " SET deleted = 1 - deleted, clock = ?6" + which));
    bind_choice(update);
    bind_clock(update, 6, clock, layout.register_count());
    state_ = State::flipping;
    const Status done = update.run();
    state_ = State::capturing;
    TRY(done);
    const std::int64_t rows = writer_.changed_rows();
    wrote_registers_ = wrote_registers_ || rows > 0;
    wrote_ = wrote_ || rows > 0;
    return rows;
}

}  // namespace perennial
