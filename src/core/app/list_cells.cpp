// What the cells of a list show, row by row, and the list as CSV.
#include <algorithm>

#include "core/app/list_values.h"
#include "core/app/sql.h"
#include "core/base/text.h"
#include "core/interchange/csv_reader.h"

namespace perennial {
namespace {

constexpr ListSource kSingles[] = {ListSource::record, ListSource::figures};
constexpr std::size_t kPageRows = 1000;

/// One column asked for; none for a name that is no column.
struct AskedColumn {
    const SourceColumn* source = nullptr;
    int column = 0;  ///< Where its values stand in its source's statement.
};

std::string number_words(ColumnKind kind, std::int64_t number, Currency currency, int offset_minutes) {
    constexpr int kThousandths = 3;
    switch (kind) {
        case ColumnKind::quantity: return Decimal{number, kThousandths}.to_string();
        case ColumnKind::money: return amount_text({number, currency});
        case ColumnKind::day: return Day{static_cast<std::int32_t>(number)}.to_string();
        case ColumnKind::instant: return Instant{number}.day(offset_minutes).to_string();
        case ColumnKind::yes_no: return number != 0 ? "yes" : "no";
        default: return std::to_string(number);
    }
}

ListCell number_cell(const SourceColumn& column, std::int64_t number, Currency currency, int offset_minutes) {
    ListCell cell;
    cell.number = number;
    cell.currency = currency;
    cell.text = number_words(column.column.kind, number, currency, offset_minutes);
    return cell;
}

void join(ListCell& cell) {
    for (const std::string& one : cell.many) cell.text += (cell.text.empty() ? "" : "; ") + one;
}

ListCell custom_cell(const SourceColumn& column, std::string_view text, int offset_minutes) {
    ListCell cell;
    if (column.column.kind == ColumnKind::many) {
        cell.many = several(text);
        join(cell);
        return cell;
    }
    if (const auto value = read_custom(column.column.kind, text))
        return number_cell(column, value->number, value->currency, offset_minutes);
    cell.text = text;
    return cell;
}

ListCell cell_of(const AskedColumn& asked, const Statement& row, int offset_minutes) {
    const SourceColumn& column = *asked.source;
    if (row.is_null(asked.column)) return {};
    if (column.stored == StoredAs::custom) return custom_cell(column, row.text(asked.column), offset_minutes);
    if (column.stored == StoredAs::address) {
        ListCell cell;
        cell.text = address_part(row.text(asked.column), column.part);
        return cell;
    }
    if (ColumnValues::holds_text(column.column.kind)) {
        ListCell cell;
        cell.text = row.text(asked.column);
        return cell;
    }
    const Currency currency = column.currency.empty() ? Currency{} : currency_column(row, asked.column + 1);
    return number_cell(column, row.integer(asked.column), currency, offset_minutes);
}

/// Reads the cells of records one after the other.
class CellReader {
public:
    CellReader(Workspace& workspace, ListKind list, int offset_minutes)
        : workspace_(workspace), list_(list), offset_minutes_(offset_minutes) {}

    Status open(std::span<const std::string> names) {
        TRY_ASSIGN(columns_, source_columns(workspace_, list_));
        for (const std::string& name : names) asked_.push_back({find_column(columns_, name), 0});
        return {};
    }

    Result<std::vector<ListRow>> read(std::span<const RowNo> rows) {
        std::vector<ListRow> answer(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            answer[i].row = rows[i];
            answer[i].cells.resize(asked_.size());
        }
        TRY(read_ids(answer));
        for (const ListSource source : kSingles) TRY(read_singles(source, answer));
        for (std::size_t column = 0; column < asked_.size(); ++column) TRY(read_members(column, answer));
        return answer;
    }

private:
    Status read_ids(std::vector<ListRow>& rows) {
        TRY_ASSIGN(Statement statement,
                   workspace_.reader().prepare(
                       "SELECT id FROM \"" + std::string(table(table_of(list_)).name) + "\" WHERE row = ?1"));
        for (ListRow& row : rows) {
            statement.reset();
            bind_one(statement, 1, row.row);
            TRY_ASSIGN(const bool found, statement.step());
            if (found) row.id = id_column(statement, 0);
        }
        return {};
    }

    /// All columns of a source that has one row for each record.
    Status read_singles(ListSource source, std::vector<ListRow>& rows) {
        std::string values;
        int next = 1;
        for (AskedColumn& asked : asked_) {
            if (!asked.source || asked.source->source != source) continue;
            asked.column = next++;
            values += ", " + (asked.source->shown.empty() ? asked.source->value : asked.source->shown);
            if (asked.source->currency.empty()) continue;
            values += ", " + asked.source->currency;
            ++next;
        }
        if (values.empty()) return {};
        TRY_ASSIGN(Statement statement, workspace_.reader().prepare(select_one(list_, source, values)));
        for (ListRow& row : rows) {
            statement.reset();
            bind_one(statement, 1, row.row);
            TRY_ASSIGN(const bool found, statement.step());
            for (std::size_t i = 0; i < asked_.size(); ++i) {
                const SourceColumn* column = asked_[i].source;
                if (!column || column->source != source) continue;
                if (found) row.cells[i] = cell_of(asked_[i], statement, offset_minutes_);
                if (column->zero_when_absent && !row.cells[i].number)
                    row.cells[i] = number_cell(*column, 0, {}, offset_minutes_);
            }
        }
        return {};
    }

    /// Tags, interests, or the value of one custom field.
    Status read_members(std::size_t number, std::vector<ListRow>& rows) {
        const SourceColumn* column = asked_[number].source;
        if (!column || std::ranges::find(kSingles, column->source) != std::end(kSingles)) return {};
        asked_[number].column = 1;
        TRY_ASSIGN(Statement statement,
                   workspace_.reader().prepare(select_one(list_, column->source, ", " + column->value)));
        for (ListRow& row : rows) {
            statement.reset();
            bind_one(statement, 1, row.row);
            if (column->source == ListSource::custom) bind_one(statement, 2, column->key);
            ListCell& cell = row.cells[number];
            while (true) {
                TRY_ASSIGN(const bool found, statement.step());
                if (!found) break;
                if (column->source == ListSource::custom) {
                    cell = cell_of(asked_[number], statement, offset_minutes_);
                } else {
                    cell.many.push_back(text_column(statement, 1));
                }
            }
            if (column->source != ListSource::custom) join(cell);
        }
        return {};
    }

    Workspace& workspace_;
    ListKind list_;
    int offset_minutes_;
    std::vector<SourceColumn> columns_;
    std::vector<AskedColumn> asked_;
};

/// The columns shown, what the record is called always among them.
std::vector<ListColumn> shown_columns(const std::vector<ListColumn>& all, const ListView& view) {
    std::vector<ListColumn> shown;
    if (view.columns.empty()) {
        std::ranges::copy_if(all, std::back_inserter(shown), &ListColumn::at_first);
        return shown;
    }
    for (const std::string& name : view.columns) {
        const auto found = std::ranges::find(all, name, &ListColumn::name);
        if (found != all.end()) shown.push_back(*found);
    }
    if (std::ranges::find(shown, all.front().name, &ListColumn::name) == shown.end())
        shown.insert(shown.begin(), all.front());
    return shown;
}

/// The shop's currency goes without saying.
std::string csv_text(const ListCell& cell, std::string_view shop_currency) {
    if (cell.currency.empty() || cell.currency.code() == shop_currency) return cell.text;
    return cell.text + " " + std::string(cell.currency.code());
}

}  // namespace

Result<std::vector<ListRow>> list_cells(Workspace& workspace, ListKind list,
                                        std::span<const std::string> columns, std::span<const RowNo> rows,
                                        int offset_minutes) {
    CellReader reader(workspace, list, offset_minutes);
    TRY(reader.open(columns));
    return reader.read(rows);
}

Result<std::string> list_csv(Workspace& workspace, const ListQuery& query) {
    TRY_ASSIGN(const auto all, list_columns(workspace, query.list));
    TRY_ASSIGN(const ListRows list, list_rows(workspace, query));
    TRY_ASSIGN(const auto currency,
               one_text(workspace.reader(),
                        "SELECT value FROM setting WHERE name = ?1 AND deleted = 0 AND value "
                        "IS NOT NULL ORDER BY id LIMIT 1",
                        std::string_view("currency")));
    std::vector<std::string> names, cells;
    for (const ListColumn& column : shown_columns(all, query.view)) {
        names.push_back(column.name);
        cells.push_back(column.label);
    }
    std::string csv = "\xEF\xBB\xBF";
    append_csv_row(csv, cells);
    CellReader reader(workspace, query.list, query.offset_minutes);
    TRY(reader.open(names));
    for (std::span<const RowNo> rest = list.rows; !rest.empty();) {
        const std::size_t count = std::min(kPageRows, rest.size());
        TRY_ASSIGN(const auto page, reader.read(rest.first(count)));
        for (const ListRow& row : page) {
            cells.clear();
            for (const ListCell& cell : row.cells) cells.push_back(csv_text(cell, currency.value_or("")));
            append_csv_row(csv, cells);
        }
        rest = rest.subspan(count);
    }
    return csv;
}

}  // namespace perennial
