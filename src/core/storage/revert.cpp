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

/// Ranges of rows, handed out in pieces.
class Pieces {
public:
    void set(std::vector<RowRange> ranges) {
        ranges_ = std::move(ranges);
        total_ = 0;
        for (const RowRange& range : ranges_) total_ += size(range);
        rewind();
    }
    void rewind() {
        at_ = 0;
        given_ = given_in_all_ = 0;
    }
    /// The next rows of one range, at most `rows` of them; none when all were given.
    std::optional<RowRange> next(std::int64_t rows) {
        if (at_ == ranges_.size()) return std::nullopt;
        RowRange piece = ranges_[at_];
        piece.first += given_;
        piece.last = piece.first + std::min(piece.last - piece.first, rows - 1);
        given_ += size(piece);
        given_in_all_ += size(piece);
        if (piece.last == ranges_[at_].last) {
            ++at_;
            given_ = 0;
        }
        return piece;
    }
    static std::int64_t size(const RowRange& range) { return range.last - range.first + 1; }
    /// Which share of the rows has been given.
    double given() const {
        return total_ == 0 ? 1 : static_cast<double>(given_in_all_) / static_cast<double>(total_);
    }

private:
    std::vector<RowRange> ranges_;
    std::size_t at_ = 0;
    std::int64_t given_ = 0;  ///< Of the range at `at_`.
    std::int64_t given_in_all_ = 0, total_ = 0;
};

}  // namespace

struct Reversal::Parts {
    enum class Stage : std::uint8_t { begin, flip_first, write_back, keep, remove, done };

    Parts(WriteTransaction& transaction, ChangeNo reverted)
        : connection(transaction.connection()),
          capture(*transaction.parts().workspace.capture),
          layouts(transaction.parts().workspace.layouts),
          target(reverted) {
        report.change = transaction.change();
    }

    Connection& connection;
    Capture& capture;
    const Layouts& layouts;
    ChangeNo target;
    Reverted report;
    Stage stage = Stage::begin;
    ChangeNo root = ChangeNo::none;  ///< What the target undid or redid in the end; itself when it did not.
    Pieces pieces;
    std::optional<Statement> overwritten;  ///< What the target overwrote, while it is being written back.
    std::int64_t registers = 0, registers_seen = 0;           ///< Of it, in all and so far.
    FormerRow pending;                                        ///< Of it, the row that is not complete yet.
    std::array<std::vector<std::int64_t>, kTableCount> kept;  ///< Made by the target, edited since.

    Status advance(std::int64_t& rows);
    double progress() const;
    std::optional<RowRange> next_piece(std::int64_t& rows);
    // What the target overwrote.
    Status find_root();
    Status flip_first(const RowRange& piece);
    Status begin_write_back();
    Result<bool> write_back_some(std::int64_t& rows);
    Result<bool> flipped(TableId table, std::int64_t row);
    Status write_back(const FormerRow& former);
    Status write_registers(const FormerRow& former, const std::vector<std::size_t>& chosen);
    // What it made.
    Status set_pieces(ChangeNo maker);
    Status flip(const Capture::RowChoice& choice);
    Status keep_or_delete_edited(const RowRange& range);
    Status delete_untouched(const RowRange& range);
    bool whole_stays(const Table& table, std::int64_t whole) const;

    Result<bool> ours(TableId table, RowNo row, RegisterNo number, ChangeNo writer);
    Result<bool> target_changed(TableId table, RowNo row, RegisterNo number, const StoredValue& former);
    void leave_alone(TableId table, RowNo row, RegisterNo number, ChangeNo since);
};

/// Naming all wholes that stay costs as much as a row each, so with many of them a piece is as large.
std::optional<RowRange> Reversal::Parts::next_piece(std::int64_t& rows) {
    std::size_t named = 0;
    if (stage == Stage::remove) {
        for (const auto& wholes : kept) named = std::max(named, wholes.size());
    }
    auto piece = pieces.next(std::max(rows, static_cast<std::int64_t>(named)));
    if (piece) rows -= Pieces::size(*piece);
    return piece;
}

double Reversal::Parts::progress() const {
    constexpr double kStages = 4;
    const auto passed = static_cast<double>(stage) - static_cast<double>(Stage::flip_first);
    if (stage == Stage::begin || stage == Stage::done) return stage == Stage::done ? 1 : 0;
    const double part = stage != Stage::write_back ? pieces.given()
                        : registers == 0
                            ? 1
                            : static_cast<double>(registers_seen) / static_cast<double>(registers);
    return (passed + part) / kStages;
}

/// Works on about `rows` rows, of one stage; takes off how many it were.
Status Reversal::Parts::advance(std::int64_t& rows) {
    switch (stage) {
        case Stage::begin: {
            TRY(find_root());
            if (root != target) TRY(set_pieces(root));
            stage = Stage::flip_first;
            return {};
        }
        case Stage::flip_first: {
            const auto piece = next_piece(rows);
            if (piece) return flip_first(*piece);
            stage = Stage::write_back;
            return begin_write_back();
        }
        case Stage::write_back: {
            TRY_ASSIGN(const bool all, write_back_some(rows));
            if (!all) return {};
            TRY(set_pieces(target));
            stage = Stage::keep;
            return {};
        }
        case Stage::keep: {
            // In the catalogue's order a whole comes before its parts, so what stays of it is known in time.
            const auto piece = next_piece(rows);
            if (piece) return keep_or_delete_edited(*piece);
            pieces.rewind();
            stage = Stage::remove;
            return {};
        }
        case Stage::remove: {
            const auto piece = next_piece(rows);
            if (piece) return delete_untouched(*piece);
            stage = Stage::done;
            return {};
        }
        case Stage::done: return {};
    }
    return {};
}

Result<bool> Reversal::Parts::ours(TableId table, RowNo row, RegisterNo number, ChangeNo writer) {
    if (writer == target) return true;
    TRY_ASSIGN(const ChangeNo stands, origin_of(connection, table, row, number, writer));
    if (stands == target) return true;
    TRY_ASSIGN(const ChangeNo wanted, origin_of(connection, table, row, number, target));
    return stands == wanted;
}

/// Whether the target wrote another value than stood there: an edit that only said again that the row lives
/// did not.
Result<bool> Reversal::Parts::target_changed(TableId table, RowNo row, RegisterNo number,
                                             const StoredValue& former) {
    TRY_ASSIGN(auto entry,
               connection.prepare("SELECT value FROM history WHERE tbl = ?1 AND row = ?2 AND register = ?3 "
                                  "AND change = ?4"));
    entry.bind(1, static_cast<std::int64_t>(table)).bind(2, static_cast<std::int64_t>(row)).bind(3, number);
    TRY_ASSIGN(const bool found, entry.bind(4, static_cast<std::int64_t>(target)).step());
    return !found || stored_column(entry, 0) != former;
}

void Reversal::Parts::leave_alone(TableId table, RowNo row, RegisterNo number, ChangeNo since) {
    ++report.left_alone_count;
    if (report.left_alone.size() >= kMaxListed) return;
    std::optional<FieldNo> field;
    if (number != kLivesRegister) field = static_cast<FieldNo>(number - 1);
    report.left_alone.push_back({table, row, field, since});
}

Status Reversal::Parts::begin_write_back() {
    {
        TRY_ASSIGN(auto count, connection.prepare("SELECT count(*) FROM history WHERE replaced_by = ?1"));
        TRY(count.bind(1, static_cast<std::int64_t>(target)).step());
        registers = count.integer(0);
    }
    TRY_ASSIGN(auto entries, connection.prepare("SELECT tbl, row, register, value FROM history "
                                                "WHERE replaced_by = ?1 ORDER BY tbl, row, register"));
    overwritten.emplace(std::move(entries));
    overwritten->bind(1, static_cast<std::int64_t>(target));
    return {};
}

/// Whether flip_first() has done the row: whether it lives, as the target left it, has been replaced by this change.
Result<bool> Reversal::Parts::flipped(TableId table, std::int64_t row) {
    if (root == target) return false;
    TRY_ASSIGN(auto entry, connection.prepare("SELECT 1 FROM history WHERE tbl = ?1 AND row = ?2 AND "
                                              "register = 0 AND change = ?3 AND replaced_by = ?4"));
    entry.bind(1, static_cast<std::int64_t>(table)).bind(2, row).bind(3, static_cast<std::int64_t>(target));
    return entry.bind(4, static_cast<std::int64_t>(report.change)).step();
}

/// True when everything has been written back.
Result<bool> Reversal::Parts::write_back_some(std::int64_t& rows) {
    while (rows-- > 0) {
        TRY_ASSIGN(const bool more, overwritten->step());
        if (!more) {
            overwritten.reset();
            TRY(write_back(pending));
            return true;
        }
        ++registers_seen;
        TRY_ASSIGN(const TableId table, table_column(*overwritten, 0));
        const std::int64_t row = overwritten->integer(1);
        const auto number = static_cast<RegisterNo>(overwritten->integer(2));
        if (number == kLivesRegister) {
            TRY_ASSIGN(const bool done, flipped(table, row));
            if (done) continue;
        }
        if (table != pending.table || RowNo{row} != pending.row) {
            TRY(write_back(pending));
            pending = {table, RowNo{row}, {}};
        }
        pending.values.emplace_back(number, stored_column(*overwritten, 3));
    }
    return false;
}

Status Reversal::Parts::write_back(const FormerRow& former) {
    if (former.values.empty()) return {};
    const TableLayout& layout = layouts[former.table];
    std::vector<std::size_t> chosen;
    {
        TRY_ASSIGN(auto read, connection.prepare(layout.read_sql));
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

Status Reversal::Parts::write_registers(const FormerRow& former, const std::vector<std::size_t>& chosen) {
    const TableLayout& layout = layouts[former.table];
    std::string sql = "UPDATE " + layout.name + " SET ";
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        sql += (i == 0 ? "" : ", ") + layout.register_name(former.values[chosen[i]].first) + " = ?" +
               std::to_string(i + 2);
    }
    TRY_ASSIGN(auto update, connection.prepare(sql + " WHERE row = ?1"));
    update.bind(1, static_cast<std::int64_t>(former.row));
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        bind_stored(update, static_cast<int>(i) + 2, former.values[chosen[i]].second);
    }
    TRY(update.run());
    ++report.rows;
    report.registers += static_cast<std::int64_t>(chosen.size());
    return {};
}

/// The rows that `maker` made are next.
Status Reversal::Parts::set_pieces(ChangeNo maker) {
    std::vector<RowRange> ranges;
    TRY_ASSIGN(auto range,
               connection.prepare("SELECT tbl, first_row, last_row FROM created WHERE change = ?1 "
                                  "ORDER BY tbl, first_row"));
    range.bind(1, static_cast<std::int64_t>(maker));
    for (;;) {
        TRY_ASSIGN(const bool more, range.step());
        if (!more) break;
        TRY_ASSIGN(const TableId table, table_column(range, 0));
        ranges.push_back({table, range.integer(1), range.integer(2)});
    }
    pieces.set(std::move(ranges));
    return {};
}

Status Reversal::Parts::find_root() {
    root = target;
    for (;;) {
        TRY_ASSIGN(const ChangeNo answered, undone_by(connection, root));
        if (answered == ChangeNo::none) return {};
        root = answered;
    }
}

/// When the target itself undid or redid an import, most rows stand exactly as it left them: those go without a look at
/// each.
Status Reversal::Parts::flip_first(const RowRange& piece) {
    RowClock clock(root);
    clock.set(kLivesRegister, target);
    for (const bool deleted : {true, false}) {
        TRY(flip({.table = piece.table,
                  .first = piece.first,
                  .last = piece.last,
                  .clock = clock,
                  .deleted = deleted,
                  .whole = {},
                  .spared = {}}));
    }
    return {};
}

Status Reversal::Parts::flip(const Capture::RowChoice& choice) {
    TRY_ASSIGN(const std::int64_t rows, capture.flip_lives(choice));
    report.rows += rows;
    report.registers += rows;
    return {};
}

bool Reversal::Parts::whole_stays(const Table& table, std::int64_t whole) const {
    return std::ranges::binary_search(kept[static_cast<std::size_t>(table.owner)], whole);
}

/// Rows that somebody wrote to since: they stay, unless those writes have been undone.
Status Reversal::Parts::keep_or_delete_edited(const RowRange& range) {
    const TableLayout& layout = layouts[range.table];
    const std::string whole = whole_column(*layout.table);
    std::vector<std::int64_t> doomed;
    {
        TRY_ASSIGN(auto row, connection.prepare("SELECT row, clock, " + (whole.empty() ? "NULL" : whole) +
                                                " FROM " + layout.name +
                                                " WHERE row BETWEEN ?1 AND ?2 AND clock IS NOT ?3 "
                                                "AND deleted = 0"));
        row.bind(1, range.first).bind(2, range.last).bind(3, static_cast<std::int64_t>(target));
        for (;;) {
            TRY_ASSIGN(const bool more, row.step());
            if (!more) break;
            TRY_ASSIGN(const RowClock clock, clock_column(row, 1));
            const auto number = static_cast<RowNo>(row.integer(0));
            const ChangeNo writer = clock.at(kLivesRegister);
            TRY_ASSIGN(const bool stands, ours(range.table, number, kLivesRegister, writer));
            if (!stands) {
                kept[static_cast<std::size_t>(range.table)].push_back(row.integer(0));
                leave_alone(range.table, number, kLivesRegister, writer);
            } else if (whole.empty() || !whole_stays(*layout.table, row.integer(2))) {
                doomed.push_back(row.integer(0));
            }
        }
    }
    TRY_ASSIGN(auto update, connection.prepare("UPDATE " + layout.name + " SET deleted = 1 WHERE row = ?1"));
    for (const std::int64_t row : doomed) TRY(update.bind(1, row).run());
    report.rows += static_cast<std::int64_t>(doomed.size());
    report.registers += static_cast<std::int64_t>(doomed.size());
    return {};
}

/// All others of the range at once.
Status Reversal::Parts::delete_untouched(const RowRange& range) {
    const Table& made = table(range.table);
    Capture::RowChoice choice{.table = range.table,
                              .first = range.first,
                              .last = range.last,
                              .clock = RowClock(target),
                              .deleted = false,
                              .whole = whole_column(made),
                              .spared = {}};
    if (!choice.whole.empty()) choice.spared = kept[static_cast<std::size_t>(made.owner)];
    return flip(choice);
}

Reversal::Reversal(WriteTransaction& transaction, ChangeNo target)
    : parts_(std::make_unique<Parts>(transaction, target)) {}
Reversal::~Reversal() = default;

Result<bool> Reversal::step(std::int64_t rows) {
    while (rows > 0 && parts_->stage != Parts::Stage::done) TRY(parts_->advance(rows));
    return parts_->stage == Parts::Stage::done;
}

double Reversal::progress() const { return parts_->progress(); }
Reverted Reversal::take_report() { return std::move(parts_->report); }

// What stands -----------------------------------------------------------------------------------------------

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

Result<std::int64_t> reversal_size(Connection& connection, ChangeNo target) {
    TRY_ASSIGN(auto size, connection.prepare(
                              "SELECT (SELECT count(*) FROM history WHERE replaced_by = ?1) + coalesce("
                              "(SELECT sum(last_row - first_row + 1) FROM created WHERE change = ?1), 0)"));
    TRY(size.bind(1, static_cast<std::int64_t>(target)).step());
    return size.integer(0);
}

}  // namespace perennial
