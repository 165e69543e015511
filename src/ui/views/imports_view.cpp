#include <array>

#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/import_view.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

std::string result_text(const ImportEntry& entry) {
    std::string text = count_text(entry.added) + " added";
    if (entry.updated > 0) text += ", " + count_text(entry.updated) + " updated";
    if (entry.refused > 0) text += ", " + count_text(entry.refused) + " refused";
    return text;
}

std::string shown_file(const ImportEntry& entry) { return entry.file.empty() ? entry.source : entry.file; }

struct Look {
    Day today;
    int offset_minutes;
    bool read_only;
};

std::string draw_cell(Ui& ui, Rect cell, int column, const ImportEntry& entry, const Look& look,
                      Queue& queue) {
    const Rect line{cell.x, cell.y + (cell.h - 20) / 2, cell.w, 20};
    std::string text;
    Colour colour = ui.tokens().text_2;
    if (column == 0) {
        text = shown_file(entry);
        colour = ui.tokens().text;
    } else if (column == 1) {
        text = moment_text(entry.at, look.today, look.offset_minutes);
    } else if (column == 2) {
        text = result_text(entry);
    } else if (entry.taken_back) {
        text = "Taken back";
        colour = ui.tokens().text_3;
    } else {
        const ButtonOptions options{.icon = icon::kUndo2,
                                    .disabled = look.read_only,
                                    .disabled_reason = kOnlyReading,
                                    .small = true,
                                    .name = {}};
        const float width = ui.button_width("Take back", options);
        if (ui.button({cell.x, cell.y + (cell.h - 28) / 2, width, 28}, "Take back", options))
            queue.push(TakeBackImport{static_cast<std::int64_t>(entry.change)});
        return "Take back";
    }
    ui.draw_text(line, text, column == 0 ? TextStyle::body_medium : TextStyle::body, colour);
    return text;
}

}  // namespace

void draw_imports(Ui& ui, Rect page, const std::vector<ImportEntry>& imports, Day today, int offset_minutes,
                  bool read_only, ImportsState& state, Queue& queue) {
    const ButtonOptions add{.look = ButtonLook::main,
                            .icon = icon::kUpload,
                            .disabled = read_only,
                            .disabled_reason = kOnlyReading};
    RightToLeft buttons(ui, page_head(ui, page, "Imports"));
    if (buttons.button("Import a file", add)) queue.push(PickFiles{});
    if (imports.empty()) {
        empty_state(
            ui, page, icon::kFileSpreadsheet, "No imports yet",
            "Every file you bring in is listed here with what it added, and can be taken back as a whole.");
        return;
    }
    const auto column = [](std::string label, float width) {
        return Column{.label = std::move(label),
                      .width = width,
                      .align = Align::left,
                      .sortable = false,
                      .sorted_descending = {}};
    };
    const std::array<Column, 4> columns{column("File", 0), column("When", 180), column("Result", 300),
                                        column("", 140)};
    const std::array<Column, 2> two{column("File", 0), column("", 130)};
    const bool tight = narrow(ui);
    const Look look{today, offset_minutes, read_only};
    TableSpec spec;
    spec.label = "Imports";
    spec.columns = tight ? std::span<const Column>(two) : std::span<const Column>(columns);
    spec.row_count = static_cast<std::int64_t>(imports.size());
    spec.row_height = row_height(ui);
    spec.row_key = [&](std::int64_t i) {
        return static_cast<std::uint64_t>(imports[static_cast<std::size_t>(i)].change);
    };
    spec.row_name = [&](std::int64_t i) { return shown_file(imports[static_cast<std::size_t>(i)]); };
    spec.draw_cell = [&](std::int64_t i, int index, Rect cell) {
        return draw_cell(ui, cell, tight && index == 1 ? 3 : index, imports[static_cast<std::size_t>(i)],
                         look, queue);
    };
    ui.table(page, spec, state.table);
}

}  // namespace perennial::ui
