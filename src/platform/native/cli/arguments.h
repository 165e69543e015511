// The words of the command line: global switches, the verb, and the verb's own switches and words.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/base/time.h"
#include "platform/native/cli/outcome.h"

namespace perennial::cli {

/// What a verb takes besides its words.
struct VerbSyntax {
    std::string_view name;
    std::string_view usage;    ///< "import FILE [--as TABLE] ...": one line, without the program's name.
    std::string_view summary;  ///< One sentence.
    std::vector<std::string_view> with_value = {};
    std::vector<std::string_view> flags = {};
    std::size_t least_words = 0, most_words = 0;
};

struct GlobalOptions {
    std::string workspace = "perennial.db";
    bool json = false;
    std::optional<Instant> now;
    int now_offset_minutes = 0;
    std::optional<Id> writer;
    std::optional<std::string> author;
    std::optional<std::uint64_t> seed;
};

struct Arguments {
    std::vector<std::string> words;
    std::map<std::string, std::vector<std::string>, std::less<>>
        values;  ///< By switch, "--as"; flags have one "".

    bool has(std::string_view name) const { return values.contains(name); }
    /// The last value of a switch.
    std::optional<std::string> value(std::string_view name) const;
    std::span<const std::string> all(std::string_view name) const;
};

struct CommandLine {
    GlobalOptions options;
    std::string verb;               ///< "" when there is none.
    std::vector<std::string> rest;  ///< Behind the verb, global switches taken out.
    bool help = false;
};

/// Takes the global switches, wherever they stand. Sees --json even when something else is wrong: `options` is filled as
/// far as it was read.
Attempt<void> read_command_line(std::span<const std::string> words, CommandLine& line);
Attempt<Arguments> read_arguments(const VerbSyntax& syntax, std::span<const std::string> words);

/// The value of a switch that is a day; nullopt without it. Errors: usage.
Attempt<std::optional<Day>> day_switch(const Arguments& arguments, std::string_view name);
/// Errors: usage, when the text is not a number of at least `least`.
Attempt<std::int64_t> whole_number(std::string_view what, std::string_view text, std::int64_t least);

}  // namespace perennial::cli
