// The end of an import: what each file brought, and where to go from here.
#include <algorithm>

#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/import_view.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

bool is_orders(const FileInBatch& file) { return file.request.layout.kind == ImportKind::orders; }

void ask_to_save(ImportState& state, std::size_t file) {
    state.ask = ImportState::Ask::save_refused;
    state.asked_file = file;
}

/// What went in, "" for a file that brought nothing.
std::string why_words(const FileInBatch& file) {
    std::string why = "From " + file.request.file_name +
                      ". One step, can be undone as a whole, now or later under Imports.";
    if (brought_nothing(file.report))
        why = "Everything in " + file.request.file_name + " is already here, exactly as it stands.";
    if (file.report.rows_refused > 0)
        why += " " + counted(file.report.rows_refused, "row was", "rows were") + " refused.";
    return why;
}

void draw_one(Ui& ui, Rect page, ImportState& state, Queue& queue) {
    const FileInBatch& file = state.batch.files().front();
    const bool orders = is_orders(file);
    const Rect strip = empty_state(ui, page, icon::kCircleCheck,
                                   done_words(file.report, file.request.layout.kind), why_words(file));
    const std::string label = orders ? "See the orders" : "See the contacts";
    const bool refused = file.report.rows_refused > 0;
    float width =
        ui.button_width(label, {.look = ButtonLook::main}) + ui.button_width("Import another file") + 8;
    const ButtonOptions save{.icon = icon::kDownload};
    if (refused) width += ui.button_width("Save refused rows", save) + 8;
    if (width > page.w - 16) {  // Below each other.
        Rect line{strip.x, strip.y, strip.w, strip.h};
        if (ui.button(line, label, {.look = ButtonLook::main}))
            queue.push(GoTo{orders ? "#/orders" : "#/contacts"});
        line.y += strip.h + 8;
        if (ui.button(line, "Import another file")) queue.push(PickFiles{});
        line.y += strip.h + 8;
        if (refused && ui.button(line, "Save refused rows", save)) ask_to_save(state, 0);
        return;
    }
    RightToLeft buttons(ui, {strip.x + (strip.w - width) / 2, strip.y, width, strip.h});
    if (buttons.button(label, {.look = ButtonLook::main}))
        queue.push(GoTo{orders ? "#/orders" : "#/contacts"});
    if (buttons.button("Import another file")) queue.push(PickFiles{});
    if (refused && buttons.button("Save refused rows", save)) ask_to_save(state, 0);
}

/// A row of the list; returns its height.
float draw_file(Ui& ui, Rect row, const FileInBatch& file, std::size_t index, ImportState& state) {
    const bool in = file.fate == FileFate::imported;
    const bool failed = file.fate == FileFate::failed;
    ui.begin(Role::listitem, file.request.file_name, row);
    ui.icon(fate_icon(file.fate), {row.x, row.y + 14, 16, 16},
            in       ? ui.tokens().accent_text
            : failed ? ui.tokens().danger
                     : ui.tokens().text_3);
    float right = row.right();
    const std::string save_name = "Save refused rows of " + file.request.file_name;
    const ButtonOptions save{.icon = icon::kDownload, .small = true, .name = save_name};
    if (in && file.report.rows_refused > 0) {
        const float width = ui.button_width("Save refused rows", save);
        right -= width;
        if (ui.button({right, row.y + 14, width, ui.touch() ? 44.0F : 28.0F}, "Save refused rows", save))
            ask_to_save(state, index);
        right -= 12;
    }
    const float x = row.x + 28;
    ui.text({x, row.y + 10, right - x, 20}, file.request.file_name, TextStyle::body_medium, ui.tokens().text);
    const float used = ui.paragraph({x, row.y + 30, right - x, 80}, fate_words(file), TextStyle::body,
                                    failed ? ui.tokens().danger : ui.tokens().text_2, 4);
    ui.end();
    return std::max(60.0F, 30 + used + 10);
}

void draw_several(Ui& ui, Rect page, ImportState& state, Queue& queue) {
    const auto& files = state.batch.files();
    Rect foot = page.take_bottom(control_height(ui) + 32);
    ui.line({foot.x, foot.y}, {foot.right(), foot.y}, ui.tokens().line);
    RightToLeft buttons(ui, foot.inset(margin_of(ui), 16));
    const bool people = std::ranges::any_of(
        files, [](const FileInBatch& file) { return file.fate == FileFate::imported && !is_orders(file); });
    if (buttons.button(people ? "See the contacts" : "See the orders", {.look = ButtonLook::main}))
        queue.push(GoTo{people ? "#/contacts" : "#/orders"});
    if (buttons.button("Import other files")) queue.push(PickFiles{});
    if (!narrow(ui))
        ui.text({foot.x + margin_of(ui), foot.y + foot.h / 2 - 8, buttons.rest().w, 16},
                "Each file is a step of its own, and can be taken back under Imports.", TextStyle::caption,
                ui.tokens().text_3);
    const Rect inside = ui.begin_scroll(page.inset(margin_of(ui), 0), "Files", state.files_scroll);
    float y = inside.y + 4;
    ui.begin(Role::list, "Files", inside);
    for (std::size_t i = 0; i < files.size(); ++i) {
        y += draw_file(ui, {inside.x, y, inside.w, 60}, files[i], i, state);
        ui.line({inside.x, y}, {inside.right(), y}, ui.tokens().line);
    }
    ui.end();
    ui.end_scroll(y + 16 - inside.y);
}

}  // namespace

void draw_import_done(Ui& ui, Rect page, ImportState& state, Queue& queue) {
    if (state.batch.files().size() == 1) return draw_one(ui, page, state, queue);
    draw_several(ui, page, state, queue);
}

}  // namespace perennial::ui
