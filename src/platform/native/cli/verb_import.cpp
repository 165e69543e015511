// import, imports, unimport.
#include <algorithm>

#include "core/app/import_job.h"
#include "core/app/share_job.h"
#include "core/app/words.h"
#include "core/base/text.h"
#include "core/interchange/share_file.h"
#include "platform/native/cli/input.h"
#include "platform/native/cli/record_values.h"
#include "platform/native/cli/session.h"
#include "platform/native/cli/verbs.h"

namespace perennial::cli {
namespace {

template <class Choice>
Attempt<Choice> chosen(const Arguments& arguments, std::string_view name, Choice otherwise,
                       std::initializer_list<std::pair<std::string_view, Choice>> choices) {
    const auto value = arguments.value(name);
    if (!value) return otherwise;
    std::string names;
    for (const auto& [word, choice] : choices) {
        if (word == *value) return choice;
        names += (names.empty() ? "" : ", ") + std::string(word);
    }
    return usage_error(std::string(name) + " is one of " + names + ", not \"" + *value + "\".");
}

// Layout ----------------------------------------------------------------------------------------------------------------

Attempt<std::optional<ImportKind>> kind_of(const Arguments& arguments) {
    const auto name = arguments.value("--as");
    if (!name) return std::optional<ImportKind>{};
    if (*name == "contact") return std::optional(ImportKind::contacts);
    if (*name == "order" || *name == "order_line") return std::optional(ImportKind::orders);
    return usage_error("--as is one of contact, order, not \"" + *name + "\".");
}

std::string target_names(ImportKind kind) {
    std::string names;
    for (const ImportTarget& target : import_targets(kind))
        names += (names.empty() ? "" : ", ") + std::string(target.name);
    return names;
}

/// "Column=field": a field's name, "custom" for a custom field, nothing to leave the column out.
Attempt<void> map_column(ImportLayout& layout, const std::string& mapping) {
    const auto at = mapping.rfind('=');
    if (at == std::string::npos) return usage_error("--map wants 'Column=field', not \"" + mapping + "\".");
    const std::string_view column = trim(std::string_view(mapping).substr(0, at));
    const std::string_view field = trim(std::string_view(mapping).substr(at + 1));
    const auto found = std::ranges::find_if(layout.columns, [&](const ColumnMapping& candidate) {
        return fold(candidate.header) == fold(column);
    });
    if (found == layout.columns.end()) {
        std::string headers;
        for (const ColumnMapping& candidate : layout.columns)
            headers += (headers.empty() ? "" : ", ") + candidate.header;
        return usage_error("The file has no column \"" + std::string(column) + "\". Its columns are " +
                           headers + ".");
    }
    found->target = nullptr;
    found->to = ColumnMapping::To::leave_out;
    if (field.empty()) return {};
    if (field == "custom") {
        found->to = ColumnMapping::To::custom_field;
        return {};
    }
    found->target = find_target(layout.kind, field);
    if (!found->target) {
        return usage_error("There is no field \"" + std::string(field) + "\" to import into. Fields are " +
                           target_names(layout.kind) + ", or custom, or nothing.");
    }
    found->to = ColumnMapping::To::target;
    return {};
}

Attempt<ImportLayout> layout_of(const Run& run, const Input& input) {
    TRY_ASSIGN(const auto kind, kind_of(run.arguments));
    TRY_ASSIGN(ImportLayout layout, propose_layout(*input.bytes, input.name, kind));
    for (const std::string& mapping : run.arguments.all("--map")) TRY(map_column(layout, mapping));
    if (const auto code = run.arguments.value("--currency")) {
        const auto currency = Currency::parse(*code);
        if (!currency)
            return usage_error("--currency wants three letters such as EUR, not \"" + *code + "\".");
        layout.currency = *currency;
    }
    return layout;
}

// Result ----------------------------------------------------------------------------------------------------------------

Json counts_json(const ImportReport& report) {
    Json tables = Json::object();
    for (const auto& [table_id, counts] : report.tables) {
        tables[std::string(table(table_id).name)] = {{"added", counts.added},
                                                     {"updated", counts.updated},
                                                     {"unchanged", counts.unchanged},
                                                     {"refused", counts.refused}};
    }
    return tables;
}

Json problems_json(const ImportReport& report, const std::string& file, bool refused) {
    Json list = Json::array();
    for (const RowProblem& problem : report.problems) {
        if (problem.refused != refused) continue;
        Json entry{{"file", file}, {"line", problem.line}};
        if (!problem.column.empty()) entry["column"] = problem.column;
        entry["code"] = error_code_name(ErrorCode::invalid_input);
        entry["message"] = problem.message;
        if (!problem.value.empty()) entry["value"] = problem.value;
        list.push_back(std::move(entry));
    }
    return list;
}

Json report_json(const ImportRequest& request, const ImportReport& report) {
    Json json;
    if (report.change != ChangeNo::none) json["import_id"] = static_cast<std::int64_t>(report.change);
    json["format"] = request.layout.recognised_as.empty() ? "CSV" : request.layout.recognised_as;
    json["source"] = request.source;
    json["rows"] = report.rows;
    json["tables"] = counts_json(report);
    if (request.layout.kind == ImportKind::orders) json["currency"] = report.currency.code();
    json["refusals"] = problems_json(report, request.file_name, true);
    json["warnings"] = problems_json(report, request.file_name, false);
    if (request.dry_run) json["dry_run"] = true;
    return json;
}

std::string report_text(const ImportRequest& request, const ImportReport& report) {
    std::string text = grouped(report.rows) + " rows of " + request.file_name +
                       (request.dry_run                   ? " would give:\n"
                        : report.change == ChangeNo::none ? ": nothing new.\n"
                                                          : ":\n");
    for (const auto& [table_id, counts] : report.tables) {
        text += "  " + plural_words(table(table_id)) + ": " + grouped(counts.added) + " added, " +
                grouped(counts.updated) + " updated, " + grouped(counts.unchanged) + " unchanged, " +
                grouped(counts.refused) + " refused\n";
    }
    if (report.change != ChangeNo::none)
        text += "Import " + std::to_string(static_cast<std::int64_t>(report.change)) + ".\n";
    return text;
}

void remark_problems(const Console& console, const ImportRequest& request, const ImportReport& report) {
    constexpr std::size_t kShown = 20;
    for (std::size_t i = 0; i < std::min(kShown, report.problems.size()); ++i) {
        const RowProblem& problem = report.problems[i];
        console.remark(request.file_name + ":" + std::to_string(problem.line) + ": " +
                       (problem.column.empty() ? "" : problem.column + ": ") + problem.message);
    }
    const auto more =
        report.problem_count - static_cast<std::int64_t>(std::min(kShown, report.problems.size()));
    if (more > 0) console.remark("And " + grouped(more) + " more.");
}

Attempt<Exit> import_table(Run& run, Session& session, const Input& input) {
    ImportRequest request;
    request.file_name = input.name;
    request.bytes = input.bytes;
    TRY_ASSIGN(request.layout, layout_of(run, input));
    request.source =
        run.arguments.value("--source").value_or(default_source_name(input.name, request.layout));
    TRY_ASSIGN(request.duplicates, chosen(run.arguments, "--duplicates", DuplicatePolicy::fill,
                                          {{"skip", DuplicatePolicy::skip},
                                           {"fill", DuplicatePolicy::fill},
                                           {"update", DuplicatePolicy::update},
                                           {"add", DuplicatePolicy::add}}));
    TRY_ASSIGN(request.on_error, chosen(run.arguments, "--on-error", OnError::stop,
                                        {{"stop", OnError::stop}, {"skip", OnError::skip}}));
    request.dry_run = run.arguments.has("--dry-run");
    ImportJob job(session.workspace(), request);
    run_job(run.console, job);
    remark_problems(run.console, request, job.report());
    const auto report = job.result();
    if (!report && (report.error().code != ErrorCode::refused || job.report().rows_refused == 0)) {
        return std::unexpected(Failure(report.error()));
    }
    if (!report) {
        // Every refusal is worth as much as the first: the document lists them beside the error.
        Json json = Json::parse(failure_json(report.error()));
        json["refusals"] = problems_json(job.report(), request.file_name, true);
        run.console.result(dump(json), "");
        run.console.remark("perennial: " + report.error().message);
        return Exit::refused;
    }
    run.console.result(dump(report_json(request, *report)), report_text(request, *report));
    return report->rows_refused > 0 ? Exit::refused : Exit::done;
}

Attempt<Exit> import_share_file(Run& run, Session& session, const Input& input) {
    for (const std::string_view name :
         {"--as", "--map", "--source", "--duplicates", "--on-error", "--currency", "--dry-run"}) {
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
    TRY_ASSIGN(const Input input, read_input(run.console, run.arguments.words.front()));
    TRY_ASSIGN(const auto session, Session::open(run.options, Session::Mode::write));
    if (looks_like_share_file(*input.bytes)) return import_share_file(run, *session, input);
    return import_table(run, *session, input);
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
