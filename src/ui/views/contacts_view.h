// The list of contacts: search, sort, select, tag, delete; 100,000 of them at full frame rate.
#pragma once

#include <string>

#include "ui/views/state.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

struct ContactsRows {
    const ContactList& list;
    PagedRows<ContactRow>& page;
    Day today;
    int offset_minutes = 0;
    bool read_only = false;
};

struct ContactsState {
    ContactListQuery query;
    TableState table;
    Selection selection;
    bool tagging = false;  ///< The dialog that asks for a tag is open.
    std::string tag_draft;
    /// The ids of the selected rows, asked for by the controller when a bulk act was chosen.
    enum class Bulk : std::uint8_t { none, tag, remove };
    Bulk bulk = Bulk::none;
};

void draw_contacts(Ui& ui, Rect page, const ContactsRows& rows, ContactsState& state, Queue& queue);

/// What the narrow layout writes on a contact's second line, and screen readers as the row's description.
std::string contact_summary(const ContactRow& row, Day today);

}  // namespace perennial::ui
