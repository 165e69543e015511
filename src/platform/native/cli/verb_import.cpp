// import, imports, unimport.
#include <algorithm>

#include "core/app/import_files.h"
#include "core/app/import_job.h"
#include "core/app/share_job.h"
#include "core/app/words.h"
#include "core/base/text.h"
#include "core/interchange/share_file.h"
#include "platform/native/cli/import_output.h"
#include "platform/native/cli/import_request.h"
#include "platform/native/cli/input.h"
#include "platform/native/cli/record_values.h"
#include "platform/native/cli/session.h"
#include "platform/native/cli/verbs.h"

namespace perennial::cli {
namespace {

/// What one file gave: a document, words for a person, and how it ended.
struct Imported {
    Json json;
    std::string text;
    Exit exit = Exit::done;
};

Attempt<Imported> import_table(const Run& run, Session& session, const ImportRequest& request) {
    ImportJob job(session.workspace(), request);
    run_job(run.console, job);
    remark_problems(run.console, request, job.report());
    const auto report = job.result();
    if (report) {
        return Imported{report_json(request, *report), report_text(request, *report),
                        report->rows_refused > 0 ? Exit::refused : Exit::done};
    }
    if (report.error().code != ErrorCode::refused || job.report().rows_refused == 0)
        return std::unexpected(Failure(report.error()));
    // Every refusal is worth as much as the first: the document lists them beside the error.
    Json json = Json::parse(failure_json(report.error()));
    json["refusals"] = problems_json(job.report(), request.file_name, true);
    run.console.remark("perennial: " + report.error().message);
    return Imported{std::move(json), "", Exit::refused};
}

/// In the order in which they are best imported. What cannot be understood stops before anything is written.
Attempt<std::vector<ImportRequest>> requests_of(const Run& run, Session& session,
                                                std::span<const Input> inputs) {
    std::vector<ImportRequest> requests, ordered;
    std::vector<ImportLayout> layouts;
    for (const Input& input : inputs) {
        TRY_ASSIGN(requests.emplace_back(), import_request(run.arguments, session.workspace(), input));
        layouts.push_back(requests.back().layout);
    }
    for (const std::size_t at : order_of_files(layouts)) ordered.push_back(std::move(requests[at]));
    return ordered;
}

/// Each file is a change of its own; one that cannot be taken stops those behind it. One file gives one document, several
/// a list.
Attempt<Exit> import_tables(Run& run, Session& session, std::span<const Input> inputs) {
    TRY_ASSIGN(const auto requests, requests_of(run, session, inputs));
    Json list = Json::array();
    std::string text;
    Exit exit = Exit::done;
    for (const ImportRequest& request : requests) {
        auto imported = import_table(run, session, request);
        if (!imported && requests.size() == 1) return std::unexpected(std::move(imported).error());
        if (!imported) {
            run.console.remark("perennial: " + imported.error().error.message);
            imported =
                Imported{Json::parse(failure_json(imported.error().error)), "", exit_code(imported.error())};
        }
        const bool failed = imported->json.contains("error");
        if (requests.size() > 1) imported->json["file"] = request.file_name;
        list.push_back(std::move(imported->json));
        text += imported->text;
        if (imported->exit != Exit::done) exit = imported->exit;
        if (failed) break;
    }
    run.console.result(dump(requests.size() == 1 ? list.front() : list), text);
    return exit;
}

Attempt<Exit> import_share_file(Run& run, Session& session, const Input& input) {
    for (const std::string_view name : {"--as", "--map", "--source", "--duplicates", "--on-error",
                                        "--currency", "--tag", "--remember", "--dry-run"}) {
        if (run.arguments.has(name))
            return usage_error(std::string(name) + " is for tables; this is a share file.");
    }
    RestoreJob job(session.workspace(), input.name, input.bytes);
    run_job(run.console, job);
    TRY(job.result());
    TRY_ASSIGN(const WorkspaceSummary summary, workspace_summary(session.workspace()));
    Json json{{"format", "share file"},
              {"tables",
               {{"contact", {{"added", summary.contacts}}},
                {"order", {{"added", summary.orders}}},
                {"touch", {{"added", summary.touches}}}}},
              {"refusals", Json::array()}};
    run.console.result(dump(json), input.name +
                                       " opened: " + counted(table(TableId::contact), summary.contacts) +
                                       ", " + counted(table(TableId::order), summary.orders) + ", " +
                                       counted(table(TableId::touch), summary.touches) + ".");
    return Exit::done;
}

}  // namespace

Attempt<Exit> run_import(Run& run) {
    std::vector<Input> inputs;
    for (const std::string& word : run.arguments.words) {
        TRY_ASSIGN(inputs.emplace_back(), read_input(run.console, word));
    }
    TRY_ASSIGN(const auto session, Session::open(run.options, Session::Mode::write));
    const auto shared =
        std::ranges::find_if(inputs, [](const Input& input) { return looks_like_share_file(*input.bytes); });
    if (shared == inputs.end() || inputs.size() == 1) {
        TRY_ASSIGN(const Exit exit, shared == inputs.end() ? import_tables(run, *session, inputs)
                                                           : import_share_file(run, *session, *shared));
        TRY(session->settle_segments());
        return exit;
    }
    return usage_error(shared->name + " is a share file, which is brought in alone.");
}

Attempt<Exit> run_imports(Run& run) {
    TRY_ASSIGN(const auto session, Session::open(run.options, Session::Mode::read));
    TRY_ASSIGN(const auto imports, import_list(session->workspace()));
    Json list = Json::array();
    std::string text;
    for (const ImportEntry& entry : imports) {
        const auto id = static_cast<std::int64_t>(entry.change);
        list.push_back({{"import_id", id},
                        {"at", entry.at.to_string()},
                        {"by", entry.author},
                        {"source", entry.source},
                        {"file", entry.file},
                        {"added", entry.added},
                        {"updated", entry.updated},
                        {"unchanged", entry.unchanged},
                        {"refused", entry.refused},
                        {"taken_back", entry.taken_back}});
        text += std::to_string(id) + "  " + entry.at.to_string() + "  " + entry.file + "  " +
                grouped(entry.added) + " added, " + grouped(entry.updated) + " updated" +
                (entry.taken_back ? ", taken back" : "") + "\n";
    }
    run.console.result(dump(list), text.empty() ? "Nothing has been imported." : text);
    return Exit::done;
}

Attempt<Exit> run_unimport(Run& run) {
    TRY_ASSIGN(const std::int64_t id, whole_number("ID", run.arguments.words.front(), 1));
    TRY_ASSIGN(const auto session, Session::open(run.options, Session::Mode::write));
    TRY_ASSIGN(const Outcome outcome, session->app().execute(TakeBackImport{id}));
    TRY(session->settle_segments());
    std::string text = outcome.message + "\n";
    for (const std::string& note : outcome.notes) text += "  " + note + "\n";
    run.console.result(dump(Json{{"import_id", id},
                                 {"message", outcome.message},
                                 {"rows", outcome.affected},
                                 {"notes", outcome.notes}}),
                       text);
    return Exit::done;
}

}  // namespace perennial::cli
