// An order typed by hand: the draft as it was typed, and its form. Everything by keyboard: Enter takes what completes, goes
// on to the next field of the line and from there to the next line; Enter on an empty line, or Ctrl Enter, saves.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/app/completions.h"
#include "core/app/order_form.h"
#include "ui/views/state.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

struct OrderLineForm {
    std::string title = {}, quantity = "1", price = {}, discount = {}, returned = {};
    std::optional<Id> product = {}, id = {};
    std::map<std::string, std::string> errors = {};  ///< By field name.
    bool empty() const { return title.empty() && price.empty() && !id; }
};

struct OrderForm {
    std::optional<Id> order;  ///< none: a new one.
    std::uint64_t based_on = 0;
    OrderDraft base;  ///< What the form was begun with; what it has no field for stays.
    std::string customer, number, placed_on, channel, note, staff, discount, shipping;
    std::optional<Id> contact;
    int status = 0;
    std::vector<OrderLineForm> lines;  ///< The last one is empty: what is typed there makes the next.
    std::map<std::string, std::string> errors;
    std::string failure;  ///< What the command said.

    static constexpr int kNobody = -2, kCustomer = -1;
    int completing = kNobody;  ///< The field that wants suggestions: the customer or a line.
    /// The field that takes the focus next: a line, and 0 to 3 for product, quantity, price, discount.
    struct Focus {
        int line = 0, field = 0;
    };
    std::optional<Focus> focus;
    bool begun = false;  ///< It was drawn before.
    float scroll = 0;
};
OrderForm order_form(const OrderDraft& draft, std::optional<Id> order, std::string customer,
                     std::uint64_t revision);

/// The draft as far as it can be read; fields that cannot leave their error in the form.
OrderDraft read_form(OrderForm& form);
/// The command that saves; nullopt when a field is wrong or the order says nothing.
std::optional<Command> command_of(OrderForm& form);

struct OrderFormRows {
    std::vector<ProductChoice> products;   ///< For the line that completes.
    std::vector<ContactChoice> customers;  ///< For the customer's field.
    std::vector<std::string> channels;
    bool read_only = false;
};
void draw_order_form(Ui& ui, Rect page, const OrderFormRows& rows, OrderForm& form, Queue& queue);

}  // namespace perennial::ui
