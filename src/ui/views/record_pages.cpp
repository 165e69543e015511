#include "ui/views/record_pages.h"

#include <algorithm>
#include <array>

#include "core/base/phrase.h"
#include "core/domain/rules_of_record.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/order_view.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

constexpr float kTileHeight = 84;

struct Figure {
    std::string_view label;
    std::string figure, beneath;
};

/// What differs between the two pages.
struct Sheet {
    TableId table;
    Id id;
    bool deleted;
    std::string title;
    std::string_view list_title, list_href, people_label;
    const FieldValues& values;
    Currency currency;
    const Provenance& provenance;
    std::array<Figure, 4> figures;
};

std::string text_at(const FieldValues& values, FieldNo field) {
    for (const auto& [number, value] : values) {
        if (number == field && std::holds_alternative<std::string>(value))
            return std::get<std::string>(value);
    }
    return {};
}

void draw_text_cell(Ui& ui, Rect cell, std::string_view text, TextStyle style, Align align = Align::left) {
    const Colour ink = style == TextStyle::body_medium ? ui.tokens().text : ui.tokens().text_2;
    ui.draw_text({cell.x, cell.y + (cell.h - 20) / 2, cell.w, 20}, text.empty() ? "–" : text, style, ink,
                 align);
}

void draw_people(Ui& ui, Rect area, std::string_view label, const RecordPageRows& rows, TableState& state,
                 Queue& queue) {
    const std::array<Column, 4> columns{Column{.label = "Name"}, Column{.label = "E-mail", .width = 240},
                                        Column{.label = "Spent to date", .width = 140, .align = Align::right},
                                        Column{.label = "Last order", .width = 130}};
    TableSpec spec;
    spec.label = label;
    spec.columns = narrow(ui) ? std::span<const Column>(columns).first(1) : columns;
    spec.row_count = static_cast<std::int64_t>(rows.people.rows().size());
    spec.row_height = ui.touch() ? measure::kRowTouch : measure::kRow;
    spec.row_key = [&](std::int64_t i) {
        return static_cast<std::uint64_t>(rows.people.rows()[static_cast<std::size_t>(i)]);
    };
    spec.row_name = [&](std::int64_t i) {
        return rows.people.at(i) ? rows.people.at(i)->name : std::string();
    };
    spec.row_href = [&](std::int64_t i) {
        return rows.people.at(i) ? "#/contacts/" + rows.people.at(i)->id.to_string() : std::string();
    };
    spec.will_show = [&](std::int64_t first, std::int64_t last) { rows.people.need(first, last); };
    spec.draw_cell = [&](std::int64_t i, int column, Rect cell) -> std::string {
        const ContactRow* row = rows.people.at(i);
        if (row == nullptr) return {};
        if (column == 0) {
            ui.avatar({cell.x, cell.y + (cell.h - 26) / 2, 26, 26}, initials(row->name),
                      static_cast<std::uint64_t>(row->row));
            draw_text_cell(ui, {cell.x + 34, cell.y, cell.w - 34, cell.h}, row->name, TextStyle::body_medium);
            return row->name;
        }
        const std::string text = column == 1   ? row->email
                                 : column == 2 ? (row->orders == 0 ? std::string() : money_text(row->spent))
                                 : row->last_order ? day_text(*row->last_order, rows.today)
                                                   : std::string();
        draw_text_cell(ui, cell, text.empty() ? "–" : text, TextStyle::body,
                       column == 2 ? Align::right : Align::left);
        return text;
    };
    const TableResult result = ui.table(area, spec, state);
    if (result.opened && rows.people.at(*result.opened)) queue.push(GoTo{spec.row_href(*result.opened)});
}

void draw_orders_of(Ui& ui, Rect area, const RecordPageRows& rows, TableState& state, Queue& queue) {
    const std::array<Column, 5> columns{Column{.label = "Number"}, Column{.label = "Placed on", .width = 130},
                                        Column{.label = "Customer", .width = 220},
                                        Column{.label = "Status", .width = 120},
                                        Column{.label = "Total", .width = 130, .align = Align::right}};
    TableSpec spec;
    spec.label = "Orders";
    spec.columns = narrow(ui) ? std::span<const Column>(columns).first(2) : columns;
    spec.row_count = static_cast<std::int64_t>(rows.orders.rows().size());
    spec.row_height = ui.touch() ? measure::kRowTouch : measure::kRow;
    spec.row_key = [&](std::int64_t i) {
        return static_cast<std::uint64_t>(rows.orders.rows()[static_cast<std::size_t>(i)]);
    };
    spec.row_name = [&](std::int64_t i) {
        return rows.orders.at(i) ? "Order " + rows.orders.at(i)->number : std::string();
    };
    spec.row_href = [&](std::int64_t i) {
        return rows.orders.at(i) ? "#/orders/" + rows.orders.at(i)->id.to_string() : std::string();
    };
    spec.will_show = [&](std::int64_t first, std::int64_t last) { rows.orders.need(first, last); };
    spec.draw_cell = [&](std::int64_t i, int column, Rect cell) -> std::string {
        const OrderRow* row = rows.orders.at(i);
        if (row == nullptr) return {};
        if (column == 3) {
            const TagView tag = status_tag(row->status);
            ui.tag({cell.x, cell.y + (cell.h - measure::kTag) / 2}, tag);
            return tag.text;
        }
        const std::string text = column == 0
                                     ? (row->number.empty() ? std::string("Without number") : row->number)
                                 : column == 1 ? day_text(row->placed_on, rows.today)
                                 : column == 2 ? row->customer
                                               : money_text(row->total);
        draw_text_cell(ui, cell, text, column == 0 ? TextStyle::body_medium : TextStyle::body,
                       column == 4 ? Align::right : Align::left);
        return text;
    };
    const TableResult result = ui.table(area, spec, state);
    if (result.opened && rows.orders.at(*result.opened)) queue.push(GoTo{spec.row_href(*result.opened)});
}

void draw_details(Ui& ui, Rect area, const Sheet& sheet, RecordPageState& state) {
    const Rect inside = ui.begin_scroll(area.inset(margin_of(ui), 0), "Details", state.scroll);
    float y = inside.y + 16;
    const Rect column{inside.x, y, std::min(inside.w, 560.0F), 200};
    const auto line = [&](std::string_view label, const std::string& value) {
        if (value.empty()) return;
        ui.text({column.x, y, 130, 20}, label, TextStyle::body, ui.tokens().text_3);
        y += std::max(28.0F, ui.paragraph({column.x + 130, y, column.w - 130, 400}, value, TextStyle::body,
                                          ui.tokens().text) +
                                 8);
    };
    for (const auto& [number, value] : sheet.values) {
        const Field& field = table(sheet.table).fields[number];
        line(field.label, field_words(field, value, sheet.currency));
    }
    line("From", sheet.provenance.text);
    ui.end_scroll(y - inside.y + 24);
}

void draw_figures(Ui& ui, Rect& page, const Sheet& sheet) {
    const float margin = margin_of(ui);
    const bool two_rows = narrow(ui);
    const Rect area = page.take_top(two_rows ? 2 * kTileHeight + 12 : kTileHeight).inset(margin, 0);
    const float width = two_rows ? (area.w - 12) / 2 : (area.w - 36) / 4;
    for (std::size_t i = 0; i < sheet.figures.size(); ++i) {
        const auto column = static_cast<float>(two_rows ? i % 2 : i),
                   row = static_cast<float>(two_rows ? i / 2 : 0);
        const Rect place{area.x + column * (width + 12), area.y + row * (kTileHeight + 12), width,
                         kTileHeight};
        tile(ui, place, sheet.figures[i].label, sheet.figures[i].figure, sheet.figures[i].beneath);
        ui.edge(place, ui.tokens().line, 8);
    }
    page.take_top(12);
}

void draw_sheet(Ui& ui, Rect page, const Sheet& sheet, const RecordPageRows& rows, RecordPageState& state,
                Queue& queue) {
    if (!narrow(ui)) {
        const std::array<Crumb, 2> crumbs{
            {{std::string(sheet.list_title), std::string(sheet.list_href)}, {sheet.title, {}}}};
        breadcrumbs(ui, page.take_top(36).inset(margin_of(ui), 0), crumbs);
    }
    RightToLeft buttons(ui, page_head(ui, page, sheet.title));
    if (sheet.deleted) {
        if (buttons.button("Restore", {.look = ButtonLook::main,
                                       .icon = icon::kRotateCcw,
                                       .disabled = rows.read_only,
                                       .disabled_reason = kOnlyReading}))
            queue.push(RestoreRecords{sheet.table, {sheet.id}});
    } else {
        if (buttons.button("Delete", {.icon = icon::kTrash2,
                                      .icon_only = true,
                                      .disabled = rows.read_only,
                                      .disabled_reason = kOnlyReading}))
            queue.push(DeleteRecords{sheet.table, {sheet.id}});
        if (buttons.button("Edit", {.icon = icon::kPencil,
                                    .disabled = rows.read_only,
                                    .disabled_reason = kOnlyReading,
                                    .shortcut = "E"}))
            state.editing = edit_record_form(sheet.table, sheet.id, sheet.values, sheet.currency, 0);
    }
    draw_figures(ui, page, sheet);
    const std::array<Option, 3> options{Option{std::string(sheet.people_label), nullptr, {}},
                                        Option{"Orders", nullptr, {}}, Option{"Details", nullptr, {}}};
    const std::array<std::string, 3> counts{count_text(static_cast<std::int64_t>(rows.people.rows().size())),
                                            count_text(static_cast<std::int64_t>(rows.orders.rows().size())),
                                            ""};
    const float inset = narrow(ui) ? 0 : margin_of(ui) - 16;
    ui.tabs(page.take_top(40).inset(inset, 0), "Parts", options, state.tab, counts);
    if (state.tab == 0) draw_people(ui, page, sheet.people_label, rows, state.people, queue);
    if (state.tab == 1) draw_orders_of(ui, page, rows, state.orders, queue);
    if (state.tab == 2) draw_details(ui, page, sheet, state);
    if (state.editing) draw_record_form(ui, *state.editing, queue);
}

std::string day_or_dash(const std::optional<Day>& day, Day today) {
    return day ? tile_day_text(*day, today) : std::string("–");
}
std::string note_of(const std::optional<Day>& day, Day today, std::string_view none) {
    return day ? tile_day_note(*day, today) : std::string(none);
}

}  // namespace

void draw_company(Ui& ui, Rect page, const CompanyPage& company, const RecordPageRows& rows,
                  RecordPageState& state, Queue& queue) {
    const std::string name = text_at(company.values, company_field::name);
    const auto people = static_cast<std::int64_t>(company.people.size());
    const Sheet sheet{
        .table = TableId::company,
        .id = company.id,
        .deleted = company.deleted,
        .title = name.empty() ? "A company without a name" : name,
        .list_title = "Companies",
        .list_href = "#/companies",
        .people_label = "People",
        .values = company.values,
        .currency = {},
        .provenance = company.provenance,
        .figures = {Figure{"People", count_text(people), people == 1 ? "works here" : "work here"},
                    Figure{"Orders", count_text(static_cast<std::int64_t>(company.orders.size())),
                           counted(company.purchases, "purchase", "purchases")},
                    Figure{"Spent to date", sums_text(company.spent), "after returns"},
                    Figure{"Last order", day_or_dash(company.last_order, rows.today),
                           note_of(company.last_order, rows.today, "no order yet")}}};
    draw_sheet(ui, page, sheet, rows, state, queue);
}

void draw_product(Ui& ui, Rect page, const ProductPage& product, const RecordPageRows& rows,
                  RecordPageState& state, Queue& queue) {
    std::string name = text_at(product.values, product_field::name);
    if (name.empty()) name = text_at(product.values, product_field::sku);
    const std::string returned = product.returned == 0
                                     ? std::string("none came back")
                                     : phrase("{} came back", quantity_text(product.returned));
    const auto buyers = static_cast<std::int64_t>(product.buyers.size());
    const Sheet sheet{.table = TableId::product,
                      .id = product.id,
                      .deleted = product.deleted,
                      .title = name.empty() ? "A product without a name" : name,
                      .list_title = "Products",
                      .list_href = "#/products",
                      .people_label = "Buyers",
                      .values = product.values,
                      .currency = product.currency,
                      .provenance = product.provenance,
                      .figures = {Figure{"Sold", quantity_text(product.sold), returned},
                                  Figure{"Revenue", sums_text(product.revenue), "after returns"},
                                  Figure{"Buyers", count_text(buyers),
                                         buyers == 1 ? "customer holds one" : "customers hold one"},
                                  Figure{"Last sold", day_or_dash(product.last_sold, rows.today),
                                         note_of(product.last_sold, rows.today, "not yet")}}};
    draw_sheet(ui, page, sheet, rows, state, queue);
}

}  // namespace perennial::ui
