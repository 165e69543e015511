#include "platform/native/cli/import_output.h"

#include <algorithm>

#include "core/app/words.h"

namespace perennial::cli {
namespace {

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

Json columns_json(const ImportLayout& layout, const ImportReport& report) {
    Json list = Json::array();
    for (std::size_t i = 0; i < std::min(layout.columns.size(), report.columns.size()); ++i) {
        const ColumnMapping& column = layout.columns[i];
        Json entry{{"column", column.header}};
        switch (column.to) {
            case ColumnMapping::To::target: entry["to"] = column.target->name; break;
            case ColumnMapping::To::leave_out: entry["to"] = "-"; break;
            case ColumnMapping::To::custom_field:
                entry["to"] = "custom";
                entry["key"] = custom_key_of(column);
                entry["type"] = report.columns[i].custom_type;
                break;
        }
        if (!column.label.empty()) entry["label"] = column.label;
        if (column.to != ColumnMapping::To::leave_out) {
            const CellCounts& cells = report.columns[i].cells;
            entry["good"] = cells.good;
            entry["empty"] = cells.empty;
            entry["warned"] = cells.warned;
            entry["refused"] = cells.refused;
        }
        list.push_back(std::move(entry));
    }
    return list;
}

}  // namespace

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
    json["rows_known"] = report.rows_known;
    json["tags"] = report.tags;
    json["new_tags"] = report.new_tags;
    json["tables"] = counts_json(report);
    json["columns"] = columns_json(request.layout, report);
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

}  // namespace perennial::cli
