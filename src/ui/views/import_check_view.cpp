// What the check of every row found: each column's cells, and each problem with what to do about it.
#include <array>

#include "core/base/phrase.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/import_view.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

std::string goes_to(const ColumnMapping& column) {
    if (column.to == ColumnMapping::To::target) return std::string(column.target->label);
    return column.to == ColumnMapping::To::custom_field ? "A field of its own" : "Left out";
}

struct Finding {
    std::string text;
    const char* icon = nullptr;
    Colour colour;
};

Finding finding_of(Ui& ui, const ColumnMapping& column, const ImportedColumn& found) {
    if (column.to == ColumnMapping::To::leave_out) return {"Not imported", icon::kMinus, ui.tokens().text_3};
    const CellCounts& cells = found.cells;
    std::string text = counted(cells.good, "value", "values");
    if (cells.empty > 0) text += phrase(", {} empty", count_text(cells.empty));
    if (cells.warned > 0) text += phrase(", {} noted", count_text(cells.warned));
    if (cells.refused > 0)
        return {text + phrase(", {} cannot be read", count_text(cells.refused)), icon::kCircleX,
                ui.tokens().danger};
    if (cells.warned > 0) return {text, icon::kTriangleAlert, ui.tokens().warn};
    return {text, icon::kCircleCheck, ui.tokens().accent_text};
}

}  // namespace

void draw_checked_columns(Ui& ui, Rect area, const ImportReport& report, ImportState& state) {
    const std::array<Column, 3> columns{Column{.label = "Column in the file"},
                                        Column{.label = "Goes to", .width = 240},
                                        Column{.label = "Every row was read", .width = 380}};
    const auto& mapped = state.request.layout.columns;
    TableSpec spec;
    spec.label = "Columns";
    spec.columns = narrow(ui) ? std::span<const Column>(columns).first(1) : columns;
    spec.row_count = static_cast<std::int64_t>(std::min(mapped.size(), report.columns.size()));
    spec.row_height = narrow(ui) ? 52 : 36;
    spec.row_key = [](std::int64_t i) { return static_cast<std::uint64_t>(i); };
    spec.row_name = [&](std::int64_t i) { return mapped[static_cast<std::size_t>(i)].header; };
    spec.draw_cell = [&](std::int64_t i, int index, Rect cell) -> std::string {
        const ColumnMapping& column = mapped[static_cast<std::size_t>(i)];
        const Finding finding = finding_of(ui, column, report.columns[static_cast<std::size_t>(i)]);
        const Rect line{cell.x, cell.y + (cell.h - 20) / 2, cell.w, 20};
        if (narrow(ui)) {
            ui.draw_text({cell.x, cell.y + 6, cell.w, 20}, column.header, TextStyle::body_medium,
                         ui.tokens().text);
            ui.draw_text({cell.x, cell.y + 27, cell.w, 16}, finding.text, TextStyle::caption, finding.colour);
            return column.header + ": " + finding.text;
        }
        if (index == 2) {
            ui.icon(finding.icon, {line.x, line.y + 3, 14, 14}, finding.colour, 14);
            ui.draw_text({line.x + 22, line.y, line.w - 22, 20}, finding.text, TextStyle::body,
                         ui.tokens().text_2);
            return finding.text;
        }
        const std::string text = index == 0 ? column.header : goes_to(column);
        ui.draw_text(line, text, index == 0 ? TextStyle::body_medium : TextStyle::body,
                     index == 0 ? ui.tokens().text : ui.tokens().text_2);
        return text;
    };
    ui.table(area, spec, state.checked_columns);
}

void draw_problems(Ui& ui, Rect area, const ImportReport& report, ImportState& state) {
    Rect head = area.take_top(52).inset(24, 0);
    ui.heading({head.x, head.y + 16, 90, 20}, "Problems", 2, TextStyle::section);
    const std::string about = counted(report.rows_refused, "row refused", "rows refused") + ", " +
                              counted(report.problem_count - report.rows_refused, "note", "notes") + ".";
    RightToLeft buttons(ui, head);
    if (report.rows_refused > 0 &&
        buttons.button("Save refused rows", {.look = ButtonLook::bare, .icon = icon::kDownload}))
        state.ask = ImportState::Ask::save_refused;
    ui.text({head.x + 84, head.y + 18, buttons.rest().right() - head.x - 96, 16}, about, TextStyle::caption,
            ui.tokens().text_2);
    const auto column = [](std::string label, float width) {
        return Column{.label = std::move(label),
                      .width = width,
                      .align = Align::left,
                      .sortable = false,
                      .sorted_descending = {}};
    };
    const std::array<Column, 5> columns{column("Row", 80), column("Column", 140), column("Value", 150),
                                        column("Result", 110), column("What to do", 0)};
    const std::array<Column, 1> one{column("Problem", 0)};
    TableSpec spec;
    spec.label = "Problems";
    spec.columns = narrow(ui) ? std::span<const Column>(one) : std::span<const Column>(columns);
    spec.row_count = static_cast<std::int64_t>(report.problems.size());
    spec.row_height = narrow(ui) ? 52 : 35;
    spec.row_key = [](std::int64_t i) { return static_cast<std::uint64_t>(i); };
    spec.row_name = [&](std::int64_t i) {
        return "Row " + count_text(report.problems[static_cast<std::size_t>(i)].line);
    };
    spec.draw_cell = [&](std::int64_t i, int index, Rect cell) -> std::string {
        const RowProblem& problem = report.problems[static_cast<std::size_t>(i)];
        const Rect line{cell.x, cell.y + (cell.h - 20) / 2, cell.w, 20};
        if (narrow(ui)) {
            const std::string text =
                "Row " + count_text(problem.line) + ", " + problem.column + ": " + problem.message;
            ui.paragraph({cell.x, cell.y + 6, cell.w, 40}, text, TextStyle::body,
                         problem.refused ? ui.tokens().danger : ui.tokens().warn, 2);
            return text;
        }
        if (index == 3) {
            const Colour colour = problem.refused ? ui.tokens().danger : ui.tokens().warn;
            ui.icon(problem.refused ? icon::kCircleX : icon::kTriangleAlert, {line.x, line.y + 3, 14, 14},
                    colour, 14);
            ui.draw_text({line.x + 20, line.y, line.w - 20, 20}, problem.refused ? "Refused" : "Noted",
                         TextStyle::body_medium, colour);
            return problem.refused ? "Refused" : "Noted";
        }
        const std::string text = index == 0   ? count_text(problem.line)
                                 : index == 1 ? problem.column
                                 : index == 2 ? problem.value
                                              : problem.message;
        ui.draw_text(line, text, TextStyle::body, index == 2 ? ui.tokens().text : ui.tokens().text_2);
        return text;
    };
    ui.table(area, spec, state.problems);
}

}  // namespace perennial::ui
