#include "ui/views/order_view.h"

#include <array>

#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

float middle(Rect cell, float height) { return cell.y + (cell.h - height) / 2; }

std::string plain(Ui& ui, Rect cell, std::string text, Align align = Align::left, bool strong = false) {
    const bool empty = text.empty();
    if (empty) text = "–";
    const Colour colour = empty ? ui.tokens().text_3 : strong ? ui.tokens().text : ui.tokens().text_2;
    ui.draw_text({cell.x, middle(cell, 20), cell.w, 20}, text,
                 strong ? TextStyle::body_medium : TextStyle::body, colour, align);
    return text;
}

std::string number_text(std::string_view number) {
    return number.empty() ? "Without number" : std::string(number);
}

void draw_lines(Ui& ui, Rect area, const OrderPage& order, OrderState& state) {
    const std::array<Column, 6> columns{
        Column{
            .label = "Product", .width = 0, .align = Align::left, .sortable = false, .sorted_descending = {}},
        Column{
            .label = "Code", .width = 110, .align = Align::left, .sortable = false, .sorted_descending = {}},
        Column{.label = "Quantity",
               .width = 90,
               .align = Align::right,
               .sortable = false,
               .sorted_descending = {}},
        Column{.label = "Returned",
               .width = 90,
               .align = Align::right,
               .sortable = false,
               .sorted_descending = {}},
        Column{.label = "Unit price",
               .width = 110,
               .align = Align::right,
               .sortable = false,
               .sorted_descending = {}},
        Column{.label = "Amount",
               .width = 120,
               .align = Align::right,
               .sortable = false,
               .sorted_descending = {}}};
    const auto money = [&](const std::optional<std::int64_t>& minor) {
        return minor ? money_text({*minor, order.currency}) : std::string();
    };
    TableSpec spec;
    spec.label = "Order lines";
    spec.columns = narrow(ui) ? std::span<const Column>(columns).first(1) : columns;
    spec.row_count = static_cast<std::int64_t>(order.lines.size());
    spec.row_height = row_height(ui);
    const auto line = [&](std::int64_t i) -> const OrderPage::Line& {
        return order.lines[static_cast<std::size_t>(i)];
    };
    spec.row_key = [&](std::int64_t i) { return std::hash<Id>{}(line(i).id); };
    spec.row_name = [&](std::int64_t i) { return line(i).title; };
    spec.draw_cell = [&](std::int64_t i, int column, Rect cell) -> std::string {
        const OrderPage::Line& row = line(i);
        const std::string title = row.title.empty() ? row.sku.empty() ? "Item" : row.sku : row.title;
        if (narrow(ui)) {
            const float width = ui.draw_text({cell.x, middle(cell, 38), cell.w, 20}, money(row.amount),
                                             TextStyle::body, ui.tokens().text, Align::right);
            ui.draw_text({cell.x, middle(cell, 38), cell.w - width - 12, 20}, title, TextStyle::body_medium,
                         ui.tokens().text);
            const std::string below =
                quantity_text(row.quantity) + " × " + (row.unit_price ? money(row.unit_price) : "–");
            ui.draw_text({cell.x, middle(cell, 38) + 20, cell.w, 18}, below, TextStyle::caption,
                         ui.tokens().text_2);
            return title + ", " + below;
        }
        switch (column) {
            case 0: return plain(ui, cell, title, Align::left, true);
            case 1: return plain(ui, cell, row.sku);
            case 2: return plain(ui, cell, quantity_text(row.quantity), Align::right);
            case 3:
                return plain(ui, cell, row.returned_quantity == 0 ? "" : quantity_text(row.returned_quantity),
                             Align::right);
            case 4: return plain(ui, cell, money(row.unit_price), Align::right);
            default: return plain(ui, cell, money(row.amount), Align::right);
        }
    };
    ui.table(area, spec, state.table);
}

std::int64_t minor_of(const OrderPage& order, FieldNo field) {
    for (const auto& [number, value] : order.values) {
        if (number == field && std::holds_alternative<std::int64_t>(value))
            return std::get<std::int64_t>(value);
    }
    return 0;
}

std::string text_of(const OrderPage& order, FieldNo field) {
    for (const auto& [number, value] : order.values) {
        if (number == field && std::holds_alternative<std::string>(value))
            return std::get<std::string>(value);
    }
    return {};
}

void draw_order_facts(Ui& ui, Rect area, const OrderPage& order) {
    const auto money = [&](std::int64_t minor) { return money_text({minor, order.currency}); };
    const float width = (area.w - 24) / 3;
    const Rect first{area.x, area.y, width, area.h};
    tile(ui, first, "Total", money(minor_of(order, order_field::total)), "after returns and discount");
    tile(ui, {first.right() + 12, area.y, width, area.h}, "Discount and shipping",
         money(-minor_of(order, order_field::discount)),
         "shipping " + money(minor_of(order, order_field::shipping)));
    tile(ui, {first.right() + 24 + width, area.y, width, area.h}, "Counts as spent", money(order.counted),
         counted(static_cast<std::int64_t>(order.lines.size()), "line", "lines"));
    for (int i = 0; i < 3; ++i) {
        ui.edge({area.x + float(i) * (width + 12), area.y, width, area.h}, ui.tokens().line, 8);
    }
}

}  // namespace

TagView status_tag(std::string_view status) {
    struct Shown {
        std::string_view status;
        std::string_view text;
        int colour;
    };
    constexpr std::array<Shown, 6> kShown{{{"placed", "Placed", 3},
                                           {"paid", "Paid", 1},
                                           {"shipped", "Shipped", 6},
                                           {"delivered", "Delivered", 1},
                                           {"refunded", "Refunded", 5},
                                           {"cancelled", "Cancelled", 0}}};
    for (const Shown& shown : kShown) {
        if (shown.status == status) return {std::string(shown.text), shown.colour};
    }
    return {std::string(status), 0};
}

void draw_order(Ui& ui, Rect page, const OrderPage& order, Day today, bool read_only, OrderState& state,
                Queue& queue) {
    const float margin = margin_of(ui);
    const std::string title = "Order " + number_text(text_of(order, order_field::number));
    if (!narrow(ui)) {
        const std::array<Crumb, 2> crumbs{{{"Orders", "#/orders"}, {title, {}}}};
        breadcrumbs(ui, page.take_top(36).inset(margin, 0), crumbs);
    }
    RightToLeft buttons(ui, page_head(ui, page, title));
    if (order.deleted) {
        if (buttons.button("Restore", {.look = ButtonLook::main,
                                       .icon = icon::kRotateCcw,
                                       .disabled = read_only,
                                       .disabled_reason = kOnlyReading})) {
            queue.push(RestoreRecords{TableId::order, {order.id}});
        }
    } else {
        const ButtonOptions look{.disabled = read_only, .disabled_reason = kOnlyReading};
        ButtonOptions bin = look, pencil = look, back = look;
        bin.icon = icon::kTrash2;
        bin.icon_only = narrow(ui);
        pencil.icon = icon::kPencil;
        back.icon = icon::kUndo2;
        if (buttons.button("Delete", bin)) queue.push(DeleteRecords{TableId::order, {order.id}});
        if (text_of(order, order_field::status) != "refunded" && buttons.button("Refund", back))
            queue.push(RefundOrder{order.id});
        if (buttons.button("Edit", pencil)) queue.push(GoTo{"#/orders/" + order.id.to_string() + "/edit"});
    }
    Rect facts = page.take_top(56).inset(margin, 0);
    std::int64_t placed = minor_of(order, order_field::placed_on);
    const std::string when = day_text(Day{static_cast<std::int32_t>(placed)}, today) + " · " +
                             status_tag(text_of(order, order_field::status)).text;
    ui.text({facts.x, facts.y, facts.w, 20}, when + " · " + order.provenance.text, TextStyle::body,
            ui.tokens().text_2);
    if (order.contact) {
        const float width = ui.text_width(order.customer, TextStyle::body_medium);
        ui.link({facts.x, facts.y + 24, std::min(width + 2, facts.w), 24}, order.customer,
                "#/contacts/" + order.contact->to_string(), TextStyle::body_medium, ui.tokens().accent_text);
    } else {
        ui.text({facts.x, facts.y + 24, facts.w, 20}, "Without a customer", TextStyle::body,
                ui.tokens().text_3);
    }
    draw_order_facts(ui, page.take_top(84).inset(margin, 0), order);
    page.take_top(16);
    if (order.lines.empty()) {
        ui.text({page.x + margin, page.y + 8, page.w - 2 * margin, 20},
                "The file gave no lines for this order.", TextStyle::body, ui.tokens().text_3);
        return;
    }
    draw_lines(ui, page, order, state);
}

}  // namespace perennial::ui
