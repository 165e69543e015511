// What the room above derives of people (who is in which segment): it is told, right before a change is committed and within its
// transaction, what the change has touched, so that what is derived can never miss a change. Derived tables are no part of the
// catalogue: never captured, never exported.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/domain/catalogue.h"
#include "core/merge/change.h"
#include "core/storage/connection.h"
#include "core/storage/table_layout.h"
#include "core/storage/workspace.h"

namespace perennial {

/// The tables that a transaction has written to, and the contacts whose rows those are.
class Touched {
public:
    bool wrote(TableId table) const { return tables_[static_cast<std::size_t>(table)]; }
    bool anything() const;
    /// The contacts, ascending; none when there are too many to name (kMost). Of a table that has no link to a person there are
    /// none. `connection`: one that sees the transaction.
    Result<std::optional<std::vector<std::int64_t>>> people(Connection& connection) const;

    void note(TableId table) { tables_[static_cast<std::size_t>(table)] = true; }
    void add(std::int64_t contact);
    /// A row of `table`, whose own field names the contact: what an order's line is a part of.
    void add_whole(TableId table, std::int64_t row);
    void clear();

    static constexpr std::size_t kMost = 100;

private:
    std::array<bool, kTableCount> tables_{};
    std::vector<std::int64_t> people_;
    std::vector<std::pair<TableId, std::int64_t>> wholes_;
    bool many_ = false;
};

/// How a table's rows lead to a contact.
struct PersonLink {
    enum class Kind : std::uint8_t { none, itself, column, whole };
    Kind kind = Kind::none;
    int column = 0;                    ///< Of the table: the contact, or the row it is a part of.
    TableId whole = TableId::contact;  ///< What it is a part of.
};
PersonLink person_link(const TableLayout& layout);

class DerivedUpkeep {
public:
    virtual ~DerivedUpkeep() = default;
    /// `before`: the last change before this one. Errors refuse the commit: storage_failed alone.
    virtual Status before_commit(Connection& connection, ChangeNo change, ChangeNo before,
                                 const Touched& touched) = 0;
    /// The transaction has ended. Not told of one that wrote nothing.
    virtual void ended(bool committed) = 0;
};

/// A transaction over derived tables alone: no change, no new revision. Rolled back when destroyed without commit().
class DerivedTransaction {
public:
    /// Errors: refused (read-only, or another transaction is open).
    static Result<std::unique_ptr<DerivedTransaction>> begin(Workspace& workspace);
    ~DerivedTransaction();
    DerivedTransaction(const DerivedTransaction&) = delete;
    DerivedTransaction& operator=(const DerivedTransaction&) = delete;

    Connection& connection();
    Status commit();

private:
    explicit DerivedTransaction(Workspace& workspace) : workspace_(workspace) {}
    Workspace& workspace_;
    bool open_ = true;
};

}  // namespace perennial
