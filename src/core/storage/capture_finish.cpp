// The second half of capture: what was seen becomes clocks, history and created rows.
#include <algorithm>

#include "core/storage/capture.h"

namespace perennial {

Result<bool> Capture::finish() {
    if (!problem_.empty()) {
        return fail(ErrorCode::refused, "The change was not saved: a write could not be accounted for (" +
                                            problem_ + "). Nothing has changed.");
    }
    state_ = State::finishing;
    for (TableCapture& table : tables_) {
        if (!table.layout->member()) continue;
        note_edited_owners(table);
        if (!table.edited_owners.empty()) TRY(touch_owners(table));
    }
    bool wrote = false;
    for (TableCapture& table : tables_) {
        wrote = wrote || !table.made.empty() || !table.filled.empty();
        TRY(write_made(table));
        TRY_ASSIGN(const bool touched, write_touched(table));
        wrote = wrote || touched;
    }
    state_ = State::accounted;
    return wrote;
}

/// A member that was removed says nothing of its owner, nor does one that an undo brings back.
void Capture::note_edited_owners(TableCapture& members) {
    if (!revives_) return;
    for (const TouchedRow& touched : members.touched) {
        if (!touched.overwritten.empty() && !touched.deleted_now) note_owner(members, touched.owner);
    }
}

Status Capture::touch_owners(TableCapture& members) {
    std::ranges::sort(members.edited_owners);
    const auto again = std::ranges::unique(members.edited_owners);
    members.edited_owners.erase(again.begin(), again.end());

    TableCapture& owners = tables_[static_cast<std::size_t>(members.layout->table->owner)];
    TRY_ASSIGN(auto read,
               writer_.prepare("SELECT deleted, clock FROM " + owners.layout->name + " WHERE row = ?1"));
    for (const std::int64_t owner : members.edited_owners) {
        if (const auto known = owners.touched_at.find(owner); known != owners.touched_at.end()) {
            owners.touched[known->second].owner_of_edited = true;
            continue;
        }
        TRY_ASSIGN(const bool found, read.bind(1, owner).step());
        if (!found || read.integer(0) == 2 || owners.has_made(owner)) {
            read.reset();
            continue;
        }
        TouchedRow& touched = owners.touched.emplace_back();
        owners.touched_at.emplace(owner, owners.touched.size() - 1);
        touched.row = owner;
        touched.owner_of_edited = true;
        touched.deleted_before = touched.deleted_now = read.integer(0) == 1;
        TRY_ASSIGN(touched.clock, clock_column(read, 1));
        read.reset();
    }
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

Result<bool> Capture::write_touched(TableCapture& table) {
    std::ranges::sort(table.touched, {}, &TouchedRow::row);
    bool wrote = false;
    for (TouchedRow& touched : table.touched) {
        const std::vector<RegisterNo> registers = settle_registers(touched);
        if (registers.empty()) continue;
        TRY(write_row(table, touched, registers));
        wrote = true;
    }
    return wrote;
}

Status Capture::write_row(TableCapture& table, const TouchedRow& touched,
                          const std::vector<RegisterNo>& registers) {
    RowClock clock = touched.clock;
    for (const RegisterNo number : registers) {
        TRY(write_history(table, touched, number));
        clock.set(number, change_);
    }
    if (table.rollup == RollupSource::itself) stale_.add(touched.row);
    TRY_ASSIGN(auto update, writer_.prepare("UPDATE " + table.layout->name +
                                            " SET deleted = ?2, clock = ?3 WHERE row = ?1"));
    update.bind(1, touched.row).bind(2, std::int64_t{touched.deleted_now});
    bind_clock(update, 3, clock, table.layout->register_count());
    return update.run();
}

Status Capture::write_history(const TableCapture& table, const TouchedRow& touched, RegisterNo number) {
    TRY_ASSIGN(auto insert,
               writer_.prepare("INSERT INTO history (tbl, row, register, change, replaced_by, value) "
                               "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
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

}  // namespace perennial
