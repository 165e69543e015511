// Looking back: the writes to one row.
#include <algorithm>

#include "core/storage/records.h"
#include "core/storage/row_clock.h"
#include "core/storage/workspace_parts.h"

namespace perennial {
namespace {

struct Write {
    RegisterNo number = kLivesRegister;
    ChangeNo change = ChangeNo::none;
    StoredValue value;
    bool current = false;
};

/// Adds what was overwritten, ordered by register, then change.
Status add_overwritten(Connection& connection, TableId table, RowNo row, std::vector<Write>& writes) {
    TRY_ASSIGN(auto entry,
               connection.prepare("SELECT register, change, value FROM history WHERE tbl = ?1 AND row = ?2 "
                                  "ORDER BY register, change"));
    entry.bind(1, static_cast<std::int64_t>(table)).bind(2, static_cast<std::int64_t>(row));
    for (;;) {
        TRY_ASSIGN(const bool more, entry.step());
        if (!more) return {};
        writes.push_back({static_cast<RegisterNo>(entry.integer(0)), static_cast<ChangeNo>(entry.integer(1)),
                          stored_column(entry, 2), false});
    }
}

Status add_current(Connection& connection, const TableLayout& layout, RowNo row, std::vector<Write>& writes) {
    TRY_ASSIGN(auto read, connection.prepare(layout.read_sql));
    TRY_ASSIGN(const bool found, read.bind(1, static_cast<std::int64_t>(row)).step());
    if (!found || read.integer(read_column::deleted) == 2) {
        return fail(ErrorCode::not_found, "There is no such " + std::string(layout.table->name) + " here.");
    }
    TRY_ASSIGN(const RowClock clock, clock_column(read, read_column::clock));
    for (RegisterNo number = 0; number < layout.register_count(); ++number) {
        const int column = number == kLivesRegister
                               ? read_column::deleted
                               : read_column::field(layout, static_cast<FieldNo>(number - 1));
        writes.push_back({number, clock.at(number), stored_column(read, column), true});
    }
    return {};
}

/// Leaves out what says nothing new: fields that were empty from the start, and "lives" said again by an
/// edit.
std::vector<Write> telling(std::vector<Write> writes) {
    std::ranges::stable_sort(writes, {},
                             [](const Write& write) { return std::pair(write.number, write.change); });
    std::vector<Write> kept;
    for (Write& write : writes) {
        const bool first = kept.empty() || kept.back().number != write.number;
        if (first && std::holds_alternative<std::monostate>(write.value)) continue;
        if (!first && kept.back().value == write.value) {
            kept.back().current = write.current;
            continue;
        }
        kept.push_back(std::move(write));
    }
    std::ranges::stable_sort(kept, {}, &Write::change);
    return kept;
}

}  // namespace

Result<std::vector<HistoryEntry>> history(Workspace& workspace, TableId table, RowNo row) {
    const Layouts& layouts = workspace.parts().layouts;
    const TableLayout& layout = layouts[table];
    Connection& connection = workspace.reader();
    std::vector<Write> writes;
    TRY(add_current(connection, layout, row, writes));
    TRY(add_overwritten(connection, table, row, writes));

    std::vector<HistoryEntry> entries;
    for (Write& write : telling(std::move(writes))) {
        HistoryEntry& entry = entries.emplace_back();
        entry.change = write.change;
        entry.current = write.current;
        if (write.number == kLivesRegister) {
            entry.value = std::get<std::int64_t>(write.value);
            continue;
        }
        entry.field = static_cast<FieldNo>(write.number - 1);
        const Field& field = layout.table->fields[*entry.field];
        TRY_ASSIGN(entry.value, load_value(connection, layouts, field, std::move(write.value)));
    }
    return entries;
}

}  // namespace perennial
