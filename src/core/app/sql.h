// Short forms for the queries of this room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/id.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/storage/connection.h"
#include "core/storage/stored_value.h"
#include "core/storage/workspace.h"

namespace perennial {

inline void bind_one(Statement& statement, int parameter, std::int64_t value) {
    statement.bind(parameter, value);
}
inline void bind_one(Statement& statement, int parameter, std::string_view text) {
    statement.bind(parameter, text);
}
inline void bind_one(Statement& statement, int parameter, const Id& id) { bind_id(statement, parameter, id); }
inline void bind_one(Statement& statement, int parameter, RowNo row) {
    statement.bind(parameter, static_cast<std::int64_t>(row));
}

/// Prepared, with the parameters bound from 1.
template <class... Parameters>
Result<Statement> query(Connection& connection, std::string_view sql, const Parameters&... parameters) {
    TRY_ASSIGN(Statement statement, connection.prepare(sql));
    int number = 0;
    (bind_one(statement, ++number, parameters), ...);
    return statement;
}

/// The first column of the first row; nullopt without a row or when it is NULL.
template <class... Parameters>
Result<std::optional<std::int64_t>> one_integer(Connection& connection, std::string_view sql,
                                                const Parameters&... parameters) {
    TRY_ASSIGN(Statement statement, query(connection, sql, parameters...));
    TRY_ASSIGN(const bool row, statement.step());
    if (!row || statement.is_null(0)) return std::optional<std::int64_t>{};
    return std::optional(statement.integer(0));
}

template <class... Parameters>
Result<std::optional<std::string>> one_text(Connection& connection, std::string_view sql,
                                            const Parameters&... parameters) {
    TRY_ASSIGN(Statement statement, query(connection, sql, parameters...));
    TRY_ASSIGN(const bool row, statement.step());
    if (!row || statement.is_null(0)) return std::optional<std::string>{};
    return std::optional(std::string(statement.text(0)));
}

inline RowNo row_column(const Statement& statement, int column) { return RowNo{statement.integer(column)}; }
inline std::string text_column(const Statement& statement, int column) {
    return std::string(statement.text(column));
}

inline std::optional<std::int64_t> integer_column(const Statement& statement, int column) {
    return statement.is_null(column) ? std::nullopt : std::optional(statement.integer(column));
}
inline std::optional<Day> day_column(const Statement& statement, int column) {
    return statement.is_null(column)
               ? std::nullopt
               : std::optional(Day{static_cast<std::int32_t>(statement.integer(column))});
}
inline std::optional<Instant> instant_column(const Statement& statement, int column) {
    return statement.is_null(column) ? std::nullopt : std::optional(Instant{statement.integer(column)});
}
inline Currency currency_column(const Statement& statement, int column) {
    return Currency::parse(statement.text(column)).value_or(Currency{});
}

}  // namespace perennial
