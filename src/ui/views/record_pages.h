// The pages of a company and of a product: what it adds up to, who belongs to it, its orders, its details.
#pragma once

#include <optional>

#include "core/app/pages.h"
#include "ui/views/record_form.h"
#include "ui/views/state.h"
#include "ui/widgets/widgets.h"

namespace perennial::ui {

struct RecordPageState {
    Id id;
    int tab = 0;
    TableState people, orders;
    float scroll = 0;
    std::optional<RecordForm> editing;
};

/// Rows around what is visible of a page's two tables.
struct RecordPageRows {
    PagedRows<ContactRow>& people;
    PagedRows<OrderRow>& orders;
    Day today;
    bool read_only = false;
};

void draw_company(Ui& ui, Rect page, const CompanyPage& company, const RecordPageRows& rows,
                  RecordPageState& state, Queue& queue);
void draw_product(Ui& ui, Rect page, const ProductPage& product, const RecordPageRows& rows,
                  RecordPageState& state, Queue& queue);

}  // namespace perennial::ui
