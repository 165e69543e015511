// The settings' list of workspaces, and the dialog that deletes one.
#include <algorithm>

#include "core/base/phrase.h"
#include "core/base/text.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/parts.h"
#include "ui/views/settings_view.h"

namespace perennial::ui {
namespace {

std::string what_it_is(const WorkspaceEntry& entry) {
    std::string text = entry.sample ? "A sample, " : "";
    text += entry.bytes > 0 ? bytes_text(entry.bytes) : "size not known yet";
    return text + (entry.current ? ", open here" : "");
}

void draw_workspace(Ui& ui, Rect row, const WorkspaceEntry& entry, const SettingsRows& rows,
                    SettingsState& state, Queue& queue) {
    const std::string title = workspace_title(entry);
    ui.push_id(entry.key);
    ui.begin(Role::listitem, title, row);
    RightToLeft buttons(ui, row, 4);
    if (buttons.button(phrase("Delete {}", title), {.look = ButtonLook::bare,
                                                    .icon = icon::kTrash2,
                                                    .icon_only = true,
                                                    .disabled = entry.current && rows.read_only,
                                                    .disabled_reason = "It is open in another tab."})) {
        state.deleting = entry.key;
        state.delete_open = true;
        state.typed_name.clear();
        state.delete_begun = false;
    }
    if (entry.current) {
        if (buttons.button("Rename", {.disabled = rows.read_only,
                                      .disabled_reason = kOnlyReading,
                                      .name = phrase("Rename {}", title)}))
            queue.push(ShowSettings{SettingsPart::shop});
    } else if (buttons.button("Open", {.name = phrase("Open {}", title)})) {
        queue.push(SwitchWorkspace{entry.key});
    }
    Rect text = buttons.rest();
    ui.icon(entry.sample ? icon::kFlaskConical : icon::kStore, text.take_left(16), ui.tokens().text_3);
    text.take_left(12);
    const float y = text.y + (text.h - 38) / 2;
    ui.text({text.x, y, text.w, 20}, title, TextStyle::body_medium, ui.tokens().text);
    ui.text({text.x, y + 20, text.w, 18}, what_it_is(entry), TextStyle::caption, ui.tokens().text_2);
    ui.line({row.x, row.bottom() - 1}, {row.right(), row.bottom() - 1}, ui.tokens().line);
    ui.end();
    ui.pop_id();
}

std::string what_goes(const WorkspaceEntry& entry) {
    const std::string size = entry.bytes > 0 ? phrase(" ({})", bytes_text(entry.bytes)) : std::string();
    return phrase(
        "All that is in it{} goes. This cannot be undone: export it first if you may ever want it back.",
        size);
}

void draw_delete_form(Ui& ui, Rect area, const WorkspaceEntry& entry, SettingsState& state, Queue& queue) {
    const std::string title = workspace_title(entry);
    float y = area.y;
    y += ui.paragraph({area.x, y, area.w, 80}, what_goes(entry), TextStyle::body, ui.tokens().text_2) + 14;
    const FieldOptions field{.placeholder = title, .focus_now = !std::exchange(state.delete_begun, true)};
    const float height = ui.field_height(field);
    const FieldResult typed = ui.text_field({area.x, y, area.w, height},
                                            phrase("Type {} to delete it", title), state.typed_name, field);
    const bool matches = trim(state.typed_name) == trim(title);
    RightToLeft buttons(ui, {area.x, area.bottom() - control_height(ui), area.w, control_height(ui)});
    const bool pressed = buttons.button(
        "Delete workspace",
        {.look = ButtonLook::danger, .disabled = !matches, .disabled_reason = "Type the name first."});
    if (matches && (pressed || (typed.committed && !typed.left))) {
        queue.push(DeleteWorkspace{entry.key});
        state.delete_open = false;
    }
    if (buttons.button("Cancel")) state.delete_open = false;
}

}  // namespace

float draw_workspaces(Ui& ui, Rect area, const SettingsRows& rows, SettingsState& state, Queue& queue) {
    const std::vector<WorkspaceEntry>& entries = rows.around.workspaces;
    const float height = ui.touch() ? 60 : 52;
    float y = area.y;
    ui.begin(Role::list, "Workspaces", {area.x, y, area.w, height * static_cast<float>(entries.size())});
    for (const WorkspaceEntry& entry : entries) {
        draw_workspace(ui, {area.x, y, area.w, height}, entry, rows, state, queue);
        y += height;
    }
    ui.end();
    y += 12;
    const ButtonOptions add{.icon = icon::kPlus};
    if (ui.button({area.x, y, ui.button_width("New workspace", add), control_height(ui)}, "New workspace",
                  add))
        queue.push(AddWorkspace{});
    return y + control_height(ui) + 24;
}

void draw_delete_workspace(Ui& ui, const SettingsRows& rows, SettingsState& state, Queue& queue) {
    const auto entry = std::ranges::find(rows.around.workspaces, state.deleting, &WorkspaceEntry::key);
    if (!state.delete_open || entry == rows.around.workspaces.end()) return;
    const float inside = std::min(measure::kDialog, ui.screen().w - 32) - 40;
    const float height = 70 + ui.paragraph_height(what_goes(*entry), TextStyle::body, inside) + 14 +
                         ui.field_height({}) + 20 + control_height(ui);
    ui.dialog(phrase("Delete {}", workspace_title(*entry)), measure::kDialog, height, state.delete_open,
              [&](Rect area) { draw_delete_form(ui, area, *entry, state, queue); });
}

}  // namespace perennial::ui
