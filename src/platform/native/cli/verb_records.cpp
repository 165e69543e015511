// get and list.
#include <algorithm>

#include "core/app/records.h"
#include "core/app/words.h"
#include "core/base/text.h"
#include "core/interchange/csv_reader.h"
#include "platform/native/cli/columns.h"
#include "platform/native/cli/record_values.h"
#include "platform/native/cli/session.h"
#include "platform/native/cli/verbs.h"

namespace perennial::cli {
namespace {

constexpr std::size_t kWidest = 40;  // Of a column in a table for people.

Attempt<RecordListQuery> list_query(const Run& run, TableId table_id) {
    RecordListQuery query;
    query.table = table_id;
    if (const auto limit = run.arguments.value("--limit")) {
        TRY_ASSIGN(query.limit, whole_number("--limit", *limit, 1));
    }
    auto sort = run.arguments.value("--sort");
    if (!sort) return query;
    query.descending = sort->starts_with("-");
    const std::string name = query.descending ? sort->substr(1) : *sort;
    query.sort = find_field(table(table_id), name);
    if (!query.sort)
        return usage_error("A " + std::string(table(table_id).name) + " has no field \"" + name +
                           "\" to sort by.");
    return query;
}

/// Characters, not bytes: good enough to line up most names.
std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string fitted(const std::string& cell) {
    std::string text = squeeze(cell);
    while (width_of(text) > kWidest) text = std::string(truncate_utf8(text, text.size() - 1));
    return text;
}

std::string as_table(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths(rows.front().size());
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
    }
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += row[i] + std::string(widths[i] - width_of(row[i]) + 2, ' ');
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

/// With chosen columns an object of their texts, else the whole record.
std::string as_json(const RecordView& record, const std::vector<Column>& columns, bool chosen) {
    if (!chosen) return record_json(record);
    Json json = Json::object();
    for (const Column& column : columns) {
        std::string text = column_text(column, record);
        if (!text.empty()) json[column.name] = std::move(text);
    }
    return dump(json);
}

}  // namespace

Attempt<Exit> run_get(Run& run) {
    TRY_ASSIGN(const TableId table_id, table_named(run.arguments.words[0]));
    TRY_ASSIGN(const Id id, id_from(run.arguments.words[1]));
    TRY_ASSIGN(const auto session, Session::open(run.options, Session::Mode::read));
    TRY_ASSIGN(const auto row, session->workspace().find(table_id, id));
    if (!row) {
        return fail(ErrorCode::not_found,
                    "There is no " + singular_words(table(table_id)) + " " + id.to_string() + ".");
    }
    TRY_ASSIGN(const RecordView record, record_view(session->workspace(), table_id, *row));
    std::string text;
    for (const Column& column : all_columns(table_id)) {
        const std::string value = column_text(column, record);
        if (!value.empty()) text += column.name + ": " + value + "\n";
    }
    run.console.result(record_json(record), text);
    return Exit::done;
}

Attempt<Exit> run_list(Run& run) {
    TRY_ASSIGN(const TableId table_id, table_named(run.arguments.words[0]));
    TRY_ASSIGN(const RecordListQuery query, list_query(run, table_id));
    const std::string format = run.arguments.value("--format").value_or(run.console.json ? "json" : "table");
    if (format != "table" && format != "csv" && format != "json") {
        return usage_error("--format is one of table, csv, json, not \"" + format + "\".");
    }
    const auto names = run.arguments.value("--columns");
    TRY_ASSIGN(const auto columns, names ? chosen_columns(table_id, *names)
                                         : Attempt<std::vector<Column>>(short_columns(table_id)));
    TRY_ASSIGN(const auto session, Session::open(run.options, Session::Mode::read));
    TRY_ASSIGN(const auto rows, record_list(session->workspace(), query));

    std::vector<std::vector<std::string>> cells(1);
    for (const Column& column : columns) cells[0].push_back(column.name);
    std::string text = format == "json" ? "[" : "";
    if (format == "csv") append_csv_row(text, cells[0]);
    for (const RowNo row : rows) {
        TRY_ASSIGN(const RecordView record, record_view(session->workspace(), table_id, row));
        if (format == "json") {
            text += (text.size() > 1 ? ",\n" : "\n") + as_json(record, columns, names.has_value());
            continue;
        }
        std::vector<std::string> line;
        for (const Column& column : columns) line.push_back(column_text(column, record));
        if (format == "csv") {
            append_csv_row(text, line);
        } else {
            std::ranges::transform(line, line.begin(), fitted);
            cells.push_back(std::move(line));
        }
    }
    if (format == "json") text += text.size() > 1 ? "\n]" : "]";
    if (format == "table") text = as_table(cells);
    run.console.result(text, text);
    return Exit::done;
}

}  // namespace perennial::cli
