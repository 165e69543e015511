// One workspace: its database, its knowledge of changes, and the only way to change it.
// Invariants:
//   * every write happens inside a WriteTransaction, which is one Change; nothing is written outside of one;
//   * capture (capture.h) sees every write to a catalogued table, whoever made it, and a commit that it
//     cannot account for is refused;
//   * reads go through `reader()`, a second connection that sees the last commit; inside a transaction, reads
//     that must see its own rows go through WriteTransaction::connection();
//   * `revision()` rises by one with every change that is committed, and with nothing else: what is derived may be written
//     without one (derived_upkeep.h).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/domain/catalogue.h"
#include "core/merge/change.h"
#include "core/storage/connection.h"

namespace perennial {

/// Local number of a row within its table. Never exported.
enum class RowNo : std::int64_t { none = 0 };

struct WorkspaceOptions {
    std::string path;  ///< File name, ":memory:" is not allowed (two connections), or name within `vfs`.
    std::string vfs;   ///< "" = the operating system's files; else an in-memory image (block_image.h).
    bool read_only = false;
};

/// What a command says of the change it makes.
struct ChangeDraft {
    ChangeKind kind = ChangeKind::edit;
    std::string label;
    std::string source;
    std::string detail;
    ChangeNo undoes = ChangeNo::none;
};

/// Who writes: pinned by tests and by the command line's switches.
struct Session {
    const Clock* clock = nullptr;
    Random* random = nullptr;  ///< For ids; never null.
    Id writer;                 ///< Drawn when the session first writes; never reused.
    std::string author;
};

/// A row as it is, with its members nested, references as ids.
struct Record {
    Id id;
    RowNo row = RowNo::none;
    bool deleted = false;
    FieldValues values;  ///< In field order, absent ones left out.
};
struct MemberRecord {
    RowNo row = RowNo::none;
    std::string key;
    bool deleted = false;
    FieldValues values;
};

class WriteTransaction;
class DerivedUpkeep;

class Workspace {
public:
    /// Opens or makes, and migrates. Errors: unsupported (made by a newer program), corrupt, storage_failed.
    static Result<std::unique_ptr<Workspace>> open(const WorkspaceOptions& options, Session session);
    ~Workspace();

    /// One at a time, and not beyond the workspace's life. Errors: refused (read-only, or another is open),
    /// storage_failed.
    Result<std::unique_ptr<WriteTransaction>> begin(ChangeDraft draft);
    bool writing() const;
    bool read_only() const;

    Connection& reader();
    /// The session may change its author at any time (a shared till).
    Session& session();
    IdSource& ids();

    /// Told of every change from now on (derived_upkeep.h); nullptr: nobody is. It must outlive the workspace's next change.
    void derive_with(DerivedUpkeep* upkeep);

    std::uint64_t revision() const;
    Id business() const;

    /// Reading works while a transaction is open, and then shows the last commit. A row that is only referred
    /// to is not found; a deleted one is.
    Result<std::optional<RowNo>> find(TableId table, const Id& id);
    /// Errors: not_found.
    Result<Record> record(TableId table, RowNo row);
    /// Living members of one owner, by rank, then key. `with_deleted` adds the deleted ones.
    Result<std::vector<MemberRecord>> members(TableId member_table, RowNo owner, bool with_deleted = false);

    Result<VersionVector> version_vector();
    Result<Change> change(ChangeNo change);
    Result<ChangeNo> last_change();

    struct Parts;
    Parts& parts() { return *parts_; }

private:
    explicit Workspace(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

/// One change in the making. Rolled back when destroyed without commit().
class WriteTransaction {
public:
    ~WriteTransaction();
    WriteTransaction(const WriteTransaction&) = delete;
    WriteTransaction& operator=(const WriteTransaction&) = delete;

    ChangeNo change() const;
    /// The writing connection: sees this transaction's own rows.
    Connection& connection();

    /// A row by its id, this transaction's own included.
    Result<std::optional<RowNo>> find(TableId table, const Id& id);
    /// New row. `id` must not exist (refused). References are ids; one that is not known yet makes a row that
    /// is only referred to (deleted = 2). Values must have passed check_value.
    Result<RowNo> insert(TableId table, const Id& id, const FieldValues& values);
    /// The same with references already resolved to local rows, for bulk work: `values[i].second` of a
    /// reference field holds the RowNo as int64.
    Result<RowNo> insert_resolved(TableId table, const Id& id, const FieldValues& values);
    /// Writes the fields that differ; an edit also says that the row (and a member's owner) lives.
    /// Returns how many registers changed. Errors: not_found.
    Result<int> set(TableId table, RowNo row, const FieldValues& values);
    /// Inserts the member or updates it, and says that it lives.
    Result<RowNo> put_member(TableId table, RowNo owner, std::string_view key, const FieldValues& values);
    /// Deletes or restores. A row that already is so is left alone.
    Status set_lives(TableId table, RowNo row, bool lives);
    /// Marks a contact's derived figures as stale, for callers that wrote through `connection()`.
    void touch_rollup(RowNo contact);

    /// Replace what the draft says and is known only at the end.
    void set_detail(std::string detail);
    void set_label(std::string label);

    /// For jobs: does a part of what commit() would do beside committing (capture and derived figures of about `rows` rows);
    /// true when nothing is left. From the first call on nothing more may be written.
    Result<bool> settle(std::int64_t rows);
    /// About how many rows settle() has yet to work on.
    std::int64_t unsettled() const;

    struct Committed {
        ChangeNo change = ChangeNo::none;
        bool empty = false;  ///< Nothing was written: no change was recorded, the revision stays.
    };
    /// Finishes capture, derived figures, undo stack; commits. After an error nothing has changed.
    Result<Committed> commit();

    struct Parts;
    Parts& parts() { return *parts_; }

private:
    friend class Workspace;
    explicit WriteTransaction(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

// Undo, take-back and looking back (undo.cpp, history.cpp) --------------------------------------------------

/// A register that the undo left alone because somebody wrote it after the change that is being undone.
struct LeftAlone {
    TableId table = TableId::contact;
    RowNo row = RowNo::none;
    std::optional<FieldNo> field;  ///< none: whether the row lives.
    ChangeNo since = ChangeNo::none;
};
struct Reverted {
    ChangeNo change = ChangeNo::none;  ///< The new change.
    std::int64_t registers = 0, rows = 0;
    std::vector<LeftAlone> left_alone;  ///< At most 1,000 are listed.
    std::int64_t left_alone_count = 0;
};

struct UndoStep {
    ChangeNo change = ChangeNo::none;
    std::string label;
};
/// The next to undo and the next to redo, by name.
struct UndoState {
    std::optional<UndoStep> undo, redo;
};
Result<UndoState> undo_state(Workspace& workspace);

enum class ReversalKind : std::uint8_t { undo, redo, take_back };
/// How many registers and new rows the change wrote that would be reverted. `import` is the change to take back.
/// Errors: as StepwiseReversal::begin.
Result<std::int64_t> reversal_size(Workspace& workspace, ReversalKind kind, ChangeNo import = ChangeNo::none);

/// Undo, redo or take-back in steps, as one change. Destroyed before commit() it has done nothing.
class StepwiseReversal {
public:
    /// Errors: those of undo(), redo() and take_back(), and of Workspace::begin.
    static Result<std::unique_ptr<StepwiseReversal>> begin(Workspace& workspace, ReversalKind kind,
                                                           ChangeNo import = ChangeNo::none);
    ~StepwiseReversal();
    /// Works on about `rows` more; true when only the commit is left.
    Result<bool> step(std::int64_t rows);
    /// The change as it was made first.
    const std::string& label() const;
    /// How far it is, 0 to 1.
    double progress() const;
    /// Does what is left, and commits.
    Result<Reverted> commit();

    struct Parts;

private:
    explicit StepwiseReversal(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};
/// Errors: refused ("There is nothing to undo.").
Result<Reverted> undo(Workspace& workspace);
Result<Reverted> redo(Workspace& workspace);
/// Takes an import back as a whole; rows and fields changed since stay and are listed. Errors: not_found,
/// refused (not an import, already taken back).
Result<Reverted> take_back(Workspace& workspace, ChangeNo import);

/// One write to a register, oldest first.
struct HistoryEntry {
    std::optional<FieldNo> field;  ///< none: whether the row lives ("deleted" as 0 or 1).
    Value value;                   ///< What was written.
    ChangeNo change = ChangeNo::none;
    bool current = false;
};
Result<std::vector<HistoryEntry>> history(Workspace& workspace, TableId table, RowNo row);

/// Everything visible in the shared tables as it was right after change `upto`, as text, one line per row,
/// ordered: the tool by which tests compare states. `none` = now, read from the rows alone.
Result<std::string> visible_state(Workspace& workspace, ChangeNo upto = ChangeNo::none);

}  // namespace perennial
