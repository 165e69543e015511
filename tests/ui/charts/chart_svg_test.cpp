#include "ui/charts/chart_svg.h"

#include <doctest/doctest.h>

#include "tests/support/data_file.h"
#include "tests/ui/charts/sample_charts.h"

using namespace perennial;
using namespace perennial::ui;

TEST_CASE("charts as SVG are byte for byte those looked at and kept, in both themes") {
    struct Case {
        const char* file;
        Chart chart;
        bool dark;
    };
    for (const Case& c :
         {Case{"stacked.svg", stacked_chart(), false}, Case{"heat-dark.svg", heat_chart(), true},
          Case{"line.svg", line_chart(), false}, Case{"scatter.svg", scatter_chart(), false}}) {
        CAPTURE(c.file);
        CHECK(chart_svg(c.chart, tokens_for(c.dark, false), 480).text ==
              project_file("tests/golden/charts/" + std::string(c.file)));
    }
}

TEST_CASE("an SVG names its chart, its unit and its n, and writes markup as text") {
    const ChartSvg svg = chart_svg(heat_chart(), tokens_for(false, false), 480);
    CHECK(svg.text.contains("<title>Came back &amp; stayed</title>"));
    CHECK(svg.text.contains("<desc>% who ordered again. n 52 customers</desc>"));
    CHECK(svg.size.width == 480);
    CHECK(svg.size.height > 100);
}
