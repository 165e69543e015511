#include "core/storage/replica.h"

#include <algorithm>
#include <map>

#include "core/storage/changes.h"
#include "core/storage/records.h"
#include "core/storage/row_clock.h"
#include "core/storage/workspace_parts.h"

namespace perennial {

struct WorkspaceSnapshot::Parts {
    explicit Parts(Workspace& opened)
        : workspace(opened),
          connection(opened.reader()),
          layouts(opened.parts().layouts),
          revision(opened.revision()) {}

    enum class Stage : std::uint8_t { header, changes, rows, history, end, done };

    Result<bool> step(SnapshotSink& sink, int pieces);
    Status give_header(SnapshotSink& sink);
    Status give_changes(SnapshotSink& sink, int pieces);
    Status give_rows(SnapshotSink& sink, int pieces);
    Status give_members(SnapshotSink& sink, TableId owner_table, const Id& owner, std::int64_t owner_row);
    Status give_history(SnapshotSink& sink, int pieces);
    Status give_history_of(SnapshotSink& sink, const TableLayout& layout, const RowName& name,
                           std::int64_t row);

    Result<SnapshotRow> row_of(const TableLayout& layout, RowName name, const Statement& row);
    Status set_clock(SnapshotRow& row, const RowClock& clock, RegisterNo registers) const;
    Result<bool> has_history(TableId table);
    void next_table() {
        ++table;
        after = Id{};
    }
    Result<ChangeIndex> index_of(ChangeNo change) const;

    Workspace& workspace;
    Connection& connection;
    const Layouts& layouts;
    std::uint64_t revision;
    Stage stage = Stage::header;
    std::vector<ChangeNo> order;       ///< Changes as the stream has them.
    std::vector<ChangeIndex> indices;  ///< By local number.
    std::size_t next_change = 0;
    std::size_t table = 0;                ///< Of the catalogue.
    Id after;                             ///< The last entity given of that table.
    std::int64_t visited = 0, total = 1;  ///< Pieces, for the progress bar.
};

WorkspaceSnapshot::WorkspaceSnapshot(Workspace& workspace) : parts_(std::make_unique<Parts>(workspace)) {}
WorkspaceSnapshot::~WorkspaceSnapshot() = default;

Result<bool> WorkspaceSnapshot::step(SnapshotSink& sink, int pieces) {
    return parts_->step(sink, std::max(pieces, 1));
}

double WorkspaceSnapshot::progress() const {
    if (parts_->stage == Parts::Stage::done) return 1;
    return std::min(1.0, static_cast<double>(parts_->visited) / static_cast<double>(parts_->total));
}

Result<bool> WorkspaceSnapshot::Parts::step(SnapshotSink& sink, int pieces) {
    if (workspace.revision() != revision) {
        return fail(ErrorCode::conflict,
                    "The workspace has changed while it was being exported. Export it again.");
    }
    switch (stage) {
        case Stage::header: TRY(give_header(sink)); break;
        case Stage::changes: TRY(give_changes(sink, pieces)); break;
        case Stage::rows: TRY(give_rows(sink, pieces)); break;
        case Stage::history: TRY(give_history(sink, pieces)); break;
        case Stage::end:
            TRY(sink.end());
            stage = Stage::done;
            break;
        case Stage::done: break;
    }
    return stage != Stage::done;
}

Status WorkspaceSnapshot::Parts::give_header(SnapshotSink& sink) {
    TRY_ASSIGN(const ChangeNo last, last_change_of(connection));
    indices.assign(static_cast<std::size_t>(last) + 1, 0);
    TRY_ASSIGN(auto row,
               connection.prepare("SELECT c.change FROM change c JOIN writer w ON w.writer = c.writer "
                                  "ORDER BY c.time, w.id, c.n"));
    for (;;) {
        TRY_ASSIGN(const bool more, row.step());
        if (!more) break;
        indices[static_cast<std::size_t>(row.integer(0))] = static_cast<ChangeIndex>(order.size());
        order.push_back(static_cast<ChangeNo>(row.integer(0)));
    }
    total = 1 + static_cast<std::int64_t>(order.size());
    for (const TableLayout& layout : layouts.all()) {
        if (layout.member()) continue;
        TRY_ASSIGN(const std::int64_t rows,
                   connection.integer("SELECT coalesce(max(row), 0) FROM " + layout.name));
        total += 2 * rows;
    }
    stage = Stage::changes;
    return sink.header({workspace.business(), static_cast<std::int64_t>(order.size())});
}

Status WorkspaceSnapshot::Parts::give_changes(SnapshotSink& sink, int pieces) {
    for (; pieces > 0 && next_change < order.size(); --pieces, ++next_change, ++visited) {
        TRY_ASSIGN(const Change change, read_change(connection, order[next_change]));
        TRY(sink.change(change));
    }
    if (next_change == order.size()) stage = Stage::rows;
    return {};
}

// Rows ------------------------------------------------------------------------------------------------------

Result<ChangeIndex> WorkspaceSnapshot::Parts::index_of(ChangeNo change) const {
    const auto number = static_cast<std::size_t>(change);
    if (number > 0 && number < indices.size()) return indices[number];
    return fail(ErrorCode::corrupt,
                "A record names a change that the workspace does not know. Restore it from a backup.");
}

/// The change that wrote most registers is the row's; of several the earliest, so that it does not depend on
/// the device.
Status WorkspaceSnapshot::Parts::set_clock(SnapshotRow& row, const RowClock& clock,
                                           RegisterNo registers) const {
    std::vector<ChangeIndex> writers;
    std::map<ChangeIndex, int> counts;
    for (RegisterNo number = 0; number < registers; ++number) {
        TRY_ASSIGN(const ChangeIndex index, index_of(clock.at(number)));
        writers.push_back(index);
        ++counts[index];
    }
    row.change = std::ranges::max_element(counts, {}, &std::pair<const ChangeIndex, int>::second)->first;
    for (RegisterNo number = 0; number < registers; ++number) {
        if (writers[number] != row.change) row.exceptions.emplace_back(number, writers[number]);
    }
    return {};
}

/// `row` stands at columns_sql.
Result<SnapshotRow> WorkspaceSnapshot::Parts::row_of(const TableLayout& layout, RowName name,
                                                     const Statement& row) {
    SnapshotRow result;
    result.name = std::move(name);
    result.deleted = row.integer(1 + read_column::deleted) == 1;
    TRY_ASSIGN(result.values,
               load_fields(connection, layouts, layout, row, 1 + read_column::field(layout, 0)));
    TRY_ASSIGN(const RowClock clock, clock_column(row, 1 + read_column::clock));
    TRY(set_clock(result, clock, layout.register_count()));
    return result;
}

Status WorkspaceSnapshot::Parts::give_rows(SnapshotSink& sink, int pieces) {
    while (table < kTableCount && layouts.all()[table].member()) next_table();
    if (table == kTableCount) {
        stage = Stage::history;
        table = 0;
        return {};
    }
    const TableLayout& layout = layouts.all()[table];
    TRY_ASSIGN(auto row, connection.prepare(layout.columns_sql +
                                            " WHERE id > ?1 AND deleted <> 2 ORDER BY id LIMIT ?2"));
    bind_id(row, 1, after);
    row.bind(2, std::int64_t{pieces});
    int given = 0;
    for (;; ++given, ++visited) {
        TRY_ASSIGN(const bool more, row.step());
        if (!more) break;
        after = id_column(row, 1 + read_column::id);
        TRY_ASSIGN(const SnapshotRow piece, row_of(layout, {layout.table->id, after, {}}, row));
        TRY(sink.row(piece));
        TRY(give_members(sink, layout.table->id, after, row.integer(0)));
    }
    if (given < pieces) next_table();
    return {};
}

Status WorkspaceSnapshot::Parts::give_members(SnapshotSink& sink, TableId owner_table, const Id& owner,
                                              std::int64_t owner_row) {
    for (const TableLayout& layout : layouts.all()) {
        if (!layout.member() || layout.table->owner != owner_table) continue;
        TRY_ASSIGN(auto row, connection.prepare(layout.columns_sql + " WHERE owner = ?1 ORDER BY key"));
        row.bind(1, owner_row);
        for (;;) {
            TRY_ASSIGN(const bool more, row.step());
            if (!more) break;
            RowName name{layout.table->id, owner, std::string(row.text(1 + read_column::key))};
            TRY_ASSIGN(const SnapshotRow piece, row_of(layout, std::move(name), row));
            TRY(sink.row(piece));
        }
    }
    return {};
}

// History ---------------------------------------------------------------------------------------------------

Result<bool> WorkspaceSnapshot::Parts::has_history(TableId id) {
    TRY_ASSIGN(auto any, connection.prepare("SELECT 1 FROM history WHERE tbl = ?1 LIMIT 1"));
    return any.bind(1, static_cast<std::int64_t>(id)).step();
}

/// Goes through the rows of a table (of a member table: through its owners) in the order of their names.
Status WorkspaceSnapshot::Parts::give_history(SnapshotSink& sink, int pieces) {
    if (table == kTableCount) {
        stage = Stage::end;
        return {};
    }
    const TableLayout& layout = layouts.all()[table];
    if (after.empty()) {
        TRY_ASSIGN(const bool any, has_history(layout.table->id));
        if (!any) return next_table(), Status{};
    }
    const TableLayout& named = layout.member() ? layouts[layout.table->owner] : layout;
    TRY_ASSIGN(auto page, connection.prepare("SELECT row, id FROM " + named.name +
                                             " WHERE id > ?1 AND deleted <> 2 ORDER BY id LIMIT ?2"));
    bind_id(page, 1, after);
    page.bind(2, std::int64_t{pieces});
    int given = 0;
    for (;; ++given, ++visited) {
        TRY_ASSIGN(const bool more, page.step());
        if (!more) break;
        after = id_column(page, 1);
        if (!layout.member()) {
            TRY(give_history_of(sink, layout, {layout.table->id, after, {}}, page.integer(0)));
            continue;
        }
        TRY_ASSIGN(auto member, connection.prepare("SELECT row, key FROM " + layout.name +
                                                   " WHERE owner = ?1 ORDER BY key"));
        member.bind(1, page.integer(0));
        for (;;) {
            TRY_ASSIGN(const bool another, member.step());
            if (!another) break;
            TRY(give_history_of(sink, layout, {layout.table->id, after, std::string(member.text(1))},
                                member.integer(0)));
        }
    }
    if (given < pieces) next_table();
    return {};
}

Status WorkspaceSnapshot::Parts::give_history_of(SnapshotSink& sink, const TableLayout& layout,
                                                 const RowName& name, std::int64_t row) {
    TRY_ASSIGN(auto entry,
               connection.prepare("SELECT register, change, value FROM history WHERE tbl = ?1 AND row = ?2"));
    entry.bind(1, static_cast<std::int64_t>(layout.table->id)).bind(2, row);
    std::vector<SnapshotHistory> entries;
    for (;;) {
        TRY_ASSIGN(const bool more, entry.step());
        if (!more) break;
        SnapshotHistory& piece = entries.emplace_back();
        piece.name = name;
        piece.register_no = static_cast<RegisterNo>(entry.integer(0));
        TRY_ASSIGN(piece.change, index_of(static_cast<ChangeNo>(entry.integer(1))));
        if (piece.register_no == kLivesRegister) {
            piece.value = entry.integer(2);
        } else {
            const Field& field = layout.table->fields[piece.register_no - 1u];
            TRY_ASSIGN(piece.value, load_value(connection, layouts, field, stored_column(entry, 2)));
        }
    }
    std::ranges::sort(
        entries, {}, [](const SnapshotHistory& piece) { return std::pair(piece.register_no, piece.change); });
    for (const SnapshotHistory& piece : entries) TRY(sink.history(piece));
    return {};
}

}  // namespace perennial
