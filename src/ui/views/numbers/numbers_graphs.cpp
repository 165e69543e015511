// The charts of the screen, and the table of what new customers cost by channel.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/phrase.h"
#include "ui/icons.h"
#include "ui/views/format.h"
#include "ui/views/numbers/numbers_view.h"
#include "ui/views/numbers/numbers_words.h"
#include "ui/views/parts.h"

namespace perennial::ui {
namespace {

constexpr float kBeside = 24, kTwoColumns = 640, kBelow = 28;

struct Columns {
    bool two = false;
    float width = 0;
};
Columns columns_of(Rect area) {
    const bool two = area.w >= kTwoColumns;
    return {two, two ? (area.w - kBeside) / 2 : area.w};
}

/// Draws it, notes what is to be saved, and returns its height.
float show_chart(Ui& ui, Rect area, const Chart& chart, ChartState& chart_state, NumbersState& state,
                 const ChartLook& look = {}) {
    const float height = chart_height(ui, chart, area.w, look);
    if (const auto file = draw_chart(ui, {area.x, area.y, area.w, height}, chart, chart_state, look))
        state.wanted_chart = ChartWish{chart, *file};
    return height;
}

/// Why a chart is not there, in its place.
float show_reason(Ui& ui, Rect area, std::string_view title, std::string_view reason) {
    ui.heading({area.x, area.y, area.w, 20}, title, 2, TextStyle::body_semibold);
    return 24 + ui.paragraph({area.x, area.y + 24, area.w, 80}, reason, TextStyle::body, ui.tokens().text_3);
}

float show_cohorts(Ui& ui, Rect area, const NumbersCharts& charts, NumbersState& state) {
    const std::array<Option, 2> options{Option{"Customers", nullptr, {}}, Option{"Revenue", nullptr, {}}};
    const Chart& chart = state.cohort_revenue ? charts.cohort_revenue : charts.cohorts;
    if (chart.series.empty())
        return show_reason(ui, area, chart.title, "It begins a month after the first order of a customer.");
    float height = show_chart(ui, area, chart, state.cohorts, state);
    height += 10;
    int chosen = state.cohort_revenue ? 1 : 0;
    if (ui.segmented({area.x, area.y + height, area.w, measure::kSmall}, "What the cohorts show", options,
                     chosen))
        state.cohort_revenue = chosen == 1;
    return height + measure::kSmall;
}

float show_forecast(Ui& ui, Rect area, const NumbersRows& rows, NumbersState& state) {
    const auto& chart = rows.charts->forecast;
    if (!chart) return show_reason(ui, area, "Revenue forecast", rows.board->forecast.figure.reason);
    return show_chart(ui, area, *chart, state.forecast, state, {.plot_height = 200});
}

float show_channels(Ui& ui, Rect area, const NumbersBoard& board, NumbersState& state) {
    const analytics::Figure& cost = *board.figure("acquisition_cost");
    ui.heading({area.x, area.y, area.w, 20}, "Cost to win a customer, by channel", 2,
               TextStyle::body_semibold);
    if (cost.parts.empty()) {
        const std::string reason =
            cost.reason.empty() ? "No expenses or new customers have a channel." : cost.reason;
        return 24 +
               ui.paragraph({area.x, area.y + 24, area.w, 80}, reason, TextStyle::body, ui.tokens().text_3);
    }
    ui.text({area.x, area.y + 20, area.w, 16},
            phrase("spent in the period to win customers, by new customer. n {} new customers",
                   count_text(cost.n)),
            TextStyle::caption, ui.tokens().text_3);
    const std::array<Column, 3> columns{
        Column{.label = "Channel"}, Column{.label = "New customers", .width = 120, .align = Align::right},
        Column{.label = "Cost for each", .width = 120, .align = Align::right}};
    TableSpec spec;
    spec.label = "Cost to win a customer, by channel";
    spec.columns = columns;
    spec.row_count = static_cast<std::int64_t>(cost.parts.size());
    spec.row_height = ui.touch() ? measure::kRowTouch : measure::kRowCompact;
    spec.margin = 0;
    const auto part = [&](std::int64_t i) -> const analytics::Figure::Part& {
        return cost.parts[static_cast<std::size_t>(i)];
    };
    spec.row_name = [&](std::int64_t i) { return part(i).name; };
    spec.draw_cell = [&](std::int64_t i, int column, Rect cell) -> std::string {
        const std::string text = column == 0     ? part(i).name
                                 : column == 1   ? count_text(part(i).n)
                                 : part(i).value ? figure_text(cost, *part(i).value)
                                                 : std::string("n/a");
        ui.draw_text(cell, text, column == 0 ? TextStyle::body_medium : TextStyle::body,
                     column == 0 ? ui.tokens().text : ui.tokens().text_2,
                     column == 0 ? Align::left : Align::right);
        return text;
    };
    const float height = measure::kTableHead + spec.row_height * static_cast<float>(spec.row_count);
    ui.table({area.x, area.y + 46, area.w, height}, spec, state.channels_table);
    return 46 + height;
}

/// A line of what the model says: the figure, and its interval beside it.
float show_prediction(Ui& ui, Rect area, const analytics::Figure& figure) {
    ui.text({area.x, area.y + 4, area.w - 200, 20}, figure.label, TextStyle::body, ui.tokens().text_2);
    const std::string value = figure_text(figure);
    std::string proof = figure.value ? interval_words(figure) : std::string();
    proof += phrase("{}n {}", proof.empty() ? "" : ", ", count_text(figure.n));
    ui.text({area.x, area.y, area.w, 28}, value, TextStyle::figure,
            figure.value ? ui.tokens().text : ui.tokens().text_3, Align::right);
    ui.text({area.x, area.y + 24, area.w, 16}, figure.value ? proof : figure.reason, TextStyle::caption,
            ui.tokens().text_3, Align::right);
    ui.line({area.x, area.y + 46}, {area.right(), area.y + 46}, ui.tokens().line);
    return 52;
}

std::string back_test_words(const ValueModel& model) {
    if (!model.back_test) return "There was too little half a year ago to test it on the time since.";
    const double actual = model.back_test->actual, predicted = model.back_test->predicted;
    return phrase(
        "Back-test: told only what was known 26 weeks ago, it expected {} purchases since then; there were "
        "{}.",
        count_text(std::llround(predicted)), count_text(std::llround(actual)));
}

/// What customers are expected to buy by the model of buying, which is fitted when asked for.
float show_model(Ui& ui, Rect area, const NumbersRows& rows, NumbersState& state) {
    ui.heading({area.x, area.y, area.w, 20}, "Value of customers, by a model of buying", 2,
               TextStyle::body_semibold);
    float y = area.y + 24;
    const auto words = [&](std::string_view text, Colour colour) {
        y += ui.paragraph({area.x, y, area.w, 200}, text, TextStyle::caption, colour) + 10;
    };
    if (rows.model == nullptr) {
        words(
            "BG/NBD and gamma-gamma learn from everybody's orders how often and for how much people buy, and "
            "who has "
            "probably gone. It takes some seconds, and you can go on working.",
            ui.tokens().text_3);
        const ButtonOptions look{
            .icon = icon::kFlaskConical, .disabled = rows.busy, .disabled_reason = "Other work is running."};
        const float height = control_height(ui);
        if (ui.button({area.x, y, ui.button_width("Fit the model", look), height}, "Fit the model", look))
            state.wants_model = true;
        return y + height - area.y;
    }
    if (!*rows.model) {
        words(rows.model->error().message, ui.tokens().text_2);
        return y - area.y;
    }
    const ValueModel& model = **rows.model;
    for (const analytics::Figure* figure : {&model.alive, &model.purchases, &model.revenue})
        y += show_prediction(ui, {area.x, y, area.w, 52}, *figure);
    if (!model.purchases.interval)
        words(
            "These orders do not say how large every parameter of the model is, so there are no intervals: "
            "take this as a "
            "direction only.",
            ui.tokens().warn);
    words(back_test_words(model), ui.tokens().text_2);
    return y - area.y;
}

/// Draws pieces in one column or two, in turn, row by row; returns the height used.
template <std::size_t size>
float lay_out(Rect area, const std::array<std::function<float(Rect)>, size>& pieces) {
    const Columns columns = columns_of(area);
    float y = area.y, row = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const bool right = columns.two && i % 2 == 1;
        if (!right && i > 0) {
            y += row + kBelow;
            row = 0;
        }
        const float x = right ? area.x + columns.width + kBeside : area.x;
        row = std::max(row, pieces[i]({x, y, columns.width, 1000}));
    }
    return y + row - area.y;
}

using Piece = std::function<float(Rect)>;

}  // namespace

float draw_first_charts(Ui& ui, Rect area, const NumbersRows& rows, NumbersState& state) {
    const NumbersCharts& charts = *rows.charts;
    return lay_out<2>(
        area,
        {Piece([&](Rect place) { return show_cohorts(ui, place, charts, state); }),
         Piece([&](Rect place) { return show_chart(ui, place, charts.revenue, state.revenue, state); })});
}

float draw_more_charts(Ui& ui, Rect area, const NumbersRows& rows, NumbersState& state) {
    const NumbersCharts& charts = *rows.charts;
    const ChartLook low{.plot_height = 200};
    return lay_out<6>(
        area,
        {Piece([&](Rect place) { return show_forecast(ui, place, rows, state); }),
         Piece([&](Rect place) { return show_chart(ui, place, charts.tenure, state.tenure, state, low); }),
         Piece([&](Rect place) {
             return show_chart(ui, place, charts.recommendation, state.recommendation, state, low);
         }),
         Piece([&](Rect place) {
             return show_chart(ui, place, charts.satisfaction, state.satisfaction, state, low);
         }),
         Piece([&](Rect place) { return show_channels(ui, place, *rows.board, state); }),
         Piece([&](Rect place) { return show_model(ui, place, rows, state); })});
}

}  // namespace perennial::ui
