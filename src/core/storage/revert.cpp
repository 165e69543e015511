#include "core/storage/revert.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/storage/row_clock.h"
#include "core/storage/stored_value.h"
#include "core/storage/workspace_parts.h"

namespace perennial {
namespace {

constexpr std::size_t kMaxListed = 1000;

/// What a row's registers held before the target.
struct FormerRow {
    TableId table = TableId::contact;
    RowNo row = RowNo::none;
    std::vector<std::pair<RegisterNo, StoredValue>> values;
};

struct RowRange {
    TableId table = TableId::contact;
    std::int64_t first = 0, last = 0;
};

Result<TableId> table_column(const Statement& row, int column) {
    const std::int64_t number = row.integer(column);
    if (number < 0 || number >= static_cast<std::int64_t>(kTableCount)) {
        return fail(ErrorCode::corrupt,
                    "The history names a table that does not exist (" + std::to_string(number) + ").");
    }
    return static_cast<TableId>(number);
}

/// The column that names the row this one is a part of, quoted; empty when it is a part of nothing.
std::string whole_column(const Table& table) {
    if (table.kind == TableKind::member) return "owner";
    if (table.owner == TableId::contact) return {};
    for (const Field& field : table.fields) {
        if (field.type == FieldType::reference && field.target == table.owner) return quoted(field.name);
    }
    return {};
}

/// What an undo, redo or take-back answers; none for a change of another kind.
Result<ChangeNo> undone_by(Connection& connection, ChangeNo change) {
    TRY_ASSIGN(auto entry,
               connection.prepare("SELECT undoes FROM change WHERE change = ?1 AND undoes IS NOT NULL"));
    TRY_ASSIGN(const bool found, entry.bind(1, static_cast<std::int64_t>(change)).step());
    return found ? static_cast<ChangeNo>(entry.integer(0)) : ChangeNo::none;
}

class Reversal {
public:
    Reversal(WriteTransaction& transaction, ChangeNo target)
        : connection_(transaction.connection()),
          capture_(*transaction.parts().workspace.capture),
          layouts_(transaction.parts().workspace.layouts),
          target_(target) {
        report_.change = transaction.change();
    }

    Result<Reverted> run() {
        TRY(flip_made_first());
        TRY(write_back_all());
        TRY(delete_made());
        return std::move(report_);
    }

private:
    // What the target overwrote.
    Status flip_made_first();
    Status write_back_all();
    Status write_back(const FormerRow& former);
    Status write_registers(const FormerRow& former, const std::vector<std::size_t>& chosen);
    // What it made.
    Result<std::vector<RowRange>> made_by(ChangeNo change);
    Status flip(const Capture::RowChoice& choice);
    Status delete_made();
    Status keep_or_delete_edited(const RowRange& range);
    Status delete_untouched(const RowRange& range);
    bool whole_stays(const Table& table, std::int64_t whole) const;

    Result<bool> ours(TableId table, RowNo row, RegisterNo number, ChangeNo writer);
    Result<bool> target_changed(TableId table, RowNo row, RegisterNo number, const StoredValue& former);
    void leave_alone(TableId table, RowNo row, RegisterNo number, ChangeNo since);

    Connection& connection_;
    Capture& capture_;
    const Layouts& layouts_;
    ChangeNo target_;
    Reverted report_;
    std::array<std::vector<std::int64_t>, kTableCount> kept_;  ///< Made by the target, edited since.
};

Result<bool> Reversal::ours(TableId table, RowNo row, RegisterNo number, ChangeNo writer) {
    if (writer == target_) return true;
    TRY_ASSIGN(const ChangeNo stands, origin_of(connection_, table, row, number, writer));
    if (stands == target_) return true;
    TRY_ASSIGN(const ChangeNo wanted, origin_of(connection_, table, row, number, target_));
    return stands == wanted;
}

/// Whether the target wrote another value than stood there: an edit that only said again that the row lives
/// did not.
Result<bool> Reversal::target_changed(TableId table, RowNo row, RegisterNo number, const StoredValue& former) {
    TRY_ASSIGN(auto entry,
               connection_.prepare("SELECT value FROM history WHERE tbl = ?1 AND row = ?2 AND register = ?3 "
                                   "AND change = ?4"));
    entry.bind(1, static_cast<std::int64_t>(table)).bind(2, static_cast<std::int64_t>(row)).bind(3, number);
    TRY_ASSIGN(const bool found, entry.bind(4, static_cast<std::int64_t>(target_)).step());
    return !found || stored_column(entry, 0) != former;
}

void Reversal::leave_alone(TableId table, RowNo row, RegisterNo number, ChangeNo since) {
    ++report_.left_alone_count;
    if (report_.left_alone.size() >= kMaxListed) return;
    std::optional<FieldNo> field;
    if (number != kLivesRegister) field = static_cast<FieldNo>(number - 1);
    report_.left_alone.push_back({table, row, field, since});
}

Status Reversal::write_back_all() {
    // Without the rows that flip_made_first() has done: their only register has been replaced by this change.
    TRY_ASSIGN(auto entry, connection_.prepare(
                               "SELECT tbl, row, register, value FROM history h WHERE replaced_by = ?1 AND "
                               "NOT (register = 0 AND EXISTS (SELECT 1 FROM history n WHERE n.tbl = h.tbl "
                               "AND n.row = h.row AND n.register = 0 AND n.change = ?1 AND "
                               "n.replaced_by = ?2)) ORDER BY tbl, row, register"));
    entry.bind(1, static_cast<std::int64_t>(target_)).bind(2, static_cast<std::int64_t>(report_.change));
    FormerRow former;
    for (;;) {
        TRY_ASSIGN(const bool more, entry.step());
        if (!more) break;
        TRY_ASSIGN(const TableId table, table_column(entry, 0));
        const auto row = static_cast<RowNo>(entry.integer(1));
        if (table != former.table || row != former.row) {
            TRY(write_back(former));
            former = {table, row, {}};
        }
        former.values.emplace_back(static_cast<RegisterNo>(entry.integer(2)), stored_column(entry, 3));
    }
    return write_back(former);
}

Status Reversal::write_back(const FormerRow& former) {
    if (former.values.empty()) return {};
    const TableLayout& layout = layouts_[former.table];
    std::vector<std::size_t> chosen;
    {
        TRY_ASSIGN(auto read, connection_.prepare(layout.read_sql));
        TRY_ASSIGN(const bool found, read.bind(1, static_cast<std::int64_t>(former.row)).step());
        if (!found) return fail(ErrorCode::corrupt, "The history names a row that does not exist.");
        TRY_ASSIGN(const RowClock clock, clock_column(read, read_column::clock));
        for (std::size_t i = 0; i < former.values.size(); ++i) {
            const auto& [number, value] = former.values[i];
            const int column = number == kLivesRegister
                                   ? read_column::deleted
                                   : read_column::field(layout, static_cast<FieldNo>(number - 1));
            if (stored_column(read, column) == value) continue;
            const ChangeNo writer = clock.at(number);
            TRY_ASSIGN(const bool stands, ours(former.table, former.row, number, writer));
            if (stands) {
                chosen.push_back(i);
                continue;
            }
            TRY_ASSIGN(const bool changed, target_changed(former.table, former.row, number, value));
            if (changed) leave_alone(former.table, former.row, number, writer);
        }
    }
    return chosen.empty() ? Status{} : write_registers(former, chosen);
}

Status Reversal::write_registers(const FormerRow& former, const std::vector<std::size_t>& chosen) {
    const TableLayout& layout = layouts_[former.table];
    std::string sql = "UPDATE " + layout.name + " SET ";
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        sql += (i == 0 ? "" : ", ") + layout.register_name(former.values[chosen[i]].first) + " = ?" +
               std::to_string(i + 2);
    }
    TRY_ASSIGN(auto update, connection_.prepare(sql + " WHERE row = ?1"));
    update.bind(1, static_cast<std::int64_t>(former.row));
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        bind_stored(update, static_cast<int>(i) + 2, former.values[chosen[i]].second);
    }
    TRY(update.run());
    ++report_.rows;
    report_.registers += static_cast<std::int64_t>(chosen.size());
    return {};
}

Result<std::vector<RowRange>> Reversal::made_by(ChangeNo change) {
    std::vector<RowRange> ranges;
    TRY_ASSIGN(auto range,
               connection_.prepare("SELECT tbl, first_row, last_row FROM created WHERE change = ?1 "
                                   "ORDER BY tbl, first_row"));
    range.bind(1, static_cast<std::int64_t>(change));
    for (;;) {
        TRY_ASSIGN(const bool more, range.step());
        if (!more) return ranges;
        TRY_ASSIGN(const TableId table, table_column(range, 0));
        ranges.push_back({table, range.integer(1), range.integer(2)});
    }
}

/// When the target itself undid or redid an import, most rows stand exactly as it left them: those go all at
/// once.
Status Reversal::flip_made_first() {
    ChangeNo first = target_;
    for (;;) {
        TRY_ASSIGN(const ChangeNo answered, undone_by(connection_, first));
        if (answered == ChangeNo::none) break;
        first = answered;
    }
    if (first == target_) return {};
    RowClock clock(first);
    clock.set(kLivesRegister, target_);
    TRY_ASSIGN(const auto ranges, made_by(first));
    for (const RowRange& range : ranges) {
        for (const bool deleted : {true, false}) {
            TRY(flip({.table = range.table,
                      .first = range.first,
                      .last = range.last,
                      .clock = clock,
                      .deleted = deleted,
                      .whole = {},
                      .spared = {}}));
        }
    }
    return {};
}

Status Reversal::flip(const Capture::RowChoice& choice) {
    TRY_ASSIGN(const std::int64_t rows, capture_.flip_lives(choice));
    report_.rows += rows;
    report_.registers += rows;
    return {};
}

Status Reversal::delete_made() {
    TRY_ASSIGN(const auto ranges, made_by(target_));
    // In the catalogue's order a whole comes before its parts, so what stays of it is known in time.
    for (const RowRange& range : ranges) TRY(keep_or_delete_edited(range));
    for (const RowRange& range : ranges) TRY(delete_untouched(range));
    return {};
}

bool Reversal::whole_stays(const Table& table, std::int64_t whole) const {
    return std::ranges::binary_search(kept_[static_cast<std::size_t>(table.owner)], whole);
}

/// Rows that somebody wrote to since: they stay, unless those writes have been undone.
Status Reversal::keep_or_delete_edited(const RowRange& range) {
    const TableLayout& layout = layouts_[range.table];
    const std::string whole = whole_column(*layout.table);
    std::vector<std::int64_t> doomed;
    {
        TRY_ASSIGN(auto row, connection_.prepare("SELECT row, clock, " + (whole.empty() ? "NULL" : whole) +
                                                 " FROM " + layout.name +
                                                 " WHERE row BETWEEN ?1 AND ?2 AND clock IS NOT ?3 "
                                                 "AND deleted = 0"));
        row.bind(1, range.first).bind(2, range.last).bind(3, static_cast<std::int64_t>(target_));
        for (;;) {
            TRY_ASSIGN(const bool more, row.step());
            if (!more) break;
            TRY_ASSIGN(const RowClock clock, clock_column(row, 1));
            const auto number = static_cast<RowNo>(row.integer(0));
            const ChangeNo writer = clock.at(kLivesRegister);
            TRY_ASSIGN(const bool stands, ours(range.table, number, kLivesRegister, writer));
            if (!stands) {
                kept_[static_cast<std::size_t>(range.table)].push_back(row.integer(0));
                leave_alone(range.table, number, kLivesRegister, writer);
            } else if (whole.empty() || !whole_stays(*layout.table, row.integer(2))) {
                doomed.push_back(row.integer(0));
            }
        }
    }
    TRY_ASSIGN(auto update, connection_.prepare("UPDATE " + layout.name + " SET deleted = 1 WHERE row = ?1"));
    for (const std::int64_t row : doomed) TRY(update.bind(1, row).run());
    report_.rows += static_cast<std::int64_t>(doomed.size());
    report_.registers += static_cast<std::int64_t>(doomed.size());
    return {};
}

/// All others of the range at once.
Status Reversal::delete_untouched(const RowRange& range) {
    const Table& made = table(range.table);
    Capture::RowChoice choice{.table = range.table,
                              .first = range.first,
                              .last = range.last,
                              .clock = RowClock(target_),
                              .deleted = false,
                              .whole = whole_column(made),
                              .spared = {}};
    if (!choice.whole.empty()) choice.spared = kept_[static_cast<std::size_t>(made.owner)];
    return flip(choice);
}

}  // namespace

namespace {

/// Whose value `by` replaced in the register; none when it replaced nothing.
Result<ChangeNo> replaced_by(Connection& connection, TableId table, RowNo row, RegisterNo number,
                             ChangeNo by) {
    TRY_ASSIGN(auto entry,
               connection.prepare("SELECT change FROM history WHERE tbl = ?1 AND row = ?2 AND register = ?3 "
                                  "AND replaced_by = ?4"));
    entry.bind(1, static_cast<std::int64_t>(table)).bind(2, static_cast<std::int64_t>(row)).bind(3, number);
    TRY_ASSIGN(const bool found, entry.bind(4, static_cast<std::int64_t>(by)).step());
    return found ? static_cast<ChangeNo>(entry.integer(0)) : ChangeNo::none;
}

}  // namespace

Result<ChangeNo> origin_of(Connection& connection, TableId table, RowNo row, RegisterNo number,
                           ChangeNo writer) {
    for (;;) {
        ChangeNo former = ChangeNo::none;
        TRY_ASSIGN(const ChangeNo undone, undone_by(connection, writer));
        if (undone != ChangeNo::none) {
            TRY_ASSIGN(former, replaced_by(connection, table, row, number, undone));
        }
        if (former == ChangeNo::none) {
            // The writer of a value that was the same before is not written over when it is undone.
            TRY_ASSIGN(const auto standing, standing_form(connection, writer));
            if (standing) return writer;
            TRY_ASSIGN(former, replaced_by(connection, table, row, number, writer));
        }
        if (former == ChangeNo::none) return writer;
        writer = former;
    }
}

Result<std::optional<ChangeNo>> standing_form(Connection& connection, ChangeNo change) {
    TRY_ASSIGN(auto answer, connection.prepare("SELECT max(change) FROM change WHERE undoes = ?1"));
    for (bool stands = true;; stands = !stands) {
        TRY(answer.bind(1, static_cast<std::int64_t>(change)).step());
        if (answer.is_null(0)) return stands ? std::optional(change) : std::nullopt;
        change = static_cast<ChangeNo>(answer.integer(0));
        answer.reset();
    }
}

Result<Reverted> revert(WriteTransaction& transaction, ChangeNo target) {
    return Reversal(transaction, target).run();
}

}  // namespace perennial
