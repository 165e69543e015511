#include "core/storage/workspace.h"

#include "core/storage/changes.h"
#include "core/storage/migrations.h"
#include "core/storage/product_rollups.h"
#include "core/storage/records.h"
#include "core/storage/workspace_parts.h"

namespace perennial {
namespace {

Status put_meta(Connection& connection, std::string_view key, std::string_view text) {
    TRY_ASSIGN(auto insert, connection.prepare("INSERT INTO meta (key, value) VALUES (?1, ?2)"));
    return insert.bind(1, key).bind(2, text).run();
}

/// What a workspace is given when it is made: an identity of its own.
Status write_identity(Connection& connection, IdSource& ids, Instant now) {
    TRY_ASSIGN(const std::int64_t known,
               connection.integer("SELECT count(*) FROM meta WHERE key = 'business'"));
    if (known != 0) return {};
    TRY(connection.execute("BEGIN IMMEDIATE"));
    TRY(put_meta(connection, "business", ids.next().to_string()));
    TRY(put_meta(connection, "created_at", now.to_string()));
    TRY(put_meta(connection, "format", "0"));
    return connection.execute("COMMIT");
}

Result<Id> read_business(Connection& connection) {
    TRY_ASSIGN(auto statement, connection.prepare("SELECT value FROM meta WHERE key = 'business'"));
    TRY_ASSIGN(const bool found, statement.step());
    const auto id = found ? Id::parse(statement.text(0)) : std::nullopt;
    if (!id) {
        return fail(ErrorCode::corrupt,
                    "The workspace has lost its identity. Restore it from a backup or a share file.");
    }
    return *id;
}

/// Says which file an error of opening is about.
Error about(const std::string& path, Error error) {
    error.message = path + ": " + error.message;
    return error;
}

/// A UUIDv4: a writer is drawn, never derived.
Id draw_writer(Random& random) {
    Id id;
    for (std::size_t half = 0; half < 2; ++half) {
        const std::uint64_t bits = random.next();
        for (std::size_t i = 0; i < 8; ++i)
            id.bytes[half * 8 + i] = static_cast<std::uint8_t>(bits >> (8 * i));
    }
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0f) | 0x40);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);
    return id;
}

/// A workspace that an older program wrote has no figures of products yet.
Status fill_product_figures(Connection& writer) {
    TRY_ASSIGN(const std::int64_t missing,
               writer.integer("SELECT NOT EXISTS (SELECT 1 FROM product_rollup) AND "
                              "EXISTS (SELECT 1 FROM order_line WHERE product IS NOT NULL)"));
    if (missing == 0) return {};
    TRY(writer.execute("BEGIN IMMEDIATE"));
    Status done = rebuild_product_rollups(writer);
    if (done) return writer.execute("COMMIT");
    // The first error is the one to tell.
    (void)writer.execute("ROLLBACK");
    return done;
}

Status open_connections(Workspace::Parts& parts) {
    const WorkspaceOptions& options = parts.options;
    if (!options.read_only) {
        TRY_ASSIGN(parts.writer, Connection::open(options.path, options.vfs));
        TRY(migrate(*parts.writer));
        TRY(fill_product_figures(*parts.writer));
        TRY(write_identity(*parts.writer, parts.ids, parts.session.clock->now()));
    }
    TRY_ASSIGN(parts.reader, Connection::open(options.path, options.vfs, true));
    if (options.read_only) TRY(require_newest_schema(*parts.reader));
    TRY_ASSIGN(parts.layouts, Layouts::load(*parts.reader));
    TRY_ASSIGN(parts.business, read_business(*parts.reader));
    if (parts.writer) parts.capture = std::make_unique<Capture>(*parts.writer, parts.layouts);
    return {};
}

}  // namespace

// Opening ---------------------------------------------------------------------------------------------------

Result<std::unique_ptr<Workspace>> Workspace::open(const WorkspaceOptions& options, Session session) {
    if (options.path == ":memory:" && options.vfs.empty()) {
        return fail(ErrorCode::refused,
                    "A workspace is read and written through two connections, which cannot share "
                    ":memory:. Give it a file or an image.");
    }
    std::unique_ptr<Workspace> workspace(new Workspace(std::make_unique<Parts>(options, std::move(session))));
    if (Status opened = open_connections(*workspace->parts_); !opened) {
        return std::unexpected(about(options.path, std::move(opened).error()));
    }
    return workspace;
}

Workspace::Workspace(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Workspace::~Workspace() = default;

// Writing ---------------------------------------------------------------------------------------------------

Status Workspace::Parts::begin() {
    if (!writer) {
        return fail(ErrorCode::refused,
                    "This workspace is open for reading only. Take over in this tab, or close it where it "
                    "is being written.");
    }
    if (writing) return fail(ErrorCode::refused, "Another change is being made. Try again when it is done.");
    TRY(writer->execute("BEGIN IMMEDIATE"));
    writing = true;
    return {};
}

Status Workspace::Parts::end(bool commit) {
    writing = false;
    Status done = commit ? writer->execute("COMMIT") : Status{};
    // After some errors SQLite has rolled back by itself, and this has nothing left to do.
    if (!commit || !done) (void)writer->execute("ROLLBACK");
    capture->end();
    return done;
}

Result<std::unique_ptr<WriteTransaction>> Workspace::begin(ChangeDraft draft) {
    TRY(parts_->begin());
    const auto last = last_change_of(*parts_->writer);
    if (!last) {
        (void)parts_->end(false);
        return std::unexpected(last.error());
    }
    if (parts_->session.writer.empty()) parts_->session.writer = draw_writer(*parts_->session.random);
    const auto change = static_cast<ChangeNo>(static_cast<std::int64_t>(*last) + 1);
    const bool forward = draft.kind == ChangeKind::edit || draft.kind == ChangeKind::import;
    parts_->capture->begin(change, forward);
    return std::unique_ptr<WriteTransaction>(
        new WriteTransaction(std::make_unique<WriteTransaction::Parts>(*parts_, std::move(draft), change)));
}

void Workspace::derive_with(DerivedUpkeep* upkeep) { parts_->upkeep = upkeep; }

bool Workspace::writing() const { return parts_->writing; }
bool Workspace::read_only() const { return parts_->options.read_only; }

// Reading ---------------------------------------------------------------------------------------------------

Connection& Workspace::reader() { return *parts_->reader; }
Session& Workspace::session() { return parts_->session; }
IdSource& Workspace::ids() { return parts_->ids; }
std::uint64_t Workspace::revision() const { return parts_->revision; }
Id Workspace::business() const { return parts_->business; }

Result<std::optional<RowNo>> Workspace::find(TableId table, const Id& id) {
    TRY_ASSIGN(const auto found, find_row(reader(), parts_->layouts[table], id));
    return found && found->known ? std::optional(found->row) : std::nullopt;
}

Result<Record> Workspace::record(TableId table, RowNo row) {
    return read_record(reader(), parts_->layouts, table, row);
}

Result<std::vector<MemberRecord>> Workspace::members(TableId member_table, RowNo owner, bool with_deleted) {
    return read_members(reader(), parts_->layouts, member_table, owner, with_deleted);
}

Result<VersionVector> Workspace::version_vector() { return read_version_vector(reader()); }
Result<Change> Workspace::change(ChangeNo change) { return read_change(reader(), change); }
Result<ChangeNo> Workspace::last_change() { return last_change_of(reader()); }

}  // namespace perennial
