// Who and where we are: the workspace at the top of the navigation and the person at its foot, each a button that opens a
// menu, and the note that stands over a sample.
#pragma once

#include <string>
#include <vector>

#include "ui/views/chrome.h"

namespace perennial::ui {

/// Room for the icon alone where the navigation has only icons.
void draw_workspace_button(Ui& ui, Rect area, const ChromeRows& rows, ChromeState& state, Queue& queue);
void draw_person_button(Ui& ui, Rect area, const ChromeRows& rows, ChromeState& state, Queue& queue);
void draw_sample_note(Ui& ui, Rect& page, const ChromeRows& rows, Queue& queue);
/// The green square with the sprout, 24 by 24.
void draw_mark(Ui& ui, Point at);

/// Names used on this device but for the one at work.
std::vector<std::string> other_people(const ChromeRows& rows);

}  // namespace perennial::ui
