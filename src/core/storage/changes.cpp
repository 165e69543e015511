#include "core/storage/changes.h"

#include "core/storage/stored_value.h"

namespace perennial {

Result<ChangeNo> last_change_of(Connection& connection) {
    TRY_ASSIGN(const std::int64_t last, connection.integer("SELECT coalesce(max(change), 0) FROM change"));
    return static_cast<ChangeNo>(last);
}

Result<Change> read_change(Connection& connection, ChangeNo number) {
    TRY_ASSIGN(
        auto row,
        connection.prepare(
            "SELECT w.id, c.n, c.time, c.wall, c.kind, c.author, c.label, c.source, c.detail, uw.id, u.n "
            "FROM change c JOIN writer w ON w.writer = c.writer "
            "LEFT JOIN change u ON u.change = c.undoes LEFT JOIN writer uw ON uw.writer = u.writer "
            "WHERE c.change = ?1"));
    TRY_ASSIGN(const bool found, row.bind(1, static_cast<std::int64_t>(number)).step());
    if (!found) {
        return fail(ErrorCode::not_found, "There is no change " +
                                              std::to_string(static_cast<std::int64_t>(number)) +
                                              " in this workspace.");
    }
    const auto kind = parse_change_kind(row.text(4));
    if (!kind)
        return fail(ErrorCode::corrupt, "A change is of the unknown kind " + std::string(row.text(4)) + ".");
    Change change;
    change.writer = id_column(row, 0);
    change.n = row.integer(1);
    change.time = LogicalTime{row.integer(2)};
    change.wall = Instant{row.integer(3)};
    change.kind = *kind;
    change.author = row.text(5);
    change.label = row.text(6);
    change.source = row.text(7);
    change.detail = row.text(8);
    change.undoes_writer = id_column(row, 9);
    change.undoes_n = row.integer(10);
    return change;
}

Result<VersionVector> read_version_vector(Connection& connection) {
    TRY_ASSIGN(auto row, connection.prepare(
                             "SELECT w.id, (SELECT max(c.n) FROM change c WHERE c.writer = w.writer) AS n "
                             "FROM writer w WHERE n IS NOT NULL"));
    VersionVector vector;
    for (;;) {
        TRY_ASSIGN(const bool more, row.step());
        if (!more) return vector;
        vector.emplace(id_column(row, 0), row.integer(1));
    }
}

Result<std::int64_t> writer_number(Connection& connection, const Id& writer) {
    TRY_ASSIGN(auto find, connection.prepare("SELECT writer FROM writer WHERE id = ?1"));
    bind_id(find, 1, writer);
    TRY_ASSIGN(const bool found, find.step());
    if (found) return find.integer(0);
    TRY_ASSIGN(auto insert, connection.prepare("INSERT INTO writer (id) VALUES (?1)"));
    bind_id(insert, 1, writer);
    TRY(insert.run());
    return connection.last_insert_row();
}

Status record_change(Connection& connection, ChangeNo number, const Change& change, ChangeNo undoes) {
    TRY_ASSIGN(const std::int64_t writer, writer_number(connection, change.writer));
    TRY_ASSIGN(auto insert,
               connection.prepare("INSERT INTO change (change, writer, n, time, wall, kind, author, label, "
                                  "source, detail, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
                                  "?11)"));
    insert.bind(1, static_cast<std::int64_t>(number))
        .bind(2, writer)
        .bind(3, change.n)
        .bind(4, change.time.bits);
    insert.bind(5, change.wall.ms)
        .bind(6, change_kind_name(change.kind))
        .bind(7, change.author)
        .bind(8, change.label);
    insert.bind(9, change.source).bind(10, change.detail);
    if (undoes != ChangeNo::none) insert.bind(11, static_cast<std::int64_t>(undoes));
    return insert.run();
}

Status record_next_change(Connection& connection, ChangeNo number, const ChangeDraft& draft,
                          const Session& session) {
    Change change;
    change.writer = session.writer;
    TRY_ASSIGN(const std::int64_t writer, writer_number(connection, session.writer));
    {
        TRY_ASSIGN(auto last, connection.prepare(
                                  "SELECT coalesce(max(n), 0), (SELECT coalesce(max(time), 0) FROM change) "
                                  "FROM change WHERE writer = ?1"));
        TRY(last.bind(1, writer).step());
        change.n = last.integer(0) + 1;
        change.wall = session.clock->now();
        change.time = HybridClock(LogicalTime{last.integer(1)}).next(change.wall);
    }
    change.kind = draft.kind;
    change.author = session.author;
    change.label = draft.label;
    change.source = draft.source;
    change.detail = draft.detail;
    return record_change(connection, number, change, draft.undoes);
}

}  // namespace perennial
