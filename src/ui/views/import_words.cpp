#include "ui/views/import_words.h"

#include <algorithm>
#include <array>

#include "core/base/phrase.h"
#include "ui/icons.h"
#include "ui/views/format.h"

namespace perennial::ui {
namespace {

struct Noun {
    std::string_view one, many;
};

Noun noun_of_custom(std::string_view type) {
    constexpr std::array<std::pair<std::string_view, Noun>, 4> kNouns{{{"date", {"date", "dates"}},
                                                                       {"number", {"number", "numbers"}},
                                                                       {"money", {"amount", "amounts"}},
                                                                       {"link", {"link", "links"}}}};
    const auto* const found = std::ranges::find(kNouns, type, &std::pair<std::string_view, Noun>::first);
    return found == kNouns.end() ? Noun{} : found->second;
}

/// Empty for texts, of which "good" is all that can be said.
Noun noun_of(const ColumnMapping& column, const ImportedColumn& found) {
    if (column.to == ColumnMapping::To::custom_field) return noun_of_custom(found.custom_type);
    switch (column.target->type) {
        case FieldType::day: return {"date", "dates"};
        case FieldType::birthday:
            return column.target->part == TargetPart::field ? Noun{"birthday", "birthdays"} : Noun{};
        case FieldType::money: return {"amount", "amounts"};
        case FieldType::quantity: return {"number", "numbers"};
        default: return {};
    }
}

std::string_view warned_word(const ColumnMapping& column) {
    if (column.to == ColumnMapping::To::custom_field) return "kept as they stand";
    switch (column.target->type) {
        case FieldType::choice: return "not known";
        case FieldType::money:
        case FieldType::quantity: return "rounded";
        default: return "left out";
    }
}

std::string good_words(const ColumnMapping& column, const ImportedColumn& found, const TextFormat& format) {
    const Noun noun = noun_of(column, found);
    if (noun.one.empty()) return phrase("{} good", count_text(found.cells.good));
    std::string text = counted(found.cells.good, noun.one, noun.many);
    const bool days = noun.many == "dates" || noun.many == "birthdays";
    if (days && found.cells.good > 0 && format.date_order == DateOrder::day_month_year) text += ", day first";
    if (days && found.cells.good > 0 && format.date_order == DateOrder::month_day_year)
        text += ", month first";
    return text;
}

bool is_tags(const ColumnMapping& column) {
    return column.to == ColumnMapping::To::target && column.target->table == TableId::contact_tag;
}

TableCounts counts_of(const ImportReport& report, TableId table) {
    for (const auto& [id, counts] : report.tables) {
        if (id == table) return counts;
    }
    return {};
}

std::string tag_words(const ImportReport& report) {
    std::string text = counted(report.tags, "tag", "tags");
    if (report.new_tags == 0) return text;
    return text + phrase(", {} new", counted(report.new_tags, "is", "are"));
}

}  // namespace

ColumnFinding finding_of(const ColumnMapping& column, const ImportedColumn& found, const ImportReport& report,
                         const TextFormat& format) {
    if (column.to == ColumnMapping::To::leave_out) return {"Not imported", Tone::quiet};
    const CellCounts& cells = found.cells;
    if (cells.refused > 0) return {counted(cells.refused, "row", "rows") + " cannot be read", Tone::bad};
    if (cells.good + cells.warned == 0) return {"Empty in every row", Tone::quiet};
    if (cells.warned > 0)
        return {phrase("{}, {} {}", good_words(column, found, format), count_text(cells.warned),
                       warned_word(column)),
                Tone::attention};
    if (is_tags(column) && report.tags > 0) return {tag_words(report), Tone::good};
    std::string text = good_words(column, found, format);
    if (cells.empty > 0 && !text.contains(" first")) text += phrase(", {} empty", count_text(cells.empty));
    return {text, Tone::good};
}

std::vector<Figure> figures_of(const ImportReport& report, ImportKind kind) {
    const TableCounts people = counts_of(report, TableId::contact);
    std::vector<Figure> figures;
    if (kind == ImportKind::orders) {
        const TableCounts orders = counts_of(report, TableId::order);
        figures.push_back({orders.added, orders.added == 1 ? "order to add" : "orders to add", Tone::good});
        figures.push_back(
            {people.added, people.added == 1 ? "customer to add" : "customers to add", Tone::quiet});
        if (orders.updated > 0) figures.push_back({orders.updated, "to update", Tone::quiet});
        if (orders.unchanged > 0) figures.push_back({orders.unchanged, "unchanged", Tone::quiet});
    } else {
        figures.push_back({people.added, "to add", Tone::good});
        figures.push_back({people.updated, "to update", Tone::quiet});
        if (people.unchanged > 0) figures.push_back({people.unchanged, "unchanged", Tone::quiet});
    }
    figures.push_back({report.rows_refused, report.rows_refused == 1 ? "row refused" : "rows refused",
                       report.rows_refused > 0 ? Tone::bad : Tone::quiet});
    return figures;
}

std::string known_words(const ImportReport& report) {
    if (report.rows_known == 0) return "Nobody in this file is here yet.";
    return counted(report.rows_known, "row is", "rows are") + " of somebody you know.";
}

std::string problem_words(const ImportReport& report, OnError on_error) {
    const std::int64_t warnings =
        report.problem_count - std::ranges::count(report.problems, true, &RowProblem::refused);
    std::string text;
    if (report.rows_refused > 0) text = counted(report.rows_refused, "row refused", "rows refused");
    if (warnings > 0) text += (text.empty() ? "" : ", ") + counted(warnings, "warning", "warnings");
    text += '.';
    if (report.rows_refused > 0)
        text += on_error == OnError::skip ? " The rest is not held up by them."
                                          : " Nothing goes in until they are mended.";
    return text;
}

std::string import_words(const ImportReport& report) {
    return "Import " + counted(report.rows - report.rows_refused, "row", "rows");
}

bool can_import(const ImportReport& report, OnError on_error) {
    return report.rows > report.rows_refused && (report.rows_refused == 0 || on_error == OnError::skip);
}

bool brought_nothing(const ImportReport& report) {
    return std::ranges::all_of(report.tables, [](const auto& table) {
        return table.second.added == 0 && table.second.updated == 0;
    });
}

std::string done_words(const ImportReport& report, ImportKind kind) {
    if (brought_nothing(report)) return "Nothing new in this file";
    const TableCounts people = counts_of(report, TableId::contact);
    const TableCounts orders = counts_of(report, TableId::order);
    if (kind == ImportKind::orders) {
        const std::string also =
            people.added > 0 ? " and " + counted(people.added, "customer", "customers") : "";
        if (orders.added == 0 && people.added == 0)
            return counted(orders.updated, "order", "orders") + " updated";
        return counted(orders.added, "order", "orders") + also + " added";
    }
    if (people.added == 0) return counted(people.updated, "contact", "contacts") + " updated";
    const std::string also = people.updated > 0 ? phrase(", {} updated", count_text(people.updated)) : "";
    return counted(people.added, "contact", "contacts") + " added" + also;
}

const char* fate_icon(FileFate fate) {
    switch (fate) {
        case FileFate::imported: return icon::kCircleCheck;
        case FileFate::current: return icon::kArrowRight;
        case FileFate::failed: return icon::kCircleX;
        default: return icon::kMinus;
    }
}

std::string fate_words(const FileInBatch& file) {
    switch (file.fate) {
        case FileFate::waiting: return "Next in turn";
        case FileFate::current: return "Shown here";
        case FileFate::left_out: return "Left out";
        case FileFate::failed: return "Cannot be read. " + error_words(file.failure);
        case FileFate::imported: break;
    }
    std::string text = done_words(file.report, file.request.layout.kind);
    if (file.report.rows_refused > 0)
        text += ", " + counted(file.report.rows_refused, "row", "rows") + " refused";
    return text;
}

std::string error_words(const Error& error) {
    if (!error.place || error.place->line == 0) return error.message;
    return error.message + " (line " + count_text(error.place->line) +
           (error.place->column.empty() ? "" : ", " + error.place->column) + ")";
}

}  // namespace perennial::ui
