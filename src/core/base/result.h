// Expected failures as values: one Error type, one Result alias, one macro to pass an error on.
// Invariant: an Error that reaches a person says what happened, to which record or place, and what to do
// next.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace perennial {

enum class ErrorCode : std::uint8_t {
    invalid_input,   ///< A value breaks a rule of its field or record.
    not_found,       ///< The record, file or change named does not exist.
    refused,         ///< Well-formed, but not allowed here and now (read-only tab, used workspace, ...).
    conflict,        ///< The record has changed since the draft was begun.
    malformed,       ///< A file or text that cannot be read; `place` says where.
    too_large,       ///< A cap on bytes, rows, depth or field length was met.
    cancelled,       ///< The person stopped it; nothing half done.
    storage_failed,  ///< SQLite or the block store failed.
    corrupt,         ///< Stored bytes do not match their checksum or their schema.
    unsupported,     ///< A newer version, or something this machine lacks.
};

/// The code's name as the command line prints it, such as "invalid_input".
std::string_view error_code_name(ErrorCode code);

/// Where in a file something is wrong. Lines and columns of text count from 1; 0 means unknown.
struct Place {
    std::string file;
    std::int64_t line = 0;
    std::string column;  ///< Header name in a table, or the character's number in a text.
    bool operator==(const Place&) const = default;
};

/// Why an operation failed. Branch on `code`, never on the text.
struct Error {
    ErrorCode code = ErrorCode::invalid_input;
    std::string message;
    std::optional<Place> place = std::nullopt;
};

template <class T> using Result = std::expected<T, Error>;
using Status = Result<void>;

inline std::unexpected<Error> fail(ErrorCode code, std::string message) {
    return std::unexpected(Error{code, std::move(message), std::nullopt});
}
inline std::unexpected<Error> fail_at(ErrorCode code, std::string message, Place place) {
    return std::unexpected(Error{code, std::move(message), std::move(place)});
}

}  // namespace perennial

#define PERENNIAL_CONCAT_INNER(a, b) a##b
#define PERENNIAL_CONCAT(a, b) PERENNIAL_CONCAT_INNER(a, b)

/// Passes an error on: `TRY(do_it());`
#define TRY(expression)                                            \
    do {                                                           \
        if (auto try_result = (expression); !try_result)           \
            return std::unexpected(std::move(try_result).error()); \
    } while (false)

/// Passes an error on, or declares the value: `TRY_ASSIGN(auto day, parse_day(text));`
#define TRY_ASSIGN(declaration, expression)                                                 \
    auto PERENNIAL_CONCAT(try_result_, __LINE__) = (expression);                            \
    if (!PERENNIAL_CONCAT(try_result_, __LINE__))                                           \
        return std::unexpected(std::move(PERENNIAL_CONCAT(try_result_, __LINE__)).error()); \
    declaration = *std::move(PERENNIAL_CONCAT(try_result_, __LINE__))
