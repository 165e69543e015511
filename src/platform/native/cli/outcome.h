// How a verb ends: the exit codes of the contract, and failures as values.
#pragma once

#include <expected>
#include <string>

#include "core/base/result.h"

namespace perennial::cli {

enum class Exit : int {
    done = 0,
    refused = 1,  ///< Input or rule is wrong; nothing changed, or all but the rows listed.
    usage = 2,
    wanting = 3,  ///< Checked and found wanting.
    storage = 4,
    interrupted = 130,
};

/// Why a verb failed. Every Error is one, so that TRY passes errors of the core on.
struct Failure {
    Error error;
    bool usage = false;
    Failure(Error why) : error(std::move(why)) {}  // NOLINT(google-explicit-constructor)
    Failure(Error why, bool of_usage) : error(std::move(why)), usage(of_usage) {}
};

template <class T> using Attempt = std::expected<T, Failure>;

/// Something is wrong with the words of the command line. `message` says what, and what to type instead.
inline std::unexpected<Failure> usage_error(std::string message) {
    return std::unexpected(Failure(Error{ErrorCode::invalid_input, std::move(message), std::nullopt}, true));
}

Exit exit_code(const Failure& failure);

}  // namespace perennial::cli
