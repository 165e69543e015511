// export, verify, schema.
#include <algorithm>

#include "core/app/records.h"
#include "core/app/share_job.h"
#include "core/app/verify.h"
#include "core/app/words.h"
#include "core/interchange/csv_reader.h"
#include "core/interchange/share_file.h"
#include "platform/native/cli/columns.h"
#include "platform/native/cli/input.h"
#include "platform/native/cli/output.h"
#include "platform/native/cli/record_values.h"
#include "platform/native/cli/rule_arguments.h"
#include "platform/native/cli/session.h"
#include "platform/native/cli/tables_text.h"
#include "platform/native/cli/verbs.h"

namespace perennial::cli {
namespace {

/// Counts what a share file holds, and keeps nothing.
class CountingSink final : public SnapshotSink {
public:
    Status header(const SnapshotHeader&) override { return {}; }
    Status change(const Change&) override { return count(changes); }
    Status row(const SnapshotRow&) override { return count(rows); }
    Status history(const SnapshotHistory&) override { return count(overwritten); }
    Status end() override { return {}; }

    std::int64_t changes = 0, rows = 0, overwritten = 0;

private:
    static Status count(std::int64_t& counter) {
        ++counter;
        return {};
    }
};

Attempt<void> export_share_file(Run& run, Session& session, SaveTarget& target) {
    ExportJob job(session.workspace(), [&target](std::string_view bytes) { return target.write(bytes); });
    run_job(run.console, job);
    TRY(job.result());
    return {};
}

Attempt<void> export_table(Session& session, TableId table_id, const std::vector<Column>& columns,
                           const std::optional<std::string>& where, SaveTarget& target) {
    constexpr std::size_t kPageRows = 500;
    Workspace& workspace = session.workspace();
    TRY(check_custom_columns(workspace, columns));
    RecordListQuery query;
    query.table = table_id;
    TRY_ASSIGN(auto rows, record_list(workspace, query));
    if (where) TRY(keep_where(session, table_id, *where, rows));
    std::vector<std::string> cells;
    for (const Column& column : columns) cells.push_back(column.name);
    std::string text;
    append_csv_row(text, cells);
    const int offset_minutes = session.clock().offset_minutes(session.clock().now());
    for (std::span<const RowNo> rest = rows; !rest.empty();) {
        const auto page = rest.first(std::min(kPageRows, rest.size()));
        TRY_ASSIGN(const auto lines, texts_of_rows(workspace, table_id, columns, page, offset_minutes));
        for (const auto& line : lines) append_csv_row(text, line);
        TRY(target.write(text));
        text.clear();
        rest = rest.subspan(page.size());
    }
    TRY(target.write(text));
    return {};
}

Attempt<Exit> verify_share_file(Run& run, const std::string& path) {
    TRY_ASSIGN(const Input input, read_input(run.console, path));
    CountingSink sink;
    ShareReader reader(sink, input.name);
    Status read = reader.feed(input.text());
    if (read) read = reader.finish();
    Json json{{"file", input.name}, {"findings", Json::array()}};
    if (read) {
        json["changes"] = sink.changes;
        json["records"] = sink.rows;
        json["overwritten"] = sink.overwritten;
        run.console.result(dump(json), input.name + " is sound: " + grouped(sink.changes) + " changes, " +
                                           grouped(sink.rows) + " records, " + grouped(sink.overwritten) +
                                           " overwritten values.");
        return Exit::done;
    }
    const Error& error = read.error();
    Json finding{{"code", error_code_name(error.code)}, {"message", error.message}};
    std::string where = input.name;
    if (error.place && error.place->line > 0) {
        finding["line"] = error.place->line;
        where += ":" + std::to_string(error.place->line);
    }
    json["findings"].push_back(finding);
    run.console.result(dump(json), where + ": " + error.message);
    return Exit::wanting;
}

Attempt<Exit> verify_own(Run& run) {
    TRY_ASSIGN(const auto session, Session::open(run.options, Session::Mode::write));
    TRY_ASSIGN(const auto findings, verify_workspace(session->workspace()));
    std::string text = findings.empty() ? run.options.workspace + " is sound." : "";
    for (const std::string& finding : findings) text += finding + "\n";
    run.console.result(dump(Json{{"workspace", run.options.workspace}, {"findings", findings}}), text);
    return findings.empty() ? Exit::done : Exit::wanting;
}

}  // namespace

Attempt<Exit> run_export(Run& run) {
    const std::string format = run.arguments.value("--format").value_or("json");
    if (format != "json" && format != "csv")
        return usage_error("--format is one of json, csv, not \"" + format + "\".");
    const auto name = run.arguments.value("--table");
    if (format == "json" && name)
        return usage_error("--table goes with --format csv; the share file holds every table.");
    if (format == "csv" && !name) return usage_error("--format csv wants --table TABLE.");
    const auto names = run.arguments.value("--columns");
    if (format == "json" && names)
        return usage_error("--columns goes with --format csv; the share file holds everything.");
    const auto where = run.arguments.value("--where");
    if (format == "json" && where)
        return usage_error("--where goes with --format csv; the share file holds every record.");
    TableId table_id = TableId::contact;
    if (name) {
        TRY_ASSIGN(table_id, table_named(*name));
    }
    TRY_ASSIGN(const auto columns, names ? chosen_columns(table_id, *names)
                                         : Attempt<std::vector<Column>>(all_columns(table_id)));
    TRY_ASSIGN(const auto session, Session::open(run.options, Session::Mode::read));
    TRY_ASSIGN(const auto target, open_output(run.console, run.arguments.value("--out")));
    TRY(format == "json" ? export_share_file(run, *session, *target)
                         : export_table(*session, table_id, columns, where, *target));
    TRY(target->finish());
    return Exit::done;
}

Attempt<Exit> run_verify(Run& run) {
    if (run.arguments.words.empty()) return verify_own(run);
    return verify_share_file(run, run.arguments.words.front());
}

Attempt<Exit> run_schema(Run& run) {
    const std::string text = run.arguments.has("--tables") ? tables_text() : share_schema();
    run.console.result(text, text);
    return Exit::done;
}

}  // namespace perennial::cli
