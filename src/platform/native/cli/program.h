// `perennial`: the same core as the page, for scripts, tests, and people who keep share files in a repository.
// docs/cli.md describes it; the exit codes and the shape of --json output are a contract.
#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace perennial::cli {

/// Runs one command line (without the program's name); returns the exit code.
int run_program(std::span<const std::string> words, std::istream& in, std::ostream& out, std::ostream& err,
                bool err_is_terminal);

}  // namespace perennial::cli
