#include "core/storage/connection.h"

#include <sqlite3.h>

#include <utility>

namespace perennial {
namespace {

// Queries with filters come in many spellings; what is not in use is forgotten beyond this many.
constexpr std::size_t kMaxStatements = 400;
constexpr int kBusyTimeoutMs = 1000;

ErrorCode code_of(int result) {
    switch (result & 0xff) {
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return ErrorCode::corrupt;
        case SQLITE_READONLY: return ErrorCode::refused;
        default: return ErrorCode::storage_failed;
    }
}

std::string words_of(int result, sqlite3* database) {
    switch (result & 0xff) {
        case SQLITE_NOTADB:
            return "The file is not a Perennial workspace (" + std::string(sqlite3_errstr(result)) + ").";
        case SQLITE_CORRUPT:
            return "The workspace is damaged (" + std::string(sqlite3_errmsg(database)) +
                   "). Restore it from a backup or a share file.";
        case SQLITE_FULL:
            return "There is no room left to store the change. Free some space, then try again.";
        case SQLITE_BUSY:
            return "The workspace is in use by another program. Close it there, then try again.";
        default:
            return "The database reports: " + std::string(sqlite3_errmsg(database)) + " (" +
                   std::to_string(sqlite3_extended_errcode(database)) + ").";
    }
}

std::unexpected<Error> failed(int result, sqlite3* database) {
    return fail(code_of(result), words_of(result, database));
}

}  // namespace

// Statement -------------------------------------------------------------------------------------------------

Statement::Statement(PreparedStatement& prepared) : statement_(prepared.statement), prepared_(&prepared) {
    prepared.in_use = true;
}

Statement::Statement(Statement&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)),
      prepared_(std::exchange(other.prepared_, nullptr)),
      bind_result_(other.bind_result_) {}

Statement::~Statement() {
    if (statement_ == nullptr) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    prepared_->in_use = false;
}

Statement& Statement::bind(int parameter, std::int64_t value) {
    if (int result = sqlite3_bind_int64(statement_, parameter, value); result != SQLITE_OK)
        bind_result_ = result;
    return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
    // An empty view may have no address, which SQLite would take for NULL.
    const char* bytes = text.data() == nullptr ? "" : text.data();
    const int result =
        sqlite3_bind_text64(statement_, parameter, bytes, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    if (result != SQLITE_OK) bind_result_ = result;
    return *this;
}

Statement& Statement::bind_blob(int parameter, std::span<const std::byte> bytes) {
    const void* data = bytes.empty() ? static_cast<const void*>("") : bytes.data();
    const int result = sqlite3_bind_blob64(statement_, parameter, data, bytes.size(), SQLITE_TRANSIENT);
    if (result != SQLITE_OK) bind_result_ = result;
    return *this;
}

Statement& Statement::bind_null(int parameter) {
    if (int result = sqlite3_bind_null(statement_, parameter); result != SQLITE_OK) bind_result_ = result;
    return *this;
}

Result<bool> Statement::step() {
    sqlite3* database = sqlite3_db_handle(statement_);
    if (bind_result_ != SQLITE_OK) return failed(std::exchange(bind_result_, SQLITE_OK), database);
    const int result = sqlite3_step(statement_);
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) return false;
    auto error = failed(result, database);
    sqlite3_reset(statement_);
    return error;
}

Status Statement::run() {
    for (;;) {
        TRY_ASSIGN(const bool row, step());
        if (!row) break;
    }
    reset();
    return {};
}

void Statement::reset() { sqlite3_reset(statement_); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }

double Statement::real(int column) const { return sqlite3_column_double(statement_, column); }

std::string_view Statement::text(int column) const {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (text == nullptr) return {};
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::span<const std::byte> Statement::blob(int column) const {
    const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(statement_, column));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

bool Statement::is_integer(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_INTEGER;
}

// Connection ------------------------------------------------------------------------------------------------

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, const std::string& vfs,
                                                     bool read_only) {
    const int mode = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    sqlite3* database = nullptr;
    const int result =
        sqlite3_open_v2(path.c_str(), &database, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                        vfs.empty() ? nullptr : vfs.c_str());
    if (database == nullptr)
        return fail(ErrorCode::storage_failed, "There is not enough memory to open " + path + ".");
    std::unique_ptr<Connection> connection(new Connection(database));
    if (result != SQLITE_OK) {
        return fail(code_of(result), path + " cannot be opened. " + words_of(result, database));
    }
    TRY(connection->set_up(!vfs.empty(), read_only));
    return connection;
}

Connection::~Connection() {
    for (auto& [text, prepared] : statements_) sqlite3_finalize(prepared.statement);
    sqlite3_close_v2(database_);
}

Status Connection::set_up(bool image, bool read_only) {
    sqlite3_db_config(database_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    TRY(execute(
        "PRAGMA trusted_schema=0; PRAGMA foreign_keys=0; PRAGMA temp_store=MEMORY; PRAGMA page_size=4096;"
        "PRAGMA cache_spill=0"));
    if (image) {
        // Pages are served by xFetch only within mmap_size; SQLite lowers it to what it was compiled to
        // allow.
        TRY(execute("PRAGMA mmap_size=2147418112"));
    } else {
        TRY(execute("PRAGMA cache_size=-32000"));
        sqlite3_busy_timeout(database_, kBusyTimeoutMs);
    }
    if (read_only) return {};
    if (image) return execute("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF");
    return execute("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL");
}

Result<Statement> Connection::prepare(std::string_view sql) {
    auto found = statements_.find(sql);
    if (found == statements_.end()) {
        if (statements_.size() >= kMaxStatements) forget_idle_statements();
        sqlite3_stmt* statement = nullptr;
        const int result = sqlite3_prepare_v3(database_, sql.data(), static_cast<int>(sql.size()),
                                              SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        if (result != SQLITE_OK) return failed(result, database_);
        found = statements_.emplace(std::string(sql), PreparedStatement{statement, false}).first;
    }
    if (found->second.in_use) {
        return fail(ErrorCode::refused, "The same query is already being read: " + found->first);
    }
    return Statement(found->second);
}

Status Connection::execute(std::string_view sql) {
    const std::string text(sql);
    const int result = sqlite3_exec(database_, text.c_str(), nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) return failed(result, database_);
    return {};
}

Result<std::int64_t> Connection::integer(std::string_view sql) {
    TRY_ASSIGN(auto statement, prepare(sql));
    TRY_ASSIGN(const bool row, statement.step());
    if (!row) return fail(ErrorCode::not_found, "The query gave no row: " + std::string(sql));
    return statement.integer(0);
}

std::int64_t Connection::last_insert_row() const { return sqlite3_last_insert_rowid(database_); }

std::int64_t Connection::changed_rows() const { return sqlite3_changes64(database_); }

void Connection::forget_idle_statements() {
    std::erase_if(statements_, [](const auto& entry) {
        if (entry.second.in_use) return false;
        sqlite3_finalize(entry.second.statement);
        return true;
    });
}

}  // namespace perennial
