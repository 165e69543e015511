// The streams of one run, and the one place where results and failures are written.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "core/app/job.h"
#include "platform/native/cli/arguments.h"
#include "platform/native/cli/outcome.h"

namespace perennial::cli {

struct Console {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool json = false;
    bool err_is_terminal = false;

    /// The result: one JSON document, or text for a person. Ends with a line feed.
    void result(std::string_view json_text, std::string_view text) const;
    /// A remark for a person, never part of the result.
    void remark(std::string_view text) const;
    /// The failure: a JSON document on stdout with --json, and always a sentence on stderr.
    void failure(const Failure& failure) const;
};

/// Runs a job to its end with its progress on a terminal; an interrupt cancels it.
void run_job(Console& console, Job& job);

/// {"error": {...}} as the contract has it.
std::string failure_json(const Failure& failure);

}  // namespace perennial::cli
