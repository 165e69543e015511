#include "core/storage/migrations.h"

#include <charconv>

#include "core/storage/schema_texts.h"

namespace perennial {
namespace {

// "PRNL": marks the file as ours, for `file` and for us.
constexpr std::int64_t kApplicationId = 0x50524E4C;

/// The number a migration's file name begins with.
int version_of(const EmbeddedText& migration) {
    int version = 0;
    std::from_chars(migration.name.data(), migration.name.data() + migration.name.size(), version);
    return version;
}

/// Errors unless the database is empty or one of ours, and not newer than this program.
Result<int> known_version(Connection& connection) {
    TRY_ASSIGN(const std::int64_t version, connection.integer("PRAGMA user_version"));
    TRY_ASSIGN(const std::int64_t application, connection.integer("PRAGMA application_id"));
    TRY_ASSIGN(const std::int64_t tables, connection.integer("SELECT count(*) FROM sqlite_schema"));
    if (tables == 0 && version == 0) return 0;
    if (application != kApplicationId) {
        return fail(ErrorCode::unsupported,
                    "The file is a database of another program, not a Perennial workspace. Choose "
                    "another file.");
    }
    if (version > newest_schema_version()) {
        return fail(ErrorCode::unsupported,
                    "The workspace was made by a newer version of Perennial (schema " +
                        std::to_string(version) + "; this one knows " +
                        std::to_string(newest_schema_version()) + "). Update, then open it again.");
    }
    return static_cast<int>(version);
}

Status apply(Connection& connection, const EmbeddedText& migration) {
    const std::string marks = "PRAGMA user_version=" + std::to_string(version_of(migration)) +
                              "; PRAGMA application_id=" + std::to_string(kApplicationId);
    TRY(connection.execute("BEGIN IMMEDIATE"));
    Status done = connection.execute(migration.text);
    if (done) done = connection.execute(marks);
    if (done) done = connection.execute("COMMIT");
    if (done) return {};
    // The migration's own error is the one to tell; a rollback that fails has nothing to add.
    (void)connection.execute("ROLLBACK");
    Error error = std::move(done).error();
    error.message = "The workspace could not be brought up to date (" + std::string(migration.name) + "). " +
                    error.message;
    return std::unexpected(std::move(error));
}

}  // namespace

int newest_schema_version() {
    int newest = 0;
    for (const EmbeddedText& migration : kSchemaTexts) newest = std::max(newest, version_of(migration));
    return newest;
}

Result<bool> migrate(Connection& connection) {
    TRY_ASSIGN(const int version, known_version(connection));
    for (const EmbeddedText& migration : kSchemaTexts) {
        if (version_of(migration) > version) TRY(apply(connection, migration));
    }
    return version < newest_schema_version();
}

Status require_newest_schema(Connection& connection) {
    TRY_ASSIGN(const int version, known_version(connection));
    if (version < newest_schema_version()) {
        return fail(ErrorCode::refused,
                    "The workspace has to be brought up to date first. Open it for writing once.");
    }
    return {};
}

}  // namespace perennial
