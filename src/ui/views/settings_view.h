// The shop's name and currency, the person at this device, the look, and where the data is.
#pragma once

#include <string>

#include "ui/views/screens.h"
#include "ui/views/state.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

struct SettingsRows {
    const WorkspaceSummary& summary;
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
};

void draw_settings(Ui& ui, Rect page, const SettingsRows& rows, SettingsState& state, Queue& queue);

}  // namespace perennial::ui
