// Companies, products and the order being typed: what their screens are given, and what follows on their forms.
#include <algorithm>

#include "ui/views/screens_parts.h"

namespace perennial::ui {

std::vector<std::string> Screens::Parts::staff() {
    constexpr std::size_t kOffered = 8;
    std::vector<std::string> names;
    if (!author.empty()) names.push_back(author);
    if (const auto& known = staff_model.get(app.workspace(), {})) {
        for (const KnownWord& word : *known) {
            if (names.size() < kOffered && word.text != author) names.push_back(word.text);
        }
    }
    return names;
}

Currency Screens::Parts::currency() {
    const auto& summary = summary_model.get(app.workspace(), {});
    return summary ? summary->currency : Currency{};
}

void Screens::Parts::show_record(const Id& id, std::span<const RowNo> people, std::span<const RowNo> orders) {
    if (record.id != id) {
        record = {};
        record.id = id;
    }
    if (people_page.rows().data() == people.data() && orders_page.rows().data() == orders.data()) return;
    people_page.reset(people);
    orders_page.reset(orders);
}

/// A form that was opened in this frame learns what it is based on; one that was closed goes.
void Screens::Parts::keep_record_form() {
    if (!record.editing) return;
    if (record.editing->based_on == 0) record.editing->based_on = app.workspace().revision();
    if (record.editing->currency.empty()) record.editing->currency = currency();
    if (!record.editing->open) record.editing.reset();
}

void Screens::Parts::draw_company_screen(Ui& ui, Rect page) {
    const auto& found = company_model.get(app.workspace(), route.id);
    if (!found) return draw_trouble(ui, page, found.error());
    show_record(route.id, found->people, found->orders);
    draw_company(ui, page, *found, {people_page, orders_page, today(), read_only}, record, queue);
    keep_record_form();
}

void Screens::Parts::draw_product_screen(Ui& ui, Rect page) {
    const auto& found = product_model.get(app.workspace(), route.id);
    if (!found) return draw_trouble(ui, page, found.error());
    show_record(route.id, found->buyers, found->orders);
    draw_product(ui, page, *found, {people_page, orders_page, today(), read_only}, record, queue);
    keep_record_form();
}

/// The draft of the order that the address names: begun anew unless it is already in hand.
Status Screens::Parts::begin_order_form() {
    const bool edits = route.screen == Screen::edit_order;
    if (order_draft && (edits ? order_draft->order == route.id : !order_draft->order)) return {};
    if (edits) {
        TRY_ASSIGN(const OrderDraft draft, perennial::draft_of(app.workspace(), route.id));
        const auto& page = order_model.get(app.workspace(), route.id);
        order_draft =
            order_form(draft, route.id, page ? page->customer : std::string(), app.workspace().revision());
        return {};
    }
    TRY_ASSIGN(OrderDraft draft, fresh_order(app.workspace()));
    std::string customer;
    if (!route.id.empty()) {
        const auto& page = contact_model.get(app.workspace(), route.id);
        if (!page) return std::unexpected(page.error());
        draft.contact = route.id;
        customer = page->shown_name;
    }
    order_draft = order_form(draft, std::nullopt, std::move(customer), app.workspace().revision());
    return {};
}

OrderFormRows Screens::Parts::order_form_rows() {
    constexpr std::size_t kOffered = 8;
    OrderFormRows rows{.products = {}, .customers = {}, .channels = {}, .read_only = read_only};
    const int completing = order_draft->completing;
    if (completing == OrderForm::kCustomer) {
        if (const auto& found = customer_model.get(app.workspace(), order_draft->customer))
            rows.customers = *found;
    } else if (completing >= 0 && static_cast<std::size_t>(completing) < order_draft->lines.size()) {
        if (const auto& index = product_index_model.get(app.workspace(), {}))
            rows.products = complete_products(
                *index, order_draft->lines[static_cast<std::size_t>(completing)].title, kOffered);
    }
    if (const auto& channels = channel_model.get(app.workspace(), {})) {
        for (const KnownWord& word : *channels) rows.channels.push_back(word.text);
    }
    return rows;
}

void Screens::Parts::draw_order_form_screen(Ui& ui, Rect page) {
    if (const Status begun = begin_order_form(); !begun) return draw_trouble(ui, page, begun.error());
    draw_order_form(ui, page, order_form_rows(), *order_draft, queue);
}

void Screens::Parts::after_form(const Command& command, const std::optional<Error>& failure,
                                const Outcome* outcome) {
    const std::optional<Id> made =
        outcome != nullptr && !outcome->ids.empty() ? std::optional(outcome->ids.front()) : std::nullopt;
    after_segment(command, failure, made);
    if (std::holds_alternative<SaveCustomField>(command) && fields.form) {
        if (failure) {
            note_failure(*fields.form, *failure);
        } else {
            fields.form.reset();
            fields.form_open = false;
        }
    } else if (std::holds_alternative<SaveOrder>(command) && order_draft) {
        if (failure) {
            order_draft->failure = failure->message;
        } else {
            const std::optional<Id> shown = order_draft->order ? order_draft->order : made;
            order_draft.reset();
            if (shown) go({.screen = Screen::order, .id = *shown});
        }
    } else if (const auto* add = std::get_if<AddRecord>(&command);
               add != nullptr && new_record && new_record->table == add->table) {
        if (failure) {
            new_record->failure = failure->message;
            new_record->open = true;
        } else {
            new_record.reset();
            const Screen screen = add->table == TableId::company ? Screen::company : Screen::product;
            if (made) go({.screen = screen, .id = *made});
        }
    } else if (const auto* edit = std::get_if<EditRecord>(&command);
               edit != nullptr && record.editing && record.editing->table == edit->table) {
        if (failure)
            record.editing->failure = failure->message;
        else
            record.editing.reset();
    }
}

}  // namespace perennial::ui
