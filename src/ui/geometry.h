// Points and rectangles in CSS pixels, the unit of everything that is laid out or recorded.
#pragma once

namespace perennial::ui {

struct Point {
    float x = 0, y = 0;
    bool operator==(const Point&) const = default;
};

struct Rect {
    float x = 0, y = 0, w = 0, h = 0;
    bool operator==(const Rect&) const = default;
    float right() const { return x + w; }
    float bottom() const { return y + h; }
    bool contains(Point p) const { return p.x >= x && p.y >= y && p.x < right() && p.y < bottom(); }
    Rect inset(float dx, float dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
    /// Cuts a piece off and returns it; the rest stays. For laying out from the edges inwards.
    Rect take_left(float width) {
        Rect cut{x, y, width, h};
        x += width;
        w -= width;
        return cut;
    }
    Rect take_right(float width) {
        w -= width;
        return {x + w, y, width, h};
    }
    Rect take_top(float height) {
        Rect cut{x, y, w, height};
        y += height;
        h -= height;
        return cut;
    }
    Rect take_bottom(float height) {
        h -= height;
        return {x, y + h, w, height};
    }
};

}  // namespace perennial::ui
