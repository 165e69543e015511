// A thin, typed door to SQLite: the only files that include sqlite3.h are in this room.
// Statements are prepared once per connection and kept; every failure is an Error with SQLite's own words in it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace perennial {

/// One prepared statement in use. Reset and unbound when it goes out of scope; text columns live until the next step.
class Statement {
public:
    explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement(Statement&& other) noexcept;

    /// Parameters count from 1.
    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, std::string_view text);
    Statement& bind_blob(int parameter, std::span<const std::byte> bytes);
    Statement& bind_null(int parameter);

    /// true: a row stands ready; false: done.
    Result<bool> step();
    /// Steps to the end, for statements without rows; ready to be bound again.
    Status run();
    void reset();

    /// Columns count from 0.
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;
    std::span<const std::byte> blob(int column) const;
    bool is_null(int column) const;
    bool is_integer(int column) const;

private:
    sqlite3_stmt* statement_ = nullptr;
};

class Connection {
public:
    /// `path`: a file of the operating system, ":memory:", or a name within `vfs`. `vfs` "" is SQLite's default.
    static Result<std::unique_ptr<Connection>> open(const std::string& path, const std::string& vfs = "",
                                                    bool read_only = false);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Prepared once, by its text. The same statement must not be in use twice at a time.
    Result<Statement> prepare(std::string_view sql);
    /// One or several statements without parameters or rows.
    Status execute(std::string_view sql);
    std::int64_t last_insert_row() const;
    std::int64_t changed_rows() const;
    sqlite3* handle() const { return database_; }

private:
    explicit Connection(sqlite3* database) : database_(database) {}
    Error last_error(std::string_view doing) const;

    sqlite3* database_;
    std::unordered_map<std::string, sqlite3_stmt*> statements_;
};

}  // namespace perennial
