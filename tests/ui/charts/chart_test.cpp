#include "ui/charts/chart.h"

#include <cmath>
#include <limits>

#include "tests/ui/charts/sample_charts.h"
#include "tests/ui/driver.h"
#include "ui/charts/chart_svg.h"
#include "ui/charts/chart_view.h"
#include "ui/semantics/audit.h"

using namespace perennial;
using namespace perennial::ui;

namespace {

struct Shown {
    explicit Shown(Chart chart_in) : chart(std::move(chart_in)) {}
    void draw(Ui& ui) {
        wanted = draw_chart(ui, {20, 20, 600, 400}, chart, state);
        if (wanted) kept = wanted;
    }

    Chart chart;
    ChartState state;
    std::optional<ChartFile> wanted, kept;
    Driver driver{[this](Ui& ui) { draw(ui); }};
    std::string reading() { return driver.get(Role::grid, chart.title).value; }
};

std::size_t filled(const Picture& picture, Ink::Of of, int percent) {
    return static_cast<std::size_t>(std::ranges::count_if(picture.marks, [&](const Mark& mark) {
        return mark.kind == Mark::Kind::fill && mark.ink.of == of && mark.ink.percent == percent &&
               mark.rect.w > 8.5F;
    }));
}

Picture laid(const Chart& chart) {
    return picture_of(chart, {.width = 500},
                      [](std::string_view text) { return 7.0F * static_cast<float>(text.size()); });
}

}  // namespace

TEST_CASE("no chart without a title, unit and what it counts") {
    CHECK_FALSE(chart_trouble(stacked_chart()).has_value());
    for (const auto& spoil :
         {+[](Chart& chart) { chart.title.clear(); }, +[](Chart& chart) { chart.unit.clear(); },
          +[](Chart& chart) { chart.n_words.clear(); },
          +[](Chart& chart) { chart.series.front().points.pop_back(); },
          +[](Chart& chart) {
              chart.series.front().points.front().value = std::numeric_limits<double>::infinity();
          }}) {
        Chart chart = stacked_chart();
        spoil(chart);
        CHECK(chart_trouble(chart).has_value());
        CHECK(laid(chart).marks.empty());
        CHECK(chart_svg(chart, tokens_for(false, false), 600).text.empty());
        CHECK(chart_csv(chart).empty());
    }
}

TEST_CASE("ticks are round, begin at or below the least value and end at or above the highest") {
    CHECK(axis_ticks(0, 38) == std::vector<double>{0, 10, 20, 30, 40});
    CHECK(axis_ticks(0, 1) == std::vector<double>{0, 0.25, 0.5, 0.75, 1});
    CHECK(axis_ticks(0, 0).size() >= 2);
    const auto below = axis_ticks(-30, 90);
    CHECK(below.front() <= -30);
    CHECK(below.back() >= 90);
    CHECK(std::ranges::find(below, 0.0) != below.end());
}

TEST_CASE("a period that is not over is drawn at 55 percent, whole ones are full") {
    const Picture picture = laid(stacked_chart());
    CHECK(filled(picture, Ink::Of::series, 55) == 2);
    CHECK(filled(picture, Ink::Of::series, 100) == 4);
    CHECK(picture.points.size() == 6);
}

TEST_CASE("cells on fewer than 30 records or of a time not over are outlined, never filled") {
    const Chart chart = heat_chart();
    const Picture picture = laid(chart);
    CHECK(is_outlined(chart, 0, 2));  // The last of its row.
    CHECK_FALSE(is_outlined(chart, 0, 0));
    CHECK(is_outlined(chart, 1, 0));  // 12 customers.
    const auto edges =
        std::ranges::count_if(picture.marks, [](const Mark& mark) { return mark.kind == Mark::Kind::edge; });
    CHECK(edges == 3);
    CHECK(picture.points.size() == 5);
}

TEST_CASE("points say what they are, with interval, n and whether they are over") {
    CHECK(point_words(stacked_chart(), 1, 0) == "Apr, 2026: €50.00");
    CHECK(point_words(stacked_chart(), 0, 2) == "Jun, 2025: €30.00, not over yet");
    CHECK(point_words(heat_chart(), 1, 0) == "Feb 26, month 1: 50 %, n 12");
    CHECK(point_words(line_chart(), 0, 2) == "Mar: 30, 95 %: 20 to 40");
    CHECK(point_words(heat_chart(), 1, 2).empty());
    CHECK(chart_subtitle(stacked_chart()) == "€ a month. June is not over. n 1,204 orders");
}

TEST_CASE("points go to CSV one a line, amounts as decimals") {
    CHECK(chart_csv(stacked_chart()) ==
          "month,series,value,low,high,n\r\nApr,2025,100.00,,,\r\nMay,2025,120.00,,,\r\nJun,2025,30.00,,,\r\n"
          "Apr,2026,50.00,,,\r\nMay,2026,60.00,,,\r\nJun,2026,20.00,,,\r\n");
}

TEST_CASE("the screen has the chart as a table, and arrows read its points") {
    Shown shown(stacked_chart());
    const Node& grid = shown.driver.get(Role::grid, "Revenue by year of first order");
    CHECK(grid.focusable);
    CHECK(grid.row_count == 4);
    CHECK(shown.driver.has(Role::gridcell, "May, 2025: €120.00"));
    shown.driver.focus(Role::grid, "Revenue by year of first order");
    CHECK(shown.reading().empty());
    shown.driver.key("ArrowRight");
    CHECK(shown.reading() == "Apr, 2025: €100.00");
    shown.driver.key("ArrowRight");
    CHECK(shown.reading() == "May, 2025: €120.00");
    shown.driver.key("ArrowDown");
    CHECK(shown.reading() == "May, 2026: €60.00");
    shown.driver.key("ArrowLeft");
    CHECK(shown.reading() == "Apr, 2026: €50.00");
    shown.driver.key("End");
    CHECK(shown.reading() == "Jun, 2026: €20.00, not over yet");
    const Node& read = shown.driver.get(Role::grid, "Revenue by year of first order");
    CHECK(read.active_descendant == shown.driver.get(Role::gridcell, "Jun, 2026: €20.00, not over yet").id);
    CHECK(audit(shown.driver.tree()).empty());
}

TEST_CASE("every kind of chart stands on the screen with its points in words") {
    for (Chart chart : {stacked_chart(), heat_chart(), line_chart(), scatter_chart()}) {
        CAPTURE(chart.title);
        Shown shown(chart);
        CHECK(audit(shown.driver.tree()).empty());
        CHECK(shown.driver.all(Role::gridcell).size() == laid(chart).points.size());
        CHECK(shown.driver.has(Role::heading, chart.title));
    }
}

TEST_CASE("the chart's menu hands it over") {
    Shown shown(stacked_chart());
    shown.driver.activate(Role::button, "Save chart: Revenue by year of first order");
    shown.driver.activate(Role::menuitem, "Save as SVG");
    CHECK(shown.kept == ChartFile::svg);
}
