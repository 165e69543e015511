// Plain drawing. Edges of rectangles lie on device pixels, so that lines are sharp at any pixel ratio.
#include <algorithm>
#include <cmath>

#include "ui/widgets/frame.h"

namespace perennial::ui {

namespace {

ImVec2 vector(Point point) { return {point.x, point.y}; }

}  // namespace

Rect UiFrame::snapped(Rect rect) const {
    const float x = snap(rect.x);
    const float y = snap(rect.y);
    return {x, y, snap(rect.right()) - x, snap(rect.bottom()) - y};
}

void UiFrame::fill(Rect rect, Colour colour, float radius) {
    const Rect r = snapped(rect);
    if (r.w <= 0 || r.h <= 0) return;
    list().AddRectFilled(ImVec2(r.x, r.y), ImVec2(r.right(), r.bottom()), packed(colour), radius);
}

void UiFrame::edge(Rect rect, Colour colour, float radius, float width) {
    Rect r = snapped(rect);
    const float thick = std::max(std::floor(width * parts_.pixel_ratio), 1.0F) / parts_.pixel_ratio;
    if (r.w < thick || r.h < thick) return;
    if (radius <= 0) {
        Rect rest = r;
        for (const Rect side :
             {rest.take_top(thick), rest.take_bottom(thick), rest.take_left(thick), rest.take_right(thick)})
            fill(side, colour);
        return;
    }
    r = r.inset(thick / 2, thick / 2);
    list().PathRect(ImVec2(r.x, r.y), ImVec2(r.right(), r.bottom()), std::max(0.0F, radius - thick / 2));
    list().PathStroke(packed(colour), thick, ImDrawFlags_Closed);
}

void UiFrame::line(Point from, Point to, Colour colour, float width) {
    const float thick = std::max(std::floor(width * parts_.pixel_ratio), 1.0F) / parts_.pixel_ratio;
    if (from.y == to.y)
        fill({from.x, snap(from.y), to.x - from.x, thick}, colour);
    else if (from.x == to.x)
        fill({snap(from.x), from.y, thick, to.y - from.y}, colour);
    else
        list().AddLine(vector(from), vector(to), packed(colour), thick);
}

// What is lifted floats: the pointer does not reach through it.
void UiFrame::lift(Rect rect, float radius) {
    add_hit(0, rect, Cursor::arrow);
    constexpr std::array<float, 4> kSteps{1, 2, 4, 7};
    for (std::size_t n = kSteps.size(); n-- > 0;) {
        const float step = kSteps[n];
        Rect shadow = rect.inset(-step, -step);
        shadow.y += step;
        fill(shadow, tokens_.shadow[n], radius + step);
    }
}

void UiFrame::circle(Point centre, float radius, Colour colour) {
    list().AddCircleFilled(vector(centre), radius, packed(colour));
}

void UiFrame::polyline(std::span<const Point> points, Colour colour, float width) {
    for (const Point point : points) list().PathLineTo(vector(point));
    list().PathStroke(packed(colour), width);
}

void UiFrame::quad(const std::array<Point, 4>& corners, Colour colour) {
    list().AddQuadFilled(vector(corners[0]), vector(corners[1]), vector(corners[2]), vector(corners[3]),
                         packed(colour));
}

void UiFrame::icon(const char* icon, Rect rect, Colour colour, float px) {
    parts_.writer->icon(list(), rect, icon, px, colour);
}

void UiFrame::stroke(Rect rect, std::span<const Point> points, Colour colour, float width) {
    for (const Point point : points)
        list().PathLineTo(ImVec2(rect.x + point.x / 24 * rect.w, rect.y + point.y / 24 * rect.h));
    list().PathStroke(packed(colour), width);
}

void UiFrame::ring(Rect rect, float radius, float gap) {
    const float grow = gap + 2;
    edge(rect.inset(-grow, -grow), tokens_.accent, radius + grow, 2);
}

void UiFrame::ring_inside(Rect rect) { edge(rect, tokens_.accent, 0, 2); }

void UiFrame::panel(Rect rect, float radius) {
    lift(rect, radius);
    fill(rect, tokens_.surface, radius);
    edge(rect, tokens_.line_strong, radius);
}

}  // namespace perennial::ui
