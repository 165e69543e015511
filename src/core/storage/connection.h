// A thin, typed door to SQLite: the only files that include sqlite3.h are in this room. Statements are
// prepared once per connection and kept; every failure is an Error with SQLite's own words in it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace perennial {

/// A statement kept by its connection, and whether somebody is using it.
struct PreparedStatement {
    sqlite3_stmt* statement = nullptr;
    bool in_use = false;
};

/// One prepared statement in use. Reset and unbound when it goes out of scope; text columns live until the
/// next step. Must not outlive its connection.
class Statement {
public:
    explicit Statement(PreparedStatement& prepared);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;

    /// Parameters count from 1. A value that cannot be bound is reported by the next step.
    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, std::string_view text);
    Statement& bind_blob(int parameter, std::span<const std::byte> bytes);
    Statement& bind_null(int parameter);

    /// true: a row stands ready; false: done.
    Result<bool> step();
    /// Steps to the end, for statements without rows; ready to be bound again.
    Status run();
    /// Ready to be bound and stepped again; parameters keep their values.
    void reset();

    /// Columns count from 0.
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;
    std::span<const std::byte> blob(int column) const;
    bool is_null(int column) const;
    bool is_integer(int column) const;

private:
    sqlite3_stmt* statement_;
    PreparedStatement* prepared_;
    int bind_result_ = 0;
};

class Connection {
public:
    /// `path`: a file of the operating system, ":memory:", or a name within `vfs`. `vfs` "" is SQLite's
    /// default. Errors: storage_failed; corrupt when the file is not a database.
    static Result<std::unique_ptr<Connection>> open(const std::string& path, const std::string& vfs = "",
                                                    bool read_only = false);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Prepared once, by its text. Errors: refused when the same statement is in use already.
    Result<Statement> prepare(std::string_view sql);
    /// One or several statements without parameters or rows.
    Status execute(std::string_view sql);
    /// The first column of the only row. Errors: not_found when there is no row.
    Result<std::int64_t> integer(std::string_view sql);
    std::int64_t last_insert_row() const;
    std::int64_t changed_rows() const;
    sqlite3* handle() const { return database_; }

private:
    struct TextHash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    explicit Connection(sqlite3* database) : database_(database) {}
    Status set_up(bool image, bool read_only);
    void forget_idle_statements();

    sqlite3* database_;
    std::unordered_map<std::string, PreparedStatement, TextHash, std::equal_to<>> statements_;
};

}  // namespace perennial
