// What a Workspace and its WriteTransaction hold, for the files of this room that work on them.
#pragma once

#include <memory>

#include "core/storage/capture.h"
#include "core/storage/table_layout.h"
#include "core/storage/workspace.h"

namespace perennial {

struct Workspace::Parts {
    Parts(WorkspaceOptions opened, Session by)
        : options(std::move(opened)), session(std::move(by)), ids(*session.clock, *session.random) {}

    WorkspaceOptions options;
    Session session;
    IdSource ids;
    std::unique_ptr<Connection> writer;  ///< None when read-only.
    std::unique_ptr<Connection> reader;
    Layouts layouts;
    std::unique_ptr<Capture> capture;  ///< None when read-only; dies before the writer does.
    Id business;
    std::uint64_t revision = 1;
    DerivedUpkeep* upkeep = nullptr;
    bool writing = false;  ///< A WriteTransaction or RestoreTransaction is open.

    /// Errors: refused, when read-only or when a transaction is open already.
    Status begin();
    /// Ends the transaction; COMMIT or ROLLBACK. A commit that fails has been rolled back.
    Status end(bool commit);
};

struct WriteTransaction::Parts {
    Workspace::Parts& workspace;
    ChangeDraft draft;
    ChangeNo change = ChangeNo::none;
    bool keep_if_empty = false;  ///< Record the change even when it wrote nothing.
    bool open = true;

    Connection& connection() { return *workspace.writer; }
    const TableLayout& layout(TableId table) const { return workspace.layouts[table]; }
};

}  // namespace perennial
