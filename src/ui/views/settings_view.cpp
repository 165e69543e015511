#include "ui/views/settings_view.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/money.h"
#include "core/base/text.h"
#include "ui/icons.h"
#include "ui/views/chrome.h"
#include "ui/views/countries.h"
#include "ui/views/format.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

float heading(Ui& ui, Rect area, float y, std::string_view title) {
    ui.heading({area.x, y, area.w, 20}, title, 2, TextStyle::section);
    return y + 32;
}

/// A country that is written out, by a file or the command line, is shown as it is.
float draw_country(Ui& ui, Rect area, float y, const SettingsRows& rows, Queue& queue) {
    const std::string& country = rows.summary.country;
    const FieldOptions field{.placeholder = country.empty() ? std::string_view("Choose") : country,
                             .help = "Decides how a date such as 3/4/2026 is read.",
                             .disabled = rows.read_only};
    int chosen = country_index(country);
    const float height = ui.field_height(field);
    if (ui.select({area.x, y, area.w, height}, "Country", country_options(), chosen, field)) {
        const auto known = countries();
        const auto place = static_cast<std::size_t>(chosen);
        queue.push(SetSetting{"country", place < known.size() ? std::string(known[place].code) : ""});
    }
    return y + height;
}

float draw_shop(Ui& ui, Rect area, float y, const SettingsRows& rows, SettingsState& state, Queue& queue) {
    y = heading(ui, area, y, "Your shop");
    const FieldOptions name{.help = "Stands at the top left.",
                            .disabled = rows.read_only,
                            .focus_now = state.show == SettingsPart::shop};
    const float height = ui.field_height(name);
    if (ui.text_field({area.x, y, area.w, height}, "Shop name", state.name, name).left &&
        trim(state.name) != rows.summary.name) {
        queue.push(SetSetting{"name", std::string(trim(state.name))});
    }
    y += height + 12;
    const FieldOptions currency{.placeholder = "EUR",
                                .help = "For files that name none. Three letters, such as EUR.",
                                .error = state.currency_error,
                                .disabled = rows.read_only};
    const float currency_height = ui.field_height(currency);
    const FieldResult typed =
        ui.text_field({area.x, y, area.w, currency_height}, "Currency", state.currency, currency);
    if (typed.left && trim(state.currency) != rows.summary.currency.code()) {
        const auto parsed = Currency::parse(trim(state.currency));
        state.currency_error = parsed || trim(state.currency).empty()
                                   ? ""
                                   : "Not a currency. Type its three letters, such as EUR.";
        if (parsed) {
            state.currency = std::string(parsed->code());
            queue.push(SetSetting{"currency", state.currency});
        }
    }
    y += currency_height + 12;
    return draw_country(ui, area, y, rows, queue) + 28;
}

float draw_fields_of_contacts(Ui& ui, Rect area, float y, const SettingsRows& rows) {
    y = heading(ui, area, y, "Fields of contacts");
    std::string labels;
    for (const CustomFieldUse& use : rows.fields) labels += (labels.empty() ? "" : ", ") + use.field.label;
    y += ui.paragraph({area.x, y, area.w, 100},
                      labels.empty() ? "None of your own yet: what your shop wants to know of its customers."
                                     : labels + ".",
                      TextStyle::body, ui.tokens().text_2, 3) +
         12;
    const ButtonOptions open{.icon = icon::kColumns3, .href = "#/settings/fields"};
    ui.button({area.x, y, ui.button_width("Your fields", open), control_height(ui)}, "Your fields", open);
    return y + control_height(ui) + 28;
}

float draw_person(Ui& ui, Rect area, float y, const SettingsRows& rows, SettingsState& state, Queue& queue) {
    y = heading(ui, area, y, "You, on this device");
    const bool someone_else = state.show == SettingsPart::person;
    if (someone_else) state.author.clear();
    const FieldOptions name{.placeholder = "Ines Marlow",
                            .help = "Stands beside every change you make.",
                            .autocomplete = "name",
                            .focus_now = someone_else};
    const float height = ui.field_height(name);
    if (ui.text_field({area.x, y, area.w, height}, "Your name", state.author, name).left &&
        trim(state.author) != rows.author) {
        queue.push(SetAuthor{std::string(trim(state.author))});
    }
    y += height + 12;
    const std::array<Option, 3> themes{Option{.label = "As the system", .icon = icon::kMonitor, .help = {}},
                                       Option{.label = "Light", .icon = icon::kSun, .help = {}},
                                       Option{.label = "Dark", .icon = icon::kMoon, .help = {}}};
    if (ui.segmented({area.x, y, std::min(area.w, 340.0F), control_height(ui)}, "Look", themes, state.theme))
        queue.push(SetTheme{state.theme});
    return y + control_height(ui) + 28;
}

float draw_data(Ui& ui, Rect area, float y, const SettingsRows& rows, Queue& queue) {
    y = heading(ui, area, y, "Your data");
    const std::string what = counted(rows.summary.contacts, "contact", "contacts") + ", " +
                             counted(rows.summary.orders, "order", "orders") + ", " +
                             counted(rows.summary.touches, "touch", "touches") + ", " +
                             bytes_text(rows.around.image_bytes) + " in this browser.";
    y += ui.paragraph({area.x, y, area.w, 60}, what + " Nothing leaves it but the files you save.",
                      TextStyle::body, ui.tokens().text_2) +
         6;
    ui.text({area.x, y, area.w, 20}, backup_age_text(rows.around.last_backup_ms, rows.now_ms),
            TextStyle::body, ui.tokens().text_2);
    y += 32;
    const float width = ui.button_width("Export everything", {.icon = icon::kDownload});
    if (ui.button({area.x, y, width, control_height(ui)}, "Export everything", {.icon = icon::kDownload}))
        queue.push(ExportEverything{});
    return y + control_height(ui) + 24;
}

}  // namespace

void draw_settings(Ui& ui, Rect page, const SettingsRows& rows, SettingsState& state, Queue& queue) {
    if (!state.begun || state.show != SettingsPart::none) {
        state.name = rows.summary.name;
        state.currency = std::string(rows.summary.currency.code());
        state.author = rows.author;
        state.begun = true;
    }
    page_head(ui, page, "Settings");
    const Rect inside = ui.begin_scroll(page, "Settings", state.scroll);
    const Rect area{inside.x + margin_of(ui), inside.y, std::min(460.0F, inside.w - 2 * margin_of(ui)),
                    inside.h};
    float y = inside.y + 8;
    y = draw_shop(ui, area, y, rows, state, queue);
    y = draw_fields_of_contacts(ui, area, y, rows);
    y = draw_person(ui, area, y, rows, state, queue);
    y = draw_data(ui, area, y, rows, queue);
    const float workspaces_at = y - inside.y;
    y = heading(ui, area, y, "Workspaces on this page");
    y = draw_workspaces(ui, {area.x, y, area.w, 0}, rows, state, queue);
    if (state.show == SettingsPart::workspaces) state.scroll = workspaces_at;
    if (std::exchange(state.show, SettingsPart::none) != SettingsPart::none) ui.wake(0);
    ui.end_scroll(y - inside.y);
    draw_delete_workspace(ui, rows, state, queue);
}

}  // namespace perennial::ui
