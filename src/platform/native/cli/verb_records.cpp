// get and list.
#include <algorithm>

#include "core/app/lists.h"
#include "core/app/records.h"
#include "core/app/words.h"
#include "core/base/text.h"
#include "core/interchange/csv_reader.h"
#include "platform/native/cli/columns.h"
#include "platform/native/cli/record_output.h"
#include "platform/native/cli/record_values.h"
#include "platform/native/cli/rule_arguments.h"
#include "platform/native/cli/session.h"
#include "platform/native/cli/verbs.h"

namespace perennial::cli {
namespace {

constexpr std::size_t kWidest = 40;  // Of a column in a table for people.

/// What --sort names: columns of the list, or one field that the list does not show.
struct Sorting {
    std::vector<ListSort> columns;
    std::optional<FieldNo> field;
    bool descending = false;
};

Attempt<Sorting> sorting(const Run& run, TableId table_id) {
    Sorting sorting;
    const auto text = run.arguments.value("--sort");
    if (!text) return sorting;
    const auto list = list_of(table_id);
    const auto known = list ? built_in_columns(*list) : std::vector<ListColumn>{};
    const auto names = split(*text, ',');
    for (std::string_view name : names) {
        name = trim(name);
        const bool descending = name.starts_with("-");
        if (descending) name.remove_prefix(1);
        const bool custom = table_id == TableId::contact && name.starts_with("custom.");
        if (custom || std::ranges::find(known, name, &ListColumn::name) != known.end()) {
            sorting.columns.push_back({std::string(name), descending});
            continue;
        }
        sorting.field = find_field(table(table_id), name);
        sorting.descending = descending;
        if (!sorting.field || names.size() > 1) {
            return usage_error("A " + std::string(table(table_id).name) + " has no column \"" +
                               std::string(name) + "\" to sort by.");
        }
    }
    return sorting;
}

Attempt<std::vector<RowNo>> listed_rows(Session& session, ListKind list, ListView view) {
    view.columns = {"name"};  // No sums.
    const int offset_minutes = session.clock().offset_minutes(session.clock().now());
    TRY_ASSIGN(ListRows rows, list_rows(session.workspace(),
                                        {list, std::move(view), session.clock().today(), offset_minutes}));
    return std::move(rows.rows);
}

Attempt<std::vector<RowNo>> rows_of(Session& session, TableId table_id, const Sorting& sorting) {
    const auto list = list_of(table_id);
    if (sorting.columns.empty() || !list) {
        RecordListQuery query;
        query.table = table_id;
        query.sort = sorting.field;
        query.descending = sorting.descending;
        TRY_ASSIGN(auto rows, record_list(session.workspace(), query));
        return rows;
    }
    ListView view;
    view.sorts = sorting.columns;
    return listed_rows(session, *list, std::move(view));
}

/// What --filter says, as an address of the list would.
Attempt<std::vector<ListFilter>> filters(const Run& run, TableId table_id) {
    std::vector<ListFilter> filters;
    for (const std::string& text : run.arguments.all("--filter")) {
        auto filter = filter_from_text(text);
        if (!filter || !list_of(table_id)) {
            return usage_error(
                "--filter \"" + text +
                "\": a filter of contacts, companies, products or orders is written "
                "COLUMN:CONDITION:VALUE, such as spent:at_least:100 or last_order:this_month.");
        }
        filters.push_back(*std::move(filter));
    }
    return filters;
}

/// Drops the rows that do not pass.
Attempt<void> keep_passing(Session& session, TableId table_id, std::vector<ListFilter> filters,
                           std::vector<RowNo>& rows) {
    if (filters.empty()) return {};
    ListView view;
    view.filters = std::move(filters);
    TRY_ASSIGN(auto passing, listed_rows(session, *list_of(table_id), std::move(view)));
    std::ranges::sort(passing);
    std::erase_if(rows, [&](RowNo row) { return !std::ranges::binary_search(passing, row); });
    return {};
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

/// An object of the texts that there are.
std::string as_json(const std::vector<Column>& columns, std::vector<std::string> texts) {
    Json json = Json::object();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!texts[i].empty()) json[columns[i].name] = std::move(texts[i]);
    }
    return dump(json);
}

/// Whole records, one a line.
Attempt<std::string> records_as_json(Workspace& workspace, TableId table_id, std::span<const RowNo> rows) {
    std::string text = "[";
    for (const RowNo row : rows) {
        TRY_ASSIGN(const RecordView record, record_view(workspace, table_id, row));
        text += (text.size() > 1 ? ",\n" : "\n") + record_json(record);
    }
    return text + (text.size() > 1 ? "\n]" : "]");
}

/// Rows of texts as they are printed.
class Listed {
public:
    Listed(std::string_view format, const std::vector<Column>& columns) : format_(format), columns_(columns) {
        std::vector<std::string> heads;
        for (const Column& column : columns) heads.push_back(column.name);
        if (format == "csv") append_csv_row(text_, heads);
        cells_.push_back(std::move(heads));
    }
    void add(std::vector<std::string> texts) {
        if (format_ == "json") {
            text_ += (text_.empty() ? "\n" : ",\n") + as_json(columns_, std::move(texts));
        } else if (format_ == "csv") {
            append_csv_row(text_, texts);
        } else {
            std::ranges::transform(texts, texts.begin(), fitted);
            cells_.push_back(std::move(texts));
        }
    }
    std::string text() const {
        if (format_ == "json") return "[" + text_ + (text_.empty() ? "]" : "\n]");
        return format_ == "csv" ? text_ : as_table(cells_);
    }

private:
    std::string_view format_;
    const std::vector<Column>& columns_;
    std::string text_;
    std::vector<std::vector<std::string>> cells_;
};

Attempt<std::string> rows_as_text(Session& session, TableId table_id, const std::vector<Column>& columns,
                                  std::span<const RowNo> rows, std::string_view format) {
    constexpr std::size_t kPageRows = 500;
    const int offset_minutes = session.clock().offset_minutes(session.clock().now());
    Listed listed(format, columns);
    while (!rows.empty()) {
        const auto page = rows.first(std::min(kPageRows, rows.size()));
        TRY_ASSIGN(auto texts, texts_of_rows(session.workspace(), table_id, columns, page, offset_minutes));
        for (auto& line : texts) listed.add(std::move(line));
        rows = rows.subspan(page.size());
    }
    return listed.text();
}

Attempt<std::vector<Column>> columns_of(TableId table_id, const RecordFormat& format) {
    if (format.columns) return chosen_columns(table_id, *format.columns);
    return short_columns(table_id);
}

}  // namespace

Attempt<RecordFormat> record_format(const Run& run) {
    RecordFormat out{run.arguments.value("--format").value_or(run.console.json ? "json" : "table"),
                     run.arguments.value("--columns")};
    if (out.format == "table" || out.format == "csv" || out.format == "json") return out;
    return usage_error("--format is one of table, csv, json, not \"" + out.format + "\".");
}

Attempt<std::string> records_text(Session& session, TableId table_id, const RecordFormat& format,
                                  std::span<const RowNo> rows) {
    if (format.format == "json" && !format.columns)
        return records_as_json(session.workspace(), table_id, rows);
    TRY_ASSIGN(const auto columns, columns_of(table_id, format));
    return rows_as_text(session, table_id, columns, rows, format.format);
}

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
    TRY_ASSIGN(const Sorting order, sorting(run, table_id));
    TRY_ASSIGN(auto wanted, filters(run, table_id));
    std::int64_t limit = 0;
    if (const auto given = run.arguments.value("--limit")) {
        TRY_ASSIGN(limit, whole_number("--limit", *given, 1));
    }
    TRY_ASSIGN(const RecordFormat format, record_format(run));
    TRY_ASSIGN(const auto columns, columns_of(table_id, format));
    TRY_ASSIGN(const auto session, Session::open(run.options, Session::Mode::read));
    std::vector<Column> named = columns;
    for (const ListSort& sort : order.columns) {
        named.emplace_back();
        named.back().listed = sort.column;
    }
    TRY(check_custom_columns(session->workspace(), named));
    TRY_ASSIGN(auto rows, rows_of(*session, table_id, order));
    TRY(keep_passing(*session, table_id, std::move(wanted), rows));
    if (const auto rule = run.arguments.value("--where")) TRY(keep_where(*session, table_id, *rule, rows));
    if (limit > 0 && rows.size() > static_cast<std::size_t>(limit))
        rows.resize(static_cast<std::size_t>(limit));
    TRY_ASSIGN(const std::string text, records_text(*session, table_id, format, rows));
    run.console.result(text, text);
    return Exit::done;
}

}  // namespace perennial::cli
