// The shop's name, currency and country, its fields of contacts, the person at this device, the look, where the data is, and the page's workspaces.
#pragma once

#include <string>

#include "core/app/custom_fields.h"
#include "ui/views/screens.h"
#include "ui/views/state.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

struct SettingsRows {
    const WorkspaceSummary& summary;
    const std::vector<CustomFieldUse>& fields;
    const Surroundings& around;
    std::string author;
    std::int64_t now_ms = 0;
    bool read_only = false;
};

struct SettingsState {
    bool begun = false;  ///< The drafts hold what was there when the screen was opened.
    std::string name, currency, author;
    std::string currency_error;
    int theme = 0;  ///< 0 as the system, 1 light, 2 dark.
    float scroll = 0;
    SettingsPart show = SettingsPart::none;  ///< Asked for; none as soon as it is shown.
    // The dialog that deletes a workspace
    std::string deleting;  ///< Key.
    std::string typed_name;
    bool delete_open = false, delete_begun = false;
};

/// settings_workspaces.cpp; returns where it ends.
float draw_workspaces(Ui& ui, Rect area, const SettingsRows& rows, SettingsState& state, Queue& queue);
void draw_delete_workspace(Ui& ui, const SettingsRows& rows, SettingsState& state, Queue& queue);

void draw_settings(Ui& ui, Rect page, const SettingsRows& rows, SettingsState& state, Queue& queue);

}  // namespace perennial::ui
