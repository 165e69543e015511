#include "ui/views/first_run_view.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/domain/rules_of_record.h"
#include "ui/icons.h"
#include "ui/views/countries.h"
#include "ui/views/parts.h"
#include "ui/views/switcher.h"

namespace perennial::ui {
namespace {

constexpr float kCardWidth = 640;
constexpr float kGap = 16;

/// Other workspaces that are no samples: there is somewhere to go back to.
const WorkspaceEntry* elsewhere(const FirstRunRows& rows) {
    const WorkspaceEntry* current = current_workspace(rows.around.workspaces);
    return own_workspace(rows.around.workspaces, current != nullptr ? current->key : "");
}

void begin(const FirstRunRows& rows, FirstRunState& state) {
    const WorkspaceEntry* current = current_workspace(rows.around.workspaces);
    state.shop = current != nullptr ? current->name : "";
    state.person = rows.author;
    state.country = likely_country(rows.locale);
    if (state.country >= 0)
        state.currency = currency_index(countries()[static_cast<std::size_t>(state.country)].currency);
    state.begun = true;
}

bool check_shop(FirstRunState& state) {
    const auto checked = check_value(table(TableId::setting).fields[setting_field::value], state.shop);
    if (trim(state.shop).empty()) {
        state.shop_error = "Type your shop's name, so that you see whose customers these are.";
    } else {
        state.shop_error = checked ? "" : checked.error().message;
    }
    return state.shop_error.empty();
}

bool check(FirstRunState& state) {
    state.currency_error = state.currency < 0 ? "Choose the currency that you are paid in." : std::string();
    return check_shop(state) && state.currency_error.empty();
}

void write_person(const FirstRunRows& rows, const FirstRunState& state, Queue& queue) {
    const std::string person(trim(state.person));
    if (!person.empty() && person != rows.author) queue.push(SetAuthor{person});
}

/// The answers, when they can be: then the screen has done its work.
bool write_answers(const FirstRunRows& rows, FirstRunState& state, Queue& queue) {
    if (!check(state)) return false;
    write_person(rows, state, queue);
    const auto in_list = [](int index, std::size_t size) {
        return index >= 0 && static_cast<std::size_t>(index) < size;
    };
    if (in_list(state.currency, named_currencies().size())) {
        const auto& chosen = named_currencies()[static_cast<std::size_t>(state.currency)];
        queue.push(SetSetting{"currency", std::string(chosen.code)});
    }
    if (in_list(state.country, countries().size())) {
        const auto& chosen = countries()[static_cast<std::size_t>(state.country)];
        queue.push(SetSetting{"country", std::string(chosen.code)});
    }
    queue.push(SetSetting{"name", std::string(trim(state.shop))});
    queue.push(DismissToast{});
    return true;
}

void look_at_sample(const FirstRunRows& rows, const FirstRunState& state, Queue& queue) {
    write_person(rows, state, queue);
    const auto there = std::ranges::find(rows.around.workspaces, true, &WorkspaceEntry::sample);
    if (there != rows.around.workspaces.end()) {
        queue.push(SwitchWorkspace{there->key});
    } else {
        queue.push(AddWorkspace{.name = "Sample shop", .sample = true});
    }
}

float draw_head(Ui& ui, Rect area, const FirstRunRows& rows, Queue& queue) {
    const bool another = elsewhere(rows) != nullptr;
    if (another) {
        const float size = control_height(ui);
        const WorkspaceEntry* current = current_workspace(rows.around.workspaces);
        if (ui.button({area.right() - size + 8, area.y - 8, size, size}, "Not now",
                      {.look = ButtonLook::bare, .icon = icon::kX, .icon_only = true}))
            queue.push(DeleteWorkspace{current->key});
    }
    draw_mark(ui, {area.x, area.y});
    float y = area.y + 40;
    ui.heading({area.x, y, area.w, 28}, another ? "A new workspace" : "Welcome to Perennial", 1,
               TextStyle::page_title);
    y += 34;
    y += ui.paragraph({area.x, y, area.w, 60},
                      another ? "It is apart from the others: customers, orders and files of its own."
                              : "Your customers, their orders and your conversations, kept in this browser. "
                                "Nothing leaves it but the files that you save.",
                      TextStyle::body, ui.tokens().text_2);
    return y + 20;
}

float draw_shop(Ui& ui, Rect area, float y, FirstRunState& state, bool just_opened) {
    const FieldOptions shop{.placeholder = "Harbour Books",
                            .error = state.shop_error,
                            .autocomplete = "organization",
                            .required = true,
                            .focus_now = just_opened};
    const float height = ui.field_height(shop);
    const FieldResult typed = ui.text_field({area.x, y, area.w, height}, "Shop name", state.shop, shop);
    if (typed.left && !trim(state.shop).empty()) check_shop(state);
    return y + height + kGap;
}

float draw_money(Ui& ui, Rect area, float y, FirstRunState& state) {
    const bool beside = !narrow(ui);
    const float width = beside ? (area.w - kGap) / 2 : area.w;
    const FieldOptions country{.placeholder = "Choose"};
    const float country_height = ui.field_height(country);
    if (ui.select({area.x, y, width, country_height}, "Country", country_options(), state.country, country) &&
        !state.currency_chosen && static_cast<std::size_t>(state.country) < countries().size()) {
        state.currency = currency_index(countries()[static_cast<std::size_t>(state.country)].currency);
        state.currency_error.clear();
    }
    if (!beside) y += country_height + kGap;
    const FieldOptions currency{
        .placeholder = "Choose", .help = "For amounts that name none.", .error = state.currency_error};
    const float height = ui.field_height(currency);
    const Rect place{beside ? area.x + width + kGap : area.x, y, width, height};
    if (ui.select(place, "Currency", currency_options(), state.currency, currency)) {
        state.currency_chosen = true;
        state.currency_error.clear();
    }
    return y + height + kGap;
}

float draw_person(Ui& ui, Rect area, float y, FirstRunState& state) {
    const FieldOptions person{.placeholder = "Ines Marlow",
                              .help = "Stands beside every change you make. May stay empty.",
                              .autocomplete = "name"};
    const float height = ui.field_height(person);
    ui.text_field({area.x, y, area.w, height}, "Your name", state.person, person);
    return y + height + 20;
}

/// In a row from the right, the main one last; below each other, the main one first, where it is narrow.
float draw_choices(Ui& ui, Rect area, float y, const FirstRunRows& rows, FirstRunState& state, Queue& queue) {
    y += ui.paragraph({area.x, y, area.w, 60},
                      "Bring a list that your shop or mail program exports, look around in a made-up shop, "
                      "go on with what a colleague sent you, or add customers one by one.",
                      TextStyle::body, ui.tokens().text_2) +
         16;
    const float height = control_height(ui);
    RightToLeft row(ui, {area.x, y, area.w, height});
    const auto press = [&](std::string_view label, const ButtonOptions& options) {
        if (!narrow(ui)) return row.button(label, options);
        const bool pressed = ui.button({area.x, y, area.w, height}, label, options);
        y += height + 8;
        return pressed;
    };
    if (press("Import a file", {.look = ButtonLook::main, .icon = icon::kUpload})) {
        if (write_answers(rows, state, queue)) queue.push(PickFiles{});
    }
    if (press("Look at a sample shop", {})) look_at_sample(rows, state, queue);
    if (press("Open a colleague's file", {})) {
        write_person(rows, state, queue);
        queue.push(PickFiles{});
    }
    if (press("Start empty", {})) write_answers(rows, state, queue);
    return narrow(ui) ? y : y + height;
}

}  // namespace

void draw_first_run(Ui& ui, Rect page, const FirstRunRows& rows, FirstRunState& state, Queue& queue) {
    const bool just_opened = !state.begun;
    if (just_opened) begin(rows, state);
    const bool small = narrow(ui);
    if (small) ui.fill(page, ui.tokens().surface);
    const Rect inside = ui.begin_scroll(page, "Welcome", state.scroll);
    const float width = small ? inside.w : std::min(kCardWidth, inside.w - 2 * margin_of(ui));
    const float top = small ? 0 : std::max(24.0F, (page.h - state.card_height) / 2);
    const Rect card{inside.x + (inside.w - width) / 2, inside.y + top, width, state.card_height};
    if (!small) {
        ui.fill(card, ui.tokens().surface, 12);
        ui.edge(card, ui.tokens().line_strong, 12);
    }
    const float padding = small ? 20 : 32;
    const Rect area = card.inset(padding, padding);
    float y = draw_head(ui, area, rows, queue);
    y = draw_shop(ui, area, y, state, just_opened);
    y = draw_money(ui, area, y, state);
    y = draw_person(ui, area, y, state);
    y = draw_choices(ui, area, y, rows, state, queue) + padding;
    if (std::exchange(state.card_height, y - card.y) != y - card.y) ui.draw_again();
    ui.end_scroll(y - inside.y + (small ? 0 : 24));
}

}  // namespace perennial::ui
