#include "platform/native/cli/verbs.h"

#include <array>

namespace perennial::cli {
namespace {

constexpr std::array<std::string_view, 8> kToCome{"erase",      "merge",   "search",  "conflicts",
                                                  "duplicates", "journey", "unmerge", "resolve"};

}  // namespace

std::vector<Verb> verbs() {
    return {
        {{"init",
          "init [--preset bookshop] [--sample]",
          "Makes a new workspace: empty, with the fields of a trade, or with the sample shop in it.",
          {"--preset"},
          {"--sample"}},
         run_init},
        {{"import",
          "import FILE... [--as TABLE] [--map 'Column=field']... [--source NAME] [--duplicates "
          "skip|fill|update|add] [--on-error stop|skip] [--currency CODE] [--tag TAG] [--remember] "
          "[--dry-run]",
          "Brings in tables of contacts or orders (CSV), or a share file into an empty workspace.",
          {"--as", "--map", "--source", "--duplicates", "--on-error", "--currency", "--tag"},
          {"--remember", "--dry-run"},
          1,
          100},
         run_import},
        {{"imports", "imports", "Lists the imports, newest first."}, run_imports},
        {{"unimport", "unimport ID", "Takes an import back as a whole.", {}, {}, 1, 1}, run_unimport},
        {{"export",
          "export [--format json|csv] [--table TABLE] [--where RULE] [--columns a,b] [--out FILE]",
          "Writes the share file, or one table as CSV.",
          {"--format", "--table", "--where", "--columns", "--out"},
          {}},
         run_export},
        {{"apply", "apply FILE", "Makes edits, one JSON object a line, one transaction a line.", {}, {}, 1, 1},
         run_apply},
        {{"get", "get TABLE ID", "Shows one record.", {}, {}, 2, 2}, run_get},
        {{"list",
          "list TABLE [--where RULE] [--filter COLUMN:CONDITION:VALUE]... [--columns a,b] [--sort [-]a,[-]b] "
          "[--limit N] [--format table|csv|json]",
          "Lists the living records of a table, or those that a rule or filters find.",
          {"--where", "--filter", "--columns", "--sort", "--limit", "--format"},
          {},
          1,
          1},
         run_list},
        {{"segment",
          "segment RULE [--as-of DAY] [--known-at INSTANT] [--sql] [--ids]",
          "Counts the contacts that a rule finds, or that are in a saved segment.",
          {"--as-of", "--known-at"},
          {"--sql", "--ids"},
          1,
          1},
         run_segment},
        {{"history", "history TABLE ID", "Shows every change of a record's fields.", {}, {}, 2, 2},
         run_history},
        {{"undo", "undo [N]", "Undoes the last change, or the last N.", {}, {}, 0, 1}, run_undo},
        {{"redo", "redo [N]", "Makes the change that was undone last again, or the last N.", {}, {}, 0, 1},
         run_redo},
        {{"verify",
          "verify [FILE]",
          "Checks the workspace, or a share file; exit 3 when something is wrong.",
          {},
          {},
          0,
          1},
         run_verify},
        {{"schema",
          "schema [--tables]",
          "Prints the JSON Schema of the share file, or the tables of the workspace.",
          {},
          {"--tables"}},
         run_schema},
        {{"kpi",
          "kpi [--from DAY] [--to DAY] [--as-of DAY] [--known-at INSTANT] [--segment RULE]",
          "Computes every figure of a period; without --from and --to of the last 365 days.",
          {"--from", "--to", "--as-of", "--known-at", "--segment"}},
         run_kpi},
        {{"rows",
          "rows KPI [--from DAY] [--to DAY] [--as-of DAY] [--known-at INSTANT] [--segment RULE] [--columns "
          "a,b] "
          "[--format "
          "table|csv|json]",
          "Lists the records behind one figure.",
          {"--from", "--to", "--as-of", "--known-at", "--segment", "--columns", "--format"},
          {},
          1,
          1},
         run_rows},
        {{"cohorts",
          "cohorts [--as-of DAY] [--known-at INSTANT] [--segment RULE]",
          "Shows, by month of the first purchase, how many bought and for how much in each month since.",
          {"--as-of", "--known-at", "--segment"}},
         run_cohorts},
        {{"rfm",
          "rfm [--as-of DAY] [--known-at INSTANT] [--segment RULE]",
          "Scores every customer by recency, frequency and monetary value, and names their groups.",
          {"--as-of", "--known-at", "--segment"}},
         run_rfm},
        {{"analyze",
          "analyze MODEL [--input FILE] [--as-of DAY] [--holdout DAY] [--unit DAYS] [--horizon UNITS] "
          "[--resamples N] "
          "[--customers]",
          "Fits a model of buying (bgnbd, pareto_nbd, gamma_gamma) to the workspace or to a table of "
          "purchases.",
          {"--input", "--as-of", "--holdout", "--unit", "--horizon", "--resamples"},
          {"--customers"},
          1,
          1},
         run_analyze},
    };
}

std::span<const std::string_view> verbs_to_come() { return kToCome; }

Attempt<TableId> table_named(std::string_view name) {
    const Table* found = find_table(name);
    if (found && found->kind == TableKind::entity) return found->id;
    std::string names;
    for (const Table& table : catalogue()) {
        if (table.kind == TableKind::entity) names += (names.empty() ? "" : ", ") + std::string(table.name);
    }
    return usage_error("There is no table \"" + std::string(name) + "\". Tables are " + names + ".");
}

Attempt<Id> id_from(std::string_view text) {
    const auto id = Id::parse(text);
    if (id) return *id;
    return usage_error("\"" + std::string(text) +
                       "\" is not an id. Ids look like 0197f3c2-0000-7000-8000-000000000001.");
}

}  // namespace perennial::cli
