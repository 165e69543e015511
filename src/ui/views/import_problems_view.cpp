// What the check of every row could not take, with what to do about it.
#include <array>

#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/import_view.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

Column column(std::string label, float width) {
    return Column{.label = std::move(label),
                  .width = width,
                  .align = Align::left,
                  .sortable = false,
                  .sorted_descending = {}};
}

/// "1,204"; "61 rows" of a warning that many share.
std::string row_text(const RowProblem& problem, const ListedProblem& listed) {
    return listed.rows > 1 ? counted(listed.rows, "row", "rows") : count_text(problem.line);
}

std::string draw_narrow(Ui& ui, Rect cell, const RowProblem& problem, const ListedProblem& listed) {
    std::string text = listed.rows > 1 ? row_text(problem, listed) : "Row " + row_text(problem, listed);
    if (!problem.column.empty()) text += ", " + problem.column;
    if (!problem.value.empty()) text += " “" + problem.value + "”";
    text += ": " + problem.message;
    ui.paragraph({cell.x, cell.y + 6, cell.w, 40}, text, TextStyle::body,
                 problem.refused ? ui.tokens().danger : ui.tokens().warn, 2);
    return text;
}

std::string draw_result(Ui& ui, Rect line, bool refused) {
    const Colour colour = refused ? ui.tokens().danger : ui.tokens().warn;
    ui.icon(refused ? icon::kCircleX : icon::kTriangleAlert, {line.x, line.y + 3, 14, 14}, colour, 14);
    std::string text = refused ? "Refused" : "Warning";
    ui.draw_text({line.x + 20, line.y, line.w - 20, 20}, text, TextStyle::body_medium, colour);
    return text;
}

std::string draw_cell(Ui& ui, Rect cell, int index, const RowProblem& problem, const ListedProblem& listed) {
    const Rect line{cell.x, cell.y + (cell.h - 20) / 2, cell.w, 20};
    if (index == 3) return draw_result(ui, line, problem.refused);
    const std::string text = index == 0   ? row_text(problem, listed)
                             : index == 1 ? problem.column
                             : index == 2 ? problem.value
                                          : problem.message;
    if (index == 4 && ui.text_width(text, TextStyle::body) > cell.w) {
        ui.paragraph({cell.x, cell.y + 2, cell.w, 32}, text, TextStyle::caption, ui.tokens().text_2, 2);
        return text;
    }
    ui.draw_text(line, text, index == 2 ? TextStyle::body_medium : TextStyle::body,
                 index == 2 ? ui.tokens().text : ui.tokens().text_2);
    return text;
}

}  // namespace

void draw_import_problems(Ui& ui, Rect area, const ImportReport& report, ImportState& state) {
    const Rect head = area.take_top(52).inset(margin_of(ui), 10);
    // On a narrow screen the tab is the heading.
    if (!narrow(ui)) ui.heading({head.x, head.y + 6, 72, 20}, "Problems", 2, TextStyle::section);
    const float after = narrow(ui) ? 0.0F : 76.0F;
    RightToLeft buttons(ui, head);
    if (report.rows_refused > 0 &&
        buttons.button(narrow(ui) ? "Save them" : "Save refused rows",
                       {.look = ButtonLook::bare, .icon = icon::kDownload, .name = "Save refused rows"})) {
        state.ask = ImportState::Ask::save_refused;
        state.asked_file = static_cast<std::size_t>(state.batch.current() - state.batch.files().data());
    }
    ui.paragraph({head.x + after, head.y + (narrow(ui) ? 0.0F : 8.0F), buttons.rest().w - after, 32},
                 problem_words(report, state.batch.current()->request.on_error), TextStyle::caption,
                 ui.tokens().text_2, 2);
    const std::array<Column, 5> columns{column("Row", 74), column("Column", 124), column("Value", 116),
                                        column("Result", 98), column("What to do", 0)};
    const std::array<Column, 1> one{column("Problem", 0)};
    const bool small = area.w < 620;
    TableSpec spec;
    spec.label = "Problems";
    spec.columns = small ? std::span<const Column>(one) : std::span<const Column>(columns);
    spec.row_count = static_cast<std::int64_t>(report.listed.size());
    spec.row_height = small ? 52 : 36;
    const auto listed = [&](std::int64_t row) { return report.listed[static_cast<std::size_t>(row)]; };
    spec.row_key = [](std::int64_t row) { return static_cast<std::uint64_t>(row); };
    spec.row_name = [&](std::int64_t row) {
        return "Row " + count_text(report.problems[listed(row).at].line);
    };
    spec.draw_cell = [&](std::int64_t row, int index, Rect cell) -> std::string {
        const RowProblem& problem = report.problems[listed(row).at];
        return small ? draw_narrow(ui, cell, problem, listed(row))
                     : draw_cell(ui, cell, index, problem, listed(row));
    };
    ui.table(area, spec, state.problems);
}

}  // namespace perennial::ui
