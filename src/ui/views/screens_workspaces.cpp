// What the screens do about workspaces: the first run of an empty one, a sample that fills itself, and the wishes that
// lead from one to another.
#include <algorithm>

#include "ui/views/screens_parts.h"

namespace perennial::ui {

std::string Screens::Parts::name() {
    const auto& summary = summary_model.get(app.workspace(), {});
    return summary ? summary->name : std::string();
}

bool Screens::Parts::first_run_due(const Surroundings& surroundings) {
    if (read_only || running.job || route.screen != Screen::contacts) return false;
    const WorkspaceEntry* current = current_workspace(surroundings.workspaces);
    if (current == nullptr || current->sample) return false;
    const auto& summary = summary_model.get(app.workspace(), {});
    const auto& undo = undo_model.get(app.workspace(), {});
    if (!summary || !undo || undo->undo || undo->redo) return false;
    return summary->name.empty() && summary->contacts + summary->orders + summary->touches == 0;
}

void Screens::Parts::draw_first_run_screen(Ui& ui, const ChromeRows& rows) {
    const FirstRunRows begin{.around = rows.around, .author = author, .locale = ui.preferences().locale};
    ui.page_title("Welcome - Perennial");
    ui.fill(ui.screen(), ui.tokens().nav);
    Rect page = ui.screen();
    draw_notes(ui, page, rows, queue);
    ui.begin(Role::main, "Welcome", page);
    draw_first_run(ui, page, begin, first_run, queue);
    ui.end();
    draw_overlays(ui, rows, chrome, queue);
}

void Screens::Parts::ask_for_sample(const Surroundings& surroundings) {
    const WorkspaceEntry* current = current_workspace(surroundings.workspaces);
    if (sample_asked || read_only || current == nullptr || !current->sample) return;
    sample_asked = true;
    const auto& summary = summary_model.get(app.workspace(), {});
    if (summary && summary->contacts == 0) queue.push(StartSample{});
}

void Screens::Parts::show_settings(SettingsPart part) {
    go({.screen = Screen::settings, .id = {}});
    settings.show = part;
}

bool Screens::Parts::may_leave() {
    if (running.job) say(kBusy, false, true);
    return running.job == nullptr;
}

void Screens::Parts::grant_of_workspaces(const SwitchWorkspace& wish) {
    if (may_leave()) platform.switch_workspace(wish);
}

void Screens::Parts::grant_of_workspaces(const AddWorkspace& wish) {
    if (may_leave()) platform.add_workspace(wish);
}

void Screens::Parts::grant_of_workspaces(const DeleteWorkspace& wish) {
    if (may_leave()) platform.delete_workspace(wish);
}

}  // namespace perennial::ui
