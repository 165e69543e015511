#include "ui/views/numbers/numbers_view.h"

#include <algorithm>
#include <array>

#include "core/base/ascii.h"
#include "core/base/phrase.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

constexpr float kPanel = 356, kSheet = 400;
/// Keeping customers first, then what they are worth and cost, then what they say.
constexpr std::array<std::string_view, 12> kFirst{"repeat_purchase_share",
                                                  "retention_rate",
                                                  "churn_rate",
                                                  "repeat_rate",
                                                  "lifetime_revenue_to_date",
                                                  "expected_lifetime_revenue",
                                                  "expected_lifetime_profit",
                                                  "acquisition_cost",
                                                  "value_to_cost",
                                                  "payback",
                                                  "net_promoter_score",
                                                  "customer_satisfaction"};
constexpr std::array<std::string_view, 8> kMore{
    "revenue", "purchases",     "average_order_value", "order_value_by_tenure",
    "buyers",  "new_customers", "referral_share",      "revenue_forecast"};

// Choosing ---------------------------------------------------------------------------------------------------------

struct Chooser {
    std::string label;
    const char* icon;
    std::string name;
};

template <class Choice, std::size_t size>
void draw_choice_menu(Ui& ui, Rect anchor, std::string_view name, std::string_view (*label)(Choice),
                      Choice& choice, bool& open) {
    std::array<Ui::MenuItem, size> items;
    for (std::size_t i = 0; i < size; ++i) {
        items[i].label = label(static_cast<Choice>(i));
        items[i].label.front() = ascii_upper(items[i].label.front());
        items[i].chosen = choice == static_cast<Choice>(i);
    }
    const int chosen = ui.menu(anchor, name, items, open);
    if (chosen >= 0) choice = static_cast<Choice>(chosen);
}

std::array<Chooser, 3> choosers_of(const NumbersState& state) {
    return {Chooser{std::string(period_label(state.choice.period)), icon::kCalendar, "Period"},
            Chooser{"Compare: " + std::string(compare_label(state.choice.compare)), icon::kHistory, "Compare"},
            Chooser{state.choice.people.empty() ? std::string("Everyone") : state.choice.people,
                    icon::kFilter, "Whose numbers"}};
}

void draw_chooser(Ui& ui, Rect at, const Chooser& chooser, std::size_t which, NumbersState& state) {
    bool* const opens[] = {&state.period_open, &state.compare_open, &state.people_open};
    bool& open = *opens[which];
    const std::string name = which == 1 ? chooser.label : chooser.name + ": " + chooser.label;
    if (ui.button(at, chooser.label,
                  {.icon = chooser.icon,
                   .icon_after = icon::kChevronDown,
                   .name = name,
                   .expanded = open && which < 2,
                   .has_popup = true})) {
        open = !open;
        if (which == 2) state.people_draft = state.choice.people;
    }
    if (which == 0 && open)
        draw_choice_menu<NumbersPeriod, kNumbersPeriods>(ui, at, "Period", period_label, state.choice.period,
                                                         open);
    if (which == 1 && open)
        draw_choice_menu<NumbersCompare, kNumbersCompares>(ui, at, "Compare with", compare_label,
                                                           state.choice.compare, open);
}

float chooser_width(Ui& ui, const Chooser& chooser) {
    const float most = chooser.icon == icon::kFilter ? 240.0F : 300.0F;
    return std::min(most,
                    ui.button_width(chooser.label, {.icon = chooser.icon, .icon_after = icon::kChevronDown}));
}

/// Beside the title where there is room, else on lines of their own.
void draw_choosers(Ui& ui, Rect& page, Rect head, NumbersState& state) {
    const auto choosers = choosers_of(state);
    float all = 0;
    for (const Chooser& chooser : choosers) all += chooser_width(ui, chooser) + 8;
    const float height = control_height(ui);
    if (all <= head.w) {
        float x = head.right() - all + 8;
        for (std::size_t i = 0; i < choosers.size(); ++i) {
            const float width = chooser_width(ui, choosers[i]);
            draw_chooser(ui, {x, head.y + (head.h - height) / 2, width, height}, choosers[i], i, state);
            x += width + 8;
        }
        return;
    }
    Rect row = page.take_top(height + 8).inset(margin_of(ui), 0);
    float x = row.x;
    for (std::size_t i = 0; i < choosers.size(); ++i) {
        const float width = std::min(row.w, chooser_width(ui, choosers[i]));
        if (x > row.x && x + width > row.right()) {
            x = row.x;
            row = page.take_top(height + 8).inset(margin_of(ui), 0);
        }
        draw_chooser(ui, {x, row.y, width, height}, choosers[i], i, state);
        x += width + 8;
    }
}

void draw_people_dialog(Ui& ui, const NumbersRows& rows, NumbersState& state) {
    if (!state.people_open) return;
    ui.dialog("Whose numbers", 0, 286, state.people_open, [&](Rect inside) {
        ui.paragraph(inside.take_top(44),
                     "Of everyone, or of the people for whom a rule holds. A segment's name works too.",
                     TextStyle::body, ui.tokens().text_2);
        const bool refused = rows.failure != nullptr && state.people_draft == state.choice.people;
        FieldOptions field{.placeholder = "tag is \"Frequent\"",
                           .help = "Such as: orders count in last 365 days >= 2",
                           .error = refused ? std::string_view(rows.failure->message) : std::string_view(),
                           .focus_now = true};
        const FieldResult typed = ui.text_field(inside.take_top(ui.field_height(field)), "Rule or segment",
                                                state.people_draft, field);
        const Rect foot{inside.x, inside.bottom() - control_height(ui), inside.w, control_height(ui)};
        RightToLeft buttons(ui, foot);
        bool done = typed.committed;
        if (buttons.button("Show these", {.look = ButtonLook::main})) done = true;
        if (buttons.button("Everyone")) {
            state.people_draft.clear();
            done = true;
        }
        if (!done) return;
        state.choice.people = state.people_draft;
        state.people_open = false;
    });
}

// The board --------------------------------------------------------------------------------------------------------

std::string as_of_words(const NumbersRows& rows) {
    if (rows.board == nullptr) return {};
    const analytics::Period& period = rows.board->query.period;
    if (period.to == rows.today) return "As of today, " + full_day_text(period.to);
    return full_day_text(period.from) + " to " + full_day_text(period.to);
}

void draw_waiting(Ui& ui, Rect page, NumbersState& state) {
    if (!state.asked_at) state.asked_at = ui.seconds();
    const double waited = ui.seconds() - *state.asked_at;
    constexpr double kPatience = 0.1;
    if (waited < kPatience) return ui.wake(kPatience - waited);
    const Rect area = page.inset(margin_of(ui), 16);
    const float width = (area.w - 24) / 4;
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 4; ++column)
            ui.fill({area.x + static_cast<float>(column) * (width + 8),
                     area.y + static_cast<float>(row) * 114, width, 106},
                    ui.tokens().sunken, 8);
    }
    ui.begin(Role::status, "Counting", {area.x, area.y, area.w, 16});
    ui.end();
}

/// What is still needed before there is any figure.
bool draw_nothing_yet(Ui& ui, Rect page, const NumbersRows& rows, Queue& queue) {
    const WorkspaceFacts& facts = *rows.board->facts;
    if (!rows.board->counts.customers.empty() || !facts.orders.empty()) return false;
    const bool some = !rows.board->query.people.empty();
    const Rect strip = empty_state(
        ui, page, icon::kChartNoAxesColumn, some ? "Nobody of these has bought" : "No numbers yet",
        some ? "The rule finds nobody with an order up to this day. Choose a wider one, or everyone."
             : "Figures come from orders with their customers: one order gives the first, a few dozen make "
               "them reliable. "
               "Import your orders, or type one in.");
    if (some || rows.read_only) return true;
    const float width = ui.button_width("Import a file", {.look = ButtonLook::main, .icon = icon::kUpload});
    if (ui.button({strip.x + (strip.w - width) / 2, strip.y, width, strip.h}, "Import a file",
                  {.look = ButtonLook::main, .icon = icon::kUpload}))
        queue.push(PickFiles{});
    return true;
}

/// Few customers: the figures are there, and rest on little.
float draw_few_note(Ui& ui, Rect area, const NumbersBoard& board) {
    const auto customers = static_cast<std::int64_t>(board.counts.customers.size());
    if (customers >= analytics::kFew) return 0;
    return 12 + note_block(ui, area, Note::info,
                           phrase("These rest on {}. From about 30 on they begin to be reliable.",
                                  counted(customers, "customer", "customers")));
}

void draw_board(Ui& ui, Rect area, const NumbersRows& rows, NumbersState& state) {
    const NumbersBoard& board = *rows.board;
    const float margin = margin_of(ui);
    // The thumb has the margin to itself.
    Rect inside =
        ui.begin_scroll({area.x + margin, area.y + 1, area.w - margin, area.h - 1}, "Board", state.scroll);
    inside.take_right(narrow(ui) ? margin : 20);
    float y = inside.y + 16;
    y += draw_few_note(ui, {inside.x, y, inside.w, 60}, board);
    y += draw_tiles(ui, {inside.x, y, inside.w, 0}, board, kFirst, state) + 20;
    y += draw_first_charts(ui, {inside.x, y, inside.w, 0}, rows, state) + 28;
    ui.heading({inside.x, y, inside.w, 20}, "Sales", 2, TextStyle::section);
    y += 28;
    y += draw_tiles(ui, {inside.x, y, inside.w, 0}, board, kMore, state) + 20;
    y += draw_more_charts(ui, {inside.x, y, inside.w, 0}, rows, state) + 24;
    ui.end_scroll(y - inside.y);
}

void draw_freshness(Ui& ui, Rect& head, const NumbersRows& rows) {
    if (rows.up_to_date || rows.board == nullptr || rows.failure != nullptr) return;
    const std::string words = phrase("Counting, {} %", static_cast<int>(rows.fraction * 100));
    const float width = ui.text_width(words, TextStyle::caption) + 24;
    if (width > head.w) return;
    ui.status({head.x, head.y + 24, width, 16}, words, icon::kLoaderCircle, ui.tokens().text_2);
    head.take_left(width);
}

}  // namespace

void draw_numbers(Ui& ui, Rect page, const NumbersRows& rows, NumbersState& state, Queue& queue) {
    Rect head = page_head(ui, page, "Numbers", as_of_words(rows));
    draw_freshness(ui, head, rows);
    const bool open = rows.board != nullptr && rows.board->figure(state.choice.open) != nullptr;
    if (!open || !narrow(ui)) draw_choosers(ui, page, head, state);
    draw_people_dialog(ui, rows, state);
    ui.line({page.x, page.y}, {page.right(), page.y}, ui.tokens().line);
    if (rows.failure != nullptr) {
        empty_state(ui, page, icon::kCircleAlert, "These numbers cannot be shown", rows.failure->message);
        return;
    }
    if (rows.board == nullptr) return draw_waiting(ui, page, state);
    state.asked_at.reset();
    if (draw_nothing_yet(ui, page, rows, queue)) return;
    if (open && narrow(ui)) return draw_numbers_panel(ui, page, rows, state, queue);
    if (open && ui.layout() == Layout::wide) {
        const Rect panel = page.take_right(kPanel);
        draw_board(ui, page, rows, state);
        return draw_numbers_panel(ui, panel, rows, state, queue);
    }
    draw_board(ui, page, rows, state);
    if (!open) return;
    const Rect sheet{page.right() - kSheet, page.y, kSheet, page.h};
    ui.lift(sheet, 0);
    draw_numbers_panel(ui, sheet, rows, state, queue);
}

}  // namespace perennial::ui
