#include "ui/interaction/hits.h"

#include <algorithm>
#include <ranges>

namespace perennial::ui {

bool ScrollArea::has_more(Point by) const {
    return (by.x < 0 && left) || (by.x > 0 && right) || (by.y < 0 && up) || (by.y > 0 && down);
}

void HitList::clear() {
    hits.clear();
    areas.clear();
    blockers.clear();
}

int HitList::top_layer() const {
    int top = 0;
    for (const Blocker& blocker : blockers) top = std::max(top, blocker.layer);
    return top;
}

int HitList::layer_at(Point point) const {
    for (int layer = top_layer(); layer > 0; --layer) {
        const bool on_hit = std::ranges::any_of(
            hits, [&](const Hit& hit) { return hit.layer == layer && hit.rect.contains(point); });
        const bool blocked = std::ranges::any_of(blockers, [&](const Blocker& blocker) {
            return blocker.layer == layer && (blocker.modal || !blocker.hole.contains(point));
        });
        if (on_hit || blocked) return layer;
    }
    return 0;
}

const Hit* HitList::at(Point point) const {
    const int layer = layer_at(point);
    for (const Hit& hit : std::views::reverse(hits))
        if (hit.layer == layer && hit.rect.contains(point)) return hit.id != 0 ? &hit : nullptr;
    return nullptr;
}

const ScrollArea* HitList::area_at(Point point, Point by) const {
    const int layer = layer_at(point);
    for (const ScrollArea& area : areas)
        if (area.layer == layer && area.rect.contains(point) && area.has_more(by)) return &area;
    return nullptr;
}

NodeId HitList::outside_of(Point point) const {
    const int layer = layer_at(point);
    const bool on_hit = std::ranges::any_of(
        hits, [&](const Hit& hit) { return hit.layer == layer && hit.rect.contains(point); });
    if (on_hit) return 0;
    for (const Blocker& blocker : std::views::reverse(blockers))
        if (blocker.layer == layer && !blocker.modal) return blocker.id;
    return 0;
}

bool HitList::in_list_of(NodeId field, Point point) const {
    const int layer = layer_at(point);
    return std::ranges::any_of(
        blockers, [&](const Blocker& blocker) { return blocker.id == field && blocker.layer == layer; });
}

}  // namespace perennial::ui
