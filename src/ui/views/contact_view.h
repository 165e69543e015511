// One customer's page: who it is, what happened, what it adds up to; editing in place, and a touch logged in two clicks.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ui/views/contact_form.h"
#include "ui/views/state.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

/// A touch being logged. `when` empty means now.
struct TouchForm {
    int channel = -1;   ///< Index of the catalogue's touch channels; -1: the form is closed.
    int direction = 1;  ///< 0 in, 1 out.
    std::string text, subject, when;
    std::string when_error, failure;
};

struct ContactRows {
    const ContactPage& page;
    const std::vector<TimelineEntry>& entries;
    bool more = false;  ///< There are older entries than those given.
    Day today;
    Instant now;
    int offset_minutes = 0;
    std::string_view staff;  ///< Who is at the till: goes into logged touches.
    ContactFormRows form;    ///< For editing.
    bool read_only = false;
};

struct ContactState {
    Id id;
    int filter = 0;  ///< TimelineFilter.
    std::int64_t shown = 200;
    float facts_scroll = 0, timeline_scroll = 0, numbers_scroll = 0;
    int tab = 0;  ///< Narrow and medium: timeline, facts, numbers.
    std::optional<ContactForm> editing;
    TouchForm touch;
};

void draw_contact(Ui& ui, Rect page, const ContactRows& rows, ContactState& state, Queue& queue);

/// contact_head.cpp: who it is and what can be done, taken from the top of the page.
void draw_contact_head(Ui& ui, Rect& page, const ContactRows& rows, ContactState& state, Queue& queue);
/// A text field among the page's values, or "".
std::string text_value(const ContactPage& page, FieldNo field);
/// Its members of one table, with coloured dots where tags have them.
std::vector<TagView> members_of(const ContactPage& page, TableId table, bool dots);

/// The command that logs the touch; nullopt when the time cannot be read, with the form's error set.
std::optional<Command> command_of(TouchForm& form, const Id& contact, Instant now, int offset_minutes,
                                  std::string_view staff);

}  // namespace perennial::ui
