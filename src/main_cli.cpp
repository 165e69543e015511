// The command line: composition only.

#include <unistd.h>

#include <iostream>
#include <string>
#include <vector>

#include "platform/native/cli/program.h"

int main(int count, char** words) {
    const std::vector<std::string> line(words + 1, words + count);
    return perennial::cli::run_program(line, std::cin, std::cout, std::cerr, isatty(STDERR_FILENO) != 0);
}
