#include "ui/views/chrome.h"

#include <algorithm>
#include <array>

#include "core/base/ascii.h"
#include "core/base/phrase.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/import_view.h"
#include "ui/views/parts.h"
#include "ui/views/switcher.h"

namespace perennial::ui {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

struct Place {
    std::string_view label;
    const char* icon;
    std::string_view href;
    Screen screen;
    Screen also;
};
constexpr std::array<Place, 4> kRecords{
    {{"Contacts", icon::kUsers, "#/contacts", Screen::contacts, Screen::contact},
     {"Companies", icon::kBuilding2, "#/companies", Screen::companies, Screen::company},
     {"Orders", icon::kShoppingBag, "#/orders", Screen::orders, Screen::order},
     {"Products", icon::kPackage, "#/products", Screen::products, Screen::product}}};
constexpr std::array<Place, 1> kReach{
    {{"Segments", icon::kFilter, "#/segments", Screen::segments, Screen::segment}}};
constexpr Place kNumbers{"Numbers", icon::kChartNoAxesColumn, "#/numbers", Screen::numbers, Screen::numbers};
/// On a narrow screen; the others are under More.
constexpr std::array<Place, 3> kAtTheBottom{kRecords[0], kRecords[2], kNumbers};
constexpr std::array<Place, 2> kKeeping{
    {{"Imports", icon::kFileSpreadsheet, "#/imports", Screen::imports, Screen::import},
     {"Settings", icon::kSettings, "#/settings", Screen::settings, Screen::fields}}};

void go_on(Queue& queue, std::string_view fragment) { queue.push(GoTo{std::string(fragment)}); }

void draw_place(Ui& ui, Rect& column, const Place& place, const ChromeRows& rows, std::string_view count,
                Queue& queue) {
    const bool current = rows.route.screen == place.screen || rows.route.screen == place.also;
    const float height = ui.touch() ? measure::kNavRowTouch : measure::kNavRow;
    if (ui.nav_item(column.take_top(height), place.label, place.icon, current, place.href, count))
        go_on(queue, place.href);
}

/// The head of a group of places; of a column of icons only its room.
void draw_section(Ui& ui, Rect& column, std::string_view label) {
    Rect head = column.take_top(ui.layout() == Layout::wide ? 36 : 12);
    if (ui.layout() != Layout::wide) return;
    head.take_top(14);
    ui.text({head.x + 8, head.y, head.w - 16, 16}, label, TextStyle::caption, ui.tokens().text_3);
}

void draw_navigation(Ui& ui, Rect side, const ChromeRows& rows, ChromeState& state, Queue& queue) {
    ui.fill(side, ui.tokens().nav);
    ui.line({side.right() - 1, side.y}, {side.right() - 1, side.bottom()}, ui.tokens().line);
    ui.begin(Role::navigation, "Main", side);
    Rect inside = side.inset(8, 0);
    draw_workspace_button(ui, inside.take_top(measure::kTopBar).inset(0, 8), rows, state, queue);
    for (const Place& place : kRecords) draw_place(ui, inside, place, rows, {}, queue);
    draw_section(ui, inside, "Reach");
    for (const Place& place : kReach) draw_place(ui, inside, place, rows, {}, queue);
    draw_section(ui, inside, "Learn");
    draw_place(ui, inside, kNumbers, rows, {}, queue);
    const float row = ui.touch() ? measure::kNavRowTouch : measure::kNavRow;
    Rect foot = side.take_bottom(2 * row + 16 + 48);
    ui.line({foot.x, foot.y}, {foot.right(), foot.y}, ui.tokens().line);
    foot = foot.inset(8, 8);
    for (const Place& kept : kKeeping) draw_place(ui, foot, kept, rows, {}, queue);
    draw_person_button(ui, foot.take_top(48), rows, state, queue);
    ui.end();
}

/// Returns the width used, measured from the right.
float draw_save_state(Ui& ui, Rect area, const SaveStatus& save) {
    std::string text = "Saved";
    Colour colour = ui.tokens().text_2;
    const char* mark = icon::kCircleCheck;
    Colour mark_colour = ui.tokens().accent_text;
    if (save.state == SaveState::saving) {
        text = "Saving";
        mark = icon::kLoaderCircle;
        mark_colour = ui.tokens().text_2;
    } else if (save.state == SaveState::not_saved) {
        text = "Not saved";
        mark = icon::kCircleAlert;
        colour = mark_colour = ui.tokens().danger;
    } else if (save.state == SaveState::read_only) {
        text = "Reading only";
        mark = icon::kEye;
        mark_colour = ui.tokens().info;
    }
    const float width = ui.text_width(text, TextStyle::caption) + 22;
    const Rect cell{area.right() - width, area.y + (area.h - 16) / 2, width, 16};
    ui.icon(mark, {cell.x, cell.y + 1, 14, 14}, mark_colour, 14);
    ui.status({cell.x + 20, cell.y, width - 20, 16}, text, nullptr, colour);
    return width;
}

/// "Undo: edit Marie Dubois". Labels begin with a verb.
std::string step_words(std::string_view verb, const std::optional<UndoStep>& step) {
    if (!step || step->label.empty()) return std::string(verb);
    std::string label = step->label;
    label[0] = ascii_lower(label[0]);
    return phrase("{}: {}", verb, label);
}

void draw_undo_buttons(RightToLeft& row, const ChromeRows& rows, Queue& queue) {
    const std::string redo = step_words("Redo", rows.undo.redo);
    const std::string undo = step_words("Undo", rows.undo.undo);
    if (row.button(redo, {.look = ButtonLook::bare,
                          .icon = icon::kRedo2,
                          .icon_only = true,
                          .disabled = rows.read_only || !rows.undo.redo,
                          .disabled_reason = "There is nothing to redo.",
                          .shortcut = "Ctrl Shift Z"})) {
        queue.push(Redo{});
    }
    if (row.button(undo, {.look = ButtonLook::bare,
                          .icon = icon::kUndo2,
                          .icon_only = true,
                          .disabled = rows.read_only || !rows.undo.undo,
                          .disabled_reason = "There is nothing to undo.",
                          .shortcut = "Ctrl Z"})) {
        queue.push(Undo{});
    }
}

void draw_divider(Ui& ui, RightToLeft& row) {
    const Rect cell = row.take(1);
    ui.line({cell.x, cell.y + (cell.h - 20) / 2}, {cell.x, cell.y + (cell.h + 20) / 2}, ui.tokens().line);
}

void draw_new_menu(Ui& ui, Rect anchor, ChromeState& state, Queue& queue) {
    const std::array<Ui::MenuItem, 2> items{
        Ui::MenuItem{.label = "New contact", .icon = icon::kUser, .shortcut = "C"},
        Ui::MenuItem{.label = "Import a file", .icon = icon::kUpload, .shortcut = {}}};
    const int chosen = ui.menu(anchor, "New", items, state.new_open);
    if (chosen == 0) queue.push(OpenNewContact{});
    if (chosen == 1) queue.push(PickFiles{});
}

void draw_top_bar(Ui& ui, Rect bar, const ChromeRows& rows, ChromeState& state, Queue& queue) {
    ui.line({bar.x, bar.bottom() - 1}, {bar.right(), bar.bottom() - 1}, ui.tokens().line);
    ui.begin(Role::banner, "Top", bar);
    Rect inside = bar.inset(measure::kMargin, 10);
    RightToLeft row(ui, inside, 8);
    const ButtonOptions add{
        .icon = icon::kPlus, .disabled = rows.read_only, .disabled_reason = kOnlyReading, .has_popup = true};
    const Rect anchor{row.rest().right() - ui.button_width("New", add), inside.y, ui.button_width("New", add),
                      inside.h};
    if (row.button("New", add)) state.new_open = !state.new_open;
    if (state.new_open) draw_new_menu(ui, anchor, state, queue);
    draw_divider(ui, row);
    const std::string backup = backup_age_text(rows.around.last_backup_ms, rows.now_ms);
    const float backup_width = ui.text_width(backup, TextStyle::caption) + 24;
    if (ui.layout() == Layout::wide) {
        const Rect cell = row.take(backup_width);
        ui.icon(icon::kArchive, {cell.x, cell.y + 9, 14, 14}, ui.tokens().text_2, 14);
        ui.text({cell.x + 20, cell.y + 8, cell.w - 20, 16}, backup, TextStyle::caption, ui.tokens().text_2);
    }
    row.take(draw_save_state(ui, row.rest(), rows.around.save));
    draw_divider(ui, row);
    draw_undo_buttons(row, rows, queue);
    Rect search = row.rest();
    search.w = std::min(400.0F, search.w);
    if (search.w > 140) {
        const std::string hint = "Search " + std::string(rows.searched);
        const FieldResult typed = ui.text_field(search, "Search", rows.search,
                                                {.placeholder = hint,
                                                 .icon = icon::kSearch,
                                                 .show_label = false,
                                                 .search = true,
                                                 .focus_now = !ui.editing_text() && ui.shortcut("/")});
        if (typed.committed || typed.changed) go_on(queue, "#/" + std::string(rows.searched));
    }
    ui.end();
}

void draw_more_menu(Ui& ui, Rect anchor, const ChromeRows& rows, ChromeState& state, Queue& queue) {
    if (!state.more_open) return;
    const auto item = [](std::string label, const char* icon) {
        return Ui::MenuItem{.label = std::move(label), .icon = icon, .shortcut = {}};
    };
    const std::vector<std::string> others = other_people(rows);
    enum { companies, products, segments, import_file, export_all, imports, settings, workspaces, people };
    std::vector<Ui::MenuItem> items{item("Companies", icon::kBuilding2),
                                    item("Products", icon::kPackage),
                                    item("Segments", icon::kFilter),
                                    item("Import a file", icon::kUpload),
                                    item("Export everything", icon::kDownload),
                                    item("Imports", icon::kFileSpreadsheet),
                                    item("Settings", icon::kSettings),
                                    item("Workspaces", icon::kStore)};
    items[import_file].disabled = rows.read_only;
    items[import_file].separator_before = items[workspaces].separator_before = true;
    for (const std::string& name : others) items.push_back(item("Work as " + name, icon::kUser));
    const int chosen = ui.menu(anchor, "More", items, state.more_open);
    switch (chosen) {
        case companies: return go_on(queue, "#/companies");
        case products: return go_on(queue, "#/products");
        case segments: return go_on(queue, "#/segments");
        case import_file: return queue.push(PickFiles{});
        case export_all: return queue.push(ExportEverything{});
        case imports: return go_on(queue, "#/imports");
        case settings: return go_on(queue, "#/settings");
        case workspaces: return queue.push(ShowSettings{SettingsPart::workspaces});
        default: break;
    }
    if (chosen >= people) queue.push(SetAuthor{others[static_cast<std::size_t>(chosen - people)]});
}

void draw_narrow_top(Ui& ui, Rect bar, const ChromeRows& rows, ChromeState& state, Queue& queue) {
    ui.line({bar.x, bar.bottom() - 1}, {bar.right(), bar.bottom() - 1}, ui.tokens().line);
    ui.begin(Role::banner, "Top", bar);
    Rect inside = bar.inset(8, 6);
    if (!rows.back_fragment.empty()) {
        if (ui.button(inside.take_left(44), "Back",
                      {.look = ButtonLook::bare, .icon = icon::kArrowLeft, .icon_only = true}))
            go_on(queue, rows.back_fragment);
    } else {
        inside.take_left(8);
    }
    RightToLeft row(ui, inside, 4);
    const Rect more = {inside.right() - 44, inside.y, 44, 44};
    if (row.button(
            "More",
            {.look = ButtonLook::bare, .icon = icon::kEllipsisVertical, .icon_only = true, .has_popup = true}))
        state.more_open = !state.more_open;
    draw_undo_buttons(row, rows, queue);
    row.take(draw_save_state(ui, row.rest(), rows.around.save));
    const Rect title = row.rest();
    ui.text({title.x, title.y + 12, title.w, 20}, rows.back_title, TextStyle::section, ui.tokens().text);
    draw_more_menu(ui, more, rows, state, queue);
    ui.end();
}

void draw_bottom_bar(Ui& ui, Rect bar, const ChromeRows& rows, Queue& queue) {
    ui.fill(bar, ui.tokens().nav);
    ui.line({bar.x, bar.y}, {bar.right(), bar.y}, ui.tokens().line);
    ui.begin(Role::navigation, "Main", bar);
    constexpr std::size_t kAdd = 2;  // Its slot.
    const float width = bar.w / static_cast<float>(kAtTheBottom.size() + 1);
    for (std::size_t i = 0; i < kAtTheBottom.size(); ++i) {
        const Place& place = kAtTheBottom[i];
        const std::size_t slot = i < kAdd ? i : i + 1;
        const Rect cell{bar.x + static_cast<float>(slot) * width, bar.y, width, bar.h};
        const bool current = rows.route.screen == place.screen || rows.route.screen == place.also;
        if (ui.hit_area(cell, place.label, Role::link)) go_on(queue, place.href);
        ui.last().href = std::string(place.href);
        ui.last().current = current;
        const Colour colour = current ? ui.tokens().accent_text : ui.tokens().text_2;
        ui.icon(place.icon, {cell.x + cell.w / 2 - 10, cell.y + 10, 20, 20}, colour, 20);
        ui.draw_text({cell.x, cell.y + 36, cell.w, 16}, place.label, TextStyle::caption_medium, colour,
                     Align::centre);
    }
    const Rect add{bar.x + (static_cast<float>(kAdd) + 0.5F) * width - 24, bar.y + 8, 48, 48};
    if (ui.hit_area(add, "New contact") && !rows.read_only) queue.push(OpenNewContact{});
    ui.circle({add.x + 24, add.y + 24}, 24, ui.tokens().accent);
    ui.icon(icon::kPlus, {add.x + 14, add.y + 14, 20, 20}, ui.tokens().on_accent, 20);
    ui.end();
}

void draw_job_card(Ui& ui, Rect screen, const Progress& job, bool above_foot, Queue& queue) {
    const float width = std::min(380.0F, screen.w - 32);
    const float up = (narrow(ui) ? measure::kBottomBar + 12 : 20) + (above_foot ? import_foot_height(ui) : 0);
    const Rect card{screen.right() - width - 16, screen.bottom() - up - 92, width, 92};
    ui.lift(card, 8);
    ui.fill(card, ui.tokens().surface, 8);
    ui.edge(card, ui.tokens().line_strong, 8);
    ui.begin(Role::group, "Long work", card);
    Rect inside = card.inset(12, 10);
    const std::string count = job.of > 0 ? count_text(job.done) + " of " + count_text(job.of) : std::string();
    const float count_width = ui.text_width(count, TextStyle::caption);
    ui.text({inside.x, inside.y, inside.w - count_width - 12, 20}, job.doing, TextStyle::body_medium,
            ui.tokens().text);
    ui.text({inside.right() - count_width - 1, inside.y + 2, count_width + 1, 16}, count, TextStyle::caption,
            ui.tokens().text_3);
    ui.progress({inside.x, inside.y + 28, inside.w, 6}, job.doing, job.fraction);
    ui.text({inside.x, inside.y + 48, inside.w - 80, 16}, "You can go on looking around.", TextStyle::caption,
            ui.tokens().text_2);
    const float stop = ui.button_width("Stop", {.small = true});
    if (ui.button({inside.right() - stop, inside.bottom() - 28, stop, 28}, "Stop", {.small = true}))
        queue.push(StopJob{});
    ui.end();
}

void draw_toast(Ui& ui, Rect screen, Toast& toast, float lift, bool& gone, Queue& queue) {
    if (toast.until <= 0) {
        toast.until = ui.seconds() + (toast.failure ? 12 : 6);
        ui.alert(toast.text);
    }
    const float text_width = ui.text_width(toast.text, TextStyle::body);
    const float undo_width = toast.with_undo ? ui.button_width("Undo", {.look = ButtonLook::bar}) : 0;
    const float width = std::min(text_width + undo_width + 100, screen.w - 32);
    float up = narrow(ui) ? measure::kBottomBar + 12 : 20;
    up += lift;
    const Rect bar{screen.right() - width - (narrow(ui) ? 16.0F : 24.0F), screen.bottom() - up - 44, width,
                   44};
    if (ui.hovered(bar)) toast.until = std::max(toast.until, ui.seconds() + 2);
    ui.lift(bar, 10);
    ui.fill(bar, ui.tokens().bar, 10);
    ui.begin(Role::group, "Message", bar);
    Rect inside = bar.inset(14, 6);
    ui.icon(toast.failure ? icon::kCircleAlert : icon::kCheck, {inside.x, inside.y + 8, 16, 16},
            ui.tokens().bar_accent);
    inside.take_left(26);
    const Rect close = inside.take_right(32);
    if (ui.button(close, "Dismiss", {.look = ButtonLook::bar, .icon = icon::kX, .icon_only = true}))
        gone = true;
    if (toast.with_undo && ui.button(inside.take_right(undo_width), "Undo", {.look = ButtonLook::bar})) {
        queue.push(Undo{});
        gone = true;
    }
    ui.text({inside.x, inside.y + 6, inside.w - 8, 20}, toast.text, TextStyle::body, ui.tokens().bar_text);
    ui.end();
    if (ui.seconds() >= toast.until) {
        gone = true;
    } else {
        ui.wake(toast.until - ui.seconds());
    }
}

}  // namespace

std::string backup_age_text(std::int64_t last_backup_ms, std::int64_t now_ms) {
    if (last_backup_ms == 0) return "No backup yet";
    const std::int64_t days = std::max<std::int64_t>(0, (now_ms - last_backup_ms) / kDayMs);
    if (days == 0) return "Backup from today";
    return "Backup " + counted(days, "day", "days") + " old";
}

void draw_notes(Ui& ui, Rect& page, const ChromeRows& rows, Queue& queue) {
    const SaveStatus& save = rows.around.save;
    const float margin = margin_of(ui);
    if (save.state == SaveState::not_saved) {
        const Rect strip = page.take_top(64).inset(margin, 8);
        if (note_bar(ui, strip, Note::danger, "Not saved.", save.reason, "Retry")) queue.push(RetrySave{});
    }
    if (save.state == SaveState::read_only) {
        const Rect strip = page.take_top(64).inset(margin, 8);
        if (note_bar(ui, strip, Note::info, {}, "Open in another tab. Reading only.", "Take over"))
            queue.push(TakeOver{});
    }
    draw_sample_note(ui, page, rows, queue);
}

Rect draw_chrome(Ui& ui, const ChromeRows& rows, ChromeState& state, Queue& queue) {
    Rect screen = ui.screen();
    ui.fill(screen, ui.tokens().surface);
    if (narrow(ui)) {
        draw_narrow_top(ui, screen.take_top(measure::kTopBarNarrow), rows, state, queue);
        draw_bottom_bar(ui, screen.take_bottom(measure::kBottomBar), rows, queue);
    } else {
        draw_navigation(
            ui,
            screen.take_left(ui.layout() == Layout::wide ? measure::kNavigation : measure::kNavigationIcons),
            rows, state, queue);
        draw_top_bar(ui, screen.take_top(measure::kTopBar), rows, state, queue);
    }
    draw_notes(ui, screen, rows, queue);
    return screen;
}

void draw_overlays(Ui& ui, const ChromeRows& rows, ChromeState& state, Queue& queue) {
    // Neither covers the acts at the foot of an import.
    const bool above_foot = rows.route.screen == Screen::import;
    if (rows.job) draw_job_card(ui, ui.screen(), *rows.job, above_foot, queue);
    if (!state.toast) return;
    bool gone = false;
    const float lift = (above_foot ? import_foot_height(ui) : 0) + (rows.job ? 104 : 0);
    draw_toast(ui, ui.screen(), *state.toast, lift, gone, queue);
    if (gone) state.toast.reset();
}

}  // namespace perennial::ui
