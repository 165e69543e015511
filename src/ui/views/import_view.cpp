#include "ui/views/import_view.h"

#include <algorithm>
#include <array>

#include "core/base/phrase.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

void draw_steps(Ui& ui, Rect area, ImportStep step) {
    constexpr std::array<std::string_view, 4> kSteps{"File", "Columns", "Import", "Done"};
    const int current = static_cast<int>(step);
    ui.begin(Role::list, "Steps", area);
    float x = area.right() - 406;
    for (int i = 0; i < 4; ++i) {
        const bool past = i < current;
        const bool here = i == current;
        const Point centre{x + 10, area.y + area.h / 2};
        ui.circle(centre, 10,
                  here   ? ui.tokens().accent
                  : past ? ui.tokens().accent_soft
                         : ui.tokens().line_strong);
        if (!here && !past) ui.circle(centre, 9, ui.tokens().surface);
        if (past) {
            ui.icon(icon::kCheck, {x + 4, centre.y - 6, 12, 12}, ui.tokens().accent_text, 12);
        } else {
            ui.draw_text({x, centre.y - 8, 20, 16}, std::to_string(i + 1), TextStyle::caption_medium,
                         here ? ui.tokens().on_accent : ui.tokens().text_3, Align::centre);
        }
        const std::string_view label = kSteps[static_cast<std::size_t>(i)];
        ui.begin(Role::listitem, label, {x, area.y, 80, area.h});
        ui.last().current = here;
        const float width = ui.draw_text({x + 28, centre.y - 10, 70, 20}, label,
                                         here ? TextStyle::body_medium : TextStyle::body,
                                         here ? ui.tokens().text : ui.tokens().text_2);
        ui.end();
        x += 28 + width + 10;
        if (i < 3) ui.line({x, centre.y}, {x + 28, centre.y}, ui.tokens().line_strong);
        x += 38;
    }
    ui.end();
}

// The foot ---------------------------------------------------------------------------------------------------------------

Colour colour_of(Ui& ui, Tone tone) {
    switch (tone) {
        case Tone::good: return ui.tokens().accent_text;
        case Tone::attention: return ui.tokens().warn;
        case Tone::bad: return ui.tokens().danger;
        case Tone::quiet: break;
    }
    return ui.tokens().text;
}

/// "23,570 to add   112 to update   3 rows refused", as many as there is room for.
void draw_figures(Ui& ui, Rect area, const ImportReport& report, ImportKind kind) {
    float x = area.x;
    ui.begin(Role::group, "Preview", area);
    const float middle = area.y + area.h / 2;
    if (area.w > 480) {
        ui.text({x, middle - 10, 60, 20}, "Preview", TextStyle::body, ui.tokens().text_3);
        x += 72;
    }
    for (const Figure& figure : figures_of(report, kind)) {
        const std::string count = count_text(figure.count);
        const float number = ui.text_width(count, TextStyle::dialog_title);
        const float label = ui.text_width(figure.label, TextStyle::body);
        if (x + number + label + 8 > area.right()) break;
        ui.begin(Role::text, count + " " + figure.label, {x, middle - 12, number + label + 6, 24});
        ui.draw_text({x, middle - 12, number + 1, 24}, count, TextStyle::dialog_title,
                     colour_of(ui, figure.tone));
        ui.draw_text({x + number + 5, middle - 9, label + 1, 20}, figure.label, TextStyle::body,
                     ui.tokens().text_2);
        ui.end();
        x += number + label + 24;
    }
    constexpr std::string_view kOneStep = "One step, can be undone as a whole";
    const float width = ui.text_width(kOneStep, TextStyle::caption);
    if (x + width + 24 < area.right()) {
        ui.icon(icon::kUndo2, {x, middle - 7, 14, 14}, ui.tokens().text_3, 14);
        ui.text({x + 20, middle - 8, width + 1, 16}, kOneStep, TextStyle::caption, ui.tokens().text_3);
    }
    ui.end();
}

void draw_checking(Ui& ui, Rect area, const ImportPreview& preview) {
    const Progress progress = preview.progress();
    const float middle = area.y + area.h / 2;
    const std::string text = phrase("Checking, {} so far", counted(progress.done, "row", "rows"));
    const float width = std::min(ui.text_width(text, TextStyle::body) + 1, area.w);
    ui.status({area.x, middle - 10, width, 20}, text, nullptr, ui.tokens().text_2);
    if (area.w - width > 100)
        ui.progress({area.x + width + 16, middle - 3, std::min(200.0F, area.w - width - 32), 6}, "Checking",
                    progress.fraction);
}

/// What would go in; why nothing can; or how far the check is.
void draw_preview(Ui& ui, Rect area, const ImportRows& rows, ImportState& state) {
    const ImportKind kind = state.batch.current()->request.layout.kind;
    const ImportReport* report = rows.preview.report();
    if (report != nullptr || rows.preview.failure() != nullptr) {
        state.checking_since = -1;
    } else if (state.checking_since < 0) {
        state.checking_since = ui.seconds();
    }
    if (rows.preview.failure() != nullptr) {
        const Rect line{area.x, area.y + area.h / 2 - 16, area.w, 32};
        ui.paragraph(line, error_words(*rows.preview.failure()), TextStyle::caption, ui.tokens().danger, 2);
        return;
    }
    if (report == nullptr && ui.seconds() - state.checking_since > 0.1)
        return draw_checking(ui, area, rows.preview);
    if (report == nullptr) report = rows.preview.latest();
    if (report != nullptr) draw_figures(ui, area, *report, kind);
}

void draw_import_button(RightToLeft& buttons, const ImportRows& rows, ImportState& state) {
    const ImportReport* report = rows.preview.report();
    const OnError on_error = state.batch.current()->request.on_error;
    const bool good = report != nullptr && can_import(*report, on_error);
    std::string_view reason = "Every row is being checked.";
    if (rows.busy) reason = "Wait for the running work, or stop it.";
    if (rows.read_only) reason = kOnlyReading;
    if (report != nullptr && !good)
        reason = report->rows > report->rows_refused
                     ? "Rows are refused. Mend the file, or let the good rows go in."
                     : "No row can go in.";
    if (rows.preview.failure() != nullptr) reason = "First say where the columns go.";
    if (buttons.button(report != nullptr ? import_words(*report) : "Import",
                       {.look = ButtonLook::main,
                        .icon_after = icon::kArrowRight,
                        .disabled = !good || rows.busy || rows.read_only,
                        .disabled_reason = reason}))
        state.ask = ImportState::Ask::run;
}

void draw_foot(Ui& ui, Rect foot, const ImportRows& rows, ImportState& state) {
    ui.line({foot.x, foot.y}, {foot.right(), foot.y}, ui.tokens().line);
    Rect inside = foot.inset(margin_of(ui), 16);
    Rect above = inside;
    if (narrow(ui)) {
        above = inside.take_top(24);
        inside.take_top(12);
    }
    RightToLeft buttons(ui, inside);
    draw_import_button(buttons, rows, state);
    const bool several = state.batch.readable() > 1;
    if (several && buttons.button("Leave this file out")) state.ask = ImportState::Ask::leave_out;
    if (!(several && narrow(ui)) && buttons.button("Cancel")) state.ask = ImportState::Ask::close;
    draw_preview(ui, narrow(ui) ? above : buttons.rest(), rows, state);
}

// The steps --------------------------------------------------------------------------------------------------------------

/// Columns, and below them what could not be taken.
void draw_columns_and_problems(Ui& ui, Rect area, const ImportRows& rows, ImportState& state) {
    const ImportReport* report = rows.preview.report();
    if (report == nullptr) report = rows.preview.latest();
    if (report != nullptr && !report->listed.empty()) {
        const float wanted = 52 + measure::kTableHead + 36 * static_cast<float>(report->listed.size()) + 8;
        const float least = std::min(wanted, area.h * 0.42F);
        const float columns = std::min(import_columns_height(ui, area.w, state), area.h - least);
        draw_import_columns(ui, area.take_top(columns), rows, state);
        ui.line({area.x, area.y}, {area.right(), area.y}, ui.tokens().line);
        return draw_import_problems(ui, area, *report, state);
    }
    draw_import_columns(ui, area, rows, state);
}

/// Where there is no room beside each other: tabs.
void draw_tabbed(Ui& ui, Rect page, const ImportRows& rows, ImportState& state) {
    const ImportReport* report = rows.preview.latest();
    const bool problems = narrow(ui) && report != nullptr && !report->listed.empty();
    std::vector<Option> options{{.label = "Columns", .help = {}}, {.label = "Options", .help = {}}};
    std::vector<std::string> counts(2);
    if (problems) {
        options.push_back({.label = "Problems", .help = {}});
        counts.push_back(count_text(static_cast<std::int64_t>(report->listed.size())));
    }
    state.tab = std::min(state.tab, static_cast<int>(options.size()) - 1);
    constexpr float kTabPadding = 16;
    ui.tabs(page.take_top(control_height(ui) + 8).inset(margin_of(ui) - kTabPadding, 0), "Parts", options,
            state.tab, counts);
    ui.line({page.x, page.y}, {page.right(), page.y}, ui.tokens().line);
    if (state.tab == 1)
        return draw_import_side(ui, {page.x, page.y, std::min(page.w, 600.0F), page.h}, rows, state);
    if (state.tab == 2) return draw_import_problems(ui, page, *report, state);
    if (narrow(ui)) return draw_import_columns(ui, page, rows, state);
    draw_columns_and_problems(ui, page, rows, state);
}

void draw_columns_step(Ui& ui, Rect page, const ImportRows& rows, ImportState& state) {
    draw_foot(ui, page.take_bottom(import_foot_height(ui)), rows, state);
    if (ui.layout() != Layout::wide) return draw_tabbed(ui, page, rows, state);
    const Rect side = page.take_right(320);
    ui.fill(side, ui.tokens().sunken);
    draw_import_side(ui, side, rows, state);
    ui.line({side.x, side.y}, {side.x, side.bottom()}, ui.tokens().line);
    draw_columns_and_problems(ui, page, rows, state);
}

void draw_import_step(Ui& ui, Rect page, const ImportRows& rows, const ImportState& state, Queue& queue) {
    const std::string& name = state.batch.current()->request.file_name;
    const Rect strip =
        empty_state(ui, page, icon::kFileSpreadsheet, "Bringing in " + name,
                    "You can go on looking around. Nothing is half done: it goes in as a whole "
                    "or not at all.");
    if (!rows.importing) return;
    const std::string rows_read = counted(rows.importing->done, "row", "rows") + " read";
    ui.progress({strip.x, strip.y, strip.w, 6}, rows.importing->doing, rows.importing->fraction);
    ui.text({strip.x, strip.y + 14, strip.w - 80, 16}, rows_read, TextStyle::caption, ui.tokens().text_2);
    const float stop = ui.button_width("Stop");
    if (ui.button({strip.right() - stop, strip.y + 20, stop, control_height(ui)}, "Stop"))
        queue.push(StopJob{});
}

void draw_file_step(Ui& ui, Rect page, const ImportState& state, Queue& queue) {
    const auto& files = state.batch.files();
    const bool failed = !files.empty();
    std::string why =
        "CSVs of people or orders, as your shop, till or mail program exports them, or a colleague's "
        "Perennial "
        "file. You can also drop them anywhere on this page.";
    if (failed) why = error_words(files.front().failure);
    for (std::size_t i = 1; i < files.size(); ++i)
        why += " " + files[i].request.file_name + ": " + error_words(files[i].failure);
    const Rect strip =
        empty_state(ui, page, failed ? icon::kCircleAlert : icon::kUpload,
                    failed ? files.front().request.file_name + " cannot be read" : "Choose files", why);
    const std::string label = failed ? "Choose other files" : "Choose files";
    const float width = ui.button_width(label, {.look = ButtonLook::main, .icon = icon::kUpload});
    if (ui.button({strip.x + (strip.w - width) / 2, strip.y, width, strip.h}, label,
                  {.look = ButtonLook::main, .icon = icon::kUpload}))
        queue.push(PickFiles{});
}

std::string title_of(const ImportState& state) {
    constexpr std::array<std::string_view, 4> kTitles{"Import files", "Match the columns", "Import", "Done"};
    return std::string(kTitles[static_cast<std::size_t>(state.step)]);
}

/// "File 2 of 3".
std::string place_of(const ImportState& state) {
    if (state.batch.readable() < 2 || state.batch.current() == nullptr) return "";
    return phrase("File {} of {}", state.batch.number(), state.batch.readable());
}

}  // namespace

float import_foot_height(const Ui& ui) { return control_height(ui) + 32 + (narrow(ui) ? 36.0F : 0.0F); }

void draw_import(Ui& ui, Rect page, const ImportRows& rows, ImportState& state, Queue& queue) {
    if (!narrow(ui)) {
        const std::array<Crumb, 2> crumbs{{{"Imports", "#/imports"}, {"Import", {}}}};
        breadcrumbs(ui, page.take_top(36).inset(margin_of(ui), 0), crumbs);
    }
    const Rect head = page_head(ui, page, title_of(state), place_of(state));
    if (head.w > 420) draw_steps(ui, head, state.step);
    ui.line({page.x, page.y}, {page.right(), page.y}, ui.tokens().line);
    switch (state.step) {
        case ImportStep::file: return draw_file_step(ui, page, state, queue);
        case ImportStep::columns: return draw_columns_step(ui, page, rows, state);
        case ImportStep::import: return draw_import_step(ui, page, rows, state, queue);
        case ImportStep::done: return draw_import_done(ui, page, state, queue);
    }
}

}  // namespace perennial::ui
