// The head of a customer's page: wide, a line of name, tags and acts; narrow, who it is, three key numbers and four acts.
#include <algorithm>
#include <array>

#include "core/base/phrase.h"
#include "core/domain/rules_of_record.h"
#include "ui/icons.h"
#include "ui/views/contact_view.h"
#include "ui/views/format.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

constexpr float kFace = 56;
constexpr std::string_view kDeleted = "Deleted. Restore brings everything back.";

/// The first e-mail or phone as a link to it; "" when there is none.
std::string first_href(const ContactPage& page, TableId table) {
    const auto first = std::ranges::find(page.members, table, &ContactPage::Member::table);
    if (first == page.members.end()) return {};
    return table == TableId::contact_email ? mailto_href(first->value) : tel_href(first->value);
}

std::string new_order_href(const ContactPage& page) { return "#/orders/new/" + page.id.to_string(); }

/// "Aga", unless the page is called so anyway.
std::string goes_by(const ContactPage& page) {
    const std::string preferred = text_value(page, contact_field::preferred_name);
    return preferred == page.shown_name ? std::string() : preferred;
}

void begin_editing(const ContactRows& rows, ContactState& state) {
    state.editing = edit_contact_form(rows.page, 0);
    state.tab = 1;
}

void begin_touch(ContactState& state) {
    state.touch.channel = 1;
    state.tab = 0;
}

bool restore_button(RightToLeft& buttons, const ContactRows& rows) {
    return buttons.button("Restore", {.look = ButtonLook::main,
                                      .icon = icon::kRotateCcw,
                                      .disabled = rows.read_only,
                                      .disabled_reason = kOnlyReading});
}

// Wide and medium ---------------------------------------------------------------------------------------------

/// From the right; returns what is left.
Rect draw_actions(Ui& ui, Rect area, const ContactRows& rows, ContactState& state, Queue& queue) {
    RightToLeft buttons(ui, area);
    const bool small = ui.layout() == Layout::medium;
    const auto act = [&](std::string_view label, const char* icon, std::string_view key, bool icon_only) {
        return buttons.button(label, {.icon = icon,
                                      .icon_only = icon_only,
                                      .disabled = rows.read_only,
                                      .disabled_reason = kOnlyReading,
                                      .shortcut = key});
    };
    const auto link = [&](std::string_view label, const char* icon, const std::string& href) {
        if (!href.empty()) buttons.button(label, {.icon = icon, .icon_only = small, .href = href});
    };
    if (rows.page.deleted) {
        if (restore_button(buttons, rows)) queue.push(RestoreRecords{TableId::contact, {rows.page.id}});
        return buttons.rest();
    }
    if (act("Delete", icon::kTrash2, {}, true)) queue.push(DeleteRecords{TableId::contact, {rows.page.id}});
    if (act("Edit", icon::kPencil, "E", true)) begin_editing(rows, state);
    if (act("Log a touch", icon::kNotebookPen, "N", false)) begin_touch(state);
    if (!rows.read_only) link("New order", icon::kShoppingBag, new_order_href(rows.page));
    link("Call", icon::kPhone, first_href(rows.page, TableId::contact_phone));
    link("E-mail", icon::kMail, first_href(rows.page, TableId::contact_email));
    return buttons.rest();
}

std::string since_line(const ContactPage& page) {
    if (page.deleted) return std::string(kDeleted);
    const std::string owner = text_value(page, contact_field::owner);
    const std::string since =
        page.first_order ? "Customer since " + full_day_text(*page.first_order) : "No order yet";
    return owner.empty() ? since : phrase("{} · Owner {}", since, owner);
}

void draw_title(Ui& ui, Rect head, const ContactRows& rows) {
    const ContactPage& page = rows.page;
    ui.avatar({head.x, head.y + 8, kFace, kFace}, initials(page.shown_name),
              static_cast<std::uint64_t>(page.row));
    const Rect text{head.x + kFace + 16, head.y + 8, head.w - kFace - 16, 28};
    ui.heading(text, page.shown_name, 1, TextStyle::page_title);
    const std::string preferred = goes_by(page);
    const float width = ui.text_width(page.shown_name, TextStyle::page_title) + 10;
    if (!preferred.empty() && width + 60 < text.w) {
        ui.text({text.x + width, text.y + 6, text.w - width, 20}, "goes by " + preferred, TextStyle::body,
                ui.tokens().text_2);
    }
    float x = text.x;
    for (const TagView& tag : members_of(page, TableId::contact_tag, true)) {
        const float tag_width = ui.text_width(tag.text, TextStyle::caption_medium) + 24;
        if (x + tag_width > text.right()) break;
        x += ui.tag({x, text.y + 32}, tag) + 4;
    }
    if (text.right() - x <= 120) return;
    ui.text({x + (x > text.x ? 8 : 0), text.y + 32, text.right() - x - 8, 20}, since_line(page),
            TextStyle::body, page.deleted ? ui.tokens().danger : ui.tokens().text_2);
}

// Narrow ------------------------------------------------------------------------------------------------------

/// "goes by Aga, owner Tomasz".
std::string beneath_name(const ContactPage& page) {
    if (page.deleted) return std::string(kDeleted);
    const std::string preferred = goes_by(page);
    const std::string owner = text_value(page, contact_field::owner);
    std::string line = preferred.empty() ? std::string() : "goes by " + preferred;
    if (!owner.empty()) line += (line.empty() ? "Owner " : ", owner ") + owner;
    return line.empty() ? since_line(page) : line;
}

void draw_face(Ui& ui, Rect area, const ContactRows& rows) {
    const ContactPage& page = rows.page;
    ui.avatar(area.take_left(kFace), initials(page.shown_name), static_cast<std::uint64_t>(page.row));
    area.take_left(14);
    ui.heading({area.x, area.y + 2, area.w, 28}, page.shown_name, 1, TextStyle::page_title);
    ui.text({area.x, area.y + 31, area.w, 22}, beneath_name(page), TextStyle::body,
            page.deleted ? ui.tokens().danger : ui.tokens().text_2);
}

void draw_key_numbers(Ui& ui, Rect area, const ContactRows& rows) {
    const ContactPage& page = rows.page;
    const std::array<std::pair<std::string_view, std::string>, 3> numbers{
        {{"Spent to date", page.order_count == 0 ? "–" : money_text(page.spent)},
         {"Orders", count_text(page.order_count)},
         {"Last order", page.last_order ? day_text(*page.last_order, rows.today) : std::string("–")}}};
    const float share = area.w / 3;
    for (const auto& [label, figure] : numbers) {
        const Rect cell = area.take_left(share);
        ui.begin(Role::group, label, cell);
        ui.text({cell.x, cell.y, cell.w - 8, 18}, label, TextStyle::caption, ui.tokens().text_2);
        ui.text({cell.x, cell.y + 19, cell.w - 8, 24}, figure, TextStyle::dialog_title, ui.tokens().text);
        ui.end();
    }
}

struct Act {
    std::string_view label;
    const char* icon;
    std::string href;  ///< "" for one that stays on the page.
};

/// True when it was pressed and leads nowhere else by itself.
bool draw_act(Ui& ui, Rect place, const Act& act) {
    ui.edge(place, ui.tokens().line_strong, 8);
    const bool pressed = ui.hit_area(place, act.label, act.href.empty() ? Role::button : Role::link, 8);
    if (!act.href.empty()) ui.last().href = act.href;
    ui.icon(act.icon, {place.x + place.w / 2 - 10, place.y + 8, 20, 20}, ui.tokens().accent_text, 20);
    ui.draw_text({place.x, place.y + 31, place.w, 18}, act.label, TextStyle::caption_medium, ui.tokens().text,
                 Align::centre);
    return pressed;
}

void draw_acts(Ui& ui, Rect area, const ContactRows& rows, ContactState& state, Queue& queue) {
    std::vector<Act> acts{{"Call", icon::kPhone, first_href(rows.page, TableId::contact_phone)},
                          {"E-mail", icon::kMail, first_href(rows.page, TableId::contact_email)}};
    std::erase_if(acts, [](const Act& act) { return act.href.empty(); });
    if (!rows.read_only) {
        acts.push_back({"Log", icon::kNotebookPen, {}});
        acts.push_back({"Order", icon::kShoppingBag, new_order_href(rows.page)});
    }
    const auto count = static_cast<float>(acts.size());
    const float width = (area.w - 8 * (count - 1)) / count;
    for (const Act& act : acts) {
        const Rect place = area.take_left(width);
        area.take_left(8);
        if (!draw_act(ui, place, act)) continue;
        if (act.href.empty()) begin_touch(state);
        if (act.href.starts_with('#')) queue.push(GoTo{act.href});
    }
}

void draw_narrow_head(Ui& ui, Rect& page, const ContactRows& rows, ContactState& state, Queue& queue) {
    constexpr float kLowPage = 420;  // There the numbers are under their tab only.
    const float height = page.h;
    page.take_top(16);
    draw_face(ui, page.take_top(kFace).inset(margin_of(ui), 0), rows);
    page.take_top(14);
    if (rows.page.deleted) {
        RightToLeft buttons(ui, page.take_top(control_height(ui)).inset(margin_of(ui), 0));
        if (restore_button(buttons, rows)) queue.push(RestoreRecords{TableId::contact, {rows.page.id}});
        page.take_top(14);
        return;
    }
    if (height > kLowPage) {
        draw_key_numbers(ui, page.take_top(44).inset(margin_of(ui), 0), rows);
        page.take_top(12);
    }
    draw_acts(ui, page.take_top(56).inset(margin_of(ui), 0), rows, state, queue);
    page.take_top(12);
}

}  // namespace

void draw_contact_head(Ui& ui, Rect& page, const ContactRows& rows, ContactState& state, Queue& queue) {
    if (!rows.read_only && !ui.editing_text() && !state.editing) {
        if (ui.shortcut("e")) begin_editing(rows, state);
        if (ui.shortcut("n")) begin_touch(state);
    }
    if (narrow(ui)) return draw_narrow_head(ui, page, rows, state, queue);
    const float margin = margin_of(ui);
    const std::array<Crumb, 2> crumbs{{{"Contacts", "#/contacts"}, {rows.page.shown_name, {}}}};
    breadcrumbs(ui, page.take_top(36).inset(margin, 0), crumbs);
    const Rect head = page.take_top(80).inset(margin, 0);
    const Rect row{head.x, head.y + 20, head.w, control_height(ui)};
    const Rect rest = draw_actions(ui, row, rows, state, queue);
    draw_title(ui, {head.x, head.y, rest.w - 8, head.h}, rows);
}

}  // namespace perennial::ui
