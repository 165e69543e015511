#include <algorithm>
#include <array>
#include <utility>

#include "core/base/phrase.h"
#include "core/domain/catalogue.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/order_form.h"
#include "ui/views/order_view.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

constexpr float kLine = 44, kQuantity = 84, kAmount = 108, kRemove = 36, kGap = 8, kSide = 300;

std::string error_of(const std::map<std::string, std::string>& errors, std::string_view name) {
    const auto found = errors.find(std::string(name));
    return found == errors.end() ? std::string() : found->second;
}

/// Where the fields of a line stand.
struct LinePlaces {
    Rect product, quantity, price, discount, returned, amount, remove;
};
LinePlaces places_of(Rect row, bool with_returned) {
    LinePlaces out;
    out.remove = row.take_right(kRemove);
    row.take_right(kGap);
    out.amount = row.take_right(kAmount);
    row.take_right(kGap);
    if (with_returned) {
        out.returned = row.take_right(kQuantity);
        row.take_right(kGap);
    }
    out.discount = row.take_right(kAmount);
    row.take_right(kGap);
    out.price = row.take_right(kAmount);
    row.take_right(kGap);
    out.quantity = row.take_right(kQuantity);
    row.take_right(kGap);
    out.product = row;
    return out;
}

void draw_line_heads(Ui& ui, Rect row, bool with_returned) {
    const LinePlaces at = places_of(row, with_returned);
    const auto head = [&](Rect place, std::string_view label, Align align) {
        ui.draw_text({place.x, place.y, place.w, 16}, label, TextStyle::caption_medium, ui.tokens().text_2,
                     align);
    };
    head(at.product, "Product", Align::left);
    head(at.quantity, "Quantity", Align::left);
    head(at.price, "Unit price", Align::left);
    head(at.discount, "Discount", Align::left);
    if (with_returned) head(at.returned, "Returned", Align::left);
    head(at.amount, "Amount", Align::right);
}

class FormView {
public:
    FormView(Ui& ui, const OrderFormRows& rows, OrderForm& form, Queue& queue)
        : ui_(ui),
          rows_(rows),
          form_(form),
          queue_(queue),
          focus_(std::exchange(form.focus, {})),
          draft_(read_form(form)) {}

    void draw(Rect page) {
        const bool side = !narrow(ui_) && page.w > 860;
        Rect totals = side ? page.take_right(kSide) : page.take_bottom(96);
        const Rect inside = ui_.begin_scroll(page, "Order", form_.scroll);
        const Rect column{inside.x + margin_of(ui_), inside.y + 16,
                          std::min(inside.w - 2 * margin_of(ui_), 980.0F), inside.h};
        const float height = draw_fields(column);
        ui_.end_scroll(height + 40);
        side ? draw_totals_side(totals) : draw_totals_foot(totals);
        if (ui_.shortcut("Ctrl Enter")) save();
        if (save_wanted_) save();
        form_.begun = true;
    }

private:
    bool focused(int line, int field) const {
        return focus_ && focus_->line == line && focus_->field == field;
    }
    void go_to(int line, int field) {
        form_.focus = OrderForm::Focus{line, field};
        ui_.wake(0);
    }

    float draw_fields(Rect area) {
        Rect rest = area;
        if (!form_.failure.empty()) {
            note_bar(ui_, rest.take_top(44), Note::danger, "", form_.failure, "");
            rest.take_top(12);
        }
        form_.completing = OrderForm::kNobody;
        draw_head_fields(rest);
        ui_.heading(rest.take_top(28), "What was bought", 2, TextStyle::section);
        narrow(ui_) ? draw_lines_narrow(rest) : draw_lines(rest);
        if (removed_) form_.lines.erase(form_.lines.begin() + static_cast<std::ptrdiff_t>(*removed_));
        if (form_.lines.empty() || !form_.lines.back().empty()) form_.lines.emplace_back();
        rest.take_top(16);
        draw_foot_fields(rest);
        return rest.y - area.y;
    }

    void draw_head_fields(Rect& rest) {
        const float height = ui_.field_height({.help = "x"}) + 8;
        Rect first = rest.take_top(height);
        const Rect customer = narrow(ui_) ? first : first.take_left(std::min(380.0F, first.w * 0.4F));
        draw_customer(customer);
        Rect second = first;
        if (narrow(ui_))
            second = rest.take_top(height);
        else
            second.take_left(12);
        const float share = (second.w - 24) / 3;
        Rect cell = second.take_left(share);
        ui_.text_field(cell, "Date", form_.placed_on, {.error = error_of(form_.errors, "placed_on")});
        second.take_left(12);
        cell = second.take_left(share);
        std::vector<Option> options;
        for (const std::string_view status : table(TableId::order).fields[order_field::status].choices)
            options.push_back({status_tag(status).text, nullptr, {}});
        ui_.select(cell, "Status", options, form_.status);
        second.take_left(12);
        complete_plain(second, "Channel", form_.channel, rows_.channels);
    }

    void draw_customer(Rect place) {
        std::vector<Suggestion> offered;
        for (const ContactChoice& choice : rows_.customers)
            offered.push_back(
                {choice.name, choice.email.empty() ? choice.phone : choice.email, icon::kUserRound});
        const std::string help = form_.contact            ? "One of your contacts."
                                 : form_.customer.empty() ? "Leave empty for somebody unknown."
                                                          : "A new contact.";
        const CompleteResult result = ui_.complete_field(
            place, "Customer", form_.customer, offered,
            {.placeholder = "Name, e-mail or phone", .help = help, .focus_now = !form_.begun});
        if (result.editing) form_.completing = OrderForm::kCustomer;
        if (result.chosen && static_cast<std::size_t>(*result.chosen) < rows_.customers.size()) {
            form_.contact = rows_.customers[static_cast<std::size_t>(*result.chosen)].id;
            go_to(0, 0);
        } else if (result.field.changed) {
            form_.contact.reset();
        } else if (result.field.committed) {
            go_to(0, 0);
        }
    }

    void complete_plain(Rect place, std::string_view label, std::string& text,
                        std::span<const std::string> words) {
        ui_.complete_field(place, label, text, word_suggestions(words, text));
    }

    void draw_lines(Rect& rest) {
        const bool with_returned = form_.order.has_value();
        draw_line_heads(ui_, rest.take_top(20), with_returned);
        for (std::size_t i = 0; i < form_.lines.size(); ++i) {
            const Rect row = rest.take_top(kLine);
            LinePlaces at = places_of({row.x, row.y, row.w, 32}, with_returned);
            draw_line(i, at);
        }
    }

    void draw_lines_narrow(Rect& rest) {
        for (std::size_t i = 0; i < form_.lines.size(); ++i) {
            Rect first = rest.take_top(52);
            LinePlaces at;
            first.h = control_height(ui_);
            at.remove = first.take_right(44);
            at.product = first;
            Rect second = rest.take_top(60);
            second.h = control_height(ui_);
            at.amount = second.take_right(96);
            second.take_right(8);
            const float share = (second.w - 16) / 3;
            at.quantity = second.take_left(share);
            second.take_left(8);
            at.price = second.take_left(share);
            second.take_left(8);
            at.discount = second.take_left(share);
            draw_line(i, at);
        }
    }

    void draw_line(std::size_t i, const LinePlaces& at) {
        OrderLineForm& line = form_.lines[i];
        const int number = static_cast<int>(i);
        ui_.push_id(static_cast<std::uint64_t>(i));
        draw_product(line, number, at.product);
        const auto field = [&](Rect place, std::string_view label, std::string_view name, std::string& text,
                               int index, std::string_view hint) {
            const std::string error = error_of(line.errors, name);
            const FieldResult typed = ui_.text_field(place, phrase("{} of line {}", label, i + 1), text,
                                                     {.placeholder = hint,
                                                      .error = error,
                                                      .input_mode = "decimal",
                                                      .show_label = false,
                                                      .focus_now = focused(number, index)});
            if (!error.empty()) ui_.tooltip(error);
            if (typed.committed && !typed.left) index == 1 ? go_to(number, 2) : go_to(number + 1, 0);
        };
        field(at.quantity, "Quantity", "quantity", line.quantity, 1, "1");
        field(at.price, "Unit price", "price", line.price, 2, "0.00");
        field(at.discount, "Discount", "discount", line.discount, 3, "–");
        if (at.returned.w > 0) field(at.returned, "Returned", "returned", line.returned, 4, "–");
        if (!line.empty()) draw_amount(i, at);
        ui_.pop_id();
    }

    void draw_product(OrderLineForm& line, int number, Rect place) {
        std::vector<Suggestion> offered;
        for (const ProductChoice& product : rows_.products) {
            const std::string price =
                product.price ? money_text({*product.price, product.currency}) : std::string();
            offered.push_back({product.name, price, nullptr});
        }
        const CompleteResult result =
            ui_.complete_field(place, phrase("Product of line {}", number + 1), line.title, offered,
                               {.placeholder = number == 0 ? "Start typing a product" : "Next product",
                                .show_label = false,
                                .focus_now = focused(number, 0)});
        if (result.editing) form_.completing = number;
        if (result.chosen && static_cast<std::size_t>(*result.chosen) < rows_.products.size()) {
            const ProductChoice& product = rows_.products[static_cast<std::size_t>(*result.chosen)];
            line.product = product.id;
            if (product.price && product.currency == form_.base.currency)
                line.price = amount_text({*product.price, product.currency});
            go_to(number, 1);
        } else if (result.field.changed) {
            line.product.reset();
        } else if (result.field.committed && !result.field.left) {
            line.empty() && number > 0 ? static_cast<void>(save_wanted_ = true)
                                       : go_to(number, line.title.empty() ? 0 : 1);
        }
    }

    void draw_amount(std::size_t i, const LinePlaces& at) {
        std::size_t index = 0;  // Of the draft's lines: those that say nothing were left out.
        for (std::size_t n = 0; n < i; ++n) index += form_.lines[n].empty() ? 0 : 1;
        if (index < draft_.lines.size()) {
            const OrderLineDraft& line = draft_.lines[index];
            const auto total =
                line_total({line.quantity, line.returned_quantity, line.unit_price, line.discount});
            const std::string text = total ? money_text({*total, draft_.currency}) : "–";
            ui_.text({at.amount.x, at.amount.y + (at.amount.h - 20) / 2, at.amount.w, 20}, text,
                     TextStyle::body_medium, ui_.tokens().text, Align::right);
        }
        if (ui_.button({at.remove.x, at.remove.y, at.remove.w, at.remove.h}, phrase("Remove line {}", i + 1),
                       {.look = ButtonLook::bare, .icon = icon::kX, .icon_only = true}))
            removed_ = i;
    }

    void draw_foot_fields(Rect& rest) {
        const float height = ui_.field_height({}) + 12;
        Rect row = rest.take_top(height);
        const float share = narrow(ui_) ? (row.w - 12) / 2 : 160;
        ui_.text_field(
            row.take_left(share), "Discount on the order", form_.discount,
            {.placeholder = "0.00", .error = error_of(form_.errors, "discount"), .input_mode = "decimal"});
        row.take_left(12);
        ui_.text_field(
            row.take_left(share), "Shipping", form_.shipping,
            {.placeholder = "0.00", .error = error_of(form_.errors, "shipping"), .input_mode = "decimal"});
        Rect more = row;
        if (narrow(ui_))
            more = rest.take_top(height);
        else
            more.take_left(12);
        ui_.text_field(more.take_left(narrow(ui_) ? share : 140), "Number", form_.number);
        more.take_left(12);
        ui_.text_field(more.take_left(narrow(ui_) ? share : 180), "Sold by", form_.staff);
        ui_.text_field(rest.take_top(96), "Note", form_.note, {.multiline = true});
    }

    std::string save_label() const {
        const auto totals = totals_of(draft_);
        return totals ? phrase("Save {}", money_text({totals->total, draft_.currency})) : std::string("Save");
    }

    void draw_totals_side(Rect area) {
        ui_.fill(area, ui_.tokens().sunken);
        ui_.line({area.x, area.y}, {area.x, area.bottom()}, ui_.tokens().line);
        Rect inside = area.inset(20, 16);
        ui_.heading(inside.take_top(32), "Total", 2, TextStyle::section);
        const auto totals = totals_of(draft_);
        if (!totals) {
            ui_.paragraph(inside, totals.error().message, TextStyle::body, ui_.tokens().danger);
            return;
        }
        const auto money = [&](std::int64_t minor) { return money_text({minor, draft_.currency}); };
        const auto row = [&](std::string_view label, const std::string& value) {
            const Rect line = inside.take_top(28);
            ui_.text({line.x, line.y, line.w, 20}, label, TextStyle::body, ui_.tokens().text_2);
            ui_.text({line.x, line.y, line.w, 20}, value, TextStyle::body, ui_.tokens().text, Align::right);
        };
        row(counted(static_cast<std::int64_t>(draft_.lines.size()), "line", "lines"), money(totals->subtotal));
        if (totals->discount != 0) row("Discount", money(-totals->discount));
        if (totals->shipping != 0) row("Shipping", money(totals->shipping));
        if (totals->other != 0) row("Tax and rounding", money(totals->other));
        ui_.line({inside.x, inside.y + 4}, {inside.right(), inside.y + 4}, ui_.tokens().line_strong);
        inside.take_top(12);
        ui_.text(inside.take_top(48), money(totals->total), TextStyle::headline, ui_.tokens().text);
        draw_save(inside.take_top(control_height(ui_)));
        inside.take_top(8);
        ui_.paragraph(inside, "Enter goes on, Ctrl Enter saves.", TextStyle::caption, ui_.tokens().text_3);
    }

    void draw_totals_foot(Rect area) {
        ui_.fill(area, ui_.tokens().sunken);
        ui_.line({area.x, area.y}, {area.right(), area.y}, ui_.tokens().line);
        const Rect inside = area.inset(margin_of(ui_), (area.h - control_height(ui_)) / 2);
        draw_save(inside);
    }

    void draw_save(Rect place) {
        const std::string label = save_label();
        if (ui_.button(place, label,
                       {.look = ButtonLook::main,
                        .disabled = rows_.read_only,
                        .disabled_reason = kOnlyReading,
                        .shortcut = "Ctrl Enter"}))
            save_wanted_ = true;
    }

    void save() {
        save_wanted_ = false;
        if (rows_.read_only) return;
        if (auto command = command_of(form_))
            queue_.push(*std::move(command));
        else
            ui_.wake(0);
    }

    Ui& ui_;
    const OrderFormRows& rows_;
    OrderForm& form_;
    Queue& queue_;
    std::optional<OrderForm::Focus> focus_;
    OrderDraft draft_;
    bool save_wanted_ = false;
    std::optional<std::size_t> removed_;
};

}  // namespace

void draw_order_form(Ui& ui, Rect page, const OrderFormRows& rows, OrderForm& form, Queue& queue) {
    const std::string title =
        form.order ? (form.number.empty() ? std::string("Edit order") : phrase("Edit order {}", form.number))
                   : std::string("New order");
    if (!narrow(ui)) {
        const std::array<Crumb, 2> crumbs{{{"Orders", "#/orders"}, {title, {}}}};
        breadcrumbs(ui, page.take_top(36).inset(margin_of(ui), 0), crumbs);
    }
    RightToLeft buttons(ui, page_head(ui, page, title));
    if (buttons.button("Cancel"))
        queue.push(GoTo{form.order ? "#/orders/" + form.order->to_string() : std::string("#/orders")});
    ui.line({page.x, page.y}, {page.right(), page.y}, ui.tokens().line);
    FormView(ui, rows, form, queue).draw(page);
}

}  // namespace perennial::ui
