#include "ui/views/contact_view.h"

#include <algorithm>
#include <array>

#include "core/domain/rules_of_record.h"
#include "ui/icons.h"
#include "ui/views/contact_timeline.h"
#include "ui/views/format.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

constexpr float kTile = 82;
constexpr std::string_view kOnlyReading = "This tab is only reading.";

std::string text_value(const ContactPage& page, FieldNo field) {
    for (const auto& [number, value] : page.values) {
        if (number == field && std::holds_alternative<std::string>(value))
            return std::get<std::string>(value);
    }
    return {};
}

std::string address_text(const ContactPage& page) {
    std::string text;
    for (const auto& [number, value] : page.values) {
        const auto* address = std::get_if<Address>(&value);
        if (address == nullptr) continue;
        const std::string town =
            address->postal_code + (address->postal_code.empty() ? "" : " ") + address->city;
        for (const std::string& part : {address->street, town, address->region, address->country}) {
            if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
        }
    }
    return text;
}

std::vector<TagView> members_of(const ContactPage& page, TableId table, bool dots) {
    std::vector<TagView> tags;
    for (const ContactPage::Member& member : page.members) {
        if (member.table == table) tags.push_back({member.value, dots ? tag_colour(member.value) : 0});
    }
    return tags;
}

float section(Ui& ui, Rect area, float y, std::string_view title) {
    ui.heading({area.x, y, area.w, 20}, title, 2, TextStyle::section);
    return y + 30;
}

/// Label and value pairs that the contact has; what it lacks is left out.
std::vector<std::pair<std::string, std::string>> facts_of(const ContactPage& page) {
    std::vector<std::pair<std::string, std::string>> facts;
    const auto add = [&](std::string label, std::string value) {
        if (!value.empty()) facts.emplace_back(std::move(label), std::move(value));
    };
    for (const ContactPage::Member& member : page.members) {
        if (member.table == TableId::contact_email) add("E-mail", member.value);
        if (member.table == TableId::contact_phone) add("Phone", member.value);
    }
    add("Company", page.company);
    add("Address", address_text(page));
    if (const auto birthday = Birthday::parse(text_value(page, contact_field::birthday)))
        add("Birthday", birthday_text(*birthday));
    add("Language", text_value(page, contact_field::language));
    add("Came by", text_value(page, contact_field::source));
    add("Number", text_value(page, contact_field::external_id));
    for (const ContactPage::Member& member : page.members) {
        if (member.table == TableId::contact_custom) add(member.key, member.value);
    }
    add("From", page.provenance.text);
    return facts;
}

void draw_editing(Ui& ui, Rect area, ContactState& state, Queue& queue) {
    Rect foot = area.take_bottom(control_height(ui) + 20);
    const Rect inside = ui.begin_scroll(area, "Edit details", state.facts_scroll);
    const Rect fields = {inside.x + 2, inside.y + 16, inside.w - 20, inside.h};
    const float height = draw_contact_fields(ui, fields, *state.editing, false);
    ui.end_scroll(height + 32);
    foot = {foot.x, foot.y + 10, foot.w, control_height(ui)};
    RightToLeft buttons(ui, foot);
    if (buttons.button("Save", {.look = ButtonLook::main})) {
        if (auto command = command_of(*state.editing)) queue.push(*std::move(command));
    }
    if (buttons.button("Cancel") || ui.shortcut("Escape")) state.editing.reset();
    if (state.editing && !state.editing->failure.empty()) ui.alert(state.editing->failure);
}

void draw_facts(Ui& ui, Rect area, const ContactRows& rows, ContactState& state, Queue& queue) {
    if (state.editing) {
        draw_editing(ui, area, state, queue);
        return;
    }
    const Rect inside = ui.begin_scroll(area, "Details", state.facts_scroll);
    float y = inside.y + 16;
    const std::string notes = text_value(rows.page, contact_field::notes);
    if (!notes.empty()) {
        const float text_height = ui.paragraph_height(notes, TextStyle::body, inside.w - 28);
        const Rect memo{inside.x, y, inside.w, text_height + 48};
        ui.fill(memo, ui.tokens().memo, 8);
        ui.edge(memo, ui.tokens().memo_line, 8);
        ui.icon(icon::kPin, {memo.x + 12, memo.y + 12, 14, 14}, ui.tokens().warn, 14);
        ui.text({memo.x + 32, memo.y + 9, memo.w - 44, 20}, "Remember", TextStyle::body_medium,
                ui.tokens().warn);
        ui.paragraph({memo.x + 14, memo.y + 34, memo.w - 28, 400}, notes, TextStyle::body, ui.tokens().text);
        y += memo.h + 16;
    }
    const Rect pencil{inside.right() - 28, y - 4, 28, 28};
    if (ui.button(pencil, "Edit details",
                  {.look = ButtonLook::bare,
                   .icon = icon::kPencil,
                   .icon_only = true,
                   .disabled = rows.read_only,
                   .disabled_reason = kOnlyReading,
                   .shortcut = "E",
                   .small = true})) {
        state.editing = edit_contact_form(rows.page, 0);
    }
    y = section(ui, inside, y, "Details");
    for (const auto& [label, value] : facts_of(rows.page))
        y += fact(ui, {inside.x, y, inside.w, 200}, label, value);
    const std::vector<TagView> interests = members_of(rows.page, TableId::contact_interest, false);
    if (!interests.empty()) {
        ui.line({inside.x, y + 4}, {inside.right(), y + 4}, ui.tokens().line);
        y = section(ui, inside, y + 20, "Interests");
        y += tag_lines(ui, {inside.x, y, inside.w, 100}, interests);
    }
    ui.end_scroll(y - inside.y + 24);
}

void draw_numbers(Ui& ui, Rect area, const ContactRows& rows, ContactState& state) {
    const ContactPage& page = rows.page;
    const Rect inside = ui.begin_scroll(area, "Key numbers", state.numbers_scroll);
    float y = section(ui, inside, inside.y + 16, "Key numbers");
    const Rect card{inside.x, y, inside.w, 3 * kTile};
    ui.fill(card, ui.tokens().surface, 8);
    const float half = card.w / 2;
    const std::string rhythm =
        page.median_gap_days
            ? "every " + counted(*page.median_gap_days, "day", "days")
            : (page.purchases == 0 ? "none yet" : counted(page.purchases, "purchase", "purchases"));
    tile(ui, {card.x, card.y, half, kTile}, "Orders", count_text(page.order_count), rhythm);
    tile(ui, {card.x + half, card.y, half, kTile}, "Spent to date",
         page.order_count == 0 ? "–" : tile_money_text(page.spent),
         page.more_currencies ? "and in other currencies" : "after returns");
    const auto since = [&](const std::optional<Day>& day) {
        return day ? tile_day_text(*day, rows.today) : std::string("–");
    };
    tile(ui, {card.x, card.y + kTile, half, kTile}, "Last order", since(page.last_order),
         page.last_order ? tile_day_note(*page.last_order, rows.today) : "no order yet");
    tile(ui, {card.x + half, card.y + kTile, half, kTile}, "Customer since", since(page.first_order),
         page.first_order ? tile_day_note(*page.first_order, rows.today) : "no order yet");
    std::optional<Day> touched;
    if (page.last_touch)
        touched = Day{static_cast<std::int32_t>(
            (page.last_touch->ms + std::int64_t{rows.offset_minutes} * 60'000) / 86'400'000)};
    tile(ui, {card.x, card.y + 2 * kTile, card.w, kTile}, "Last touch", since(touched),
         counted(page.touch_count, "touch", "touches"));
    ui.line({card.x, card.y + kTile}, {card.right(), card.y + kTile}, ui.tokens().line);
    ui.line({card.x, card.y + 2 * kTile}, {card.right(), card.y + 2 * kTile}, ui.tokens().line);
    ui.line({card.x + half, card.y}, {card.x + half, card.y + 2 * kTile}, ui.tokens().line);
    ui.edge(card, ui.tokens().line, 8);
    ui.end_scroll(y + card.h - inside.y + 24);
}

void draw_actions(Ui& ui, Rect area, const ContactRows& rows, ContactState& state, Queue& queue) {
    RightToLeft buttons(ui, area);
    if (rows.page.deleted) {
        if (buttons.button("Restore", {.look = ButtonLook::main,
                                       .icon = icon::kRotateCcw,
                                       .disabled = rows.read_only,
                                       .disabled_reason = kOnlyReading})) {
            queue.push(RestoreRecords{TableId::contact, {rows.page.id}});
        }
        return;
    }
    if (buttons.button("Delete", {.icon = icon::kTrash2,
                                  .icon_only = true,
                                  .disabled = rows.read_only,
                                  .disabled_reason = kOnlyReading})) {
        queue.push(DeleteRecords{TableId::contact, {rows.page.id}});
    }
    if (buttons.button("Log a touch", {.icon = icon::kNotebookPen,
                                       .disabled = rows.read_only,
                                       .disabled_reason = kOnlyReading,
                                       .shortcut = "N"})) {
        state.touch.channel = 1;
        state.tab = 0;
    }
    if (narrow(ui)) return;
    if (buttons.button("Edit", {.icon = icon::kPencil,
                                .disabled = rows.read_only,
                                .disabled_reason = kOnlyReading,
                                .shortcut = "E"})) {
        state.editing = edit_contact_form(rows.page, 0);
        state.tab = 1;
    }
}

void draw_title(Ui& ui, Rect head, const ContactRows& rows) {
    const ContactPage& page = rows.page;
    constexpr float kSize = 56;
    ui.avatar({head.x, head.y + 8, kSize, kSize}, initials(page.shown_name),
              static_cast<std::uint64_t>(page.row));
    const Rect text{head.x + kSize + 16, head.y + 8, head.w - kSize - 16, 28};
    ui.heading(text, page.shown_name, 1, TextStyle::page_title);
    const std::string preferred = text_value(page, contact_field::preferred_name);
    if (!preferred.empty() && preferred != page.shown_name) {
        const float width = ui.text_width(page.shown_name, TextStyle::page_title) + 10;
        if (width + 60 < text.w) {
            ui.text({text.x + width, text.y + 6, text.w - width, 20}, "goes by " + preferred, TextStyle::body,
                    ui.tokens().text_2);
        }
    }
    float x = text.x;
    for (const TagView& tag : members_of(page, TableId::contact_tag, true)) {
        const float width = ui.text_width(tag.text, TextStyle::caption_medium) + 24;
        if (x + width > text.right()) break;
        x += ui.tag({x, text.y + 32}, tag) + 4;
    }
    std::string line =
        page.first_order ? "Customer since " + full_day_text(*page.first_order) : "No order yet";
    if (page.deleted) line = "Deleted. Restore brings everything back.";
    if (text.right() - x > 120) {
        ui.text({x + (x > text.x ? 8 : 0), text.y + 32, text.right() - x - 8, 20}, line, TextStyle::body,
                page.deleted ? ui.tokens().danger : ui.tokens().text_2);
    }
}

void draw_columns(Ui& ui, Rect page, const ContactRows& rows, ContactState& state, Queue& queue) {
    Rect facts = page.take_left(308);
    ui.line({facts.right(), facts.y}, {facts.right(), facts.bottom()}, ui.tokens().line);
    Rect numbers = page.take_right(300);
    ui.fill(numbers, ui.tokens().sunken);
    ui.line({numbers.x, numbers.y}, {numbers.x, numbers.bottom()}, ui.tokens().line);
    draw_facts(ui, {facts.x + 24, facts.y, facts.w - 34, facts.h}, rows, state, queue);
    draw_timeline(ui, page.inset(24, 0), rows, state, queue);
    draw_numbers(ui, numbers.inset(20, 0), rows, state);
}

void draw_tabbed(Ui& ui, Rect page, const ContactRows& rows, ContactState& state, Queue& queue) {
    const std::array<Option, 3> tabs{Option{.label = "Timeline", .icon = nullptr, .help = {}},
                                     Option{.label = "Facts", .icon = nullptr, .help = {}},
                                     Option{.label = "Numbers", .icon = nullptr, .help = {}}};
    if (state.editing) state.tab = 1;
    ui.tabs(page.take_top(ui.touch() ? 44 : 36), "Parts of the page", tabs, state.tab);
    const Rect body = page.inset(margin_of(ui), 0);
    if (state.tab == 0) draw_timeline(ui, body, rows, state, queue);
    if (state.tab == 1) draw_facts(ui, body, rows, state, queue);
    if (state.tab == 2) draw_numbers(ui, body, rows, state);
}

}  // namespace

void draw_contact(Ui& ui, Rect page, const ContactRows& rows, ContactState& state, Queue& queue) {
    const float margin = margin_of(ui);
    if (!narrow(ui)) {
        const std::array<Crumb, 2> crumbs{{{"Contacts", "#/contacts"}, {rows.page.shown_name, {}}}};
        breadcrumbs(ui, page.take_top(36).inset(margin, 0), crumbs);
    }
    Rect head = page.take_top(80).inset(margin, 0);
    if (narrow(ui)) {
        draw_title(ui, head, rows);
        draw_actions(ui, page.take_top(control_height(ui) + 8).inset(margin, 0), rows, state, queue);
    } else {
        Rect actions = head.take_right(310);
        draw_actions(ui, {actions.x, actions.y + 20, actions.w, control_height(ui)}, rows, state, queue);
        draw_title(ui, head, rows);
    }
    if (!rows.read_only && !ui.editing_text() && !state.editing) {
        if (ui.shortcut("e")) state.editing = edit_contact_form(rows.page, 0);
        if (ui.shortcut("n")) state.touch.channel = 1;
    }
    ui.line({page.x, page.y}, {page.right(), page.y}, ui.tokens().line);
    if (ui.layout() == Layout::wide) {
        draw_columns(ui, page, rows, state, queue);
    } else {
        draw_tabbed(ui, page, rows, state, queue);
    }
}

}  // namespace perennial::ui
