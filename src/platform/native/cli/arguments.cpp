#include "platform/native/cli/arguments.h"

#include <algorithm>
#include <charconv>

namespace perennial::cli {
namespace {

constexpr std::string_view kGlobalWithValue[] = {"--workspace", "--now", "--writer", "--author", "--seed"};

bool global_with_value(std::string_view word) {
    return std::ranges::find(kGlobalWithValue, word) != std::end(kGlobalWithValue);
}

/// Minutes of "+02:00" at the end of an instant; 0 for "Z" or none.
int offset_of(std::string_view text) {
    if (text.size() < 6) return 0;
    const std::string_view end = text.substr(text.size() - 6);
    if ((end[0] != '+' && end[0] != '-') || end[3] != ':' || text.find('T') == std::string_view::npos)
        return 0;
    int hours = 0, minutes = 0;
    std::from_chars(end.data() + 1, end.data() + 3, hours);
    std::from_chars(end.data() + 4, end.data() + 6, minutes);
    return (end[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

Attempt<void> take_global(GlobalOptions& options, std::string_view name, const std::string& value) {
    if (name == "--workspace") options.workspace = value;
    if (name == "--author") options.author = value;
    if (name == "--now") {
        options.now = Instant::parse(value);
        if (!options.now)
            return usage_error("--now wants an instant such as 2026-03-01T12:00:00Z, not \"" + value + "\".");
        options.now_offset_minutes = offset_of(value);
    }
    if (name == "--writer") {
        options.writer = Id::parse(value);
        if (!options.writer || options.writer->empty()) {
            return usage_error("--writer wants a UUID such as 0197f3c2-0000-7000-8000-000000000001, not \"" +
                               value + "\".");
        }
    }
    if (name == "--seed") {
        TRY_ASSIGN(const std::int64_t seed, whole_number("--seed", value, 0));
        options.seed = static_cast<std::uint64_t>(seed);
    }
    return {};
}

}  // namespace

Exit exit_code(const Failure& failure) {
    if (failure.usage) return Exit::usage;
    switch (failure.error.code) {
        case ErrorCode::storage_failed:
        case ErrorCode::corrupt: return Exit::storage;
        case ErrorCode::cancelled: return Exit::interrupted;
        default: return Exit::refused;
    }
}

std::optional<std::string> Arguments::value(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional(found->second.back());
}

std::span<const std::string> Arguments::all(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? std::span<const std::string>{}
                                 : std::span<const std::string>(found->second);
}

Attempt<std::int64_t> whole_number(std::string_view what, std::string_view text, std::int64_t least) {
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    if (whole && number >= least) return number;
    return usage_error(std::string(what) + " wants a whole number of at least " + std::to_string(least) +
                       ", not \"" + std::string(text) + "\".");
}

Attempt<void> read_command_line(std::span<const std::string> words, CommandLine& line) {
    line.options.json = std::ranges::find(words, "--json") != words.end();
    for (std::size_t at = 0; at < words.size(); ++at) {
        const std::string& word = words[at];
        if (word == "--json") continue;
        if (word == "--help" || word == "-h") {
            line.help = true;
        } else if (global_with_value(word)) {
            if (++at == words.size()) return usage_error(word + " wants a value behind it.");
            TRY(take_global(line.options, word, words[at]));
        } else if (line.verb.empty() && !word.starts_with("-")) {
            line.verb = word;
        } else if (line.verb.empty()) {
            return usage_error("There is no switch " + word + ". Type perennial --help for the list.");
        } else {
            line.rest.push_back(word);
        }
    }
    return {};
}

Attempt<std::optional<Day>> day_switch(const Arguments& arguments, std::string_view name) {
    const auto text = arguments.value(name);
    if (!text) return std::nullopt;
    if (const auto day = Day::parse(*text)) return day;
    return usage_error(std::string(name) + " wants a day such as 2026-03-01, not \"" + *text + "\".");
}

Attempt<Arguments> read_arguments(const VerbSyntax& syntax, std::span<const std::string> words) {
    Arguments arguments;
    bool only_words = false;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const std::string& word = words[at];
        if (only_words || word == "-" || !word.starts_with("-")) {
            arguments.words.push_back(word);
        } else if (word == "--") {
            only_words = true;
        } else if (std::ranges::find(syntax.flags, word) != syntax.flags.end()) {
            arguments.values[word].emplace_back();
        } else if (std::ranges::find(syntax.with_value, word) != syntax.with_value.end()) {
            if (++at == words.size()) return usage_error(word + " wants a value behind it.");
            arguments.values[word].push_back(words[at]);
        } else {
            return usage_error(std::string(syntax.name) + " has no switch " + word +
                               ". It is used so: perennial " + std::string(syntax.usage));
        }
    }
    const std::size_t count = arguments.words.size();
    if (count >= syntax.least_words && count <= syntax.most_words) return arguments;
    return usage_error("It is used so: perennial " + std::string(syntax.usage));
}

}  // namespace perennial::cli
