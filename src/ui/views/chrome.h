// What surrounds every screen: navigation, top bar or bottom bar, save state, notes across the page, the running job and
// the toast. Only what works has an entry.
#pragma once

#include <optional>
#include <string>

#include "core/app/job.h"
#include "ui/router/route.h"
#include "ui/views/screens.h"
#include "ui/views/state.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

struct Toast {
    std::string text;
    bool with_undo = false;
    bool failure = false;
    double until = 0;  ///< Ui::seconds at which it goes; 0: not yet shown.
};

struct ChromeRows {
    Route route;
    std::string workspace_name;
    std::string author;
    std::string back_title;  ///< Narrow: where the arrow leads, "" = no arrow.
    std::string back_fragment;
    std::int64_t contacts = 0, orders = 0;
    UndoState undo;
    const Surroundings& around;
    std::int64_t now_ms = 0;
    bool read_only = false;
    std::optional<Progress> job;
    std::string& search;        ///< The text of the list that searching narrows.
    std::string_view searched;  ///< "contacts" or "orders".
};

struct ChromeState {
    bool more_open = false, new_open = false, workspaces_open = false, person_open = false;
    std::optional<Toast> toast;
};

/// Draws the frame and returns the rectangle that is left for the screen.
Rect draw_chrome(Ui& ui, const ChromeRows& rows, ChromeState& state, Queue& queue);
/// Notes across the page: not saved, reading only, a sample. Takes their room from `page`.
void draw_notes(Ui& ui, Rect& page, const ChromeRows& rows, Queue& queue);
/// Over everything else: job card and toast.
void draw_overlays(Ui& ui, const ChromeRows& rows, ChromeState& state, Queue& queue);

/// "Backup 6 days old", "No backup yet".
std::string backup_age_text(std::int64_t last_backup_ms, std::int64_t now_ms);

}  // namespace perennial::ui
