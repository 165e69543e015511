#include "platform/native/cli/program.h"

#include <algorithm>
#include <ostream>

#include "platform/native/cli/verbs.h"

namespace perennial::cli {
namespace {

constexpr std::string_view kGlobalUsage =
    "perennial [--workspace FILE] [--json] [--now INSTANT] [--writer UUID] [--author NAME] [--seed N] VERB "
    "...";

std::string help_text() {
    std::string text = "Usage: " + std::string(kGlobalUsage) + "\n\nVerbs:\n";
    for (const Verb& verb : verbs()) {
        text += "  " + std::string(verb.syntax.usage) + "\n      " + std::string(verb.syntax.summary) + "\n";
    }
    text +=
        "\nThe workspace is a SQLite database, ./perennial.db unless --workspace says otherwise.\n"
        "FILE may be - for standard input or output. Exit: 0 done, 1 refused, 2 usage, 3 checked and found "
        "wanting,\n"
        "4 storage failed, 130 interrupted.\n";
    return text;
}

Attempt<Verb> find_verb(const std::string& name) {
    if (name.empty()) return usage_error("Which verb? It is used so: " + std::string(kGlobalUsage));
    const auto known = verbs();
    const auto found = std::ranges::find(known, name, [](const Verb& verb) { return verb.syntax.name; });
    if (found != known.end()) return *found;
    if (std::ranges::find(verbs_to_come(), name) != verbs_to_come().end()) {
        return usage_error("perennial " + name + " is not built yet; it comes with a later version.");
    }
    return usage_error("There is no verb \"" + name + "\". Type perennial --help for the list.");
}

Attempt<Exit> run_line(std::span<const std::string> words, CommandLine& line, Console& console) {
    TRY(read_command_line(words, line));
    if (line.help && line.verb.empty()) {
        console.out << help_text();
        return Exit::done;
    }
    TRY_ASSIGN(const Verb verb, find_verb(line.verb));
    if (line.help) {
        console.out << "Usage: perennial " << verb.syntax.usage << '\n' << verb.syntax.summary << '\n';
        return Exit::done;
    }
    TRY_ASSIGN(const Arguments arguments, read_arguments(verb.syntax, line.rest));
    Run run{line.options, arguments, console};
    return verb.run(run);
}

}  // namespace

int run_program(std::span<const std::string> words, std::istream& in, std::ostream& out, std::ostream& err,
                bool err_is_terminal) {
    CommandLine line;
    Console console{in, out, err, std::ranges::find(words, "--json") != words.end(), err_is_terminal};
    const Attempt<Exit> exit = run_line(words, line, console);
    if (!exit) console.failure(exit.error());
    out.flush();
    if (!out) {
        err << "perennial: The result could not be written; is the disk full, or the reader gone?\n";
        return static_cast<int>(Exit::storage);
    }
    return static_cast<int>(exit ? *exit : exit_code(exit.error()));
}

}  // namespace perennial::cli
