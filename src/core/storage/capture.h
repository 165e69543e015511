// Change capture: sees every write to a catalogued table through SQLite's pre-update hook, so that no code
// path can forget it, and turns them into the change model when the transaction is about to commit.
//
// The column `clock` of a row says which change wrote each of its registers (register 0 is `deleted`,
// register i + 1 is field i). It is an integer, the change's local number, while one change wrote them all;
// else a blob:
//     varint(change of all registers not listed), then pairs of varint(register), varint(change), registers
//     ascending
// with varints in LEB128. A row that is only referred to (deleted = 2) has clock 0 and belongs to no change.
//
// What capture holds writers to; a commit that breaks it is refused:
//   * a new row carries the number of the current change as its clock; a row that was only referred to may be
//     filled, and is then as good as new;
//   * nobody but capture changes a clock, and nobody changes row, id, owner or key;
//   * no catalogued row is removed, and nothing is written outside of a transaction that capture was told of.
// What it adds by itself: the overwritten values (`history`; the first old value within the change counts,
// and a value that is back to what it was counts as not written), the new clocks, the rows that the change
// made (`created`), and that who edits a row, or a member of it, also says that it lives.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/domain/catalogue.h"
#include "core/storage/connection.h"
#include "core/storage/derived_upkeep.h"
#include "core/storage/product_rollups.h"
#include "core/storage/rollups.h"
#include "core/storage/row_clock.h"
#include "core/storage/stored_value.h"
#include "core/storage/table_layout.h"

struct sqlite3_value;

namespace perennial {

class Capture {
public:
    /// Hooks itself into the writing connection until destroyed.
    Capture(Connection& writer, const Layouts& layouts);
    ~Capture();
    Capture(const Capture&) = delete;
    Capture& operator=(const Capture&) = delete;

    /// A transaction begins. `revives`: an edit of a deleted row restores it and one of a member speaks for
    /// its owner; not so when undoing.
    void begin(ChangeNo change, bool revives);
    /// A restore begins: clocks and history are given, nothing is captured. Only RestoreTransaction may ask
    /// for it.
    void begin_restore();
    /// Writes clocks, history and created rows, of about `rows` rows; true when none is left. From the first call on the
    /// change may write nothing more. Errors: refused (a write that cannot be accounted for), storage_failed.
    Result<bool> finish(std::int64_t rows);
    /// About how many rows finish() has yet to work on.
    std::int64_t unfinished() const;
    /// Of a finished change: whether it has written anything.
    bool wrote() const { return wrote_registers_; }
    /// The transaction is over, committed or not.
    void end();

    /// Rows of a range, by what stands in them.
    struct RowChoice {
        TableId table = TableId::contact;
        std::int64_t first = 0, last = 0;
        RowClock clock;  ///< Exactly this one.
        bool deleted = false;
        std::string whole;                          ///< Column of what they are parts of, or "".
        std::span<const std::int64_t> spared = {};  ///< Wholes whose parts are left out.
    };
    /// Deletes or restores the chosen rows all at once, as set_lives would each of them, and gives their
    /// number. None of them may have been written to by this change.
    Result<std::int64_t> flip_lives(const RowChoice& choice);

    /// Whether this change made the row.
    bool made(TableId table, std::int64_t row) const;
    /// Contacts whose derived figures this transaction has touched.
    StaleRows& stale() { return stale_; }
    StaleProducts& stale_products() { return stale_products_; }
    /// What this transaction has written to.
    const Touched& touched() const { return touched_people_; }

private:
    enum class State : std::uint8_t {
        idle,
        capturing,
        flipping,
        finishing,  ///< Capture itself is writing.
        closed,     ///< Between two parts of finish().
        accounted,
        restoring
    };

    struct TouchedRow {
        std::int64_t row = 0;
        std::int64_t owner = 0;  ///< Of a member.
        RowClock clock;
        bool deleted_before = false, deleted_now = false;
        bool deleted_written = false;  ///< `deleted` was written as such, not only a field.
        bool revive = false;           ///< A field was written while the row was deleted.
        bool owner_of_edited = false;  ///< A member was added or edited.
        std::vector<std::pair<RegisterNo, StoredValue>> overwritten;  ///< First old values.
    };
    struct TableCapture {
        const TableLayout* layout = nullptr;
        RollupSource rollup = RollupSource::none;
        PersonLink person;
        std::vector<std::pair<std::int64_t, std::int64_t>> made;  ///< Ranges, ascending.
        std::unordered_set<std::int64_t> filled;                  ///< Made out of order.
        std::vector<TouchedRow> touched;
        std::unordered_map<std::int64_t, std::size_t> touched_at;
        std::vector<std::int64_t> edited_owners;
        // How far finish() is.
        bool owners_known = false;
        std::size_t next_owner = 0, next_touched = 0;

        void clear();
        bool has_made(std::int64_t row) const;
        void note_made(std::int64_t row);
    };

    struct Hooks;  // The C side (capture.cpp).
    void on_write(int operation, std::string_view table, std::int64_t old_row, std::int64_t new_row);
    void on_insert(TableCapture& table, std::int64_t row);
    void on_update(TableCapture& table, std::int64_t row);
    void on_fill(TableCapture& table, std::int64_t row);
    TouchedRow& touch(TableCapture& table, std::int64_t row);
    void compare_registers(TableCapture& table, TouchedRow& touched);
    void note_register(TouchedRow& touched, RegisterNo number, sqlite3_value* before, sqlite3_value* after);
    void note_touched(const TableCapture& table, std::int64_t row, bool has_old);
    void note_stale(const TableCapture& table, std::int64_t row, bool has_old);
    bool renames_or_deletes(const TableLayout& layout);
    void note_owner(TableCapture& table, std::int64_t owner);
    bool names_unchanged(const TableCapture& table);
    bool clean_insert(const TableCapture& table);
    sqlite3_value* old_value(int column);
    sqlite3_value* new_value(int column);
    void problem(std::string what);

    // capture_finish.cpp
    Result<bool> finish_some(std::int64_t& rows);
    void note_edited_owners(TableCapture& members);
    Result<bool> touch_owners(TableCapture& members, std::int64_t& rows);
    Status touch_owner(TableCapture& owners, std::int64_t owner, Statement& read);
    Result<bool> write_touched(TableCapture& table, std::int64_t& rows);
    struct Writers;
    Status write_row(TableCapture& table, const TouchedRow& touched, const std::vector<RegisterNo>& registers,
                     Writers& writers);
    Status write_history(const TableCapture& table, const TouchedRow& touched, RegisterNo number,
                         Statement& insert);
    Status write_made(TableCapture& table);
    std::vector<RegisterNo> settle_registers(TouchedRow& touched) const;

    Connection& writer_;
    std::array<TableCapture, kTableCount> tables_;
    StaleRows stale_;
    StaleProducts stale_products_;
    Touched touched_people_;
    State state_ = State::idle;
    ChangeNo change_ = ChangeNo::none;
    bool revives_ = true;
    bool wrote_ = false;            ///< Something was written that must be accounted for.
    bool wrote_registers_ = false;  ///< The change has written something by what is accounted for so far.
    // How far finish() is: tables of members whose owners are known, and tables that are written.
    std::size_t owners_of_ = 0, written_ = 0;
    std::string problem_;
};

}  // namespace perennial
