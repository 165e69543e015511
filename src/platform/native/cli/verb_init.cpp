// init.
#include "core/app/sample.h"
#include "core/app/words.h"
#include "platform/native/cli/record_values.h"
#include "platform/native/cli/session.h"
#include "platform/native/cli/verbs.h"

namespace perennial::cli {
namespace {

constexpr std::uint64_t kUsualSeed =
    1;  // Everybody's sample shop is the same one, until they ask for another.

std::string furnished(const SampleReport& report) {
    if (report.contacts == 0) return "with the custom fields of a bookshop";
    return "the sample shop with " + counted(table(TableId::contact), report.contacts) + ", " +
           counted(table(TableId::order), report.orders) + " and " +
           counted(table(TableId::touch), report.touches);
}

}  // namespace

Attempt<Exit> run_init(Run& run) {
    const auto preset = run.arguments.value("--preset");
    if (preset && *preset != "bookshop")
        return usage_error("--preset is one of bookshop, not \"" + *preset + "\".");
    TRY_ASSIGN(const auto session, Session::open(run.options, Session::Mode::make));
    std::string made = "Made " + run.options.workspace;
    if (run.arguments.has("--sample") || preset) {
        SampleRequest request;
        request.seed = run.options.seed.value_or(kUsualSeed);
        request.today = session->clock().today();
        request.customers = run.arguments.has("--sample");
        SampleJob job(session->workspace(), request);
        run_job(run.console, job);
        TRY_ASSIGN(const SampleReport report, job.result());
        made += ", " + furnished(report);
    }
    run.console.result(dump(Json{{"workspace", run.options.workspace}}), made + ".");
    return Exit::done;
}

}  // namespace perennial::cli
