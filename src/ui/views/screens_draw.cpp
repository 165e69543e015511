#include <algorithm>

#include "core/base/text.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/lists/list_words.h"
#include "ui/views/parts.h"
#include "ui/views/screens_parts.h"

namespace perennial::ui {
namespace {

struct PlaceText {
    std::string_view title;
    std::string_view back_fragment;
};

PlaceText place_text(Screen screen) {
    switch (screen) {
        case Screen::contacts: return {"Contacts", ""};
        case Screen::contact: return {"Contacts", "#/contacts"};
        case Screen::companies: return {"Companies", ""};
        case Screen::company: return {"Companies", "#/companies"};
        case Screen::products: return {"Products", ""};
        case Screen::product: return {"Products", "#/products"};
        case Screen::orders: return {"Orders", ""};
        case Screen::order:
        case Screen::edit_order: return {"Orders", "#/orders"};
        case Screen::new_order: return {"New order", "#/orders"};
        case Screen::segments: return {"Segments", ""};
        case Screen::segment:
        case Screen::new_segment: return {"Segments", "#/segments"};
        case Screen::numbers: return {"Numbers", ""};
        case Screen::import: return {"Import", "#/imports"};
        case Screen::imports: return {"Imports", "#/contacts"};
        case Screen::settings: return {"Settings", "#/contacts"};
        case Screen::fields: return {"Fields of contacts", "#/settings"};
        case Screen::not_found: break;
    }
    return {"Not found", "#/contacts"};
}

/// The setting's, else what the workspace was called when it was made.
std::string shown_name(const Surroundings& surroundings, const std::string& setting) {
    if (!setting.empty()) return setting;
    const WorkspaceEntry* current = current_workspace(surroundings.workspaces);
    return workspace_title(current != nullptr ? *current : WorkspaceEntry{});
}

}  // namespace

void draw_trouble(Ui& ui, Rect page, const Error& error) {
    const bool missing = error.code == ErrorCode::not_found;
    const Rect strip = empty_state(
        ui, page, missing ? icon::kSearch : icon::kCircleAlert,
        missing ? "Nothing here" : "This cannot be shown",
        missing ? "It was not found in this workspace. It may be in a colleague's file." : error.message);
    ui.link({strip.x + strip.w / 2 - 60, strip.y, 120, 24}, "To the contacts", "#/contacts",
            TextStyle::body_medium, ui.tokens().accent_text);
}

ChromeRows Screens::Parts::chrome_rows(const Surroundings& surroundings, const std::optional<Progress>& job) {
    const auto& summary = summary_model.get(app.workspace(), {});
    const auto& undo_now = undo_model.get(app.workspace(), {});
    const PlaceText place = place_text(route.screen);
    const ListKind searched = searched_list();
    return ChromeRows{.route = route,
                      .workspace_name = shown_name(surroundings, summary ? summary->name : ""),
                      .author = author,
                      .back_title = std::string(place.title),
                      .back_fragment = std::string(place.back_fragment),
                      .undo = undo_now ? *undo_now : UndoState{},
                      .around = surroundings,
                      .now_ms = platform.clock->now().ms,
                      .read_only = read_only,
                      .job = job,
                      .search = list_of(searched).state.view.text,
                      .searched = words_of(searched).place};
}

void Screens::Parts::draw(Ui& ui, const Surroundings& surroundings) {
    keep_preview();
    std::optional<Progress> job;
    const bool in_page = route.screen == Screen::import && import.step == ImportStep::import;
    if (running.job && !in_page) job = running.job->progress();
    take_keys(ui);
    const ChromeRows rows = chrome_rows(surroundings, job);
    ui.page_title(std::string(place_text(route.screen).title) + " - " + rows.workspace_name);
    ask_for_sample(surroundings);
    if (first_run_due(surroundings)) return draw_first_run_screen(ui, rows);
    Rect page = draw_chrome(ui, rows, chrome, queue);
    ui.begin(Role::main, place_text(route.screen).title, page);
    draw_screen(ui, page, surroundings);
    ui.end();
    draw_new_contact(ui);
    draw_new_record(ui);
    draw_overlays(ui, rows, chrome, queue);
}

void Screens::Parts::draw_screen(Ui& ui, Rect page, const Surroundings& surroundings) {
    switch (route.screen) {
        case Screen::contacts: return draw_list_screen(ui, page, ListKind::contacts);
        case Screen::companies: return draw_list_screen(ui, page, ListKind::companies);
        case Screen::products: return draw_list_screen(ui, page, ListKind::products);
        case Screen::contact: return draw_contact_screen(ui, page);
        case Screen::orders: return draw_list_screen(ui, page, ListKind::orders);
        case Screen::order: return draw_order_screen(ui, page);
        case Screen::company: return draw_company_screen(ui, page);
        case Screen::product: return draw_product_screen(ui, page);
        case Screen::new_order:
        case Screen::edit_order: return draw_order_form_screen(ui, page);
        case Screen::segments: return draw_segments_screen(ui, page);
        case Screen::segment:
        case Screen::new_segment: return draw_segment_screen(ui, page);
        case Screen::numbers: return draw_numbers_screen(ui, page);
        case Screen::import: return draw_import_screen(ui, page);
        case Screen::imports: {
            const auto& list = imports_model.get(app.workspace(), {});
            if (!list) return draw_trouble(ui, page, list.error());
            return draw_imports(ui, page, *list, today(), offset_minutes(), read_only, imports, queue);
        }
        case Screen::settings: {
            const auto& summary = summary_model.get(app.workspace(), {});
            if (!summary) return draw_trouble(ui, page, summary.error());
            settings.theme = theme;
            const auto& defined = fields_model.get(app.workspace(), {});
            if (!defined) return draw_trouble(ui, page, defined.error());
            const SettingsRows rows{*summary, *defined, surroundings, author, platform.clock->now().ms,
                                    read_only};
            return draw_settings(ui, page, rows, settings, queue);
        }
        case Screen::fields: return draw_fields_screen(ui, page);
        case Screen::not_found: return draw_trouble(ui, page, {.code = ErrorCode::not_found, .message = {}});
    }
}

ListKind Screens::Parts::searched_list() const {
    switch (route.screen) {
        case Screen::companies:
        case Screen::company: return ListKind::companies;
        case Screen::products:
        case Screen::product: return ListKind::products;
        case Screen::orders:
        case Screen::order:
        case Screen::new_order:
        case Screen::edit_order: return ListKind::orders;
        default: return ListKind::contacts;
    }
}

void Screens::Parts::draw_list_screen(Ui& ui, Rect page, ListKind kind) {
    ListScreen& list = list_of(kind);
    list.read_address(route.query);
    if (list.state.bulk.act == BulkDraft::Act::assign) list.staff = staff();
    const auto asked = list.ask(today(), offset_minutes(), ui.layout());
    if (!asked) return draw_trouble(ui, page, asked.error());
    draw_list(ui, page, list.rows(*asked, today(), offset_minutes(), read_only), list.state, queue);
    if (route.query != list.address()) route.query = list.address();
    if (list.count_one(asked->views, today(), offset_minutes())) ui.wake(0);
}

void Screens::Parts::draw_contact_screen(Ui& ui, Rect page) {
    show_contact(route.id);
    const auto& found = contact_model.get(app.workspace(), route.id);
    if (!found) return draw_trouble(ui, page, found.error());
    const TimelineQuery query{route.id, static_cast<TimelineFilter>(contact.filter), contact.shown};
    const auto& entries = timeline_model.get(app.workspace(), query);
    if (!entries) return draw_trouble(ui, page, entries.error());
    const bool was_editing = contact.editing.has_value();
    const ContactFormData form = contact_form_data(contact.editing ? &*contact.editing : nullptr);
    const ContactRows rows{.page = *found,
                           .entries = *entries,
                           .more = static_cast<std::int64_t>(entries->size()) > contact.shown,
                           .today = today(),
                           .now = platform.clock->now(),
                           .offset_minutes = offset_minutes(),
                           .staff = author,
                           .form = form.rows(),
                           .read_only = read_only};
    draw_contact(ui, page, rows, contact, queue);
    if (!was_editing && contact.editing) contact.editing->based_on = app.workspace().revision();
}

void Screens::Parts::draw_order_screen(Ui& ui, Rect page) {
    if (order.id != route.id) {
        order = {};
        order.id = route.id;
    }
    const auto& found = order_model.get(app.workspace(), route.id);
    if (!found) return draw_trouble(ui, page, found.error());
    draw_order(ui, page, *found, today(), read_only, order, queue);
}

void Screens::Parts::draw_new_record(Ui& ui) {
    if (new_record && new_record->open) draw_record_form(ui, *new_record, queue);
}

void Screens::Parts::take_keys(Ui& ui) {
    const bool in_dialog = new_contact_open || fields.form_open || fields.delete_open;
    if (ui.editing_text() || in_dialog || list_of(searched_list()).state.bulk.act != BulkDraft::Act::none)
        return;
    if (ui.shortcut("Ctrl z")) queue.push(Undo{});
    if (ui.shortcut("Ctrl Shift z")) queue.push(Redo{});
    if (!read_only && ui.shortcut("c")) queue.push(OpenNewContact{});
    if (ui.shortcut("g n")) queue.push(GoTo{"#/numbers"});
}

}  // namespace perennial::ui
