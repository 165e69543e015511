#include "ui/views/switcher.h"

#include <algorithm>

#include "core/base/phrase.h"
#include "core/domain/rules_of_record.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

bool icons_only(const Ui& ui) { return ui.layout() == Layout::medium; }

void draw_workspace_menu(Ui& ui, Rect anchor, const ChromeRows& rows, ChromeState& state, Queue& queue) {
    const std::vector<WorkspaceEntry>& entries = rows.around.workspaces;
    std::vector<Ui::MenuItem> items;
    for (const WorkspaceEntry& entry : entries) {
        items.push_back({.label = entry.current ? rows.workspace_name : workspace_title(entry),
                         .icon = entry.sample ? icon::kFlaskConical : icon::kStore,
                         .shortcut = {},
                         .chosen = entry.current});
    }
    items.push_back({.label = "New workspace", .icon = icon::kPlus, .shortcut = {}, .separator_before = true});
    items.push_back({.label = "Manage workspaces", .icon = icon::kSettings, .shortcut = {}});
    const int chosen = ui.menu(anchor, "Workspaces", items, state.workspaces_open);
    if (chosen < 0) return;
    const auto at = static_cast<std::size_t>(chosen);
    if (at < entries.size()) {
        if (!entries[at].current) queue.push(SwitchWorkspace{entries[at].key});
    } else if (at == entries.size()) {
        queue.push(AddWorkspace{});
    } else {
        queue.push(ShowSettings{SettingsPart::workspaces});
    }
}

void draw_person_menu(Ui& ui, Rect anchor, const ChromeRows& rows, ChromeState& state, Queue& queue) {
    const std::vector<std::string>& people = rows.around.people;
    std::vector<Ui::MenuItem> items;
    for (const std::string& name : people) {
        items.push_back({.label = name, .icon = icon::kUser, .shortcut = {}, .chosen = name == rows.author});
    }
    items.push_back({.label = people.empty() ? "Say who you are…" : "Someone else…",
                     .icon = icon::kPencil,
                     .shortcut = {},
                     .separator_before = !people.empty()});
    const int chosen = ui.menu(anchor, "People", items, state.person_open);
    if (chosen < 0) return;
    const auto at = static_cast<std::size_t>(chosen);
    if (at == people.size()) {
        queue.push(ShowSettings{SettingsPart::person});
    } else if (people[at] != rows.author) {
        queue.push(SetAuthor{people[at]});
    }
}

void draw_face(Ui& ui, Rect face, const std::string& author) {
    if (author.empty()) {
        ui.fill(face, ui.tokens().pressed, 13);
        ui.icon(icon::kUser, face.inset(6, 6), ui.tokens().text_2, 14);
    } else {
        ui.avatar(face, initials(author), 2);
    }
}

}  // namespace

void draw_mark(Ui& ui, Point at) {
    ui.fill({at.x, at.y, 24, 24}, ui.tokens().accent, 6);
    ui.icon(icon::kSprout, {at.x + 4, at.y + 4, 16, 16}, ui.tokens().on_accent, 16);
}

std::vector<std::string> other_people(const ChromeRows& rows) {
    std::vector<std::string> others = rows.around.people;
    std::erase(others, rows.author);
    return others;
}

void draw_workspace_button(Ui& ui, Rect area, const ChromeRows& rows, ChromeState& state, Queue& queue) {
    if (ui.hit_area(area, phrase("Workspace: {}", rows.workspace_name), Role::button, 6))
        state.workspaces_open = !state.workspaces_open;
    ui.last().expanded = state.workspaces_open ? Node::Tri::yes : Node::Tri::no;
    if (icons_only(ui)) {
        ui.tooltip(rows.workspace_name);
        draw_mark(ui, {area.x + (area.w - 24) / 2, area.y + (area.h - 24) / 2});
    } else {
        draw_mark(ui, {area.x + 8, area.y + (area.h - 24) / 2});
        const Rect name{area.x + 42, area.y + (area.h - 20) / 2, area.w - 68, 20};
        ui.draw_text(name, rows.workspace_name, TextStyle::section, ui.tokens().text);
        ui.icon(icon::kChevronsUpDown, {area.right() - 22, area.y + (area.h - 14) / 2, 14, 14},
                ui.tokens().text_3, 14);
    }
    if (state.workspaces_open) draw_workspace_menu(ui, area, rows, state, queue);
}

void draw_person_button(Ui& ui, Rect area, const ChromeRows& rows, ChromeState& state, Queue& queue) {
    const std::string who = rows.author.empty() ? "No name yet" : rows.author;
    if (ui.hit_area(area, rows.author.empty() ? who : phrase("Working as {}", who), Role::button, 6))
        state.person_open = !state.person_open;
    ui.last().expanded = state.person_open ? Node::Tri::yes : Node::Tri::no;
    if (icons_only(ui)) {
        ui.tooltip(who);
        draw_face(ui, {area.x + (area.w - 26) / 2, area.y + (area.h - 26) / 2, 26, 26}, rows.author);
    } else {
        draw_face(ui, {area.x + 8, area.y + (area.h - 26) / 2, 26, 26}, rows.author);
        const Rect text{area.x + 44, area.y + (area.h - 34) / 2, area.w - 48, 34};
        ui.draw_text({text.x, text.y, text.w, 18}, who, TextStyle::body_medium, ui.tokens().text);
        const std::string requests =
            counted(rows.around.requests_since_opening, "request", "requests") + " since opening";
        ui.text({text.x, text.y + 18, text.w, 16}, requests, TextStyle::caption, ui.tokens().text_3);
    }
    if (state.person_open) draw_person_menu(ui, area, rows, state, queue);
}

void draw_sample_note(Ui& ui, Rect& page, const ChromeRows& rows, Queue& queue) {
    const WorkspaceEntry* current = current_workspace(rows.around.workspaces);
    if (current == nullptr || !current->sample) return;
    const bool small = narrow(ui);
    const float button = small ? control_height(ui) : measure::kSmall;
    Rect strip = page.take_top(small ? 44 + button + 12 : 44);
    ui.fill(strip, ui.tokens().info_soft);
    ui.line({strip.x, strip.bottom() - 1}, {strip.right(), strip.bottom() - 1}, ui.tokens().info_line);
    ui.begin(Role::group, "Sample", strip);
    Rect inside = strip.inset(margin_of(ui), 0);
    Rect buttons = small ? inside.take_bottom(button + 12) : inside;
    const auto press = [&](std::string_view label) {
        const ButtonOptions options{.small = !small};
        const float width = ui.button_width(label, options);
        const Rect cell = small ? buttons.take_left(width) : buttons.take_right(width);
        (small ? buttons.take_left(8) : buttons.take_right(8));
        const float y = small ? cell.y : cell.y + (cell.h - button) / 2;
        return ui.button({cell.x, y, width, button}, label, options);
    };
    if (press("Use my own")) {
        const WorkspaceEntry* own = own_workspace(rows.around.workspaces);
        if (own != nullptr) {
            queue.push(SwitchWorkspace{own->key});
        } else {
            queue.push(AddWorkspace{});
        }
    }
    if (press("Remove it")) queue.push(DeleteWorkspace{current->key});
    if (!small) inside = buttons;
    ui.icon(icon::kFlaskConical, {inside.x, inside.y + (inside.h - 16) / 2, 16, 16}, ui.tokens().info);
    ui.text({inside.x + 26, inside.y + (inside.h - 20) / 2, inside.w - 26, 20},
            "This is a sample shop. Nothing here is real or shared.", TextStyle::body, ui.tokens().text);
    ui.end();
}

}  // namespace perennial::ui
