// Every verb that is built, and the names of those that are not yet.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/domain/catalogue.h"
#include "platform/native/cli/arguments.h"
#include "platform/native/cli/console.h"

namespace perennial::cli {

/// What a verb is given.
struct Run {
    const GlobalOptions& options;
    const Arguments& arguments;
    Console& console;
};

struct Verb {
    VerbSyntax syntax;
    Attempt<Exit> (*run)(Run&);
};

/// In the order in which --help lists them.
std::vector<Verb> verbs();
/// Verbs of the contract that a later version brings.
std::span<const std::string_view> verbs_to_come();

Attempt<Exit> run_init(Run& run);
Attempt<Exit> run_import(Run& run);
Attempt<Exit> run_imports(Run& run);
Attempt<Exit> run_unimport(Run& run);
Attempt<Exit> run_export(Run& run);
Attempt<Exit> run_apply(Run& run);
Attempt<Exit> run_get(Run& run);
Attempt<Exit> run_list(Run& run);
Attempt<Exit> run_segment(Run& run);
Attempt<Exit> run_history(Run& run);
Attempt<Exit> run_undo(Run& run);
Attempt<Exit> run_redo(Run& run);
Attempt<Exit> run_verify(Run& run);
Attempt<Exit> run_schema(Run& run);
Attempt<Exit> run_kpi(Run& run);
Attempt<Exit> run_rows(Run& run);
Attempt<Exit> run_cohorts(Run& run);
Attempt<Exit> run_rfm(Run& run);
Attempt<Exit> run_analyze(Run& run);

/// A table by its singular name. Errors: usage.
Attempt<TableId> table_named(std::string_view name);
/// Errors: usage.
Attempt<Id> id_from(std::string_view text);

}  // namespace perennial::cli
