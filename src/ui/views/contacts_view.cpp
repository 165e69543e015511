#include "ui/views/contacts_view.h"

#include <array>

#include "core/domain/rules_of_record.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

struct ColumnPlan {
    ContactSort sort;
    Column column;
    std::string (*draw)(Ui&, Rect, const ContactRow&, const ContactsRows&);
};

std::string draw_name(Ui& ui, Rect cell, const ContactRow& row, const ContactsRows&) {
    ui.avatar({cell.x, cell.y + (cell.h - 26) / 2, 26, 26}, initials(row.name),
              static_cast<std::uint64_t>(row.row));
    ui.draw_text({cell.x + 34, cell.y + (cell.h - 20) / 2, cell.w - 34, 20}, row.name, TextStyle::body_medium,
                 ui.tokens().text);
    return row.name;
}

std::string draw_plain(Ui& ui, Rect cell, const std::string& text, bool strong = false,
                       Align align = Align::left) {
    const std::string shown = text.empty() ? "–" : text;
    const Colour colour = text.empty() ? ui.tokens().text_3 : strong ? ui.tokens().text : ui.tokens().text_2;
    ui.draw_text({cell.x, cell.y + (cell.h - 20) / 2, cell.w, 20}, shown, TextStyle::body, colour, align);
    return shown;
}

std::string draw_email(Ui& ui, Rect cell, const ContactRow& row, const ContactsRows&) {
    return draw_plain(ui, cell, row.email.empty() ? row.phone : row.email);
}

std::string draw_tags(Ui& ui, Rect cell, const ContactRow& row, const ContactsRows&) {
    if (row.tags.empty()) return draw_plain(ui, cell, {});
    std::string spoken;
    float x = cell.x;
    std::int64_t shown = 0;
    for (const std::string& tag : row.tags) {
        spoken += (spoken.empty() ? "" : ", ") + tag;
        const float width = ui.text_width(tag, TextStyle::caption_medium) + 24;
        if (shown == 2 || x + width > cell.right() - 24) continue;
        x += ui.tag({x, cell.y + (cell.h - measure::kTag) / 2}, {tag, tag_colour(tag)}) + 4;
        ++shown;
    }
    if (row.tag_count > shown) {
        ui.draw_text({x + 2, cell.y + (cell.h - 16) / 2, 30, 16}, "+" + std::to_string(row.tag_count - shown),
                     TextStyle::caption, ui.tokens().text_3);
    }
    return spoken;
}

std::string draw_last_order(Ui& ui, Rect cell, const ContactRow& row, const ContactsRows& rows) {
    return draw_plain(ui, cell, row.last_order ? day_text(*row.last_order, rows.today) : "");
}
std::string draw_orders(Ui& ui, Rect cell, const ContactRow& row, const ContactsRows&) {
    return draw_plain(ui, cell, count_text(row.orders), true, Align::right);
}
std::string draw_spent(Ui& ui, Rect cell, const ContactRow& row, const ContactsRows&) {
    const std::string amount =
        row.orders == 0 ? "" : money_text(row.spent) + (row.more_currencies ? " +" : "");
    return draw_plain(ui, cell, amount, true, Align::right);
}
std::string draw_last_touch(Ui& ui, Rect cell, const ContactRow& row, const ContactsRows& rows) {
    if (!row.last_touch) return draw_plain(ui, cell, {});
    const auto local_ms = row.last_touch->ms + std::int64_t{rows.offset_minutes} * 60'000;
    return draw_plain(ui, cell, day_text(Day{static_cast<std::int32_t>(local_ms / 86'400'000)}, rows.today));
}

std::vector<ColumnPlan> plan_columns(const ContactsState& state, Layout layout) {
    const auto column = [&](std::string label, float width, Align align, ContactSort sort) {
        Column made{.label = std::move(label),
                    .width = width,
                    .align = align,
                    .sortable = true,
                    .sorted_descending = {}};
        if (state.query.sort == sort) made.sorted_descending = state.query.descending;
        return made;
    };
    std::vector<ColumnPlan> plan;
    plan.push_back({ContactSort::name, column("Name", 0, Align::left, ContactSort::name), draw_name});
    plan.push_back({ContactSort::email, column("E-mail", 230, Align::left, ContactSort::email), draw_email});
    if (layout == Layout::wide) {
        Column tags{
            .label = "Tags", .width = 210, .align = Align::left, .sortable = false, .sorted_descending = {}};
        plan.push_back({ContactSort::name, tags, draw_tags});
    }
    plan.push_back(
        {ContactSort::orders, column("Orders", 90, Align::right, ContactSort::orders), draw_orders});
    plan.push_back(
        {ContactSort::spent, column("Spent to date", 130, Align::right, ContactSort::spent), draw_spent});
    plan.push_back({ContactSort::last_order, column("Last order", 130, Align::left, ContactSort::last_order),
                    draw_last_order});
    if (layout == Layout::wide) {
        plan.push_back({ContactSort::last_touch,
                        column("Last touch", 130, Align::left, ContactSort::last_touch), draw_last_touch});
    }
    return plan;
}

std::string draw_two_lines(Ui& ui, Rect cell, const ContactRow& row, const ContactsRows& rows) {
    ui.avatar({cell.x, cell.y + (cell.h - 32) / 2, 32, 32}, initials(row.name),
              static_cast<std::uint64_t>(row.row));
    Rect text{cell.x + 44, cell.y + (cell.h - 38) / 2, cell.w - 44, 20};
    if (row.orders > 0) {
        const float width =
            ui.draw_text(text, money_text(row.spent), TextStyle::body_medium, ui.tokens().text, Align::right);
        text.w -= width + 12;
    }
    ui.draw_text(text, row.name, TextStyle::body_medium, ui.tokens().text);
    const std::string summary = contact_summary(row, rows.today);
    ui.draw_text({cell.x + 44, text.y + 20, cell.w - 44, 18}, summary, TextStyle::caption, ui.tokens().text_2);
    return row.name + ", " + summary;
}

void apply_selection(const TableResult& result, const ContactsRows& rows, ContactsState& state) {
    if (result.select_none) state.selection.clear();
    if (result.select_all) {
        for (const RowNo row : rows.list.rows) state.selection.set(row, true);
    }
    if (!result.select) return;
    if (result.select->only) state.selection.clear();
    for (std::int64_t i = result.select->first; i <= result.select->last; ++i) {
        state.selection.set(rows.list.rows[static_cast<std::size_t>(i)], result.select->on);
    }
}

void apply_sort(const std::vector<ColumnPlan>& plan, int column, ContactsState& state) {
    const ContactSort sort = plan[static_cast<std::size_t>(column)].sort;
    const bool words = sort == ContactSort::name || sort == ContactSort::email;
    state.query.descending = state.query.sort == sort ? !state.query.descending : !words;
    state.query.sort = sort;
    state.table.scroll_y = 0;
}

void draw_table(Ui& ui, Rect area, const ContactsRows& rows, ContactsState& state, Queue& queue) {
    const bool two_line = narrow(ui);
    const std::vector<ColumnPlan> plan = plan_columns(state, ui.layout());
    std::vector<Column> columns;
    for (const ColumnPlan& entry : plan) columns.push_back(entry.column);
    if (two_line)
        columns = {Column{
            .label = "Contact", .width = 0, .align = Align::left, .sortable = false, .sorted_descending = {}}};
    const auto row_no = [&](std::int64_t i) { return rows.list.rows[static_cast<std::size_t>(i)]; };

    TableSpec spec;
    spec.label = "Contacts";
    spec.columns = columns;
    spec.row_count = static_cast<std::int64_t>(rows.list.rows.size());
    spec.row_height = row_height(ui);
    spec.selectable = !two_line;
    spec.selected_count = state.selection.size();
    spec.row_key = [&](std::int64_t i) { return static_cast<std::uint64_t>(row_no(i)); };
    spec.row_selected = [&](std::int64_t i) { return state.selection.has(row_no(i)); };
    spec.row_name = [&](std::int64_t i) { return rows.page.at(i) ? rows.page.at(i)->name : std::string(); };
    spec.row_href = [&](std::int64_t i) {
        return rows.page.at(i) ? "#/contacts/" + rows.page.at(i)->id.to_string() : std::string();
    };
    spec.will_show = [&](std::int64_t first, std::int64_t last) { rows.page.need(first, last); };
    spec.draw_cell = [&](std::int64_t i, int column, Rect cell) -> std::string {
        const ContactRow* row = rows.page.at(i);
        if (row == nullptr) return {};
        if (two_line) return draw_two_lines(ui, cell, *row, rows);
        return plan[static_cast<std::size_t>(column)].draw(ui, cell, *row, rows);
    };
    const TableResult result = ui.table(area, spec, state.table);
    apply_selection(result, rows, state);
    if (result.sort_column && !two_line) apply_sort(plan, *result.sort_column, state);
    if (result.opened && rows.page.at(*result.opened)) queue.push(GoTo{spec.row_href(*result.opened)});
    if (result.key == "Delete" && state.selection.size() > 0) state.bulk = ContactsState::Bulk::remove;
}

void draw_foot(Ui& ui, Rect foot, const ContactsRows& rows) {
    ui.fill(foot, ui.tokens().sunken);
    ui.line({foot.x, foot.y}, {foot.right(), foot.y}, ui.tokens().line);
    Rect inside = foot.inset(margin_of(ui), 0);
    const Rect line{inside.x, inside.y + (inside.h - 16) / 2, inside.w, 16};
    const auto shown = static_cast<std::int64_t>(rows.list.rows.size());
    const std::string text = shown == rows.list.total ? counted(shown, "contact", "contacts")
                                                      : "Showing " + count_text(shown) + " of " +
                                                            counted(rows.list.total, "contact", "contacts");
    ui.text(line, text, TextStyle::caption, ui.tokens().text_2);
    if (!rows.list.spent.empty()) {
        ui.text(line, "Sum of spent to date " + sums_text(rows.list.spent), TextStyle::caption,
                ui.tokens().text_2, Align::right);
    }
}

void draw_bulk_bar(Ui& ui, Rect area, const ContactsRows& rows, ContactsState& state) {
    const float width = std::min(560.0F, area.w - 32);
    const Rect bar{area.x + (area.w - width) / 2, area.bottom() - 60, width, 44};
    ui.lift(bar, 10);
    ui.fill(bar, ui.tokens().bar, 10);
    ui.begin(Role::group, "Selected contacts", bar);
    Rect inside = bar.inset(8, 6);
    const std::string count = count_text(state.selection.size()) + " selected";
    const float count_width = ui.text_width(count, TextStyle::body_semibold);
    ui.text({inside.x + 8, inside.y + 6, count_width + 2, 20}, count, TextStyle::body_semibold,
            ui.tokens().bar_text);
    inside.take_left(count_width + 18);
    RightToLeft buttons(ui, inside, 4);
    const auto bar_button = [&](std::string_view label, const char* icon, bool icon_only = false) {
        return buttons.button(label, {.look = ButtonLook::bar,
                                      .icon = icon,
                                      .icon_only = icon_only,
                                      .disabled = rows.read_only && !icon_only,
                                      .disabled_reason = "This tab is only reading."});
    };
    if (bar_button("Clear selection", icon::kX, true)) state.selection.clear();
    if (bar_button("Delete", icon::kTrash2)) state.bulk = ContactsState::Bulk::remove;
    if (bar_button("Tag", icon::kTag)) {
        state.tagging = true;
        state.tag_draft.clear();
    }
    const auto all = static_cast<std::int64_t>(rows.list.rows.size());
    if (!narrow(ui) && state.selection.size() < all &&
        bar_button("Select all " + count_text(all), icon::kCheck)) {
        for (const RowNo row : rows.list.rows) state.selection.set(row, true);
    }
    ui.end();
}

void draw_tag_dialog(Ui& ui, ContactsState& state) {
    if (!state.tagging) return;
    const std::string title = "Tag " + counted(state.selection.size(), "contact", "contacts");
    ui.dialog(title, measure::kDialog, 190, state.tagging, [&](Rect area) {
        const FieldResult typed =
            ui.text_field({area.x, area.y, area.w, 52}, "Tag", state.tag_draft, {.focus_now = true});
        Rect buttons = area.take_bottom(control_height(ui));
        RightToLeft row(ui, buttons);
        const bool ready = !state.tag_draft.empty();
        const bool apply = row.button(
            "Add tag", {.look = ButtonLook::main, .disabled = !ready, .disabled_reason = "Type a tag first."});
        if (row.button("Cancel")) state.tagging = false;
        if (ready && (apply || typed.committed)) {
            state.bulk = ContactsState::Bulk::tag;
            state.tagging = false;
        }
    });
}

void draw_head(Ui& ui, Rect& page, const ContactsRows& rows, ContactsState& state, Queue& queue) {
    if (!narrow(ui)) {
        RightToLeft buttons(ui, page_head(ui, page, "Contacts"));
        const std::string_view why = "This tab is only reading.";
        const ButtonLook look =
            rows.list.total > 0 ? ButtonLook::main : ButtonLook::plain;  // One filled button a screen.
        if (buttons.button(
                "New contact",
                {.look = look, .icon = icon::kPlus, .disabled = rows.read_only, .disabled_reason = why})) {
            queue.push(OpenNewContact{});
        }
        if (buttons.button("Export", {.icon = icon::kDownload})) queue.push(ExportEverything{});
        if (buttons.button("Import",
                           {.icon = icon::kUpload, .disabled = rows.read_only, .disabled_reason = why}))
            queue.push(PickFiles{});
    }
    if (!narrow(ui)) return;
    const Rect strip = page.take_top(60).inset(margin_of(ui), 8);
    ui.text_field(
        strip, "Search", state.query.text,
        {.placeholder = "Search contacts", .icon = icon::kSearch, .show_label = false, .search = true});
}

void draw_nobody(Ui& ui, Rect page, const ContactsRows& rows, ContactsState& state, Queue& queue) {
    if (rows.list.total > 0) {
        Rect strip = empty_state(ui, page, icon::kSearch, "Nobody matches",
                                 "No contact has all of these words in name, e-mail, phone or number.");
        const float width = ui.button_width("Show all contacts");
        if (ui.button({strip.x + (strip.w - width) / 2, strip.y, width, strip.h}, "Show all contacts"))
            state.query.text.clear();
        return;
    }
    const Rect strip =
        empty_state(ui, page, icon::kUsers, "No customers yet",
                    "Bring the list your shop or mail program exports: a CSV of people or of orders. "
                    "You can also drop it anywhere on this page, or open a colleague's file.");
    const ButtonOptions main{.look = ButtonLook::main, .icon = icon::kUpload};
    const float first = ui.button_width("Import a file", main);
    const float second = ui.button_width("Add one by hand");
    const float x = strip.x + (strip.w - first - second - 8) / 2;
    if (ui.button({x, strip.y, first, strip.h}, "Import a file", main)) queue.push(PickFiles{});
    if (ui.button({x + first + 8, strip.y, second, strip.h}, "Add one by hand")) queue.push(OpenNewContact{});
}

}  // namespace

std::string contact_summary(const ContactRow& row, Day today) {
    std::string text = row.email.empty() ? row.phone : row.email;
    if (row.last_order) {
        text += (text.empty() ? "Last order " : ", last order ") + day_text(*row.last_order, today);
    }
    return text.empty() ? "No e-mail, no orders" : text;
}

void draw_contacts(Ui& ui, Rect page, const ContactsRows& rows, ContactsState& state, Queue& queue) {
    draw_head(ui, page, rows, state, queue);
    if (rows.list.rows.empty()) {
        draw_nobody(ui, page, rows, state, queue);
        return;
    }
    const Rect foot = page.take_bottom(40);
    draw_table(ui, page, rows, state, queue);
    draw_foot(ui, foot, rows);
    if (state.selection.size() > 0) draw_bulk_bar(ui, page, rows, state);
    draw_tag_dialog(ui, state);
}

}  // namespace perennial::ui
