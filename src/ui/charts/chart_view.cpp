#include "ui/charts/chart_view.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/base/phrase.h"
#include "ui/icons.h"

namespace perennial::ui {
namespace {

constexpr float kTitle = 20, kAir = 10, kMenu = 28;
constexpr std::size_t kMostRows = 200;  // Of the table: whoever wants more takes the CSV.

Picture laid_out(Ui& ui, const Chart& chart, float width, const ChartLook& look) {
    return picture_of(
        chart, {.width = width, .plot_height = look.plot_height, .line = ui.line_height(TextStyle::caption)},
        [&](std::string_view text) { return ui.text_width(text, TextStyle::caption); });
}

float subtitle_height(Ui& ui, const Chart& chart, float width) {
    return ui.paragraph_height(chart_subtitle(chart), TextStyle::caption, width);
}

Rect moved(Rect rect, Point by) { return {rect.x + by.x, rect.y + by.y, rect.w, rect.h}; }
Point moved(Point point, Point by) { return {point.x + by.x, point.y + by.y}; }

void draw_text_mark(Ui& ui, const Mark& mark, Rect rect, Colour colour) {
    const Align align = mark.anchor == Mark::Anchor::start    ? Align::left
                        : mark.anchor == Mark::Anchor::middle ? Align::centre
                                                              : Align::right;
    ui.draw_text({rect.x, rect.y, rect.w + (align == Align::left ? 1.0F : 0.0F), rect.h}, mark.text,
                 TextStyle::caption, colour, align);
}

void draw_mark(Ui& ui, const Mark& mark, Point origin) {
    const Colour colour = colour_of(mark.ink, ui.tokens());
    const Rect rect = moved(mark.rect, origin);
    const Point centre{rect.x + rect.w / 2, rect.y + rect.h / 2};
    switch (mark.kind) {
        case Mark::Kind::fill: return ui.fill(rect, colour, mark.size);
        case Mark::Kind::edge: return ui.edge(rect, colour, mark.size);
        case Mark::Kind::line: {
            const Point from = moved(mark.points.front(), origin), to = moved(mark.points.back(), origin);
            if (mark.points.size() == 2 && mark.size <= 1) return ui.line(from, to, colour, mark.size);
            std::vector<Point> points;
            for (const Point point : mark.points) points.push_back(moved(point, origin));
            return ui.polyline(points, colour, mark.size);
        }
        case Mark::Kind::band:
            return ui.quad({moved(mark.points[0], origin), moved(mark.points[1], origin),
                            moved(mark.points[2], origin), moved(mark.points[3], origin)},
                           colour);
        case Mark::Kind::dot: return ui.circle(centre, mark.size, colour);
        case Mark::Kind::ring:
            ui.circle(centre, mark.size + 1, colour);
            return ui.circle(centre, mark.size - 0.5F, ui.tokens().surface);
        case Mark::Kind::text: return draw_text_mark(ui, mark, rect, colour);
    }
}

/// The words of a point beside it, as the tooltip of a control looks.
void draw_point_note(Ui& ui, Rect point, Rect within, std::string_view words) {
    const float width = std::min(ui.text_width(words, TextStyle::caption) + 20, within.w);
    const float x =
        std::clamp(point.x + point.w / 2 - width / 2, within.x, std::max(within.x, within.right() - width));
    const float above = point.y - 34;
    const Rect box{x, above < within.y ? point.bottom() + 6 : above, width, 28};
    ui.fill(box, ui.tokens().bar, 6);
    ui.draw_text({box.x + 10, box.y, box.w - 19, box.h}, words, TextStyle::caption, ui.tokens().bar_text);
}

bool is_forward(std::string_view key) { return key == "ArrowRight" || key == "ArrowDown"; }
bool is_back(std::string_view key) { return key == "ArrowLeft" || key == "ArrowUp"; }

/// The point that an arrow leads to: along the categories (of a heat table along its row) or across them.
int next_point(const Picture& picture, const Chart& chart, int here, std::string_view key) {
    const auto& points = picture.points;
    const int last = static_cast<int>(points.size()) - 1;
    if (here < 0 || key == "Home") return 0;
    if (key == "End") return last;
    const PlacedPoint& from = points[static_cast<std::size_t>(std::min(here, last))];
    const bool along = key == "ArrowRight" || key == "ArrowLeft";
    int best = here;
    for (int i = 0; i <= last; ++i) {
        const PlacedPoint& to = points[static_cast<std::size_t>(i)];
        const bool same = along ? to.series == from.series : to.category == from.category;
        const std::size_t a = along ? to.category : to.series, b = along ? from.category : from.series;
        if (!same || a == b || (a > b) != is_forward(key)) continue;
        const PlacedPoint& known = points[static_cast<std::size_t>(best)];
        const std::size_t c = along ? known.category : known.series;
        if (best == here || (is_forward(key) ? a < c : a > c)) best = i;
    }
    // With one series up and down have nowhere to go: they move along as well.
    if (best == here && !along && chart.series.size() == 1)
        return std::clamp(here + (is_forward(key) ? 1 : -1), 0, last);
    return best;
}

void take_keys(Ui& ui, NodeId stop, const Picture& picture, const Chart& chart, ChartState& state) {
    if (picture.points.empty()) return;
    const std::string key = ui.key_on(stop);
    if (!is_forward(key) && !is_back(key) && key != "Home" && key != "End") return;
    state.reading = next_point(picture, chart, state.reading, key);
    ui.use_key();
}

/// One row for each category, of a heat table for each series; every cell says its point in words.
void record_table(Ui& ui, Rect place, const Picture& picture, const Chart& chart, Point origin, int reading,
                  NodeId stop) {
    const bool by_series = chart.kind == ChartKind::heat;
    ui.begin(Role::row, "Heads", {place.x, place.y, place.w, 0});
    ui.last().row_index = 1;
    ui.begin(Role::columnheader, chart.category_words.empty() ? "point" : chart.category_words,
             {place.x, place.y, 0, 0});
    ui.end();
    ui.end();
    std::map<std::size_t, std::vector<std::size_t>> rows;
    for (std::size_t i = 0; i < picture.points.size() && i < kMostRows; ++i)
        rows[by_series ? picture.points[i].series : picture.points[i].category].push_back(i);
    std::int32_t index = 1;
    for (const auto& [row, cells] : rows) {
        const std::vector<std::string>& categories = chart.categories;
        ui.begin(Role::row,
                 by_series                 ? chart.series[row].name
                 : row < categories.size() ? categories[row]
                                           : std::to_string(row + 1),
                 place);
        ui.last().row_index = ++index;
        for (const std::size_t i : cells) {
            const PlacedPoint& point = picture.points[i];
            const NodeId cell = ui.begin(Role::gridcell, point_words(chart, point.series, point.category),
                                         moved(point.rect, origin));
            if (static_cast<int>(i) == reading) {
                ui.last().selected = true;
                ui.recorded(stop).active_descendant = cell;
            }
            ui.end();
        }
        ui.end();
    }
}

std::optional<ChartFile> draw_menu(Ui& ui, Rect anchor, const Chart& chart, ChartState& state) {
    if (ui.button(anchor, "Save this chart",
                  {.look = ButtonLook::bare,
                   .icon = icon::kEllipsis,
                   .icon_only = true,
                   .small = true,
                   .name = "Save chart: " + chart.title,
                   .expanded = state.menu_open,
                   .has_popup = true}))
        state.menu_open = !state.menu_open;
    if (!state.menu_open) return std::nullopt;
    const std::array<Ui::MenuItem, 3> items{
        Ui::MenuItem{.label = "Save as PNG", .icon = icon::kDownload},
        Ui::MenuItem{.label = "Save as SVG", .icon = icon::kDownload},
        Ui::MenuItem{.label = "Save its points as CSV", .icon = icon::kFileSpreadsheet}};
    switch (ui.menu(anchor, "Save chart", items, state.menu_open)) {
        case 0: return ChartFile::png;
        case 1: return ChartFile::svg;
        case 2: return ChartFile::csv;
        default: return std::nullopt;
    }
}

void draw_reading(Ui& ui, const Picture& picture, const Chart& chart, const ChartState& state, Rect plot,
                  NodeId stop) {
    const Point origin{plot.x, plot.y};
    for (std::size_t i = 0; i < picture.points.size(); ++i) {
        const PlacedPoint& point = picture.points[i];
        const Rect rect = moved(point.rect, origin);
        const bool read = static_cast<int>(i) == state.reading && ui.has_focus(stop);
        if (read) ui.edge(rect.inset(-2, -2), ui.tokens().accent, 4, 2);
        if (ui.hovered(rect) || read) {
            draw_point_note(ui, rect, plot, point_words(chart, point.series, point.category));
            if (!read) return;
        }
    }
}

}  // namespace

float chart_height(Ui& ui, const Chart& chart, float width, const ChartLook& look) {
    return kTitle + subtitle_height(ui, chart, width) + kAir + laid_out(ui, chart, width, look).height;
}

std::optional<ChartFile> draw_chart(Ui& ui, Rect area, const Chart& chart, ChartState& state,
                                    const ChartLook& look) {
    if (const auto trouble = chart_trouble(chart)) {
        ui.text({area.x, area.y, area.w, 20}, *trouble, TextStyle::body, ui.tokens().text_3);
        return std::nullopt;
    }
    ui.push_id(chart.title);
    const float menu = look.with_menu ? kMenu : 0;
    ui.heading({area.x, area.y, area.w - menu - 4, kTitle}, chart.title, 2, TextStyle::body_semibold);
    const float below = ui.paragraph({area.x, area.y + kTitle, area.w - menu - 4, 200}, chart_subtitle(chart),
                                     TextStyle::caption, ui.tokens().text_3);
    std::optional<ChartFile> wanted;
    if (look.with_menu) wanted = draw_menu(ui, {area.right() - kMenu, area.y, kMenu, kMenu}, chart, state);
    const Picture picture = laid_out(ui, chart, area.w, look);
    const Rect plot{area.x, area.y + kTitle + below + kAir, area.w, picture.height};
    const NodeId stop = ui.begin_stop(Role::grid, chart.title, plot);
    const std::size_t rows = chart.kind == ChartKind::heat      ? chart.series.size()
                             : chart.kind == ChartKind::scatter ? picture.points.size()
                                                                : chart.categories.size();
    ui.last().row_count = static_cast<std::int32_t>(1 + rows);
    take_keys(ui, stop, picture, chart, state);
    state.reading = std::min(state.reading, static_cast<int>(picture.points.size()) - 1);
    if (state.reading >= 0) {
        const PlacedPoint& point = picture.points[static_cast<std::size_t>(state.reading)];
        ui.recorded(stop).value = point_words(chart, point.series, point.category);
    }
    for (const Mark& mark : picture.marks) draw_mark(ui, mark, {plot.x, plot.y});
    record_table(ui, plot, picture, chart, {plot.x, plot.y}, state.reading, stop);
    draw_reading(ui, picture, chart, state, plot, stop);
    ui.end();
    ui.pop_id();
    return wanted;
}

void draw_sparkline(Ui& ui, Rect rect, const std::vector<std::optional<double>>& values) {
    std::vector<double> known;
    for (const auto& value : values)
        if (value) known.push_back(*value);
    if (known.size() < 2 || !values.back()) return;
    const auto [low, high] = std::ranges::minmax(known);
    const Rect inside = rect.inset(3, 3);
    std::vector<Point> points;
    const float step = inside.w / static_cast<float>(values.size() - 1);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!values[i]) {
            points.clear();  // Only what leads to the last point without a gap.
            continue;
        }
        const double share = high > low ? (*values[i] - low) / (high - low) : 0.5;
        points.push_back({inside.x + static_cast<float>(i) * step,
                          inside.bottom() - static_cast<float>(share) * inside.h});
    }
    if (points.size() > 1) ui.polyline(points, ui.tokens().text_3, 1.5F);
    ui.circle(points.back(), 2.5F, ui.tokens().accent);
}

}  // namespace perennial::ui
