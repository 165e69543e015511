#include "ui/views/contact_view.h"

#include <algorithm>
#include <array>

#include "core/domain/rules_of_record.h"
#include "ui/icons.h"
#include "ui/views/contact_timeline.h"
#include "ui/views/custom_editor.h"
#include "ui/views/format.h"
#include "ui/views/languages.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

constexpr float kTile = 82;

std::string address_text(const ContactPage& page) {
    std::string text;
    for (const auto& [number, value] : page.values) {
        const auto* address = std::get_if<Address>(&value);
        if (address == nullptr) continue;
        const std::string town =
            address->postal_code + (address->postal_code.empty() ? "" : " ") + address->city;
        for (const std::string& part :
             {address->street, town, address->region, country_name(address->country)}) {
            if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
        }
    }
    return text;
}

float section(Ui& ui, Rect area, float y, std::string_view title) {
    ui.heading({area.x, y, area.w, 20}, title, 2, TextStyle::section);
    return y + 30;
}

struct Fact {
    std::string label, value;
    std::string href = {};  ///< Where it leads.
};

/// What the contact has; what it lacks is left out.
std::vector<Fact> facts_of(const ContactPage& page) {
    std::vector<Fact> facts;
    const auto add = [&](std::string label, std::string value, std::string href = {}) {
        if (!value.empty()) facts.push_back({std::move(label), std::move(value), std::move(href)});
    };
    for (const ContactPage::Member& member : page.members) {
        if (member.table == TableId::contact_email) add("E-mail", member.value, mailto_href(member.value));
        if (member.table == TableId::contact_phone) add("Phone", member.value, tel_href(member.value));
    }
    add("Company", page.company);
    add("Owner", text_value(page, contact_field::owner));
    add("Address", address_text(page));
    if (const auto birthday = Birthday::parse(text_value(page, contact_field::birthday)))
        add("Birthday", birthday_text(*birthday));
    add("Language", language_name(text_value(page, contact_field::language)));
    add("Came by", text_value(page, contact_field::source));
    add("Number", text_value(page, contact_field::external_id));
    add("From", page.provenance.text);
    return facts;
}

/// The same of the shop's own fields.
std::vector<Fact> custom_facts_of(const ContactPage& page) {
    std::vector<Fact> facts;
    for (const ContactPage::Member& member : page.members) {
        if (member.table != TableId::contact_custom) continue;
        const CustomType type = member.type.value_or(CustomType::text);
        facts.push_back({member.label.empty() ? member.key : member.label,
                         custom_value_words(type, member.value),
                         type == CustomType::link ? member.value : std::string()});
    }
    return facts;
}

/// Labels stand in a column as wide as the longest of them, within bounds; returns the height used.
float draw_fact_lines(Ui& ui, Rect area, const std::vector<Fact>& facts) {
    constexpr float kLeast = 68, kMost = 120;
    float label_width = kLeast;
    for (const Fact& one : facts)
        label_width = std::max(label_width, ui.text_width(one.label, TextStyle::body) + 10);
    label_width = std::min(label_width, kMost);
    float y = area.y;
    for (const Fact& one : facts)
        y += fact(ui, {area.x, y, area.w, 200}, one.label, one.value, one.href, label_width);
    return y - area.y;
}

void draw_editing(Ui& ui, Rect area, const ContactRows& rows, ContactState& state, Queue& queue) {
    ContactForm& form = *state.editing;
    Rect foot = area.take_bottom(control_height(ui) + 20);
    Rect notes = area;
    notes.y += 16;
    notes.w -= 10;
    const float noted = draw_contact_form_notes(ui, notes, form);
    if (noted > 0) area.take_top(noted + 12);
    const Rect inside = ui.begin_scroll(area, "Edit details", state.facts_scroll);
    const Rect fields = {inside.x + 2, inside.y + 16, inside.w - 20, inside.h};
    const float height = draw_contact_fields(ui, fields, form, rows.form, false);
    ui.end_scroll(height + 32);
    foot = {foot.x, foot.y + 10, foot.w, control_height(ui)};
    RightToLeft buttons(ui, foot);
    if (buttons.button("Save", {.look = ButtonLook::main, .shortcut = "Ctrl Enter"}) ||
        ui.shortcut("Ctrl Enter")) {
        if (auto command = command_of(form, rows.form)) queue.push(*std::move(command));
        ui.wake(0);
    }
    if (buttons.button("Cancel") || ui.shortcut("Escape")) state.editing.reset();
}

/// Nothing where there are none; returns the height used.
float draw_tag_section(Ui& ui, Rect inside, float y, std::string_view title, std::span<const TagView> tags) {
    if (tags.empty()) return 0;
    ui.line({inside.x, y + 4}, {inside.right(), y + 4}, ui.tokens().line);
    const float below = section(ui, inside, y + 20, title);
    return below + tag_lines(ui, {inside.x, below, inside.w, 100}, tags) - y;
}

/// Where the head has no room for it; returns the height used.
float draw_delete(Ui& ui, Rect area, const ContactRows& rows, Queue& queue) {
    const ButtonOptions options{
        .icon = icon::kTrash2, .disabled = rows.read_only, .disabled_reason = kOnlyReading};
    const float height = control_height(ui);
    if (ui.button({area.x, area.y, ui.button_width("Delete contact", options), height}, "Delete contact",
                  options))
        queue.push(DeleteRecords{TableId::contact, {rows.page.id}});
    return height + 16;
}

void draw_facts(Ui& ui, Rect area, const ContactRows& rows, ContactState& state, Queue& queue) {
    if (state.editing) {
        draw_editing(ui, area, rows, state, queue);
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
    y += draw_fact_lines(ui, {inside.x, y, inside.w, 0}, facts_of(rows.page));
    if (const std::vector<Fact> own = custom_facts_of(rows.page); !own.empty()) {
        ui.line({inside.x, y + 4}, {inside.right(), y + 4}, ui.tokens().line);
        y = section(ui, inside, y + 20, "Your fields");
        y += draw_fact_lines(ui, {inside.x, y, inside.w, 0}, own);
    }
    if (narrow(ui))
        y += draw_tag_section(ui, inside, y, "Tags", members_of(rows.page, TableId::contact_tag, true));
    y +=
        draw_tag_section(ui, inside, y, "Interests", members_of(rows.page, TableId::contact_interest, false));
    if (narrow(ui) && !rows.page.deleted) y += draw_delete(ui, {inside.x, y + 16, inside.w, 0}, rows, queue);
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

std::string text_value(const ContactPage& page, FieldNo field) {
    for (const auto& [number, value] : page.values) {
        if (number == field && std::holds_alternative<std::string>(value))
            return std::get<std::string>(value);
    }
    return {};
}

std::vector<TagView> members_of(const ContactPage& page, TableId table, bool dots) {
    std::vector<TagView> tags;
    for (const ContactPage::Member& member : page.members) {
        if (member.table == table) tags.push_back({member.value, dots ? tag_colour(member.value) : 0});
    }
    return tags;
}

void draw_contact(Ui& ui, Rect page, const ContactRows& rows, ContactState& state, Queue& queue) {
    draw_contact_head(ui, page, rows, state, queue);
    ui.line({page.x, page.y}, {page.right(), page.y}, ui.tokens().line);
    if (ui.layout() == Layout::wide) {
        draw_columns(ui, page, rows, state, queue);
    } else {
        draw_tabbed(ui, page, rows, state, queue);
    }
}

}  // namespace perennial::ui
